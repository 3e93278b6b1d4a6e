"""UCDP GED: the 49 columns of today, the 41 of old releases, and candidate releases without a header."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from app.errors import UnreadableInput
from app.importers import countries
from app.importers.cells import list_of, point_of, required_text, text_of, whole_of
from app.importers.coded_places import CodedPlaces, region_fields
from app.importers.coded_titles import coded_title
from app.importers.columns import Row, column_name, read_records, require
from app.importers.days import day_of, whole_days
from app.importers.rows import Rows, UnusableRow
from app.importers.table_files import RawRows
from app.records import EventRecord, Participant, SourceNote, Tally, event_id
from geodata.types import Kind, Region

ORIGIN, SOURCE = "ucdp", "UCDP GED"
REQUIRED = ("id", "type_of_violence", "date_start", "date_end", "latitude", "longitude")
# The order of the release files; candidate 24.0.1 came without the line that says so.
COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
).split()

TYPES = {
    1: ("armed_conflict", "armed_clash", "State-based conflict"),
    2: ("armed_conflict", "armed_clash", "Non-state conflict"),
    3: ("armed_conflict", "attack", "One-sided violence"),
}
DATE_PRECISION = {1: "day", 2: "days", 3: "week", 4: "month", 5: "range"}
# An event that its source only gives as part of a sum is less surely one event (event_clarity 2).
CONFIDENCE = {1: 0.9, 2: 0.7}
# where_prec 2 is "within about 25 km"; districts are drawn so wide where no outline is known; 5 and 7 are loose areas.
POINT_KM, NEAR_KM, DISTRICT_KM, PROVINCE_KM, LOOSE_KM, COUNTRY_KM = 5.0, 25.0, 40.0, 100.0, 100.0, 300.0

ReadWords = Callable[[str, str | None, tuple[float, float], int], Region | None]


def read_ucdp(rows: RawRows, places: CodedPlaces, read_words: ReadWords, source: str | None = None) -> Rows:
    """Records of all rows; `read_words(words, country, point, where_prec)` reads where_description."""
    line, first = next(rows, (0, []))
    names = [column_name(cell) for cell in first] if isinstance(first, list) else []
    if "id" not in names and "date_start" not in names:
        if len(names) != len(COLUMNS):
            raise UnreadableInput(
                f"no UCDP GED: no header, and {len(names)} columns where the release has {len(COLUMNS)}"
            )
        names, rows = COLUMNS, chain([(line, first)], rows)
    # The codebook of release 19.1 spells it so, and so do some files.
    names = ["where_description" if name == "where_decription" else name for name in names]
    require(names, REQUIRED, "UCDP GED")
    return read_records(rows, names, lambda row: _record(row, places, read_words, source or SOURCE))


def _record(row: Row, places: CodedPlaces, read_words: ReadWords, source: str) -> EventRecord:
    given_id = required_text(row, "id")
    kind = whole_of(row, "type_of_violence")
    if kind not in TYPES:
        raise UnusableRow(f"type_of_violence is {kind}, not 1, 2 or 3")
    type_, subtype, label = TYPES[kind]
    where_prec = whole_of(row, "where_prec")
    if where_prec is not None and not 1 <= where_prec <= 7:
        raise UnusableRow(f"where_prec is {where_prec}, not 1 to 7")
    country = countries.from_gleditsch_ward(whole_of(row, "country_id")) or places.country_code(text_of(row, "country"))
    region = _region(row, where_prec, country, places, read_words)
    earliest, latest = whole_days(day_of(required_text(row, "date_start")), day_of(required_text(row, "date_end")))
    words, place = text_of(row, "where_description"), text_of(row, "where_coordinates")
    dyad = text_of(row, "dyad_name") or text_of(row, "conflict_name")
    return EventRecord(
        id=event_id(ORIGIN, given_id),
        type=type_,
        subtype=subtype,
        title=coded_title(label, [dyad], place),
        origin=ORIGIN,
        source=source,
        source_id=given_id,
        date_from=earliest,
        date_to=latest,
        date_precision=DATE_PRECISION.get(whole_of(row, "date_prec") or 0),
        date_basis=f"date_start and date_end, date_prec {row.get('date_prec') or 'not given'}",
        **region_fields(region),
        location=words or place,
        relation="in" if where_prec in (1, 3, 4, 6) else "near" if where_prec == 2 else None,
        place=place,
        country=country,
        admin1=text_of(row, "adm_1"),
        precision_ucdp=where_prec,
        confidence=CONFIDENCE.get(whole_of(row, "event_clarity") or 1),
        actors=_actors(row, kind),
        counts=_counts(row),
        status="imported",
        sources=_sources(row),
        search_text=" ".join(
            filter(None, (text_of(row, name) for name in ("conflict_name", "adm_2", "where_description")))
        ),
    )


def _region(
    row: Row, where_prec: int | None, country: str | None, places: CodedPlaces, read_words: ReadWords
) -> Region | None:
    """The words where they describe a region around the coded point, else what the precision code means."""
    point = point_of(row, "longitude", "latitude")
    if point is None:
        return None
    why = f"UCDP where_prec {where_prec or 'not given'}"
    words = text_of(row, "where_description")
    if where_prec in (2, 5) and words and (read := read_words(words, country, point, where_prec)):
        return read
    if where_prec == 3:
        return places.unit(text_of(row, "adm_2"), country, Kind.ADMIN2, point, DISTRICT_KM, why)
    if where_prec == 4:
        return places.unit(text_of(row, "adm_1"), country, Kind.ADMIN1, point, PROVINCE_KM, why)
    if where_prec == 6:
        return places.country(country, point, COUNTRY_KM, why)
    radius_km = POINT_KM if where_prec == 1 else LOOSE_KM if where_prec in (5, 7) else NEAR_KM
    return places.disc(*point, radius_km, why)


def _actors(row: Row, kind: int) -> tuple[Participant, ...]:
    """One-sided violence has a direction; in the other kinds both sides fight."""
    roles = ("source", "target") if kind == 3 else (None, None)
    names = (text_of(row, "side_a"), text_of(row, "side_b"))
    return tuple(Participant(name, role) for name, role in zip(names, roles, strict=True) if name)


def _counts(row: Row) -> dict[str, Tally]:
    """Contradictions are kept as they were coded, and told."""
    low, best, high = (whole_of(row, name) for name in ("low", "best", "high"))
    if (low, best, high) == (None, None, None):
        return {}
    given = [count for count in (low, best, high) if count is not None]
    told = None if given == sorted(given) else f"the source says low {low}, best {best}, high {high}"
    counts = {"killed": Tally(low, best, high, told)}
    civilians = whole_of(row, "deaths_civilians")
    return counts if civilians is None else counts | {"killed_civilians": Tally(best=civilians)}


def _sources(row: Row) -> tuple[SourceNote, ...]:
    """The lists are parallel in most rows; where they are not, only the whole article text is sure."""
    titles, days = list_of(row, "source_headline"), list_of(row, "source_date")
    if titles and len(titles) == len(days):
        return tuple(SourceNote(title=title, published=_day_text(day)) for title, day in zip(titles, days, strict=True))
    return tuple(SourceNote(title=title) for title in titles or list_of(row, "source_article"))


def _day_text(text: str) -> str | None:
    try:
        return day_of(text).isoformat()
    except UnusableRow:
        return None
