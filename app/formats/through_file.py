"""Formats whose writers go back and forth in the file: written to a temporary one, then handed out in pieces."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

PIECE = 1 << 18


def through_file(ending: str, write: Callable[[Path], None]) -> Iterator[bytes]:
    """What `write` puts at the path it is given; the file is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="eventmap-export-") as folder:
        path = Path(folder) / f"events{ending}"
        write(path)
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
