"""What happens around every request: counting, and headers that every answer carries."""

from __future__ import annotations

from time import perf_counter

from flask import Flask, Response, g, request

from app.web import context


def install(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    g.began = perf_counter()


def _finish(response: Response) -> Response:
    context.current().counters.count(response.status_code, perf_counter() - g.get("began", perf_counter()))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    # The data is public and read without cookies; what writes needs a token that no foreign page has.
    if request.method in ("GET", "HEAD", "OPTIONS"):
        response.headers.setdefault("Access-Control-Allow-Origin", "*")
        response.headers.setdefault("Access-Control-Expose-Headers", "ETag, Link, Content-Disposition")
    return response
