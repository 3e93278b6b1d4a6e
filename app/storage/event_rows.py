"""Event records -> rows of table `events`, with the JSON text that answers are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

import orjson
from xxhash import xxh3_128_hexdigest

from app.instants import instant_text, interval_texts
from app.records import EventRecord, Tally
from app.storage.search_words import search_vector
from app.storage.shape_texts import Rendered, Renderer, render_point

FLAT_COUNTS = ("killed", "wounded")  # the counts that have columns of their own
SIDES = ("low", "best", "high")
FLAT_NAMES = [f"{kind}_{side}" for kind in FLAT_COUNTS for side in SIDES]
# What a record and its row name alike and store as it is.
PLAIN = [
    "origin",
    "source",
    "source_id",
    "type",
    "subtype",
    "title",
    "date_from",
    "date_to",
    "date_precision",
    "date_basis",
    "radius_km",
    "method",
    "location",
    "relation",
    "place",
    "place_id",
    "country",
    "admin1",
    "precision_acled",
    "precision_ucdp",
    "precision_gtd",
    "confidence",
    "language",
    "status",
    "parent",
    "aggregate",
    "background",
    "do_not_reexport",
]
SHAPES = ["region", "region_json", "region_km2", "core", "core_json", "point", "point_json"]
JSON = ["actors", "counts", "sources"]
# What a record says, in the order of a row's values.
COLUMNS = ["public_id", *PLAIN, *FLAT_NAMES, *SHAPES, *JSON, "search", "updated", "fingerprint", "properties"]

_plain = attrgetter(*PLAIN)
_sides = attrgetter(*SIDES)
_UNCOUNTED = Tally()


class EventRow(NamedTuple):
    """A row ready for COPY: geometries as EWKB in hexadecimal, the rest as PostgreSQL reads it."""

    public_id: str
    fingerprint: str
    values: tuple[Any, ...]  # as COLUMNS names them


class RowMaker:
    """Makes rows of batch after batch; shapes that come back in a later one are known already."""

    def __init__(self) -> None:
        self._regions, self._cores = Renderer(areas=True), Renderer(areas=False)  # nobody asks how large a core is

    def make(self, records: Sequence[EventRecord], now: datetime) -> list[EventRow]:
        """One row a record; `now` is when those changed last whose source does not say."""
        regions = self._regions.render([record.region for record in records])
        cores = self._cores.render([record.core for record in records])
        return [_row(*one, now) for one in zip(records, regions, cores, strict=True)]


def make_rows(records: Sequence[EventRecord], now: datetime) -> list[EventRow]:
    """The same for a single batch."""
    return RowMaker().make(records, now)


def _row(record: EventRecord, region: Rendered, core: Rendered, now: datetime) -> EventRow:
    point = render_point(record.point)
    counts = record.counts
    flat = (*_sides(counts.get("killed", _UNCOUNTED)), *_sides(counts.get("wounded", _UNCOUNTED)))
    names = [actor.name for actor in record.actors]
    texts = [_json(value) for value in (record.actors, counts, record.sources)]
    search = search_vector([record.title, record.location, record.place, record.admin1, record.search_text], names)
    properties = _json(_properties(record, names, dict(zip(FLAT_NAMES, flat, strict=True))))
    updated = record.updated or now
    fingerprint = _fingerprint(properties, region.json, core.json, search, texts[1], str(record.do_not_reexport))
    values = (
        record.id,
        *_plain(record),
        *flat,
        *region,
        core.ewkb,
        core.json,
        point.ewkb,
        point.json,
        *texts,
        search,
        updated,
        fingerprint,
        f'{properties[:-1]},"updated":"{instant_text(updated)}"}}',
    )
    return EventRow(record.id, fingerprint, values)


def _properties(record: EventRecord, actors: list[str], counts: dict[str, int | None]) -> dict[str, Any]:
    """The contract's properties, in its order, then ours; `updated` comes last and is the writer's."""
    date_from, date_to = interval_texts(record.date_from, record.date_to)
    lon, lat = record.point or (None, None)
    return {
        "id": record.id,
        "title": record.title,
        "type": record.type,
        "subtype": record.subtype,
        "date_from": date_from,
        "date_to": date_to,
        "date_precision": record.date_precision,
        "location": record.location,
        "relation": record.relation,
        "place": record.place,
        "country": record.country,
        "admin1": record.admin1,
        "point_lon": None if lon is None else round(lon, 5),
        "point_lat": None if lat is None else round(lat, 5),
        "radius_km": None if record.radius_km is None else round(record.radius_km, 3),
        "precision_acled": record.precision_acled,
        "precision_ucdp": record.precision_ucdp,
        "precision_gtd": record.precision_gtd,
        "confidence": None if record.confidence is None else round(record.confidence, 3),
        "actors": actors,
        **counts,
        "language": record.language,
        "sources": record.sources,
        "status": record.status,
        "parent": record.parent,
        "source": record.source,
        "place_id": record.place_id,
        "date_basis": record.date_basis,
        "method": record.method,
        "actor_roles": [actor.role for actor in record.actors],
        "other_counts": {name: tally for name, tally in record.counts.items() if name not in FLAT_COUNTS},
        "count_words": {
            name: tally.text for name, tally in record.counts.items() if name in FLAT_COUNTS and tally.text is not None
        },
        "aggregate": record.aggregate,
        "background": record.background,
    }


def _fingerprint(*parts: str | None) -> str:
    return xxh3_128_hexdigest("\0".join([part or "" for part in parts]).encode())


def _json(value: object) -> str:
    # Tallies, participants and source notes are written as objects of their fields, in that order.
    return orjson.dumps(value).decode()
