"""What an agency sets before a text, "BAGHDAD, Nov 21, 2023 (Agency) - ...": it tells of the report, not the event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.extraction.dates import find_dates
from app.extraction.lexicon import Lexicon
from app.extraction.tokens import Tokens

_HEAD = 60  # tokens: a headline and a line below it may stand before the dateline
_REACH = 6  # tokens between the date and the bracket or dash that ends a dateline
_LONGEST = 16  # tokens of a dateline
_CASELESS = 4  # words of one, where small letters cannot show that it is a sentence
_ENDS = frozenset("(-–—")
_DASHES = frozenset("-–—")


def read_dateline(tokens: Tokens, lexicon: Lexicon) -> date | None:
    """The day of a dateline that names its year; None if there is no such line."""
    head = Tokens(tokens.text, tokens.start[:_HEAD], tokens.end[:_HEAD], tokens.norm[:_HEAD])
    for found in find_dates(head, lexicon.table.scan(head).get("dates", []), lexicon, None):
        if found.when.precision != "day" or found.when.earliest is None:
            continue
        after = head.norm[found.last : found.last + _REACH]
        before = head.norm[found.first - 1] if found.first else ","
        if before in ",(" and any(norm in _ENDS for norm in after):
            return found.when.earliest.date()
    return None


def find_dateline(tokens: Tokens, lexicon: Lexicon) -> range:
    """The tokens of the dateline at the start of one of the first lines; an empty range if there is none."""
    for first in _line_starts(tokens):
        if end := _end_of(tokens, first, lexicon):
            return range(first, end)
    return range(0)


def _line_starts(tokens: Tokens) -> Iterator[int]:
    before = 0
    for i, start in enumerate(tokens.start[:_HEAD]):
        if i == 0 or "\n" in tokens.text[before:start]:
            yield i
        before = tokens.end[i]


def _end_of(tokens: Tokens, first: int, lexicon: Lexicon) -> int:
    """The token behind the dash of a dateline: before it stand names, a date and brackets, but no sentence; else 0.

    Names in capitals may end at a colon as well: "RIYADH: ...".
    """
    in_brackets, words, loud = False, 0, True
    for i in range(first, min(first + _LONGEST, len(tokens))):
        norm, word = tokens.norm[i], tokens.quote(i, i + 1)
        if "\n" in tokens.text[tokens.start[first] : tokens.start[i]]:
            return 0
        if norm in _DASHES or (norm == ":" and loud):
            return i + 1 if words else 0
        if norm in "()":
            in_brackets = norm == "("
        if in_brackets or not norm[0].isalpha():
            continue
        words += 1
        loud = loud and word.isupper()
        caseless = word.lower() == word.upper()
        if norm not in lexicon.months and (words > _CASELESS if caseless else word.islower()):
            return 0
    return 0
