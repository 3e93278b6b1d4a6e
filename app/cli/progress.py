"""One line on standard error that tells how far long work is; nothing where nobody watches."""

from __future__ import annotations

import sys
from time import monotonic

SECONDS_BETWEEN = 0.2


class ProgressLine:
    """Rewrites its line a few times a second; `close` ends it."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = 0.0

    def show(self, text: str) -> None:
        if self._shown and monotonic() - self._last > SECONDS_BETWEEN:
            self._last = monotonic()
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()

    def close(self) -> None:
        if self._last:
            sys.stderr.write("\r\x1b[K")
