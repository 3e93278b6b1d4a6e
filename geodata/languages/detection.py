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

import numpy as np
from numpy.typing import NDArray

from geodata.languages import supported

WORD = re.compile(r"[^\W\d_]{2,}")
WORDS_READ = 240  # enough for certainty, so that a long text costs what a short one does
CHARACTERS_READ = 4_000
# All in tenths of a power of ten, as the lists have them, so that sums are exact.
UNLISTED = 33  # Zipf frequency lent to a word outside a language's list; the lists end at about 4.0
LEAST_MARGIN = 4  # least lead over the second language
SUPPORTED_LEAD = 15  # given to the languages that we are asked for, so that "au sud de" is French and not Romanian
NONE = np.iinfo(np.int64).min  # of a language that has none of the words


class Detection(NamedTuple):
    """`language` is an ISO 639-1 code that has a language file, or None with the `reason`."""

    language: str | None
    reason: str


def detect(text: str) -> Detection:
    """Tell the language from the text's first words; no network, no model, constant time."""
    gains = _gains()
    words = WORD.findall(text[:CHARACTERS_READ].lower())
    known = list(filter(None, map(gains.row.get, words)))[:WORDS_READ]
    if not known:
        return Detection(None, "no word that tells a language")
    sums = np.add.reduce(gains.of.take(known, axis=0), dtype=np.int64)
    scores = np.where(sums != 0, sums + gains.leads, NONE)
    best = int(scores.argmax())
    score, scores[best] = int(scores[best]), NONE
    second = int(scores.argmax())
    alone = scores[second] == NONE  # no other language has any of the words
    if score - (0 if alone else scores[second]) < LEAST_MARGIN:
        return Detection(None, f"could be {gains.codes[best]} or {'another' if alone else gains.codes[second]}")
    language = gains.codes[best]
    if language not in supported():
        return Detection(None, f"looks like {language}, which has no language file")
    return Detection(language, f"{len(known)} common words of {language}")


class _Gains(NamedTuple):
    """What a word adds to each language, in tenths: `of[row[word]]`, in the order of `codes`; no word has row 0."""

    codes: tuple[str, ...]
    leads: NDArray[np.int64]  # of the supported languages
    row: dict[str, int]
    of: NDArray[np.int8]


@cache
def _gains() -> _Gains:
    table = (resources.files("geodata.mentions") / "words" / "detection.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in table.splitlines()]
    told = [
        (word, column, round(10 * float(zipf)) - UNLISTED)
        for column, (_, words) in enumerate(lines)
        for word, zipf in (entry.split(":") for entry in words.split())
        if round(10 * float(zipf)) > UNLISTED
    ]
    row: dict[str, int] = {}
    for word, _, _ in told:
        row.setdefault(word, len(row) + 1)
    of = np.zeros((len(row) + 1, len(lines)), np.int8)
    for word, column, gain in told:
        of[row[word], column] = gain
    codes = tuple(code for code, _ in lines)
    leads = np.array([SUPPORTED_LEAD if code in supported() else 0 for code in codes])
    return _Gains(codes, leads, row, of)
