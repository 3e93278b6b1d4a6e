"""For operators: is it alive, can it serve, what has it done."""

from __future__ import annotations

from http import HTTPStatus

import orjson
from flask import Blueprint, Response

from app.errors import EventmapError
from app.web import context
from geodata.errors import GeodataError

blueprint = Blueprint("health", __name__)


@blueprint.get("/health/live")
def live() -> Response:
    """The process answers."""
    return _said({"status": "ok"})


@blueprint.get("/health/ready")
def ready() -> Response:
    """Database and place index are there and of this version; otherwise 503 and what is wrong."""
    problems = context.current().database.problems() + _gazetteer_problems()
    if problems:
        return _said({"status": "unavailable", "problems": problems}, HTTPStatus.SERVICE_UNAVAILABLE)
    return _said({"status": "ok"})


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus text exposition."""
    counts, seconds = context.current().counters.read()
    lines = [
        "# HELP eventmap_http_requests_total Requests answered, by class of status.",
        "# TYPE eventmap_http_requests_total counter",
        *(f'eventmap_http_requests_total{{class="{status}"}} {number}' for status, number in counts.items()),
        "# HELP eventmap_http_request_seconds_total Time spent answering.",
        "# TYPE eventmap_http_request_seconds_total counter",
        f"eventmap_http_request_seconds_total {seconds:.6f}",
    ]
    return Response("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _gazetteer_problems() -> list[str]:
    try:
        _ = context.current().geocoder
    except (GeodataError, EventmapError) as error:
        return [str(error)]
    return []


def _said(document: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    response = Response(orjson.dumps(document), status=status.value, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
