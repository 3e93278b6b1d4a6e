"""GDELT 2.0 (61 tab fields) and 1.0 (57 or 58) event files: no header, FIPS country codes, reports rather than events.

GDELT counts reports: one article gives half a dozen rows, and the same row comes back from the next article. Rows that
agree on day, actors, kind of action and place are one event here, with all their articles as sources.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace

from app.errors import UnreadableInput
from app.importers import countries
from app.importers.cells import point_of, required_text, text_of, whole_of
from app.importers.coded_places import CodedPlaces, region_fields
from app.importers.coded_titles import coded_title, words_of
from app.importers.coded_types import from_cameo
from app.importers.columns import Row, read_records
from app.importers.days import day_of, whole_days
from app.importers.rows import BadRow, Rows
from app.importers.table_files import RawRows
from app.records import EventRecord, Participant, SourceNote, event_id
from geodata.types import Region

ORIGIN, SOURCE = "gdelt", "GDELT"
MOST_SOURCES = 20
WINDOW = 20_000  # records that wait for their like; a quarter of an hour has 2,400 rows
CONFIDENCE = {True: 0.4, False: 0.3}  # by machine; a root event stands in the lead of its article
CITY_KM, PROVINCE_KM, COUNTRY_KM = 10.0, 100.0, 300.0

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
)
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
_SIDES = ("Actor1", "Actor2")
_HEAD = [
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"{side}{name}" for side in _SIDES for name in _ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
]
_PLACES = ("Actor1Geo", "Actor2Geo", "ActionGeo")
COLUMNS = {
    61: [*_HEAD, *(f"{place}_{name}" for place in _PLACES for name in _GEO), "DATEADDED", "SOURCEURL"],
    58: [
        *_HEAD,
        *(f"{place}_{name}" for place in _PLACES for name in _GEO if name != "ADM2Code"),
        "DATEADDED",
        "SOURCEURL",
    ],
}
COLUMNS[57] = COLUMNS[58][:-1]  # before April 2013 there was no address


def read_gdelt(rows: RawRows, places: CodedPlaces, source: str | None = None) -> Rows:
    """Records of all rows, near-duplicates folded into one."""
    rows = _without_header(rows)
    first = next(rows, None)
    if first is None:
        return iter(())
    width = len(first[1]) if isinstance(first[1], list) else 0
    if width not in COLUMNS:
        raise UnreadableInput(f"no GDELT event file: {width} tab-separated fields, not 61 (2.0), 58 or 57 (1.0)")
    read = read_records(_chained(first, rows), COLUMNS[width], lambda row: _record(row, places, source or SOURCE))
    return fold_duplicates(read)


def fold_duplicates(rows: Rows) -> Rows:
    """Records of one id become one with all sources, as far as they lie within the window."""
    waiting: OrderedDict[str, EventRecord] = OrderedDict()
    for row in rows:
        if isinstance(row, BadRow):
            yield row
        elif known := waiting.get(row.id):
            notes = dict.fromkeys((*known.sources, *row.sources))
            best = max(known, row, key=lambda record: record.confidence or 0)
            waiting[row.id] = replace(best, source_id=known.source_id, sources=tuple(notes)[:MOST_SOURCES])
        else:
            waiting[row.id] = row
            if len(waiting) > WINDOW:
                yield waiting.popitem(last=False)[1]
    yield from waiting.values()


def _without_header(rows: RawRows) -> RawRows:
    """Some tools write one all the same."""
    for line, cells in rows:
        if not (line == 1 and isinstance(cells, list) and cells[0].upper() == "GLOBALEVENTID"):
            yield line, cells


def _chained(first: tuple[int, list[str] | BadRow], rows: RawRows) -> Iterator[tuple[int, list[str] | BadRow]]:
    yield first
    yield from rows


def _record(row: Row, places: CodedPlaces, source: str) -> EventRecord:
    given_id, code = required_text(row, "GLOBALEVENTID"), required_text(row, "EventCode")
    day = day_of(required_text(row, "SQLDATE"))
    earliest, latest = whole_days(day, day)
    type_, subtype = from_cameo(code)
    country = countries.from_fips(text_of(row, "ActionGeo_CountryCode"))
    region = _region(row, country, places)
    actors = _actors(row)
    place, link = text_of(row, "ActionGeo_FullName"), text_of(row, "SOURCEURL")
    parts = place.split(", ") if place else []
    return EventRecord(
        id=event_id(ORIGIN, *_likeness(row)),
        type=type_,
        subtype=subtype,
        title=coded_title(words_of(subtype or type_), (actor.name for actor in actors), place),
        origin=ORIGIN,
        source=source,
        source_id=given_id,
        date_from=earliest,
        date_to=latest,
        date_precision="day",
        date_basis="SQLDATE",
        **region_fields(region),
        location=place,
        relation="in" if region else None,
        place=parts[0] if parts else None,
        country=country,
        admin1=parts[1] if len(parts) == 3 else None,
        confidence=CONFIDENCE[row.get("IsRootEvent") == "1"],
        actors=actors,
        status="imported",
        sources=(SourceNote(url=link),) if link else (),
    )


def _likeness(row: Row) -> tuple[str, ...]:
    """What near-duplicates share. Reports turn the sides round, and vary the action within its root."""
    sides = sorted(row.get(f"{side}Code") or row.get(f"{side}Name", "") for side in _SIDES)
    place = row.get("ActionGeo_FeatureID") or row.get("ActionGeo_ADM1Code", "")
    return (
        row["SQLDATE"],
        row["EventCode"][:2],
        *sides,
        place,
        *(row.get(f"ActionGeo_{x}", "") for x in ("Lat", "Long")),
    )


def _region(row: Row, country: str | None, places: CodedPlaces) -> Region | None:
    """Geo_Type 1 is a country, 2 and 5 its first-order units, 3 and 4 places: areas are never drawn as pins."""
    geo_type, point = whole_of(row, "ActionGeo_Type"), point_of(row, "ActionGeo_Long", "ActionGeo_Lat")
    if not geo_type or point in (None, (0.0, 0.0)):  # 0, 0 is how the file says that there is none
        return None
    why = f"GDELT Geo_Type {geo_type}"
    if geo_type == 1:
        return places.country(country, point, COUNTRY_KM, why)
    if geo_type in (2, 5):
        return places.coded_unit(country, (text_of(row, "ActionGeo_ADM1Code") or "")[2:], point, PROVINCE_KM, why)
    return places.disc(*point, CITY_KM, why)


def _actors(row: Row) -> tuple[Participant, ...]:
    """Actor 1 acts on actor 2."""
    names = (text_of(row, f"{side}Name") for side in _SIDES)
    return tuple(Participant(name, role) for name, role in zip(names, ("source", "target"), strict=True) if name)
