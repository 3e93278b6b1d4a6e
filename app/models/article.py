"""Articles as they were read; known by the hash of their content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Article(Base):
    """An article. The text is kept so that a better parser can read it again; it is never served whole."""

    __tablename__ = "articles"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    content_hash: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str | None]
    url: Mapped[str | None]
    source: Mapped[str]
    language: Mapped[str | None]
    published: Mapped[datetime | None]
    published_precision: Mapped[str | None]  # "day" where no time of day is known
    text: Mapped[str]
    is_sample: Mapped[bool] = mapped_column(default=False)
    added: Mapped[datetime] = mapped_column(server_default=func.now())
    retracted_at: Mapped[datetime | None]

    __table_args__ = (
        Index("articles_url", "url", postgresql_using="hash"),
        Index("articles_source", "source", "id"),
        Index("articles_language", "language", "id"),
        Index("articles_published", "published"),
    )
