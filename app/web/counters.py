"""Request counters in memory that forked workers share, so that /metrics tells the same whichever worker answers."""

from __future__ import annotations

from multiprocessing import get_context

CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")


class RequestCounters:
    """Counts by class of status, and the seconds spent."""

    def __init__(self) -> None:
        shared = get_context("fork")
        self._numbers = shared.Array("Q", len(CLASSES))
        self._seconds = shared.Value("d", 0.0)

    def count(self, status: int, seconds: float) -> None:
        with self._numbers.get_lock():
            self._numbers[min(max(status // 100, 1), 5) - 1] += 1
        with self._seconds.get_lock():
            self._seconds.value += seconds

    def read(self) -> tuple[dict[str, int], float]:
        """Counts by class, and all seconds together."""
        return dict(zip(CLASSES, self._numbers, strict=True)), self._seconds.value
