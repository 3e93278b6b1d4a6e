"""The file format: a header, named sections of plain little-endian arrays, nothing that needs parsing.

    magic 8s | version u32 | sections u32 | metadata length u64 | xxh3 of the rest of the header u64
    per section: name 16s | type code 1s + 7 pad | offset u64 | bytes u64
    metadata JSON, then the sections, each at a multiple of 64 bytes

Every section can be handed out as a `memoryview` of the mapping, so opening reads a page or two and all processes
that open the file share what they touch.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from geodata.errors import GazetteerNotBuilt, GazetteerUnreadable

MAGIC = b"EMGAZ\r\n\x00"
VERSION = 2
ALIGN = 64
_HEAD = struct.Struct("<8sIIQQ")
_SECTION = struct.Struct("<16s8sQQ")
_TYPES = {"u1": "B", "u2": "H", "u4": "I", "u8": "Q", "f8": "d"}


def write_file(path: Path, sections: Mapping[str, NDArray[Any]], metadata: Mapping[str, object]) -> int:
    """Write the file beside `path`, flush it to the disk and rename it into place. Returns its size in bytes."""
    text = json.dumps(metadata, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    position = _aligned(_HEAD.size + _SECTION.size * len(sections) + len(text))
    table = bytearray()
    for name, column in sections.items():
        code = column.dtype.str.lstrip("<|")
        table += _SECTION.pack(name.encode(), _TYPES[code].encode(), position, column.nbytes)
        position = _aligned(position + column.nbytes)
    rest = bytes(table) + text
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(_HEAD.pack(MAGIC, VERSION, len(sections), len(text), xxh3_64_intdigest(rest)) + rest)
            for column in sections.values():
                _pad(file)
                column.tofile(file)
            _pad(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return position


def map_file(path: Path) -> tuple[dict[str, memoryview], dict[str, Any], mmap.mmap]:
    """The sections as typed views, the metadata and the mapping. Raises `GazetteerNotBuilt`, `GazetteerUnreadable`."""
    if sys.byteorder != "little":
        raise GazetteerUnreadable("the place index needs a little-endian machine")
    try:
        with path.open("rb") as file:
            mapping = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError as error:
        raise GazetteerNotBuilt(
            f"there is no place index at {path}; build it with: eventmap gazetteer build"
        ) from error
    except (OSError, ValueError) as error:
        raise GazetteerUnreadable(f"the place index {path} cannot be mapped: {error}") from error
    try:
        return (*_read_header(mapping), mapping)
    except (struct.error, KeyError, ValueError) as error:
        raise GazetteerUnreadable(f"{path} is no place index of this version ({error}); build it anew") from error


def _read_header(mapping: mmap.mmap) -> tuple[dict[str, memoryview], dict[str, Any]]:
    magic, version, count, length, digest = _HEAD.unpack_from(mapping)
    if magic != MAGIC or version != VERSION:
        raise ValueError("wrong magic or version")
    start = _HEAD.size + _SECTION.size * count
    if xxh3_64_intdigest(mapping[_HEAD.size : start + length]) != digest:
        raise ValueError("header damaged")
    view = memoryview(mapping)
    sections = {}
    for index in range(count):
        name, code, offset, size = _SECTION.unpack_from(mapping, _HEAD.size + _SECTION.size * index)
        if offset + size > len(mapping):
            raise ValueError("file cut short")
        sections[name.rstrip(b"\0").decode()] = view[offset : offset + size].cast(code.rstrip(b"\0").decode())
    return sections, json.loads(mapping[start : start + length])


def pack_strings(values: list[str]) -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """UTF-8 bytes end to end, and the n + 1 offsets between them."""
    parts = [value.encode("utf-8", "replace") for value in values]
    offsets = np.zeros(len(parts) + 1, np.uint64)
    offsets[1:] = np.cumsum([len(part) for part in parts], dtype=np.uint64)
    return np.frombuffer(b"".join(parts), np.uint8), offsets


def _aligned(position: int) -> int:
    return -(-position // ALIGN) * ALIGN


def _pad(file: IO[bytes]) -> None:
    file.write(bytes(_aligned(file.tell()) - file.tell()))
