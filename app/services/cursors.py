"""Cursors: where the next page starts, opaque to clients. A check sum tells a typing error from an answer."""

from __future__ import annotations

import binascii
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode

from app.errors import InvalidParameter

_LAYOUT = struct.Struct(">qI")


def write_cursor(key: int) -> str:
    return urlsafe_b64encode(_LAYOUT.pack(key, _check(key))).decode("ascii")


def read_cursor(text: str) -> int:
    """The key in a cursor that `write_cursor` made; anything else is an invalid parameter."""
    try:
        key, check = _LAYOUT.unpack(urlsafe_b64decode(text.encode("ascii")))
    except (ValueError, struct.error) as error:
        raise _refusal() from error
    if check != _check(key):
        raise _refusal()
    return key


def _check(key: int) -> int:
    return binascii.crc32(key.to_bytes(8, "big", signed=True))


def _refusal() -> InvalidParameter:
    return InvalidParameter("cursor", "is not one that this service gave; follow the next link of a page")
