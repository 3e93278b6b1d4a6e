"""Event records -> rows of table `events`, with the JSON text that answers are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import blake2b
from operator import attrgetter
from typing import Any, NamedTuple

import orjson
import shapely

from app.instants import instant_text, interval_texts
from app.records import EventRecord, SourceNote, Tally
from app.storage.polygons import areas_km2, clean_points, clean_polygons
from app.storage.search_words import search_vector

FLAT_COUNTS = ("killed", "wounded")  # the counts that have columns of their own
SRID_HEX = (4326).to_bytes(4, "little").hex()
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
_plain = attrgetter(*PLAIN)


def make_rows(records: Sequence[EventRecord], now: datetime) -> list[dict[str, Any]]:
    """One dict a record, by column name; geometries as EWKB in hexadecimal, as COPY takes them."""
    regions, cores, points = (
        _rendered([getattr(record, name) for record in records], clean)
        for name, clean in (("region", clean_polygons), ("core", clean_polygons), ("point", clean_points))
    )
    rows = []
    for record, region, core, point in zip(records, regions, cores, points, strict=True):
        shapes = {
            "region": region.ewkb,
            "core": core.ewkb,
            "point": point.ewkb,
            "region_json": region.json,
            "core_json": core.json,
            "point_json": point.json,
            "region_km2": region.km2,
        }
        rows.append(_row(record, shapes, now))
    return rows


class Rendered(NamedTuple):
    """A shape in the forms that the table keeps."""

    ewkb: str | None
    json: str | None
    km2: float | None


NOTHING = Rendered(None, None, None)


def _rendered(given: Sequence[Any], clean: Callable[[Sequence[Any]], Any]) -> list[Rendered]:
    """Each distinct shape is rendered once: coded records name the same towns and provinces over and over."""
    distinct = {id(shape): shape for shape in given if shape is not None}
    shapes = clean(list(distinct.values()))
    forms = zip(_hex(shapes), shapely.to_geojson(shapes), areas_km2(shapes), strict=True)
    # What holds no area at all is cleaned to None.
    known = {key: Rendered(*form) if form[0] else NOTHING for key, form in zip(distinct, forms, strict=True)}
    return [known.get(id(shape), NOTHING) for shape in given]


def _row(record: EventRecord, geometries: dict[str, Any], now: datetime) -> dict[str, Any]:
    fixed = properties_of(record)
    actors = fixed["actors"]
    row = dict(zip(PLAIN, _plain(record), strict=True)) | geometries | {name: fixed[name] for name in FLAT_NAMES}
    row["public_id"] = record.id
    row["actors"] = _json([{"name": actor.name, "role": actor.role} for actor in record.actors])
    row["counts"] = _json({name: tally_json(tally) for name, tally in record.counts.items()})
    row["sources"] = _json(fixed["sources"])
    row["search"] = search_vector(
        [record.title, record.location, record.place, record.admin1, record.search_text], actors
    )
    row["updated"] = updated = record.updated or now
    properties = _json(fixed)
    row["fingerprint"] = _fingerprint(properties, row)
    row["properties"] = f'{properties[:-1]},"updated":"{instant_text(updated)}"}}'
    return row


def properties_of(record: EventRecord) -> dict[str, Any]:
    """The contract's properties, in its order, then ours; `updated` comes last and is the writer's."""
    date_from, date_to = interval_texts(record.date_from, record.date_to)
    lon, lat = (round(x, 5) for x in record.point) if record.point else (None, None)
    counts = flat_counts(record.counts)
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
        "point_lon": lon,
        "point_lat": lat,
        "radius_km": None if record.radius_km is None else round(record.radius_km, 3),
        "precision_acled": record.precision_acled,
        "precision_ucdp": record.precision_ucdp,
        "precision_gtd": record.precision_gtd,
        "confidence": None if record.confidence is None else round(record.confidence, 3),
        "actors": [actor.name for actor in record.actors],
        **counts,
        "language": record.language,
        "sources": [source_json(note) for note in record.sources],
        "status": record.status,
        "parent": record.parent,
        "source": record.source,
        "place_id": record.place_id,
        "date_basis": record.date_basis,
        "method": record.method,
        "actor_roles": [actor.role for actor in record.actors],
        "other_counts": {n: tally_json(t) for n, t in record.counts.items() if n not in FLAT_COUNTS},
        "aggregate": record.aggregate,
        "background": record.background,
    }


def flat_counts(counts: dict[str, Tally]) -> dict[str, int | None]:
    """killed_low ... wounded_high."""
    return {
        f"{kind}_{side}": getattr(counts[kind], side) if kind in counts else None
        for kind in FLAT_COUNTS
        for side in SIDES
    }


def tally_json(tally: Tally) -> dict[str, Any]:
    return {"low": tally.low, "best": tally.best, "high": tally.high, "text": tally.text}


def source_json(note: SourceNote) -> dict[str, Any]:
    return {"title": note.title, "url": note.url, "published": note.published, "quote": note.quote}


def _fingerprint(properties: str, row: dict[str, Any]) -> str:
    parts = (
        properties,
        row["region_json"],
        row["core_json"],
        row["search"],
        row["counts"],
        str(row["do_not_reexport"]),
    )
    return blake2b("\0".join(part or "" for part in parts).encode(), digest_size=16).hexdigest()


def _hex(shapes: Any) -> list[str | None]:
    # Python's own hex() is twice as fast as GEOS', and setting the SRID there would copy every shape. EWKB differs
    # from little-endian WKB by a flag in the last byte of the type, and by the SRID after it.
    plain = (wkb and wkb.hex() for wkb in shapely.to_wkb(shapes, byte_order=1))
    return [text and f"{text[:8]}20{SRID_HEX}{text[10:]}" for text in plain]


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
