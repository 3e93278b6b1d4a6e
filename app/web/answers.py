"""Answers as HTTP wants them: validators and caching. Packing is `compression`'s work, whoever made the answer."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from hashlib import blake2b
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Response, request
from werkzeug.datastructures import Headers

from app.services import search
from app.web.links import address

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

    from sqlalchemy.orm import Session

REVALIDATE = "public, max-age=0, must-revalidate"


class Answer(Response):
    """Its headers are whole as they stand: nothing is looked for that could be missing or too much."""

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:  # noqa: ARG002 -- werkzeug's signature
        """The headers that go out."""
        return self.headers


def etag_of(version: str) -> str:
    """Weak, since an answer carries the time it was made; the same question to the same data has the same tag."""
    asked = request._get_current_object()  # each look through the proxy costs
    accepted = asked.headers.get("Accept", "")
    question = f"{version} {address(asked.path)} {accepted} ".encode() + asked.query_string
    return blake2b(question, digest_size=12).hexdigest()


def not_modified(etag: str) -> Response | None:
    """304 where the client holds this answer already."""
    if not request.if_none_match.contains_weak(etag):
        return None
    unchanged = Answer(status=HTTPStatus.NOT_MODIFIED, headers=_headers("", etag))
    del unchanged.headers["Content-Type"]  # there is nothing that it could be the type of
    return unchanged


def still_the_same(session: Session) -> Response | None:
    """304 where the data has not changed since the client asked; who has asked nothing before pays for no question."""
    if not request.if_none_match:
        return None
    return not_modified(etag_of(search.version(session)))


def answer(body: bytes, media_type: str, etag: str | None = None, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """A whole body. Without an `etag`, which knows more, the body is its own validator."""
    tag = etag or blake2b(body, digest_size=12).hexdigest()
    if unchanged := not_modified(tag):
        return unchanged
    return Answer(None if status == HTTPStatus.NO_CONTENT else body, status, _headers(media_type, tag))


def streamed(pieces: Generator[bytes, None, None], media_type: str, etag: str) -> Response:
    """A body of any length. Its first piece is made at once, so that an early failure still gets its own status."""
    if request.method == "HEAD":  # a file is not written to be thrown away
        return Answer(iter(()), headers=_headers(media_type, etag))
    return Answer(_chain(next(pieces, b""), pieces), headers=_headers(media_type, etag))


def _headers(media_type: str, etag: str) -> list[tuple[str, str]]:
    validators = [("ETag", f'W/"{etag}"'), ("Vary", "Accept"), ("Cache-Control", REVALIDATE)]
    return [("Content-Type", media_type), *validators]


def _chain(first: bytes, rest: Generator[bytes, None, None]) -> Iterator[bytes]:
    try:
        yield first
        yield from rest
    finally:
        rest.close()
