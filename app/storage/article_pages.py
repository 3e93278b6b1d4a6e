"""Articles as GeoJSON features without geometry: title, link, date and the quoted evidence, never the full text."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Text, case, cast, exists, func, literal_column, or_, select
from sqlalchemy.orm import Session

from app.models import Article, Event, Evidence
from app.storage.conditions import meets_box
from app.storage.data_version import read_version
from app.storage.event_filter import Window

Box = tuple[float, float, float, float]


class ArticleFilter(NamedTuple):
    """Joined by AND. A box selects articles that report an event there."""

    boxes: tuple[Box, ...] = ()
    window: Window | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class ArticlePage(NamedTuple):
    """Features as JSON texts, and the key to ask below for the next ones."""

    version: str
    features: list[str]
    next_below: int | None


def read_articles(session: Session, wanted: ArticleFilter, limit: int, below: int | None = None) -> ArticlePage:
    """Newest arrival first; retracted articles are not there."""
    where = conditions(wanted) if below is None else [*conditions(wanted), Article.id < below]
    rows = session.execute(
        select(Article.id, feature()).where(*where).order_by(Article.id.desc()).limit(limit + 1)
    ).all()
    page = rows[:limit]
    return ArticlePage(read_version(session), [text for _, text in page], page[-1][0] if len(rows) > limit else None)


def read_article(session: Session, key: int) -> str | None:
    """One article as a feature."""
    return session.scalar(select(feature()).where(Article.id == key, Article.retracted_at.is_(None)))


def conditions(wanted: ArticleFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Article.retracted_at.is_(None)]
    if wanted.boxes:
        there = or_(*(meets_box(box) for box in wanted.boxes))
        found.append(exists().where(Evidence.article_id == Article.id, Evidence.event_id == Event.id, there))
    if wanted.window and wanted.window.earliest:
        found.append(Article.published >= wanted.window.earliest)
    if wanted.window and wanted.window.latest:
        found.append(Article.published <= wanted.window.latest)
    if wanted.sources:
        found.append(Article.source.in_(wanted.sources))
    if wanted.languages:
        found.append(Article.language.in_(wanted.languages))
    return found


def feature() -> ColumnElement[Any]:
    pattern = case((Article.published_precision == "day", "YYYY-MM-DD"), else_='YYYY-MM-DD"T"HH24:MI:SS"Z"')
    quote = func.json_build_object("event", Event.public_id, "field", Evidence.field, "quote", Evidence.quote)
    quotes = (
        select(func.json_agg(quote))
        .where(Evidence.article_id == Article.id, Evidence.event_id == Event.id)
        .scalar_subquery()
    )
    properties = {
        "title": Article.title,
        "url": Article.url,
        "source": Article.source,
        "language": Article.language,
        "published": func.to_char(func.timezone("UTC", Article.published), pattern),
        "quotes": func.coalesce(quotes, literal_column("'[]'::json")),
    }
    named = [part for name, value in properties.items() for part in (cast(name, Text), value)]
    return cast(
        func.json_build_object(
            *(cast(name, Text) for name in ("type", "Feature", "id")),
            Article.id,
            cast("geometry", Text),
            literal_column("NULL::json"),
            cast("properties", Text),
            func.json_build_object(*named),
        ),
        Text,
    )
