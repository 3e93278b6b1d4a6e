"""Events, with the columns of the contract and the text that answers are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from geoalchemy2 import Geometry
from geoalchemy2.elements import WKBElement
from sqlalchemy import CheckConstraint, Computed, Double, Identity, Index, SmallInteger, func, text
from sqlalchemy.dialects.postgresql import JSONB, TSTZRANGE, TSVECTOR, Range
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.tile_columns import QUADKEY, TILE_ROUGH, TILE_SHAPE

SRID = 4326
MERCATOR = 3857

# An inverted interval never gets in (check constraint), so the range function cannot fail.
OCCURRED = (
    "CASE WHEN date_from IS NULL AND date_to IS NULL THEN NULL::tstzrange ELSE tstzrange(date_from, date_to, '[]') END"
)
# What a tile, and what a summary of a window, is counted from.
COUNTED_BY_PLACE = ["id", "type", "subtype", "occurred", "duplicate_of"]
COUNTED_BY_TIME = ["quadkey", "type", "subtype", "country", "aggregate", "duplicate_of"]


class Event(Base):
    """An event. `region` holds the truth with 90 %, `core` with 50 %; all three geometries are null when unplaced.

    `properties`, `region_json`, `core_json` and `point_json` are ready JSON text, rewritten with the row.
    """

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    origin: Mapped[str]
    source: Mapped[str]
    source_id: Mapped[str | None]
    type: Mapped[str]
    subtype: Mapped[str | None]
    title: Mapped[str]
    date_from: Mapped[datetime | None]
    date_to: Mapped[datetime | None]
    date_precision: Mapped[str | None]
    date_basis: Mapped[str | None]
    occurred: Mapped[Range[datetime] | None] = mapped_column(TSTZRANGE, Computed(OCCURRED, persisted=True))
    region: Mapped[WKBElement | None] = mapped_column(Geometry("MULTIPOLYGON", SRID, spatial_index=False))
    core: Mapped[WKBElement | None] = mapped_column(Geometry("MULTIPOLYGON", SRID, spatial_index=False))
    point: Mapped[WKBElement | None] = mapped_column(Geometry("POINT", SRID, spatial_index=False))
    region_km2: Mapped[float | None] = mapped_column(Double)
    radius_km: Mapped[float | None] = mapped_column(Double)
    method: Mapped[str | None]
    location: Mapped[str | None]
    relation: Mapped[str | None]
    place: Mapped[str | None]
    place_id: Mapped[str | None]
    country: Mapped[str | None]
    admin1: Mapped[str | None]
    precision_acled: Mapped[int | None] = mapped_column(SmallInteger)
    precision_ucdp: Mapped[int | None] = mapped_column(SmallInteger)
    precision_gtd: Mapped[int | None] = mapped_column(SmallInteger)
    confidence: Mapped[float | None] = mapped_column(Double)
    actors: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    killed_low: Mapped[int | None]
    killed_best: Mapped[int | None]
    killed_high: Mapped[int | None]
    wounded_low: Mapped[int | None]
    wounded_best: Mapped[int | None]
    wounded_high: Mapped[int | None]
    language: Mapped[str | None]
    status: Mapped[str]
    parent: Mapped[str | None]
    duplicate_of: Mapped[str | None]  # public id of the event that stands for this one; written by `storage.links`
    aggregate: Mapped[bool]
    background: Mapped[bool]
    do_not_reexport: Mapped[bool]
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    search: Mapped[Any] = mapped_column(TSVECTOR)  # written by `app.storage.search_words`
    fingerprint: Mapped[str]  # of all that was written, `updated` apart: loading the same again changes nothing
    updated: Mapped[datetime] = mapped_column(server_default=func.now())
    properties: Mapped[str]
    region_json: Mapped[str | None]
    core_json: Mapped[str | None]
    point_json: Mapped[str | None]
    tile_shape: Mapped[WKBElement | None] = mapped_column(
        Geometry("MULTIPOLYGON", MERCATOR, spatial_index=False), Computed(TILE_SHAPE, persisted=True)
    )
    tile_rough: Mapped[WKBElement | None] = mapped_column(
        Geometry("MULTIPOLYGON", MERCATOR, spatial_index=False), Computed(TILE_ROUGH, persisted=True)
    )
    quadkey: Mapped[int | None] = mapped_column(Computed(QUADKEY, persisted=True))

    __table_args__ = (
        CheckConstraint("date_from <= date_to", name="events_interval_is_not_reversed"),
        # One index answers box, box and window, in the order of the key (`storage.newest`).
        Index("events_region_occurred", "region", "occurred", text("point(id, 0)"), postgresql_using="gist"),
        Index("events_search", "search", postgresql_using="gin"),
        # Each ends in the key that pages are cut by, so that a filtered page needs no sort.
        Index("events_type", "type", "id"),
        Index("events_subtype", "subtype", "id"),
        Index("events_country", "country", "id"),
        Index("events_source", "source", "id"),
        Index("events_parent", "parent", postgresql_where=text("parent IS NOT NULL")),
        # A dense tile and a window of time are counted from an index alone.
        Index("events_quadkey", "quadkey", postgresql_include=COUNTED_BY_PLACE),
        Index("events_occurred", "occurred", postgresql_using="gist", postgresql_include=COUNTED_BY_TIME),
        # The order that people ask for: the latest first. What began in a time is counted from it alone.
        Index(
            "events_latest",
            text("date_from DESC NULLS LAST"),
            text("id DESC"),
            postgresql_include=["date_to", "quadkey", "type", "duplicate_of"],
        ),
        Index("events_duplicate_of", "duplicate_of", postgresql_where=text("duplicate_of IS NOT NULL")),
        # Few events lack a date or a place; these make counting them cheap.
        Index("events_undated", "id", postgresql_where=text("occurred IS NULL")),
        Index(
            "events_unplaced",
            "occurred",
            postgresql_using="gist",
            postgresql_include=["duplicate_of"],
            postgresql_where=text("region IS NULL"),
        ),
    )
