"""POLECAT, ICEWS' successor: tab files of PLOVER-coded events, some of them with broken lines."""

from __future__ import annotations

from app.importers.cells import list_of, required_text, text_of
from app.importers.coded_places import CodedPlaces, region_fields
from app.importers.coded_titles import coded_title
from app.importers.coded_types import from_plover
from app.importers.columns import Row, read_header, read_records
from app.importers.days import day_of, whole_days
from app.importers.named_levels import finest_name, read_region
from app.importers.rows import Rows
from app.importers.table_files import RawRows
from app.records import EventRecord, Participant, SourceNote, event_id

ORIGIN, SOURCE = "polecat", "POLECAT"
REQUIRED = ("event_id", "event_date", "event_type", "latitude", "longitude")
CONFIDENCE = 0.4  # by machine
LANGUAGES = {"english": "en", "french": "fr", "german": "de", "spanish": "es", "arabic": "ar"}


def read_polecat(rows: RawRows, places: CodedPlaces, source: str | None = None) -> Rows:
    """Records of all rows."""
    names = read_header(rows, REQUIRED, "POLECAT file")
    return read_records(rows, names, lambda row: _record(row, places, source or SOURCE))


def _record(row: Row, places: CodedPlaces, source: str) -> EventRecord:
    given_id, day = required_text(row, "event_id"), day_of(required_text(row, "event_date"))
    event, mode = required_text(row, "event_type").upper(), text_of(row, "event_mode")
    type_, subtype = from_plover(event, mode)
    earliest, latest = whole_days(day, day)
    country = places.country_code(text_of(row, "country"))
    place = text_of(row, "placename") or finest_name(row)
    actors = tuple(
        Participant(name, role)
        for side, role in (("actor", "source"), ("recipient", "target"))
        for name in list_of(row, f"{side}_name")
    )
    what = f"{event.capitalize()} ({mode})" if mode else event.capitalize()
    language = (text_of(row, "language") or "").lower()
    return EventRecord(
        id=event_id(ORIGIN, given_id),
        type=type_,
        subtype=subtype,
        title=coded_title(what, (actor.name for actor in actors), place),
        origin=ORIGIN,
        source=source,
        source_id=given_id,
        date_from=earliest,
        date_to=latest,
        date_precision="day",
        date_basis="Event Date",
        **region_fields(read_region(row, country, places, "POLECAT")),
        location=text_of(row, "raw_placename") or place,
        relation="in",
        place=place,
        country=country,
        admin1=text_of(row, "province"),
        confidence=CONFIDENCE,
        actors=actors,
        language=LANGUAGES.get(language, language or None),
        status="imported",
        sources=(SourceNote(title=text_of(row, "source"), published=_published(row)),)
        if text_of(row, "source")
        else (),
        search_text=" ".join(list_of(row, "contexts")),
    )


def _published(row: Row) -> str | None:
    given = text_of(row, "publication_date")
    return day_of(given).isoformat() if given else None
