"""/ogc/collections/articles/items and each of them."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson
from flask import Blueprint, Response, request

from app.formats import geojson
from app.services import search
from app.services.feature_queries import crs_of
from app.services.library_pages import ARTICLE_PARAMETERS, find_article, find_articles
from app.services.parameters import Parameters
from app.web import context
from app.web.answers import answer, etag_of, still_the_same
from app.web.links import link, link_to
from app.web.ogc.representation import GEOJSON, HTML, JSON, page, plain_parameters, wants_html

blueprint = Blueprint("ogc_articles", __name__)

PATH = "/ogc/collections/articles"


@blueprint.get(f"{PATH}/items")
def items() -> Response:
    """A page of articles."""
    given = Parameters(request.args.to_dict(flat=False), ARTICLE_PARAMETERS)
    system = crs_of(given, "crs")
    as_page = wants_html(given)
    with context.current().reading() as session:
        if unchanged := still_the_same(session):
            return unchanged
        found, cursor = find_articles(session, given)
    etag = etag_of(found.version)
    if as_page:
        following = link("next", HTML, cursor=cursor)["href"] if cursor else None
        return page("articles.html", etag, features=list(map(orjson.loads, found.features)), following=following)
    links = [link("self", GEOJSON), link("alternate", HTML, f="html"), link_to(PATH, "collection", JSON)]
    if cursor:
        links.append(link("next", GEOJSON, cursor=cursor))
    members = geojson.page_members(len(found.features), 0, 0, links, datetime.now(UTC))
    response = answer(geojson.joined_collection(",".join(found.features), **members), GEOJSON, etag)
    response.headers["Content-Crs"] = f"<{system.uri}>"
    return response


@blueprint.get(f"{PATH}/items/<key>")
def item(key: str) -> Response:
    """One article."""
    given = plain_parameters("crs")
    system = crs_of(given, "crs")
    with context.current().reading() as session:
        if unchanged := still_the_same(session):
            return unchanged
        text, version = find_article(session, key), search.version(session)
    if wants_html(given):
        return page("articles.html", etag_of(version), features=[orjson.loads(text)], following=None)
    links = [link("self", GEOJSON), link("alternate", HTML, f="html"), link_to(PATH, "collection", JSON)]
    response = answer(f'{text[:-1]},"links":{geojson.dumps(links)}}}'.encode(), GEOJSON, etag_of(version))
    response.headers["Content-Crs"] = f"<{system.uri}>"
    return response
