"""The words that `q` and `actor` find, the same way in every language: no case, no accents, one Arabic spelling.

They are stored as bare lexemes. Words of actors stand in the same index, marked, so that one GIN index answers both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

ACTOR_MARK = "@"
MOST_WORDS = 4_000  # PostgreSQL allows 1 MB a tsvector: this many of 60 letters of four bytes
MOST_ACTOR_WORDS = 300
PREFIX_FROM = 4  # "attack" finds "attacks"; shorter words would find half the dictionary

_WORD = re.compile(r"[^\W_]{1,60}")  # longer ones are cut into several, here and in queries
_ASCII_WORD = re.compile(r"[a-z0-9]{1,60}")  # the same, where no letter is beyond these


class _Folding(dict[int, int | str | None]):
    """What becomes of each character of decomposed text; accents go. Looked up once a character."""

    def __missing__(self, code: int) -> int | None:
        self[code] = folded = None if unicodedata.combining(chr(code)) else code
        return folded


# Alef maksura and ta marbuta are written both ways in the press; tatweel only stretches.
_FOLDING = _Folding(str.maketrans({"ى": "ي", "ة": "ه", "ـ": None}))


def words_of(text: str) -> list[str]:
    """Normalised words in order."""
    if text.isascii():  # most text, in a fifth of the time
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(unicodedata.normalize("NFKD", text.casefold()).translate(_FOLDING))


def search_vector(texts: Iterable[str | None], actors: Iterable[str]) -> str:
    """A tsvector literal. Words are letters and digits only, so quoting them needs no escapes."""
    named = words_of(" ".join(actors))
    words = dict.fromkeys(named + words_of(" ".join(filter(None, texts))))
    listed = [*list(words)[:MOST_WORDS], *dict.fromkeys([ACTOR_MARK + word for word in named[:MOST_ACTOR_WORDS]])]
    return "'" + "' '".join(listed) + "'" if listed else ""


def search_query(text: str, mark: str = "") -> str | None:
    """A tsquery literal that asks for all words of `text`; None where it has none."""
    words = dict.fromkeys(words_of(text))
    return " & ".join(f"'{mark}{word}'" + (":*" if len(word) >= PREFIX_FROM else "") for word in words) or None
