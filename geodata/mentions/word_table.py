"""Tens of thousands of words with a small number each, as one compressed trie: three bytes a word, not two hundred."""

from __future__ import annotations

from collections.abc import Mapping
from typing import overload

from marisa_trie import Trie


class WordTable:
    """Word -> 0 to 255, read only."""

    __slots__ = ("_number_of", "_numbers")

    def __init__(self, words: Mapping[str, int]) -> None:
        trie = Trie(words)
        self._number_of = trie.get
        numbers = bytearray(len(words))
        for word, number in words.items():
            numbers[trie[word]] = number
        self._numbers = bytes(numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, word: str) -> bool:
        return self._number_of(word) is not None

    @overload
    def get(self, word: str) -> int | None: ...
    @overload
    def get(self, word: str, default: int) -> int: ...
    def get(self, word: str, default: int | None = None) -> int | None:
        """The number of a word; `default` for one that is not in the table."""
        at = self._number_of(word)
        return default if at is None else self._numbers[at]
