"""A token bucket for each client, for the few routes that cost real work."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from threading import Lock
from time import monotonic

from app.errors import RateLimited

CLIENTS_REMEMBERED = 10_000


class RateLimiter:
    """`burst` requests at once, then `per_second`. Each worker counts for itself: n workers allow n times as much."""

    def __init__(self, per_second: float = 2.0, burst: int = 60, clock: Callable[[], float] = monotonic) -> None:
        self.per_second, self.burst, self.clock = per_second, burst, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def spend(self, client: str) -> None:
        """Take one request's worth; raises `RateLimited` when nothing is left."""
        now = self.clock()
        with self._lock:
            left, seen = self._buckets.pop(client, (float(self.burst), now))
            left = min(self.burst, left + (now - seen) * self.per_second)
            allowed = left >= 1
            self._buckets[client] = (left - 1 if allowed else left, now)
            if len(self._buckets) > CLIENTS_REMEMBERED:
                self._buckets.popitem(last=False)
        if not allowed:
            raise RateLimited("too many requests from this address", ceil((1 - left) / self.per_second))
