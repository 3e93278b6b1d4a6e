"""POST /articles takes articles in, with a token; POST /parse only reads them."""

from __future__ import annotations

from http import HTTPStatus

import orjson
from flask import Blueprint, Response, request

from app.errors import InvalidParameter, UnreadableInput
from app.services import tokens
from app.services.documents import Defaults, Unreadable, read_bytes
from app.services.ingest import Ingested, try_ingest
from app.services.parameters import Parameters
from app.services.parse_shape import EXAMPLE
from app.services.parse_shape import answer as parse_answer
from app.web import context

blueprint = Blueprint("articles", __name__)

ENDINGS = {
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/html": ".html",
    "text/plain": ".txt",
}


@blueprint.post("/parse")
def parse() -> Response:
    """The parse of one text; nothing is kept."""
    current = context.current()
    current.rate_limiter.spend(request.remote_addr or "")
    if request.mimetype == "text/plain":
        asked: object = {"text": request.get_data(as_text=True)}
    else:
        try:
            asked = orjson.loads(request.get_data())
        except ValueError as error:
            raise InvalidParameter("body", "is no JSON object", EXAMPLE) from error
    return _json(parse_answer(current.geocoder, asked))


@blueprint.post("/articles")
def add_articles() -> Response:
    """Take in one article, or several as a JSON list or JSON lines; says what became of each."""
    current = context.current()
    with current.session() as session:
        tokens.check(session, bearer_token())
    ending = ENDINGS.get(request.mimetype)
    if ending is None:
        raise UnreadableInput(f"Content-Type is one of {', '.join(ENDINGS)}, not {request.mimetype or 'missing'}")
    given = Parameters(request.args.to_dict(flat=False), ["published", "language", "source", "url"])
    defaults = Defaults(*(given.text(name) for name in ("published", "language", "source", "url")))
    results = []
    for document in read_bytes("body", request.get_data(), defaults, ending):
        readable = not isinstance(document, Unreadable)
        results.append(result_of(try_ingest(current.session, current.geocoder, document) if readable else document))
    if results and all(result["status"] == "unreadable" for result in results):
        raise UnreadableInput("; ".join(f"{result['name']}: {result['reason']}" for result in results[:5]))
    added = any(result["status"] == "added" for result in results)
    return _json({"articles": results}, HTTPStatus.CREATED if added else HTTPStatus.OK)


def result_of(done: Ingested | Unreadable) -> dict[str, object]:
    """What became of one article."""
    if isinstance(done, Unreadable):
        return {"status": "unreadable", "name": done.name, "reason": done.reason}
    status = "known" if done.article_id is None else "added"
    return {"status": status, "name": done.name, "id": done.article_id, "events": list(done.event_ids)}


def bearer_token() -> str | None:
    """The token of the Authorization header."""
    given = request.authorization
    return given.token if given and given.type == "bearer" else None


def _json(document: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    response = Response(orjson.dumps(document), status=status.value, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
