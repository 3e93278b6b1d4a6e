"""Withdrawing an article: its evidence goes, and events that rested on it alone."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.errors import NotFound
from app.storage import articles, data_version


def retract(session: Session, article_id: int) -> int:
    """How many events went with it. Raises `NotFound` for an article that is not there or was retracted before."""
    gone = articles.retract_article(session, article_id)
    if gone is None:
        raise NotFound(f"there is no article {article_id}, or it is retracted already")
    data_version.raise_version(session)
    session.commit()
    return gone
