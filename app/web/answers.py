"""Answers as HTTP wants them: validators and caching. Packing is `compression`'s work, whoever made the answer."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

from flask import Response, request

from app.services import search
from app.web.links import address

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

REVALIDATE = "public, max-age=0, must-revalidate"


def etag_of(version: str) -> str:
    """Weak, since an answer carries the time it was made; the same question to the same data has the same tag."""
    question = f"{version} {address(request.path)} {request.headers.get('Accept', '')} ".encode() + request.query_string
    return blake2b(question, digest_size=12).hexdigest()


def not_modified(etag: str) -> Response | None:
    """304 where the client holds this answer already."""
    if not request.if_none_match.contains_weak(etag):
        return None
    return _validated(Response(status=304), etag)


def still_the_same(session: Session) -> Response | None:
    """304 where the data has not changed since the client asked; who has asked nothing before pays for no question."""
    if not request.if_none_match:
        return None
    return not_modified(etag_of(search.version(session)))


def answer(body: bytes, media_type: str, etag: str | None = None) -> Response:
    """A whole body. Without an `etag`, which knows more, the body is its own validator."""
    tag = etag or blake2b(body, digest_size=12).hexdigest()
    return not_modified(tag) or _validated(Response(body, content_type=media_type), tag)


def streamed(pieces: Generator[bytes, None, None], media_type: str, etag: str) -> Response:
    """A body of any length. Its first piece is made at once, so that an early failure still gets its own status."""
    if request.method == "HEAD":  # a file is not written to be thrown away
        return _validated(Response(iter(()), content_type=media_type), etag)
    return _validated(Response(_chain(next(pieces, b""), pieces), content_type=media_type), etag)


def _validated(response: Response, etag: str) -> Response:
    response.set_etag(etag, weak=True)
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = REVALIDATE
    return response


def _chain(first: bytes, rest: Generator[bytes, None, None]) -> Iterator[bytes]:
    try:
        yield first
        yield from rest
    finally:
        rest.close()
