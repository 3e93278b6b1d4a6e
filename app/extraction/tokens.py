"""Words, numbers and punctuation of a text, with their offsets and the form under which lexicons know them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate

from geodata.met import Met

# Arabic vowel signs and the tatweel, and combining accents, belong to the word that they stand in.
_MARKS = "\u0300-\u036f\u0640\u064b-\u065f\u0670"
_TOKEN = re.compile(
    r"([ ]?)("  # taken along, since to try everything at each blank would cost as much as the words do
    r"و(?=\d)"  # "and" of Arabic is written together with its number
    rf"|[^\W\d_][\w{_MARKS}]*"  # before all else, because most are words
    r"|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"  # 2023-11-21T05:00Z
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}"  # 21.11.2023, 21/11/2023
    r"|\d{1,3}(?:[\u0020\u00a0\u202f\u2009.,\u066c]\d{3})+(?![\d\w])"  # 2 500, 2.500, 2,500
    r"|\d+(?:[.,:\u066b]\d+)?"
    r"|[^\w\s'’ʼ\-‐‑]"
    r"|['’ʼ\-‐‑](?!(?<=[^\W_].)[^\W_])"  # what stands inside a word only separates
    r")"
)
_ARABIC_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
_ARABIC_FORMS = str.maketrans("أإآٱىة", "اااايه")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel columns, one entry a token: offsets into `text` and the normal form."""

    text: str
    start: list[int]
    end: list[int]
    norm: list[str]

    def __len__(self) -> int:
        return len(self.norm)

    def quote(self, first: int, last: int) -> str:
        """The text from token `first` up to, not including, token `last`."""
        return self.text[self.start[first] : self.end[last - 1]]


def normalise(word: str) -> str:
    """Case-folded, composed; Arabic without vowel signs, its letter forms unified. Latin accents carry meaning."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFC", word).casefold()
    if "\u0600" <= folded[0] <= "\u06ff":
        return _ARABIC_MARKS.sub("", folded).translate(_ARABIC_FORMS)
    return folded


_norm_of = Met(normalise).__getitem__


def tokenise(text: str) -> Tokens:
    """Apostrophes and hyphens between letters only separate: "l’attaque" is two tokens, "pro-Iranian" too."""
    pieces = _TOKEN.split(text)
    ends = list(accumulate(map(len, pieces)))
    return Tokens(text, ends[1::3], ends[2::3], list(map(_norm_of, pieces[2::3])))
