"""Sentences of a text, as offsets.

A line break ends a sentence too, so that headlines need no full stop, unless the text is wrapped to a width. A full
stop ends it unless an abbreviation or an initial stands before it, or the next word goes on in lower case.
Closing quotes and brackets belong to the sentence that they close.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from geodata.languages import load

# A stop with what closes after it, or a line break; French sets a space before "!" and "?", and inside guillemets.
# It begins with a set of characters, so that the search runs past all others.
_STOP = re.compile(r"[.!?…؟。\n](?:(?<=\n)\s*|([.!?…؟。]*)([\"'”’)\]]*(?:\s?»)?)(?=\s|$|[“«\"‘(\[]))")
_BEFORE = re.compile(r"(\S{1,24})$")
_SAMPLE = 8_000
_LEAST_LINES = 6
_WIDEST = 100
_WIDTH_USED = 0.8
_FOLLOWER = re.compile(r"\s*(\w*)")
# Lists of the language file whose words begin sentences and no names.
_STARTERS = ("in_place", "preposition", "article", "conjunction", "never")


def split_sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Half-open (start, end) of each sentence, in order, without surrounding white space. Linear in the text."""
    words = _words(language)
    sentences: list[tuple[int, int]] = []
    start = 0
    wrapped = _is_wrapped(text)
    for match in _STOP.finditer(text):
        more = match.group(1)  # stops behind the first; None for a line break
        if more is None and wrapped and match.group().count("\n") == 1:
            continue
        end = match.start() if more is None else match.end(2)
        if more == "" and text[match.start()] == "." and not _ends_sentence(text, match.start(), match.end(), words):
            continue
        _append(sentences, text, start, end)
        start = match.end()
    _append(sentences, text, start, len(text))
    return sentences


def _is_wrapped(text: str) -> bool:
    """Whether the lines are cut at a width, as in mail: many, of about the same length, and none of them long."""
    lengths = [len(line) for line in text[:_SAMPLE].split("\n")[:-1] if line.strip()]
    if len(lengths) < _LEAST_LINES or max(lengths) > _WIDEST:
        return False
    return sorted(lengths)[len(lengths) // 2] >= _WIDTH_USED * max(lengths)


def _append(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.lstrip()
    first = start + len(piece) - len(stripped)
    last = first + len(stripped.rstrip())
    if last > first:
        sentences.append((first, last))


def _ends_sentence(text: str, stop: int, end: int, words: _Words) -> bool:
    """Whether the single full stop at `stop` ends a sentence; `end` is behind its closing marks."""
    follower = _FOLLOWER.match(text, end).group(1)  # type: ignore[union-attr]  # matches always
    if follower[:1].islower():
        return False
    before = _BEFORE.search(text, max(0, stop - 24), stop)
    if before is None or end > stop + 1:  # where a quote closes ("He left.") the stop stands whatever the word
        return True
    word = before.group(1).lstrip("(\"'“‘«[").lower()
    if word in words.numbered:
        return not follower[:1].isdigit()
    if word in words.abbreviations:
        return False
    if word.replace(".", "").isalpha() and (len(word) == 1 or "." in word):
        # "J. Smith", "U.S. officials" go on; "on platform X. The" does not, since such words begin no name.
        return not follower[:1].isalpha() or follower.lower() in words.starters
    return True


class _Words(NamedTuple):
    abbreviations: frozenset[str]
    numbered: frozenset[str]
    starters: frozenset[str]


@cache
def _words(language: str) -> _Words:
    tables = load(language).tables
    section, mentions = tables.get("sentences", {}), tables.get("mentions", {})
    abbreviations = frozenset(word.lower().rstrip(".") for word in section.get("abbreviations", ()))
    starters = frozenset(word for name in _STARTERS for word in mentions.get(name, ()))
    return _Words(abbreviations, frozenset(section.get("numbered", ())), starters)
