"""How many events there are in each cell of a grid, counted ahead for tiles of low zooms."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base

WORLD = 4  # the level with the fewest rows
MONTHLY = (WORLD, 6, 7)
SPLIT = 8  # the level that tells subtypes apart
ANY_TIME, ANY_SUBTYPE = 0, ""


class EventCell(Base):
    """Events of one type whose point lies in a tile of zoom `level`; those that another event stands for apart.

    Triggers of the database keep it in step with `events`, in the same transaction (migration 0006). `cell` is
    `Event.quadkey` without its last bits. `subtype` is "" where all of the type are counted, whether they have one or
    not; at level `SPLIT` each subtype is counted again under its name, and at levels `MONTHLY` all again by the month
    in which events began, in months since the year 0. Cells that were emptied stay, with 0.
    """

    __tablename__ = "event_cells"

    level: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    month: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    subtype: Mapped[str] = mapped_column(primary_key=True)
    cell: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    type: Mapped[str] = mapped_column(primary_key=True)
    events: Mapped[int]
    first: Mapped[datetime | None]
    last: Mapped[datetime | None]
