"""Links to this server as the outside reaches it."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote_plus

from flask import g, request

from app.web import context


def link(rel: str, media_type: str, title: str | None = None, **changed: str) -> dict[str, str]:
    """The address of this request with some parameters changed."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name not in changed]
    query = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in (*pairs, *changed.items()))
    return link_to(f"{request.path}?{query}" if query else request.path, rel, media_type, title)


@lru_cache(maxsize=256)  # the links of an answer repeat what was asked
def _quoted(text: str) -> str:
    return quote_plus(text, safe=",:/")


def link_to(path: str, rel: str, media_type: str, title: str | None = None) -> dict[str, str]:
    """A link to another page of this server."""
    found = {"rel": rel, "type": media_type, "href": address(path)}
    return {**found, "title": title} if title else found


def address(path: str) -> str:
    """A path as the outside asks for it."""
    return _origin() + path


def _origin() -> str:
    found: str | None = g.get("origin")
    if found is None:  # an answer may have many links
        found = g.origin = context.current().settings.public_url or f"{request.scheme}://{request.host}"
    return found
