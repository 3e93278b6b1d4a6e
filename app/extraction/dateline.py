"""What an agency sets before a text, "BAGHDAD, Nov 21, 2023 (Agency) - ...": it tells of the report, not the event."""

from __future__ import annotations

from datetime import date

from app.extraction.dates import find_dates
from app.extraction.lexicon import Lexicon
from app.extraction.tokens import Tokens

_HEAD = 40  # tokens: a headline may stand before the dateline
_REACH = 6  # tokens between the date and the bracket or dash that ends a dateline
_LONGEST = 16  # tokens of a dateline
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


def find_dateline_end(tokens: Tokens, lexicon: Lexicon) -> int:
    """The token behind the dash of a dateline: before it stand names, a date and brackets, but no sentence; else 0."""
    in_brackets = False
    for i, norm in enumerate(tokens.norm[:_LONGEST]):
        if norm in _DASHES:
            return i + 1
        if norm in "()":
            in_brackets = norm == "("
        named = not tokens.text[tokens.start[i]].islower() or norm in lexicon.months
        if not (named or in_brackets) or "\n" in tokens.text[tokens.start[0] : tokens.start[i]]:
            return 0
    return 0
