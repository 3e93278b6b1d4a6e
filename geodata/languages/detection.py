"""Which of the supported languages a text is in, told by its commonest words.

A Bayes classifier over the 800 commonest words of 21 languages: the supported ones, and their neighbours so that a text
in Italian or Persian is told as unknown and not as the nearest language we know. A few function words decide ("au sud
de"), names do not: a bare name is in no language.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from geodata.languages import supported

WORD = re.compile(r"[^\W\d_]{2,}")
WORDS_READ = 240  # enough for certainty, so that a long text costs what a short one does
CHARACTERS_READ = 4_000
# Zipf frequency lent to a word outside a language's list; the lists end at about 4.0.
UNLISTED = 3.3
# Least lead over the second language, in powers of ten.
LEAST_MARGIN = 0.4
# Lead given to the languages that we are asked for, so that "au sud de" is French and not Romanian.
SUPPORTED_LEAD = 1.5


class Detection(NamedTuple):
    """`language` is an ISO 639-1 code that has a language file, or None with the `reason`."""

    language: str | None
    reason: str


def detect(text: str) -> Detection:
    """Tell the language from the text's first words; no network, no model, constant time."""
    scores: dict[str, float] = {}
    known = 0
    for match in WORD.finditer(text[:CHARACTERS_READ]):
        gains = _words().get(match.group().lower())
        if gains:
            known += 1
            for code, gain in gains:
                scores[code] = scores.get(code, 0.0) + gain
            if known >= WORDS_READ:
                break
    if not scores:
        return Detection(None, "no word that tells a language")
    for code in supported():
        if code in scores:
            scores[code] += SUPPORTED_LEAD
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best, lead = ranked[0][0], ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
    if lead < LEAST_MARGIN:
        return Detection(None, f"could be {ranked[0][0]} or {ranked[1][0]}")
    if best not in supported():
        return Detection(None, f"looks like {best}, which has no language file")
    return Detection(best, f"{known} common words of {best}")


@cache
def _words() -> dict[str, tuple[tuple[str, float], ...]]:
    table = (resources.files("geodata.mentions") / "words" / "detection.tsv").read_text("utf-8")
    gains: dict[str, list[tuple[str, float]]] = {}
    for line in table.splitlines():
        code, words = line.split("\t")
        for entry in words.split():
            word, zipf = entry.split(":")
            if float(zipf) > UNLISTED:
                gains.setdefault(word, []).append((code, float(zipf) - UNLISTED))
    return {word: tuple(entries) for word, entries in gains.items()}
