"""How many events there are in all: by day, type and country, counted ahead for the summary of everything."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class EventTotal(Base):
    """Events whose `aspect` ("day" on which they began, "type", "country") has this value; aggregates apart.

    Those that another event stands for do not count. Triggers of the database keep it in step with `events`, in the
    same transaction (migration 0006). What was emptied stays, with 0.
    """

    __tablename__ = "event_totals"

    aspect: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    aggregate: Mapped[bool] = mapped_column(primary_key=True)
    events: Mapped[int]
