"""Articles and the evidence that they give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session, defer

from app.instants import instant_text
from app.models import Article, Event, Evidence
from app.storage.events import delete_events

AROUND = 32  # code points of prefix and suffix: enough to find a quote again


class Quote(NamedTuple):
    """Words of an article that a field of an event rests on."""

    event_id: str
    field: str
    start: int
    end: int


def add_article(session: Session, **columns: object) -> int | None:
    """The key of the new article; None where one with this content is there already."""
    adding = upsert(Article).values(**columns).on_conflict_do_nothing(index_elements=[Article.content_hash])
    return session.scalar(adding.returning(Article.id))


def is_known(session: Session, content_hash: str) -> bool:
    """Was this content taken in before, even if it was retracted since?"""
    return bool(session.scalar(select(exists().where(Article.content_hash == content_hash))))


def has_url(session: Session, url: str) -> bool:
    """Was an article of this address taken in before?"""
    return bool(session.scalar(select(exists().where(Article.url == url))))


def list_articles(session: Session) -> Sequence[Article]:
    """Articles in the order they came, retracted ones included; without their text."""
    return session.scalars(select(Article).options(defer(Article.text)).order_by(Article.id)).all()


def published_text(article: Article) -> str | None:
    """The publication date as precisely as it is known."""
    if article.published is None:
        return None
    text = instant_text(article.published)
    return text[:10] if article.published_precision == "day" else text


def add_evidence(session: Session, article_id: int, text: str, quotes: Iterable[Quote], keys: dict[str, int]) -> None:
    """Keep the quotes of one article; `keys` gives each event's row."""
    rows = [
        {
            "event_id": keys[quote.event_id],
            "article_id": article_id,
            "field": quote.field,
            "start": quote.start,
            "end": quote.end,
            "quote": text[quote.start : quote.end],
            "prefix": text[max(0, quote.start - AROUND) : quote.start],
            "suffix": text[quote.end : quote.end + AROUND],
        }
        for quote in quotes
    ]
    if rows:
        session.execute(insert(Evidence), rows)


def find_evidence(session: Session, event_key: int) -> Sequence[tuple[Evidence, Article]]:
    """The evidence of one event and of those it stands for, with the articles, in the order of the text.

    Retracted articles give none.
    """
    shown = select(Event.public_id).where(Event.id == event_key).scalar_subquery()
    keys = select(Event.id).where(or_(Event.id == event_key, Event.duplicate_of == shown))
    query = (
        select(Evidence, Article)
        .join(Article, Article.id == Evidence.article_id)
        .where(Evidence.event_id.in_(keys), Article.retracted_at.is_(None))
        .order_by(Article.id, Evidence.start, Evidence.id)
    )
    return session.execute(query).all()


def retract_article(session: Session, key: int) -> int | None:
    """Withdraw an article: its evidence goes, and events that rested on it alone; returns how many events went.

    The article's row stays, so that the same content is not taken in again. None where there is no such article.
    """
    marked = update(Article).where(Article.id == key, Article.retracted_at.is_(None)).values(retracted_at=func.now())
    if session.execute(marked).rowcount == 0:
        return None
    touched = session.scalars(delete(Evidence).where(Evidence.article_id == key).returning(Evidence.event_id)).all()
    rests_on_nothing = ~exists().where(Evidence.event_id == Event.id)
    bare = session.scalars(select(Event.id).where(Event.id.in_(touched), rests_on_nothing)).all()
    return delete_events(session, bare)
