"""Any table of events: columns guessed from names and values, shown, and overruled by whoever knows better."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import blake2b
from itertools import chain, islice
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from app.errors import UnreadableInput
from app.importers import countries
from app.importers.cells import list_of, number_of, point_of, text_of, whole_of
from app.importers.coded_places import CORE_SHARE, CodedPlaces, region_fields
from app.importers.coded_types import from_words
from app.importers.column_guess import guess_columns, guess_day_first, overrule
from app.importers.columns import Row, column_name, read_records
from app.importers.days import Interval, day_of, whole_days
from app.importers.disc import disc
from app.importers.rows import Rows, UnusableRow, on_the_globe
from app.importers.table_files import RawRows
from app.instants import parse_moment
from app.records import EventRecord, Participant, SourceNote, Tally, event_id
from geodata.types import Region

ORIGIN = "table"
SAMPLE_ROWS = 500
BARE_POINT_KM = 5.0  # a pin without a radius: a town is about that wide

FindPlace = Callable[[str, str | None], Region | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table will be read: field -> column, and the order of 03/04/2022."""

    columns: tuple[str, ...]
    mapping: dict[str, str]
    day_first: bool
    day_order_is_sure: bool

    def told(self) -> str:
        """For the operator, who may know better."""
        pairs = ", ".join(f"{field}={column}" for field, column in self.mapping.items())
        ignored = [column for column in self.columns if column not in self.mapping.values()]
        order = "" if self.day_order_is_sure else "; 03/04/2022 is read as 3 April: nothing in the first rows tells"
        return f"columns read as {pairs}" + (f"; not read: {', '.join(ignored)}" if ignored else "") + order


def plan_table(rows: RawRows, mapping: Mapping[str, str]) -> tuple[Reading, RawRows]:
    """How the table is read, and its rows without the header; raises what keeps it from being read at all."""
    _, header = next(rows, (0, []))
    columns = tuple(_distinct(header if isinstance(header, list) else []))
    if len(columns) < 2:
        raise UnreadableInput("no table: the first line must name at least two columns")
    head = list(islice(rows, SAMPLE_ROWS))
    sample = [
        dict(zip(columns, cells, strict=True))
        for _, cells in head
        if isinstance(cells, list) and len(cells) == len(columns)
    ]
    chosen = overrule(guess_columns(columns, sample), columns, mapping)
    placed = {"lat", "lon"} <= chosen.keys() or chosen.keys() & {"wkt", "location", "place"}
    if not placed and "date_from" not in chosen:
        raise UnreadableInput(f"no column says where or when; name one with --mapping, e.g. date_from={columns[0]}")
    day_first, sure = guess_day_first([row[chosen["date_from"]] for row in sample] if "date_from" in chosen else [])
    return Reading(columns, chosen, day_first, sure), chain(head, rows)


def read_table(
    rows: RawRows,
    reading: Reading,
    places: CodedPlaces,
    find_place: FindPlace,
    source: str,
    default_type: str = "other",
) -> Rows:
    """Records of all rows. `find_place(words, country)` reads a place where no coordinates are given."""

    def convert(row: Row) -> EventRecord:
        fields = {field: row[column] for field, column in reading.mapping.items() if column in row}
        return _record(fields, row, reading.day_first, places, find_place, source, default_type)

    return read_records(rows, reading.columns, convert)


def _record(
    fields: Row, row: Row, day_first: bool, places: CodedPlaces, find_place: FindPlace, source: str, default_type: str
) -> EventRecord:
    given_type = text_of(fields, "type")
    type_, subtype = from_words(given_type, text_of(fields, "subtype")) if given_type else (default_type, None)
    location = text_of(fields, "location") or text_of(fields, "place")
    country = _country(text_of(fields, "country"), places)
    title = text_of(fields, "title") or ", ".join(
        filter(None, (given_type or text_of(fields, "quote") or "Event", location))
    )
    earliest, latest = _interval(fields, day_first)
    given_id = text_of(fields, "id")
    return EventRecord(
        id=event_id(ORIGIN, source, given_id or _content(row)),
        type=type_,
        subtype=subtype,
        title=title[:300],
        origin=ORIGIN,
        source=source,
        source_id=given_id,
        date_from=earliest,
        date_to=latest,
        date_precision=None if earliest is None else "day",
        date_basis=text_of(fields, "date_from"),
        **region_fields(_region(fields, location, country, places, find_place)),
        location=location,
        place=text_of(fields, "place"),
        country=country,
        admin1=text_of(fields, "admin1"),
        actors=_actors(fields),
        counts={
            kind: Tally(best=best) for kind in ("killed", "wounded") if (best := whole_of(fields, kind)) is not None
        },
        status="imported",
        sources=_sources(fields),
    )


def _interval(fields: Row, day_first: bool) -> Interval | tuple[None, None]:
    start, end = fields.get("date_from"), fields.get("date_to")
    if text_of(fields, "date_from") is None:
        return None, None
    if text_of(fields, "date_to") is None:
        if isinstance(start, datetime) and start.time() != time.min:
            moment = start.astimezone(UTC) if start.tzinfo else start.replace(tzinfo=UTC)
            return moment, moment
        if isinstance(start, str) and "T" in start:
            try:
                return parse_moment(start.strip())
            except (ValueError, OverflowError):
                pass  # some other way to write a day, which the next lines know
    first = day_of(start, day_first=day_first)
    return whole_days(first, day_of(end, day_first=day_first) if text_of(fields, "date_to") else first)


def _region(
    fields: Row, location: str | None, country: str | None, places: CodedPlaces, find_place: FindPlace
) -> Region | None:
    """A shape, else a point with its radius, else the place that the words mean."""
    radius_km = number_of(fields, "radius_km")
    if shape := _shape(fields):
        if shape.geom_type != "Point":
            point = shape.representative_point()
            core = shape.intersection(disc(point.x, point.y, max(1.0, CORE_SHARE * 111 * (shape.area / 3.14) ** 0.5)))
            return Region(shape, core, (point.x, point.y), radius_km or 0.0, "the table's own shape")
        point_given: tuple[float, float] | None = (shape.x, shape.y)
    else:
        point_given = point_of(fields, "lon", "lat")
    # 0, 0 is where spreadsheets put what they do not know.
    if point_given and point_given != (0.0, 0.0):
        return places.disc(*point_given, radius_km or BARE_POINT_KM, "given radius" if radius_km else "a bare point")
    return find_place(location, country) if location else None


def _shape(fields: Row) -> BaseGeometry | None:
    given = fields.get("wkt")
    if given is None:
        return None
    told = str(given)[:40]
    try:
        shape = given if isinstance(given, BaseGeometry) else shapely.from_wkt(str(given))
        shape = shapely.force_2d(shape if shape.is_valid else shapely.make_valid(shape))
    except (shapely.GEOSException, ValueError):
        raise UnusableRow(f"geometry is {told!r}, no WKT") from None
    if shape.is_empty:
        return None
    if shape.geom_type not in ("Point", "Polygon", "MultiPolygon"):
        raise UnusableRow(f"geometry {told!r} is no point or polygon")
    return on_the_globe(shape)


def _country(given: str | None, places: CodedPlaces) -> str | None:
    if given is None:
        return None
    if len(given) == 2 and places.gazetteer.country_place(given.upper()):
        return given.upper()
    return (countries.from_alpha3(given) if len(given) == 3 else None) or places.country_code(given)


def _actors(fields: Row) -> tuple[Participant, ...]:
    sources = [Participant(name, None) for name in list_of(fields, "actors")]
    return (*sources, *(Participant(name, "target") for name in list_of(fields, "target")))


def _sources(fields: Row) -> tuple[SourceNote, ...]:
    note = SourceNote(title=text_of(fields, "source_name"), url=text_of(fields, "url"), quote=text_of(fields, "quote"))
    return (note,) if note != SourceNote() else ()


def _content(row: Row) -> str:
    """Names a row that has no id: the same words are the same event."""
    text = "\0".join(value.isoformat() if isinstance(value, datetime) else str(value) for value in row.values())
    return blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _distinct(header: list[Any]) -> list[str]:
    """Names that occur twice get a number."""
    names: dict[str, None] = {}
    for place, cell in enumerate(header, start=1):
        name = column_name(cell) if cell is not None and column_name(cell) else f"column_{place}"
        names[name if name not in names else f"{name}_{place}"] = None
    return list(names)
