"""Which representation a client wants where the path's ending does not say it: `f=`, else Accept with its q-values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from app.errors import InvalidParameter
from app.services.parameters import Parameters


def asked_form(offered: Mapping[str, str]) -> str:
    """One of `offered` (name for `f` -> media type), whose first is for those that do not care.

    Of several with one media type, the first is meant by it. Raises `InvalidParameter`.
    """
    named = Parameters({"f": request.args.getlist("f")}, ["f"]).text("f")
    if named is not None:
        if named not in offered:
            raise InvalidParameter("f", f"is one of {', '.join(offered)}, not {named[:20]!r}", next(iter(offered)))
        return named
    by_type = {media_type.partition(";")[0]: name for name, media_type in reversed(offered.items())}
    in_order = list(dict.fromkeys(media_type.partition(";")[0] for media_type in offered.values()))
    return by_type[liked_best(*in_order) or in_order[0]]


def liked_best(*media_types: str) -> str | None:
    """The media type that the client likes best; the first of several, and None where it likes none of them."""
    return _liked_best(request.headers.get("Accept", ""), media_types)


@lru_cache(maxsize=256)  # clients are few kinds of program, each with its own header
def _liked_best(header: str, media_types: tuple[str, ...]) -> str | None:
    return parse_accept_header(header, MIMEAccept).best_match(media_types)
