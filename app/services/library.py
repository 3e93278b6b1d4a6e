"""The articles that were taken in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.storage import articles


class ArticleInfo(NamedTuple):
    """What may be shown of an article."""

    id: int
    title: str | None
    source: str
    published: str | None
    retracted: datetime | None


def list_articles(session: Session) -> Sequence[ArticleInfo]:
    """All articles, the retracted ones marked."""
    return [
        ArticleInfo(entry.id, entry.title, entry.source, articles.published_text(entry), entry.retracted_at)
        for entry in articles.list_articles(session)
    ]


def has_article(session: Session, url: str) -> bool:
    """Was the article at this address taken in before? Retracted ones were, too."""
    return articles.has_url(session, url)
