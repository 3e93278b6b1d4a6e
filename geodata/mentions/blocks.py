"""A long text in blocks of whole sentences, so that reading it takes the memory of one block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

BLOCK = 100_000  # characters; nearly every article is one block


class Block(NamedTuple):
    """Where it begins in the text, its words, and its sentences as offsets into them."""

    start: int
    text: str
    sentences: list[tuple[int, int]]


def cut(text: str, sentences: Sequence[tuple[int, int]], size: int = BLOCK) -> Iterator[Block]:
    """Blocks of about `size` characters that hold all sentences in order; one that is longer is cut between words."""
    start = 0
    held: list[tuple[int, int]] = []
    for first, last in _pieces(text, sentences, size):
        if held and last - start > size:
            yield Block(start, text[start:first], held)
            start, held = first, []
        held.append((first - start, last - start))
    if held:
        yield Block(start, text[start:], held)


def _pieces(text: str, sentences: Sequence[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    for first, last in sentences:
        while last - first > size:
            end = text.rfind(" ", first + size // 2, first + size)
            end = end if end >= 0 else first + size
            yield first, end
            first = end
        yield first, last
