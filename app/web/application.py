"""The application, and what happens around every request: counting, packing, and headers that every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from flask import Flask, Response, request
from flask.wrappers import Request

from app.web import context
from app.web.compression import compress

READING = ("GET", "HEAD", "OPTIONS")
SHOWN_TO_SCRIPTS = "ETag, Link, Content-Disposition, Content-Crs, Retry-After"
# What a script of another page may send along; a token is not among it.
TAKEN_FROM_SCRIPTS = "Accept, Accept-Language, Content-Type, If-None-Match"
A_DAY = "86400"
FOR_EVER = "public, max-age=31536000, immutable"
ON_ALL = (("X-Content-Type-Options", "nosniff"),)
# The data is public and read without cookies; what writes needs a token that no foreign page has.
ON_READING = (*ON_ALL, ("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", SHOWN_TO_SCRIPTS))


class TimedRequest(Request):
    """A request that knows when it came."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.began = perf_counter()


class Application(Flask):
    """Flask without what is not used here: sessions, coroutines, and functions that are registered for all requests."""

    request_class = TimedRequest

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No view is a coroutine."""
        return func

    def preprocess_request(self) -> None:
        """Nothing is registered."""

    def process_response(self, response: Response) -> Response:
        """Every answer passes here, those that say what went wrong, too."""
        asked: TimedRequest = request._get_current_object()  # each look through the proxy costs
        self.extensions[context.KEY].counters.count(response.status_code, perf_counter() - asked.began)
        response.headers.extend(ON_READING if asked.method in READING else ON_ALL)
        if asked.method == "OPTIONS" and "Access-Control-Request-Method" in asked.headers:
            response.headers["Access-Control-Allow-Methods"] = ", ".join(READING)
            response.headers["Access-Control-Allow-Headers"] = TAKEN_FROM_SCRIPTS
            response.headers["Access-Control-Max-Age"] = A_DAY
        return compress(response, asked.headers.get("Accept-Encoding", ""))

    def send_static_file(self, filename: str) -> Response:
        """Scripts and styles are named with a version of their content, so a browser need not ask for them again."""
        response = super().send_static_file(filename)
        if "v" in request.args:
            response.headers["Cache-Control"] = FOR_EVER
        return response
