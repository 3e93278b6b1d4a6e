"""ACLED's CSV and Excel exports, old and new: columns by name in any order -> event records.

ACLED is a living data set: a record is known by `event_id_cnty`, and its newest `timestamp` counts. Its terms forbid
passing the data on, so records are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from app.importers import countries
from app.importers.cells import list_of, number_of, point_of, required_text, text_of, whole_of
from app.importers.coded_places import CodedPlaces, region_fields
from app.importers.coded_titles import coded_title
from app.importers.coded_types import from_acled
from app.importers.columns import Row, column_name, named_rows, read_header, read_records
from app.importers.days import Interval, day_of, month_of, week_around, whole_days
from app.importers.rows import BadRow, Rows, UnusableRow
from app.importers.table_files import RawRows
from app.records import EventRecord, Participant, SourceNote, Tally, event_id
from geodata.types import Kind, Region

ORIGIN, SOURCE = "acled", "ACLED"
REQUIRED = ("event_id_cnty", "event_date", "event_type", "latitude", "longitude")
CONFIDENCE = 0.9  # coded by people, checked three times

# geo_precision: 1 the town itself; 2 a town that stands for the area around it; 3 a larger region.
TOWN_KM, AREA_KM, REGION_KM = 5.0, 25.0, 100.0
_NUMBER = re.compile(r"(?<![\d,])\d[\d,]{0,10}(?![\d,])")
_SIZE = re.compile(r"\[size\s*=\s*([^\]]+)\]", re.IGNORECASE)


def read_acled(rows: RawRows, places: CodedPlaces, source: str | None = None) -> Rows:
    """Records of all rows."""
    names = read_header(rows, REQUIRED, "ACLED export")
    return read_records(rows, names, lambda row: _record(row, places, source or SOURCE))


def read_deleted(rows: RawRows) -> Iterator[str | BadRow]:
    """Our ids of the events that a deletions file names, one `event_id_cnty` a row, with or without a header."""
    _, first = next(rows, (0, []))
    cells = first if isinstance(first, list) else []
    names = [column_name(cell) for cell in cells]
    if "event_id_cnty" not in names:
        if cells:
            yield acled_id(str(cells[0]).strip())
        names = ["event_id_cnty"] + [f"column_{n}" for n in range(1, len(cells))]
    for line, row in named_rows(rows, names):
        if isinstance(row, BadRow):
            yield row
        elif given := text_of(row, "event_id_cnty"):
            yield acled_id(given)
        else:
            yield BadRow(line, "event_id_cnty is empty")


def acled_id(event_id_cnty: str) -> str:
    """The public id of an ACLED event."""
    return event_id(ORIGIN, event_id_cnty)


def _record(row: Row, places: CodedPlaces, source: str) -> EventRecord:
    given_id = required_text(row, "event_id_cnty")
    event_type, sub_event_type = required_text(row, "event_type"), text_of(row, "sub_event_type")
    type_, subtype = from_acled(event_type, sub_event_type)
    (earliest, latest), precision = _when(row)
    precision_code = _code(row, "geo_precision")
    country = _country(row, places)
    region = _region(row, precision_code, country, places)
    actors = _actors(row)
    place, notes = text_of(row, "location"), text_of(row, "notes")
    return EventRecord(
        id=acled_id(given_id),
        type=type_,
        subtype=subtype,
        title=coded_title(sub_event_type or event_type, (text_of(row, "actor1"), text_of(row, "actor2")), place),
        origin=ORIGIN,
        source=source,
        source_id=given_id,
        date_from=earliest,
        date_to=latest,
        date_precision=precision,
        date_basis=f"event_date {row['event_date']}, time_precision {row.get('time_precision') or 'not given'}",
        **region_fields(region),
        location=place,
        relation="in" if precision_code == 1 else "near" if precision_code == 2 else None,
        place=place,
        country=country,
        admin1=text_of(row, "admin1"),
        precision_acled=precision_code,
        confidence=CONFIDENCE,
        actors=actors,
        counts=_counts(row, notes),
        language="en" if notes else None,
        status="imported",
        do_not_reexport=True,
        sources=(SourceNote(title=text_of(row, "source"), quote=notes),),
        search_text=" ".join(filter(None, (text_of(row, name) for name in ("admin2", "admin3", "tags", "notes")))),
        updated=_timestamp(row),
    )


def _when(row: Row) -> tuple[Interval, str]:
    """time_precision 1 is the day, 2 some time in the week, 3 in the month."""
    day = day_of(required_text(row, "event_date"))
    code = _code(row, "time_precision")
    if code == 2:
        return week_around(day), "week"
    if code == 3:
        return month_of(day), "month"
    return whole_days(day, day), "day"


def _code(row: Row, name: str) -> int | None:
    code = whole_of(row, name)
    if code not in (None, 1, 2, 3):
        raise UnusableRow(f"{name} is {code}, not 1, 2 or 3")
    return code


def _country(row: Row, places: CodedPlaces) -> str | None:
    named = places.country_code(text_of(row, "country"))
    iso = text_of(row, "iso") or ""
    by_number = countries.from_number(int(iso)) if iso.isascii() and iso.isdigit() else countries.from_alpha3(iso)
    return by_number or countries.from_alpha3(text_of(row, "iso3")) or named


def _region(row: Row, code: int | None, country: str | None, places: CodedPlaces) -> Region | None:
    point = point_of(row, "longitude", "latitude")
    if point is None:
        return None
    why = f"ACLED geo_precision {code or 'not given'}"
    if code == 3:
        return places.unit(text_of(row, "admin1"), country, Kind.ADMIN1, point, REGION_KM, why)
    return places.disc(*point, TOWN_KM if code == 1 else AREA_KM, why)


def _actors(row: Row) -> tuple[Participant, ...]:
    """Actor 1 and 2 imply no direction (codebook), so nobody is source or target."""
    names = [
        text_of(row, "actor1"),
        *list_of(row, "assoc_actor_1"),
        text_of(row, "actor2"),
        *list_of(row, "assoc_actor_2"),
    ]
    return tuple(Participant(name) for name in dict.fromkeys(filter(None, names)))


def _counts(row: Row, notes: str | None) -> dict[str, Tally]:
    """Fatalities are a best estimate; 0 also means that none were reported. Crowds stand in the notes."""
    counts = {}
    killed = whole_of(row, "fatalities")
    if killed is not None and killed < 0:
        raise UnusableRow(f"fatalities is {killed}")
    if killed is not None:
        counts["killed"] = Tally(best=killed)
    if notes and (size := _SIZE.search(notes)):
        numbers = [int(digits.replace(",", "")) for digits in _NUMBER.findall(size[1])]
        low, high = (min(numbers), max(numbers)) if numbers else (None, None)
        counts["participants"] = Tally(low, low if low == high else None, high, size[1].strip())
    return counts


def _timestamp(row: Row) -> datetime | None:
    """Seconds since 1970. What cannot be read says nothing of when the record changed, and is no reason to lose it."""
    try:
        seconds = number_of(row, "timestamp")
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (UnusableRow, ValueError, OverflowError, OSError):
        return None
