"""What happens around every request: counting, packing, and headers that every answer carries."""

from __future__ import annotations

from time import perf_counter

from flask import Flask, Response, g, request

from app.web import context
from app.web.compression import compress

READING = ("GET", "HEAD", "OPTIONS")
SHOWN_TO_SCRIPTS = "ETag, Link, Content-Disposition, Content-Crs, Retry-After"
# What a script of another page may send along; a token is not among it.
TAKEN_FROM_SCRIPTS = "Accept, Accept-Language, Content-Type, If-None-Match"
A_DAY = "86400"
ON_ALL = (("X-Content-Type-Options", "nosniff"),)
# The data is public and read without cookies; what writes needs a token that no foreign page has.
ON_READING = (*ON_ALL, ("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", SHOWN_TO_SCRIPTS))


def install(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    g.began = perf_counter()


def _finish(response: Response) -> Response:
    context.current().counters.count(response.status_code, perf_counter() - g.get("began", perf_counter()))
    response.headers.extend(ON_READING if request.method in READING else ON_ALL)
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        response.headers["Access-Control-Allow-Methods"] = ", ".join(READING)
        response.headers["Access-Control-Allow-Headers"] = TAKEN_FROM_SCRIPTS
        response.headers["Access-Control-Max-Age"] = A_DAY
    return compress(response)
