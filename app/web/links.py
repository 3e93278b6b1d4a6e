"""Links to this server as the outside reaches it."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request

from app.web import context


def link(rel: str, media_type: str, **changed: str) -> dict[str, str]:
    """The address of this request with some parameters changed."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name not in changed]
    query = urlencode([*pairs, *changed.items()], safe=",:/")
    base = context.current().settings.public_url or request.host_url.rstrip("/")
    return {"rel": rel, "type": media_type, "href": f"{base}{request.path}" + (f"?{query}" if query else "")}
