"""From running text to the normal form under which names are looked up, one word at a time.

A name and the text that mentions it pass through the same `tokenise`, so that whatever it does to one it does to the
other: "Al-Qa'im", "al Qaim" and "AL-QAIM" all become the tokens `al`, `qaim`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple


class Token(NamedTuple):
    """A word or a punctuation mark. `start` and `end` are code points, half-open; `norm` is what look-ups use.

    A mark's `norm` is the mark itself (a blank line is "\\n"); no key of a name holds one, so names never reach across.
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

_APOSTROPHES = "'’‘ʼʻʿʾ`´′ʹˈ＇"
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u200c\u200d"
)
_LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
_WORD = rf"{_LETTER}(?:{_LETTER}|\d)*"
# French and Italian elision is a word of its own; "qu'" before the single letters, the longest first.
_ELIDED = r"(?:lorsqu|puisqu|jusqu|quelqu|aujourd|dell|nell|dall|sull|all|qu|[ldjmnstc])"

# A plain word takes the space before it along: to try everything at each space would cost as much as the words do.
_TOKEN = re.compile(
    rf"""
      [ ]?(?P<plain>[^\W\d_]{{2,}}+(?![\w.{_APOSTROPHES}{_MARKS}]))
    | (?P<elision>(?i:{_ELIDED})[{_APOSTROPHES}](?={_LETTER}{{2}}))
    | (?P<acronym>(?:[^\W\d_]\.){{2,}})
    | (?P<abbreviation>(?i:ste?|mt|ft|pt|dr|mr|mrs|ms|gen|sen|gov|sgt|lt|col|capt)\.(?=\s*[^\W\d_]))
    | (?P<genitive>(?<=\w)[{_APOSTROPHES}][sS](?!\w))
    | (?P<word>{_WORD}(?:[{_APOSTROPHES}](?![sS](?!\w)){_WORD})*)
    | (?P<number>\d+(?:[.,٫٬\u00a0\u202f]\d+)*{_LETTER}*)
    | (?P<blank>[^\S\n]*\n[^\S\n]*\n\s*)
    | (?P<hyphen>[-‐‑‒–](?=\w))
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
_WORDLIKE = frozenset({"plain", "word", "elision", "acronym", "abbreviation", "genitive", "number"})
_DROPPED = re.compile(rf"[.{_APOSTROPHES}]+")


@lru_cache(maxsize=1 << 16)
def normalise_word(word: str) -> str:
    """The normal form of one token: case, accents, apostrophes and script variants folded."""
    if word.isascii():
        return _DROPPED.sub("", word.lower())
    folded = unicodedata.normalize("NFKD", word).casefold()
    folded = _ACCENTS.sub("", folded).translate(_LETTERS)
    return unicodedata.normalize("NFC", _DROPPED.sub("", folded))


def tokenise(text: str) -> list[Token]:
    """Words and marks of `text` in order. A hyphen or short dash inside a word parts it and leaves no token."""
    tokens: list[Token] = []
    append, new = tokens.append, tuple.__new__
    for match in _TOKEN.finditer(text):
        start, end = match.span(1)
        if start >= 0:  # plain: nine words in ten, told first and built without a call since all reading passes here
            word = text[start:end]
            append(new(Token, (start, end, word, normalise_word(word))))
            continue
        kind = match.lastgroup
        start, end = match.span()
        if kind == "mark":
            mark = match[0]
            if mark not in _APOSTROPHES:
                append(new(Token, (start, end, mark, mark)))
        elif kind == "blank":
            append(Token(start, end, match[0], "\n"))
        elif kind == "hyphen":
            # " -foo" or "- foo" is a dash between clauses; only "foo-bar" is one name.
            if not (start and (text[start - 1].isalnum() or text[start - 1] in ".'’")):
                append(Token(start, end, match[0], "-"))
        else:
            word = match[0]
            append(Token(start, end, word, normalise_word(word)))
    return tokens


def normalise(text: str) -> str:
    """The key form of a name: normal words joined by single spaces, marks left out."""
    if text.isascii() and text.isalpha():
        return text.lower()
    words = (match[match.lastgroup] for match in _TOKEN.finditer(text) if match.lastgroup in _WORDLIKE)
    return " ".join(map(normalise_word, words))
