"""Events in the columns of ACLED's and of UCDP's files, for scripts that read those. What we do not know stays empty.

Both are look-alikes: types and precision codes follow those data sets' codebooks, the ids are ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson

from app.extraction import taxonomy
from app.formats.csv_table import safe_cell, write_line
from app.formats.geojson import ReadyEvent
from app.instants import parse_moment

MEDIA_TYPE = "text/csv; charset=utf-8"
ACLED_COLUMNS = (
    "event_id_cnty event_date year time_precision event_type sub_event_type actor1 actor2 country admin1 location "
    "latitude longitude geo_precision source notes fatalities timestamp"
).split()
UCDP_COLUMNS = (
    "id year type_of_violence side_a side_b source_article source_headline where_prec where_coordinates "
    "where_description adm_1 latitude longitude geom_wkt country date_prec date_start date_end best high low"
).split()
# Days that the interval may span for each level; beyond it the next one counts.
ACLED_TIME_PRECISION = ((1, 1), (7, 2))
UCDP_DATE_PREC = ((1, 1), (6, 2), (7, 3), (31, 4))
UCDP_VIOLENCE = {"armed_clash": 1, "attack": 3, "sexual_violence": 3, "abduction": 3}


def write_acled(events: Iterable[ReadyEvent]) -> Iterator[bytes]:
    """ACLED's columns. Only dated and placed events of its types fit into its format; the others stay out."""
    return _write(events, ACLED_COLUMNS, acled_row)


def write_ucdp(events: Iterable[ReadyEvent]) -> Iterator[bytes]:
    """UCDP GED's columns, for the armed events that are dated and placed."""
    return _write(events, UCDP_COLUMNS, ucdp_row)


def acled_row(event_id: str, given: dict[str, Any]) -> dict[str, Any] | None:
    """None where the event has no place in ACLED's scheme."""
    kind = taxonomy.load().types.get(given.get("subtype") or "")
    begin, days = _span(given)
    if kind is None or kind.acled is None or begin is None or given["point_lon"] is None:
        return None
    actors = [*given["actors"], "", ""]
    return {
        "event_id_cnty": event_id,
        "event_date": begin,
        "year": begin[:4],
        "time_precision": next((level for most, level in ACLED_TIME_PRECISION if days <= most), 3),
        "event_type": kind.acled[0],
        "sub_event_type": kind.acled[1],
        "actor1": actors[0],
        "actor2": actors[1],
        "country": given["country"],
        "admin1": given["admin1"],
        "location": given["place"] or given["location"],
        "latitude": given["point_lat"],
        "longitude": given["point_lon"],
        "geo_precision": given["precision_acled"],
        "source": "; ".join(note["title"] or note["url"] or "" for note in given["sources"]),
        "notes": " ".join(note["quote"] or "" for note in given["sources"]) or given["title"],
        "fatalities": given["killed_best"],
        "timestamp": int(parse_moment(given["updated"])[0].timestamp()),
    }


def ucdp_row(event_id: str, given: dict[str, Any]) -> dict[str, Any] | None:
    """None where the event is no violence in UCDP's sense, or without day or place."""
    begin, days = _span(given)
    if given["type"] != "armed_conflict" or begin is None or given["point_lon"] is None:
        return None
    actors = [*given["actors"], "", ""]
    return {
        "id": event_id,
        "year": begin[:4],
        "type_of_violence": UCDP_VIOLENCE.get(given["subtype"], 1),
        "side_a": actors[0],
        "side_b": actors[1],
        "source_article": "; ".join(note["url"] or note["title"] or "" for note in given["sources"]),
        "source_headline": "; ".join(note["title"] or "" for note in given["sources"]),
        "where_prec": given["precision_ucdp"],
        "where_coordinates": given["place"],
        "where_description": given["location"],
        "adm_1": given["admin1"],
        "latitude": given["point_lat"],
        "longitude": given["point_lon"],
        "geom_wkt": f"POINT ({given['point_lon']} {given['point_lat']})",
        "country": given["country"],
        "date_prec": next((level for most, level in UCDP_DATE_PREC if days <= most), 5),
        "date_start": begin,
        "date_end": (given["date_to"] or begin)[:10],
        "best": given["killed_best"],
        "high": given["killed_high"],
        "low": given["killed_low"],
    }


def _write(
    events: Iterable[ReadyEvent], columns: list[str], to_row: Callable[[str, dict[str, Any]], dict[str, Any] | None]
) -> Iterator[bytes]:
    yield write_line(columns)
    for event in events:
        if row := to_row(event.id, orjson.loads(event.properties)):
            yield write_line([safe_cell(row[column]) for column in columns])


def _span(given: dict[str, Any]) -> tuple[str | None, int]:
    """(first day, days that the interval touches)."""
    if not given["date_from"]:
        return None, 0
    begin, end = parse_moment(given["date_from"])[0], parse_moment(given["date_to"] or given["date_from"])[1]
    return begin.date().isoformat(), (end.date() - begin.date()).days + 1
