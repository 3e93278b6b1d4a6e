"""Small reference data that ships with the program; `LICENCES.md` beside the files says whose it is."""

from __future__ import annotations

import gzip
import io
from importlib.resources import files
from typing import TextIO


def open_data(name: str) -> TextIO:
    """A data file as UTF-8 text; a `.gz` one is unpacked on the way."""
    raw = files("geodata.data").joinpath(name).read_bytes()
    return io.StringIO(gzip.decompress(raw).decode() if name.endswith(".gz") else raw.decode(), newline="")
