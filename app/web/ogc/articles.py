"""/ogc/collections/articles/items and each of them."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson
from flask import Blueprint, Response, request

from app.formats import geojson
from app.services import search
from app.services.library_pages import ARTICLE_PARAMETERS, find_article, find_articles
from app.services.parameters import Parameters
from app.web import context
from app.web.answers import etag_of, still_the_same
from app.web.links import link
from app.web.ogc.features import Kind, feature_answer, feature_links, page_answer, parse_asked
from app.web.ogc.representation import HTML, page, plain_parameters, wants_html

blueprint = Blueprint("ogc_articles", __name__)

PATH = "/ogc/collections/articles"
ARTICLE = Kind("Article", None, ("published", "published"))


@blueprint.get(f"{PATH}/items")
def items() -> Response:
    """A page of articles."""
    given = Parameters(request.args.to_dict(flat=False), ARTICLE_PARAMETERS)
    as_page, asked = wants_html(given), parse_asked(given)
    with context.current().reading() as session:
        if unchanged := still_the_same(session):
            return unchanged
        found, cursor = find_articles(session, given)
    etag = etag_of(found.version)
    if as_page:
        following = link("next", HTML, cursor=cursor)["href"] if cursor else None
        return page("articles.html", etag, features=list(map(orjson.loads, found.features)), following=following)
    links = feature_links(PATH, asked.media_type, cursor)
    members = geojson.page_members(len(found.features), 0, 0, links, datetime.now(UTC))
    return page_answer(ARTICLE, ",".join(found.features).encode(), members, asked, None, etag)


@blueprint.get(f"{PATH}/items/<key>")
def item(key: str) -> Response:
    """One article."""
    given = plain_parameters("crs", "profile")
    asked = parse_asked(given)
    with context.current().reading() as session:
        if unchanged := still_the_same(session):
            return unchanged
        text, version = find_article(session, key), search.version(session)
    if wants_html(given):
        return page("articles.html", etag_of(version), features=[orjson.loads(text)], following=None)
    links = feature_links(PATH, asked.media_type)
    return feature_answer(ARTICLE, text.encode(), links, asked, None, etag_of(version))
