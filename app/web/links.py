"""Links to this server as the outside reaches it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote_plus

from flask import g, request

from app.web import context

KEPT = ",:/"  # they mean nothing in a query, and addresses are read by people


class Question(NamedTuple):
    """What was asked: this server as the outside reaches it, the path, and the parameters as parts of a query."""

    origin: str
    path: str
    pairs: list[tuple[str, str]]


def link(rel: str, media_type: str, title: str | None = None, **changed: str) -> dict[str, str]:
    """The address of this request with some parameters changed."""
    asked = _asked()
    kept = [pair for name, pair in asked.pairs if name not in changed]
    query = "&".join([*kept, *(_pair(name, value) for name, value in changed.items())])
    return _link(f"{asked.origin}{asked.path}?{query}" if query else asked.origin + asked.path, rel, media_type, title)


def link_to(path: str, rel: str, media_type: str, title: str | None = None) -> dict[str, str]:
    """A link to another page of this server."""
    return _link(address(path), rel, media_type, title)


def address(path: str) -> str:
    """A path as the outside asks for it."""
    return _asked().origin + path


def _link(href: str, rel: str, media_type: str, title: str | None) -> dict[str, str]:
    found = {"rel": rel, "type": media_type, "href": href}
    return {**found, "title": title} if title else found


def _asked() -> Question:
    """Found once, since an answer has many links."""
    try:
        found: Question = g.asked
    except AttributeError:
        origin = context.current().settings.public_url or f"{request.scheme}://{request.host}"
        pairs = [(name, _pair(name, value)) for name, value in request.args.items(multi=True)]
        found = g.asked = Question(origin, request.path, pairs)
    return found


@lru_cache(maxsize=256)
def _pair(name: str, value: str) -> str:
    return f"{quote_plus(name, safe=KEPT)}={quote_plus(value, safe=KEPT)}"
