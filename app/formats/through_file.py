"""Formats whose writers go back and forth in the file: written to a temporary one, then handed out in pieces.

A process of its own writes it. The libraries for these files take 100 MB, and what they hold while they write as much
again: a server's worker would keep it. There, too, they take no turns from other requests.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, cast

import orjson

from app.formats.geojson import ReadyEvent

PIECE = 1 << 18
# A request more waits. Each process may take 250 MB.
_turns = BoundedSemaphore(2)


def through_file(ending: str, events: Iterable[ReadyEvent]) -> Iterator[bytes]:
    """The file with that ending, as `file_writer` writes it; it is gone afterwards.

    Raises `RuntimeError` where it could not be written; what the libraries say goes to standard error.
    """
    with tempfile.TemporaryDirectory(prefix="eventmap-export-") as folder:
        path = Path(folder) / f"events{ending}"
        with _turns:
            _write_elsewhere(events, path)
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def _write_elsewhere(events: Iterable[ReadyEvent], path: Path) -> None:
    # Not from whatever lies in the current folder (-P).
    command = [sys.executable, "-P", "-m", "app.formats.file_writer", path]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as writer:  # noqa: S603
        try:
            with suppress(BrokenPipeError), cast(IO[bytes], writer.stdin) as pipe:  # it ended: its status tells
                for event in events:
                    pipe.write(orjson.dumps((event.id, event.geometry, event.properties)) + b"\n")
        except BaseException:
            writer.kill()  # half of the events are no file
            raise
    if writer.returncode:
        raise RuntimeError(f"the process that writes {path.name} ended with status {writer.returncode}")
