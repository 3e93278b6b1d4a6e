"""Which representation a client wants where the path's ending does not say it: `f=`, else Accept with its q-values."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

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
    return by_type[request.accept_mimetypes.best_match(in_order, default=in_order[0])]
