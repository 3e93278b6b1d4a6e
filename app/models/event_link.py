"""Links between events: two reports of one thing. A link can be undone, a deleted event could not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Double, ForeignKey, Identity, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class EventLink(Base):
    """`event_id`, the later row, repeats `same_as_id`; `parts` are what the score was made of.

    An undone link stays, with the time: it says that the two are not the same, and is never made again by itself.
    """

    __tablename__ = "event_links"
    __table_args__ = (UniqueConstraint("event_id", "same_as_id"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    same_as_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    score: Mapped[float] = mapped_column(Double)
    parts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_by: Mapped[str]
    made: Mapped[datetime] = mapped_column(server_default=func.now())
    undone: Mapped[datetime | None]
