"""What follows from a word alone is worked out when the word is met for the first time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
WORDS_KEPT = 1 << 16


class Met(dict[str, T]):
    """Word -> what `make` says of it, of the words met so far; threads may share it."""

    def __init__(self, make: Callable[[str], T], most: int = WORDS_KEPT) -> None:
        self._make, self._most = make, most

    def __missing__(self, word: str) -> T:
        if len(self) >= self._most:  # a process that reads for weeks must not grow
            self.clear()
        made = self[word] = self._make(word)
        return made
