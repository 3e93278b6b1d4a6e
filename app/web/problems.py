"""Every error as RFC 9457 problem details. A 500 says nothing of its cause: that goes to the log."""

from __future__ import annotations

from http import HTTPStatus

import orjson
import psycopg
from flask import Flask, Response, current_app
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from app.errors import EventmapError, InvalidParameter, RateLimited, http_status
from geodata.errors import BadText, GazetteerNotBuilt, GazetteerUnreadable, GeodataError, UnsupportedLanguage

MEDIA_TYPE = "application/problem+json"
GEODATA_STATUS = {
    GazetteerNotBuilt: HTTPStatus.SERVICE_UNAVAILABLE,
    GazetteerUnreadable: HTTPStatus.SERVICE_UNAVAILABLE,
    UnsupportedLanguage: HTTPStatus.BAD_REQUEST,
    BadText: HTTPStatus.BAD_REQUEST,
}


def install(app: Flask) -> None:
    app.register_error_handler(EventmapError, _own)
    app.register_error_handler(GeodataError, _geodata)
    app.register_error_handler(DBAPIError, lambda error: _database(error.orig))
    app.register_error_handler(psycopg.Error, _database)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def problem(status: HTTPStatus, detail: str | None = None, **members: object) -> Response:
    """A problem document; members that are None are left out."""
    document = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail, **members}
    body = orjson.dumps({name: value for name, value in document.items() if value is not None})
    return Response(body, status=status.value, content_type=MEDIA_TYPE)


def _own(error: EventmapError) -> Response:
    status = http_status(error)
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        return _unexpected(error)
    if isinstance(error, InvalidParameter):
        return problem(status, str(error), parameter=error.parameter, example=error.example)
    response = problem(status, str(error))
    if isinstance(error, RateLimited):
        response.headers["Retry-After"] = str(error.retry_after_seconds)
    if status is HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="eventmap"'
    return response


def _geodata(error: GeodataError) -> Response:
    status = GEODATA_STATUS.get(type(error))
    return problem(status, str(error)) if status else _unexpected(error)


def _database(error: psycopg.Error) -> Response:
    if isinstance(error, psycopg.DataError):  # arithmetic of the client's that has no result, such as 10 ^ 10000
        return problem(HTTPStatus.BAD_REQUEST, "a value lies outside of what can be computed")
    current_app.logger.error("database: %s", error)
    unavailable = HTTPStatus.SERVICE_UNAVAILABLE
    if isinstance(error, psycopg.errors.QueryCanceled):
        return problem(
            unavailable, "the search took too long; ask for a smaller region, a shorter time or fewer events"
        )
    if isinstance(error, psycopg.OperationalError | psycopg.ProgrammingError):
        return problem(unavailable, "the database cannot answer; /health/ready says more")
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR)


def _http(error: HTTPException) -> Response:
    response = problem(HTTPStatus(error.code or 500), error.description)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Response:
    current_app.logger.error("unexpected error", exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR)
