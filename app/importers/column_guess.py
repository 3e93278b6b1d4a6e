"""Which column of a strange table holds what: by its name, then by its values. The operator may overrule it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.errors import InvalidParameter
from app.importers.columns import column_name

# Our field -> names that people give the column, best first; compared without case, spaces and marks.
KNOWN_NAMES = {
    "id": "id event_id eventid event_id_cnty incident_id objectid fid uid uuid nr",
    "type": "type event_type eventtype category event_category incident_type kind tipo typ categorie art attack_type",
    "subtype": "subtype sub_event_type sub_type subcategory event_subtype",
    "title": "title headline name summary event event_name titre titel titulo subject",
    "date_from": "date_from date event_date start_date date_start startdate start begin_date incident_date day "
    "datum fecha jour eventdate reported_date datetime time timestamp",
    "date_to": "date_to end_date date_end enddate end until",
    "lat": "lat latitude y lat_dd gps_latitude breite breitengrad latitud point_lat decimal_latitude",
    "lon": "lon lng long longitude x lon_dd gps_longitude laenge laengengrad longitud point_lon decimal_longitude",
    "wkt": "wkt geom_wkt geometry geom the_geom shape",
    "radius_km": "radius_km radius uncertainty_km accuracy_km",
    "location": "location where where_description place_description location_description address lieu ort lugar site",
    "place": "place city town locality settlement village ville stadt ciudad place_name municipality",
    "country": "country country_code iso2 iso3 iso country_name pays land pais nation",
    "admin1": "admin1 adm1 adm_1 province governorate state region provincia provinz gouvernorat admin_1 admin1_name",
    "killed": "killed fatalities deaths dead best nkill fatalities_best tote morts muertos death_toll total_deaths",
    "wounded": "wounded injured injuries nwound verletzte blesses heridos",
    "actors": "actors actor actor1 perpetrator side_a gname group armed_group",
    "target": "actor2 target side_b victim",
    "source_name": "source source_name publisher outlet media",
    "url": "url source_url link sourceurl href web_link source_link",
    "quote": "quote notes description text details comment comments excerpt remarks",
}
FIELDS = tuple(KNOWN_NAMES)
_BY_NAME = {name: (field, rank) for field, names in KNOWN_NAMES.items() for rank, name in enumerate(names.split())}
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}[-/. ]\w{1,9}[-/. ]\d{2,4}|\w{3,9} \d{1,2}, \d{4}")
_URL = re.compile(r"https?://\S+")
_WKT = re.compile(
    r"\s*(?:(?:multi)?(?:point|linestring|polygon)|geometrycollection)\s*z?m?\s*(?:\(|empty)", re.IGNORECASE
)
_BY_VALUE: dict[str, Callable[[str], bool]] = {
    "wkt": lambda text: bool(_WKT.match(text)),
    "url": lambda text: bool(_URL.fullmatch(text)),
    "date_from": lambda text: bool(_DATE.fullmatch(text)),
}


def guess_columns(columns: Sequence[str], sample: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Our field -> column. The better-known name wins a field; values decide what no name tells."""
    ranked: dict[str, tuple[int, str]] = {}
    for column in columns:
        if known := _BY_NAME.get(column):
            field, rank = known
            if field not in ranked or rank < ranked[field][0]:
                ranked[field] = (rank, column)
    guess = {field: column for field, (_, column) in ranked.items()}
    for field, fits in _BY_VALUE.items():
        if field not in guess:
            left = (column for column in columns if column not in guess.values())
            if column := next((c for c in left if _all_fit(sample, c, fits)), None):
                guess[field] = column
    if not _all_fit(sample, guess.get("wkt", ""), _BY_VALUE["wkt"]):
        guess.pop("wkt", None)
    return guess


def overrule(guess: Mapping[str, str], columns: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The guess with what the operator says instead; an empty column name unsets a field."""
    chosen = dict(guess)
    for field, given in mapping.items():
        column = column_name(given)
        if field not in FIELDS:
            raise InvalidParameter("mapping", f"no field {field!r}; there are {', '.join(FIELDS)}", "title=Headline")
        if given and column not in columns:
            raise InvalidParameter("mapping", f"the table has no column {given!r}; it has {', '.join(columns)}")
        chosen[field] = column
    return {field: column for field, column in chosen.items() if column}


def guess_day_first(values: Sequence[object]) -> tuple[bool, bool]:
    """(is the day first in 03/04/2022, is that sure). A number over 12 tells; else Europe's order is assumed."""
    firsts, seconds = [], []
    for value in values:
        if match := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}", str(value)):
            firsts.append(int(match[1]))
            seconds.append(int(match[2]))
    if any(second > 12 for second in seconds):
        return False, not any(first > 12 for first in firsts)
    return True, not firsts or any(first > 12 for first in firsts)


def _all_fit(sample: Sequence[Mapping[str, Any]], column: str, fits: Callable[[str], bool]) -> bool:
    values = [str(row[column]).strip() for row in sample if row.get(column) not in (None, "")]
    return bool(values) and all(map(fits, values))
