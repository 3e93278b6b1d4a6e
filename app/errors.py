"""What can go wrong in `app`, and the one table that gives each problem its HTTP status.

Every text is fit for users: it says what is wrong and, where there is one, the way out.
"Nothing found" is an empty answer, no error.
"""

from __future__ import annotations

from http import HTTPStatus


class EventmapError(Exception):
    """Base of all errors that `app` raises on purpose."""


class InvalidSetting(EventmapError):
    """An environment variable has no usable value."""

    def __init__(self, variable: str, problem: str, example: str) -> None:
        super().__init__(f"{variable} {problem}; a right value is {example}")
        self.variable, self.example = variable, example


class InvalidParameter(EventmapError):
    """A query parameter, option or field has no usable value."""

    def __init__(self, parameter: str, problem: str, example: str | None = None) -> None:
        super().__init__(f"{parameter}: {problem}" + (f"; for example {parameter}={example}" if example else ""))
        self.parameter, self.problem, self.example = parameter, problem, example


class UnreadableInput(EventmapError):
    """A file or a request body is not what it claims to be."""


class NotFound(EventmapError):
    """No such event, article or token."""


class Unauthorized(EventmapError):
    """No valid bearer token."""


class Conflict(EventmapError):
    """The change contradicts what is stored."""


class TooLarge(EventmapError):
    """The body exceeds the limit."""


class RateLimited(EventmapError):
    """Too many requests from one client."""

    def __init__(self, problem: str, retry_after_seconds: int) -> None:
        super().__init__(problem)
        self.retry_after_seconds = retry_after_seconds


class DatabaseUnavailable(EventmapError):
    """PostgreSQL cannot be found, started or reached."""


class DatabaseOutdated(EventmapError):
    """The tables are not those of this version."""


class QueryTooSlow(EventmapError):
    """The database gave up at the statement timeout."""


HTTP_STATUS: dict[type[EventmapError], HTTPStatus] = {
    InvalidParameter: HTTPStatus.BAD_REQUEST,
    UnreadableInput: HTTPStatus.BAD_REQUEST,
    Unauthorized: HTTPStatus.UNAUTHORIZED,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    RateLimited: HTTPStatus.TOO_MANY_REQUESTS,
    DatabaseUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    DatabaseOutdated: HTTPStatus.SERVICE_UNAVAILABLE,
    QueryTooSlow: HTTPStatus.SERVICE_UNAVAILABLE,
}


def http_status(error: EventmapError) -> HTTPStatus:
    """The status of the nearest class in the table; 500 for what is no client's business."""
    return next(
        (HTTP_STATUS[kind] for kind in type(error).__mro__ if kind in HTTP_STATUS), HTTPStatus.INTERNAL_SERVER_ERROR
    )
