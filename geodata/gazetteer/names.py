"""From running text to the normal form under which names are looked up, one word at a time.

A name and the text that mentions it pass through the same `tokenise`, so that whatever it does to one it does to the
other: "Al-Qa'im", "al Qaim" and "AL-QAIM" all become the tokens `al`, `qaim`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from geodata.met import Met


class Token(NamedTuple):
    """A word or a punctuation mark. `start` and `end` are code points, half-open; `norm` is what look-ups use.

    A mark's `norm` is the mark itself ("-" of short dashes, "\\n" of a blank line); no key of a name holds one, so
    names never reach across.
    """

    start: int
    end: int
    text: str
    norm: str


# Letters that carry no combining mark to strip, and letters that differ by script variant only.
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ə": "a", "ɛ": "e", "ɔ": "o", "ŋ": "n",
        "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ھ": "ه", "ہ": "ه", "ە": "ه",
        "ـ": None, "\u200c": None, "\u200d": None,
    }
)  # fmt: skip
# Only accents, Hebrew points and Arabic vowel signs go: the marks of Indic scripts are vowels that tell words apart.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+"
)

_HYPHENS = "‐‑‒–-"
_APOSTROPHES = "'’‘ʼʻʿʾ`´′ʹˈ＇"
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u200c\u200d"
)
_LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
_WORD = rf"{_LETTER}(?:{_LETTER}|\d)*"
# French and Italian elision is a word of its own; "qu'" before the single letters, the longest first.
_ELIDED = r"(?:lorsqu|puisqu|jusqu|quelqu|aujourd|dell|nell|dall|sull|all|qu|[ldjmnstc])"

# Blank and token in turn; what stands between is left out. The blank is taken along, since to try everything at each
# one would cost as much as the words do.
_TOKEN = re.compile(
    rf"""
      ([ ]?)(
      [^\W\d_]{{2,}}+(?![\w.{_APOSTROPHES}{_MARKS}])  # a plain word: nine in ten
    | (?i:{_ELIDED})[{_APOSTROPHES}](?={_LETTER}{{2}})
    | (?:[^\W\d_]\.){{2,}}  # an acronym
    | (?i:ste?|mt|ft|pt|dr|mr|mrs|ms|gen|sen|gov|sgt|lt|col|capt)\.(?=\s*[^\W\d_])
    | (?<=\w)[{_APOSTROPHES}][sS](?!\w)
    | {_WORD}(?:[{_APOSTROPHES}](?![sS](?!\w)){_WORD})*
    | \d+(?:[.,٫٬\u00a0\u202f]\d+)*{_LETTER}*
    | [^\S\n]*\n[^\S\n]*\n\s*
    | (?<![^\W_])(?<![.'’])[{_HYPHENS}](?=\w)  # " -foo" is a dash between clauses; "foo-bar" is one name
    | (?![{_HYPHENS}]\w)[^\w\s{_APOSTROPHES}]
    )""",
    re.VERBOSE,
)
_WORDLIKE = re.compile(rf"{_LETTER}|\d|[{_APOSTROPHES}]")
_DROPPED = re.compile(rf"[.{_APOSTROPHES}]+")


def _normalise(printed: str) -> str:
    if _WORDLIKE.match(printed):
        return normalise_word(printed)
    return "\n" if printed.isspace() else "-" if printed in _HYPHENS else printed


norm_of = Met(_normalise).__getitem__
_new_token = partial(tuple.__new__, Token)  # without the call in between, since all reading passes here


def normalise_word(word: str) -> str:
    """The normal form of one token: case, accents, apostrophes and script variants folded."""
    if word.isascii():
        return _DROPPED.sub("", word.lower())
    folded = unicodedata.normalize("NFKD", word).casefold()
    folded = _ACCENTS.sub("", folded).translate(_LETTERS)
    return unicodedata.normalize("NFC", _DROPPED.sub("", folded))


def tokenise(text: str) -> list[Token]:
    """Words and marks of `text` in order. A hyphen or short dash inside a word parts it and leaves no token."""
    pieces = _TOKEN.split(text)
    ends = list(accumulate(map(len, pieces)))
    printed = pieces[2::3]
    return list(map(_new_token, zip(ends[1::3], ends[2::3], printed, map(norm_of, printed), strict=False)))


def normalise(text: str) -> str:
    """The key form of a name: normal words joined by single spaces, marks left out."""
    if text.isascii() and text.isalpha():
        return text.lower()
    return " ".join([normalise_word(printed) for printed in _TOKEN.split(text)[2::3] if _WORDLIKE.match(printed)])
