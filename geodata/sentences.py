"""Sentences of a text, as offsets.

A line break that ends a paragraph ends the sentence too, so that headlines need no full stop. A full stop ends it unless
an abbreviation of the language, an initial or a number stands before it, or the next word goes on in lower case. Closing
quotes and brackets belong to the sentence that they close.
"""

from __future__ import annotations

import re
from functools import cache

from geodata.languages import load

# A stop with what closes after it, or a line break; French sets a space before "!" and "?", and inside guillemets.
_STOP = re.compile(r"([.!?…؟。]+)([\"'”’)\]]*(?:\s?»)?)(?=\s|$|[“«\"‘(\[])|\n\s*")
_BEFORE = re.compile(r"(\S{1,24})$")
_SPACES = re.compile(r"\s*")


def split_sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Half-open (start, end) of each sentence, in order, without surrounding white space. Linear in the text."""
    abbreviations = _abbreviations(language)
    sentences = []
    start = 0
    for match in _STOP.finditer(text):
        end = match.end(2) if match.group(1) else match.start()
        if match.group(1) == "." and not _ends_sentence(text, match.start(), match.end(), abbreviations):
            continue
        _append(sentences, text, start, end)
        start = match.end()
    _append(sentences, text, start, len(text))
    return sentences


def _append(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.lstrip()
    first = start + len(piece) - len(stripped)
    last = first + len(stripped.rstrip())
    if last > first:
        sentences.append((first, last))


def _ends_sentence(text: str, stop: int, end: int, abbreviations: frozenset[str]) -> bool:
    """Whether the single full stop at `stop` ends a sentence; `end` is behind its closing marks."""
    after = _SPACES.match(text, end).end()  # type: ignore[union-attr]  # matches always
    follower = text[after : after + 1]
    if follower.islower():
        return False
    before = _BEFORE.search(text, max(0, stop - 24), stop)
    if before is None:
        return True
    word = before.group(1).lstrip("(\"'“‘«[").lower()
    if end > stop + 1:  # a quote closes: "He left." stands whatever the word
        return True
    if word in abbreviations:
        return False
    if len(word) == 1 and word.isalpha():  # an initial: "J. Smith", "George W. Bush"
        return False
    if "." in word and len(word) <= 6 and word.replace(".", "").isalpha():  # "U.S. officials", "p.m. The"
        return not follower.isalpha() or word in {"a.m", "p.m"}
    return True


@cache
def _abbreviations(language: str) -> frozenset[str]:
    table = load(language).tables.get("sentences", {})
    return frozenset(word.lower().rstrip(".") for word in table.get("abbreviations", ()))
