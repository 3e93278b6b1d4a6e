"""Cursors: where the next page starts, opaque to clients. A check sum tells a typing error from an answer."""

from __future__ import annotations

import binascii
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any

import orjson

from app.errors import InvalidParameter

_LAYOUT = struct.Struct(">qI")


def write_cursor(key: int, after: Sequence[Any] = ()) -> str:
    """The last row's key, and its values of what the list is sorted by."""
    values = orjson.dumps(list(after)) if after else b""
    return urlsafe_b64encode(_LAYOUT.pack(key, _check(key, values)) + values).decode("ascii")


def read_cursor(text: str, sorted_by: int = 0) -> tuple[int, tuple[Any, ...]]:
    """Key and values of a cursor that `write_cursor` made; anything else is an invalid parameter."""
    try:
        packed = urlsafe_b64decode(text.encode("ascii"))
        key, check = _LAYOUT.unpack_from(packed)
        values = packed[_LAYOUT.size :]
        after = tuple(orjson.loads(values)) if values else ()
    except (ValueError, TypeError, struct.error) as error:
        raise _refusal() from error
    if check != _check(key, values) or len(after) != sorted_by:
        raise _refusal()
    return key, after


def _check(key: int, values: bytes) -> int:
    return binascii.crc32(key.to_bytes(8, "big", signed=True) + values)


def _refusal() -> InvalidParameter:
    return InvalidParameter("cursor", "is not one that this service gave; follow the next link of a page")
