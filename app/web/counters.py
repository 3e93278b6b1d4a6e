"""Request counters in memory that forked workers share, so that /metrics tells the same whichever worker answers."""

from __future__ import annotations

from multiprocessing import get_context

CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")


class RequestCounters:
    """Counts by class of status, and the seconds spent."""

    def __init__(self) -> None:
        shared = get_context("fork")
        self._counts = shared.Array("d", len(CLASSES) + 1)  # the last are the seconds; doubles count to 2**53

    def count(self, status: int, seconds: float) -> None:
        with self._counts.get_lock():
            counts = self._counts.get_obj()
            counts[min(max(status // 100, 1), 5) - 1] += 1
            counts[-1] += seconds

    def read(self) -> tuple[dict[str, int], float]:
        """Counts by class, and all seconds together."""
        *counts, seconds = self._counts
        return dict(zip(CLASSES, map(int, counts), strict=True)), seconds
