"""ICEWS: tab or comma files of CAMEO-coded events, ended in April 2023."""

from __future__ import annotations

from app.importers.cells import required_text, text_of
from app.importers.coded_places import CodedPlaces, region_fields
from app.importers.coded_titles import coded_title, words_of
from app.importers.coded_types import from_cameo
from app.importers.columns import Row, read_header, read_records
from app.importers.days import day_of, whole_days
from app.importers.named_levels import finest_name, read_region
from app.importers.rows import Rows
from app.importers.table_files import RawRows
from app.records import EventRecord, Participant, SourceNote, event_id

ORIGIN, SOURCE = "icews", "ICEWS"
REQUIRED = ("event_id", "event_date", "cameo_code", "latitude", "longitude")
CONFIDENCE = 0.4  # by machine


def read_icews(rows: RawRows, places: CodedPlaces, source: str | None = None) -> Rows:
    """Records of all rows."""
    names = read_header(rows, REQUIRED, "ICEWS file")
    return read_records(rows, names, lambda row: _record(row, places, source or SOURCE))


def _record(row: Row, places: CodedPlaces, source: str) -> EventRecord:
    given_id, day = required_text(row, "event_id"), day_of(required_text(row, "event_date"))
    code = required_text(row, "cameo_code")
    # Files that went through a spreadsheet have lost the leading zero; no code of one digit or root over 20 exists.
    type_, subtype = from_cameo(code if code[:2] <= "20" and len(code) > 1 else f"0{code}")
    earliest, latest = whole_days(day, day)
    country = places.country_code(text_of(row, "country"))
    place = finest_name(row)
    names = (text_of(row, "source_name"), text_of(row, "target_name"))
    actors = tuple(Participant(n, role) for n, role in zip(names, ("source", "target"), strict=True) if n)
    what = text_of(row, "event_text") or words_of(subtype or type_)
    return EventRecord(
        # event_id alone comes back on other days.
        id=event_id(ORIGIN, given_id, day.isoformat()),
        type=type_,
        subtype=subtype,
        title=coded_title(what, names, place),
        origin=ORIGIN,
        source=source,
        source_id=given_id,
        date_from=earliest,
        date_to=latest,
        date_precision="day",
        date_basis="event_date",
        **region_fields(read_region(row, country, places, "ICEWS")),
        location=place,
        relation="in",
        place=place,
        country=country,
        admin1=text_of(row, "province"),
        confidence=CONFIDENCE,
        actors=actors,
        status="imported",
        sources=(SourceNote(title=text_of(row, "publisher")),) if text_of(row, "publisher") else (),
    )
