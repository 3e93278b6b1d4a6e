"""Files as they come, plain, in gzip or zip, read in bounded memory whatever they hold."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from app.errors import UnreadableInput

LONGEST_LINE = 128 << 20  # bytes; UCDP joins all source articles of an event in one line
# What readers of packed and binary files raise for those that are cut off, broken or made to do harm.
BROKEN = (
    EOFError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    SyntaxError,  # of XML
    TypeError,
    ValueError,
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    zlib.error,
)


def unpacked(file: IO[bytes]) -> IO[bytes]:
    """What gzip or zip hold; of a zip the first file that a person put in."""
    magic = file.peek(2)[:2]  # type: ignore[attr-defined]
    if magic == b"\x1f\x8b":
        return gzip.open(file)
    if magic == b"PK":
        if not file.seekable():
            raise UnreadableInput("a zip cannot be read from standard input; give the file, or unzip -p it")
        try:
            archive = zipfile.ZipFile(file)
            names = (name for name in archive.namelist() if not name.endswith("/") and not name.startswith("__MACOSX/"))
            if name := next(names, None):
                return archive.open(name)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise UnreadableInput(f"the zip cannot be opened: {error}") from error
        raise UnreadableInput("the zip holds no file")
    return file


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """Lines with their ends; raises `UnreadableInput` at one that would fill the memory."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            raise UnreadableInput(f"a line is longer than {LONGEST_LINE >> 20} MB")
        yield line
