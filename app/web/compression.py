"""Bodies packed on their way out, whatever made them: zstd, br or gzip, as the client likes best (RFC 9110, 12.5.3).

Streams are packed piece by piece, so that a million events need no more memory than one. Validators are weak: the
packed body and the plain one say the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol

import brotli
import zstandard
from flask import Response
from werkzeug.http import parse_accept_header

SMALLEST = 1_000  # bytes; below, a packet is a packet
# Types that are packed already. Every other body of ours is text or a table, half the size or less when packed.
PACKED_TYPES = frozenset({"application/vnd.apache.parquet", "image/png", "image/jpeg"})
GZIP_WINDOW = 31  # zlib's sign for a gzip header


class Packer(Protocol):
    """Takes pieces, gives what is ready, and at the end the rest."""

    def compress(self, piece: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class BrotliPacker:
    """Brotli's compressor in the words of the others; level 3 takes as long as gzip's 3 for a twelfth fewer bytes."""

    def __init__(self) -> None:
        self._compressor = brotli.Compressor(quality=3)

    def compress(self, piece: bytes, /) -> bytes:
        return self._compressor.process(piece)

    def flush(self) -> bytes:
        return self._compressor.finish()


class Coding(NamedTuple):
    """A content coding by its registered name."""

    name: str
    packer: Callable[[], Packer]


CODINGS = (  # the first wins where the client likes several alike: it packs four times as fast as the next
    Coding("zstd", lambda: zstandard.ZstdCompressor(level=1).compressobj()),  # on our texts higher ones pack no better
    Coding("br", BrotliPacker),
    Coding("gzip", lambda: zlib.compressobj(3, zlib.DEFLATED, GZIP_WINDOW)),
)


def compress(response: Response, accepted: str) -> Response:
    """The same answer, packed where that pays and the client takes it, as its header Accept-Encoding tells."""
    if not _is_worth_it(response):
        return response
    varies = response.headers.get("Vary", "")
    if "Accept-Encoding" not in varies:
        response.headers["Vary"] = f"{varies}, Accept-Encoding" if varies else "Accept-Encoding"
    coding = liked_best(accepted)
    if coding is None:
        return response
    if response.is_streamed:
        response.response = _packed(response.iter_encoded(), coding.packer())
        response.headers.pop("Content-Length", None)
    else:
        response.data = b"".join(_packed([response.data], coding.packer()))
    response.content_encoding = coding.name
    tag, _ = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)
    return response


@lru_cache(maxsize=256)  # clients are few kinds of program, each with its own header
def liked_best(header: str) -> Coding | None:
    """The coding that the client likes best; None where it likes a plain body better, or names none that is known."""
    accepted = parse_accept_header(header)
    best = max(CODINGS, key=lambda coding: accepted.quality(coding.name))
    liking = accepted.quality(best.name)
    plain = next((quality for name, quality in accepted if name == "identity"), 0)
    return best if liking > 0 and liking >= plain else None


def _is_worth_it(response: Response) -> bool:
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    if response.status_code in (204, 304) or media_type in PACKED_TYPES or "Content-Encoding" in response.headers:
        return False
    if response.direct_passthrough:  # a file of ours, which is small
        file, response.direct_passthrough = response.response, False
        response.get_data()
        file.close()
    return response.is_streamed or (response.content_length or 0) >= SMALLEST


def _packed(pieces: Iterable[bytes], packer: Packer) -> Iterator[bytes]:
    try:
        for piece in pieces:
            if packed := packer.compress(piece):
                yield packed
        yield packer.flush()
    finally:  # a client that left ends the query behind the pieces
        if close := getattr(pieces, "close", None):
            close()
