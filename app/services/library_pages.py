"""The articles for programs: pages of features, and one."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.errors import NotFound
from app.services.boxes_in_crs import parse_box_in
from app.services.cursors import read_cursor, write_cursor
from app.services.feature_queries import PAGE_DEFAULT, crs_of
from app.services.filters import PAGE_MAXIMUM, parse_time
from app.services.parameters import Parameters
from app.storage import article_pages
from app.storage.article_pages import ArticleFilter, ArticlePage

ARTICLE_PARAMETERS = ["bbox", "bbox-crs", "crs", "datetime", "source", "language", "limit", "cursor", "f", "profile"]


def find_articles(session: Session, given: Parameters) -> tuple[ArticlePage, str | None]:
    """A page, and the cursor of the next one."""
    box = given.text("bbox")
    wanted = ArticleFilter(
        boxes=parse_box_in(box, crs_of(given, "bbox-crs")) if box else (),
        window=parse_time(given),
        sources=given.texts("source"),
        languages=tuple(code.lower() for code in given.texts("language")),
    )
    cursor = given.text("cursor")
    limit = given.whole_number("limit", PAGE_DEFAULT, PAGE_MAXIMUM)
    page = article_pages.read_articles(session, wanted, limit, read_cursor(cursor)[0] if cursor else None)
    return page, None if page.next_below is None else write_cursor(page.next_below)


def find_article(session: Session, key: str) -> str:
    """One article; raises `NotFound`."""
    found = article_pages.read_article(session, int(key)) if key.isascii() and key.isdigit() and len(key) < 19 else None
    if found is None:
        raise NotFound(f"there is no article {key[:60]!r}")
    return found
