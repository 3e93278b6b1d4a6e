"""Finds in text order, cut out by token range without looking at the rest: a long text must not cost its square."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    @property
    def first(self) -> int: ...


T = TypeVar("T", bound=Placed)


class Ordered(Generic[T]):
    """Sorted by their first token."""

    def __init__(self, items: Iterable[T]) -> None:
        self.items = sorted(items, key=lambda item: item.first)
        self._starts = [item.first for item in self.items]

    def within(self, first: int, last: int) -> list[T]:
        """Those that begin in tokens [first, last)."""
        return self.items[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
