"""GeoJSON features of the contract's shape -> event records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TextIO, TypeVar

import orjson
from shapely.geometry.base import BaseGeometry

from app.errors import UnreadableInput
from app.importers.disc import disc
from app.importers.geojson_shapes import read_shape
from app.importers.geojson_stream import read_features
from app.importers.packed_files import BROKEN
from app.importers.rows import LARGEST, BadRow, Rows, UnusableRow, checked
from app.instants import parse_moment
from app.records import EVENT_ID, EventRecord, Participant, SourceNote, Tally, clean, event_id

ORIGIN = "geojson"
BARE_POINT_RADIUS_KM = 5.0  # a pin without a radius: a town is about that wide
HIGHEST_CODE = 99  # of a precision scale
COUNTS = ("killed", "wounded")

T = TypeVar("T")


def read_geojson(file: TextIO, source: str | None = None) -> Rows:
    """Records of all features. `source` names the data set where the features do not say it.

    Where the file breaks off, that is told as a bad row after the sound ones; `UnreadableInput` if there are none.
    """
    number = 0
    try:
        for number, feature in read_features(file):
            try:
                yield checked(read_feature(feature, source))
            except UnusableRow as error:
                yield BadRow(number, str(error))
    except (*BROKEN, UnreadableInput) as error:
        reason = "the file is no UTF-8 text" if isinstance(error, UnicodeError) else str(error)
        if not number:
            raise UnreadableInput(reason) from error
        yield BadRow(number + 1, f"{reason}; nothing is read from here on")


def read_feature(feature: Any, source: str | None = None) -> EventRecord:
    """One feature; raises `UnusableRow` with the reason."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise UnusableRow("no GeoJSON Feature with properties")
    given = _Properties(feature["properties"])
    own_source = given.text("source")
    link = own_source if own_source and "://" in own_source else None
    name = source or (own_source if own_source and not link else None) or ORIGIN
    given_id = feature.get("id", given.raw("id"))
    earliest, latest = _interval(given)
    lon, lat = given.number("point_lon", -180, 180), given.number("point_lat", -90, 90)
    point = None if lon is None or lat is None else (lon, lat)
    region, point, radius_km, method = _place(feature.get("geometry"), point, given)
    return EventRecord(
        id=_public_id(given_id, name, feature),
        type=given.required("type"),
        title=given.text("title") or given.required("type"),
        origin=ORIGIN,
        source=name,
        source_id=None if given_id is None else clean(str(given_id)),
        subtype=given.text("subtype"),
        date_from=earliest,
        date_to=latest,
        date_precision=given.text("date_precision"),
        date_basis=given.text("date_basis"),
        region=region,
        core=_polygon(feature.get("core")),
        point=point,
        radius_km=radius_km,
        method=method,
        location=given.text("location"),
        relation=given.text("relation"),
        place=given.text("place"),
        place_id=given.text("place_id"),
        country=given.text("country"),
        admin1=given.text("admin1"),
        precision_acled=given.whole("precision_acled", HIGHEST_CODE),
        precision_ucdp=given.whole("precision_ucdp", HIGHEST_CODE),
        precision_gtd=given.whole("precision_gtd", HIGHEST_CODE),
        confidence=given.number("confidence", 0, 1),
        actors=_actors(given),
        counts=_counts(given),
        language=given.text("language"),
        status=given.text("status") or "imported",
        parent=given.text("parent"),
        aggregate=given.raw("aggregate") is True,
        background=given.raw("background") is True,
        sources=_sources(given, link),
        updated=_instant(given, "updated"),
    )


class _Properties:
    """Properties read by kind; what is of another kind makes the row unusable and names itself."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def raw(self, name: str) -> Any:
        return self._values.get(name)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str) -> str | None:
        value = self.raw(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return clean(value)
        if isinstance(value, int | float):
            return str(value)
        raise UnusableRow(f"{name} is no text")

    def required(self, name: str) -> str:
        text = self.text(name)
        if text is None:
            raise UnusableRow(f"{name} is missing")
        return text

    def number(self, name: str, low: float, high: float) -> float | None:
        value = self._number(name, float)
        if value is not None and not low <= value <= high:
            raise UnusableRow(f"{name} is {value:g}, not between {low:g} and {high:g}")
        return value

    def whole(self, name: str, largest: int = LARGEST) -> int | None:
        value = self._number(name, int)
        if value is not None and abs(value) > largest:
            raise UnusableRow(f"{name} is beyond {largest:,}")
        return value

    def _number(self, name: str, kind: Callable[[Any], T]) -> T | None:
        value = self.raw(name)
        if value is None or value == "":
            return None
        try:
            return kind(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise UnusableRow(f"{name} is {value!r}, not a number") from error


def _public_id(given: Any, source: str, feature: dict[str, Any]) -> str:
    # An id of ours comes home; any other is only unique within its source.
    if isinstance(given, str) and EVENT_ID.fullmatch(given):
        return given
    return event_id(ORIGIN, source, orjson.dumps(feature).decode() if given is None else str(given))


def _interval(given: _Properties) -> tuple[datetime | None, datetime | None]:
    start, end = given.text("date_from"), given.text("date_to")
    try:
        earliest = parse_moment(start)[0] if start else None
        # Told to be unknown is an open end; not told at all, the event lasts as long as its first moment.
        latest = parse_moment(end or start)[1] if end or (start and "date_to" not in given) else None
    except (ValueError, OverflowError) as error:
        raise UnusableRow(f"{error} is no day or instant") from error
    if earliest and latest and earliest > latest:
        raise UnusableRow("date_to lies before date_from")
    return earliest, latest


def _instant(given: _Properties, name: str) -> datetime | None:
    text = given.text(name)
    try:
        return parse_moment(text)[0] if text else None
    except (ValueError, OverflowError) as error:
        raise UnusableRow(f"{name} is no day or instant") from error


def _place(
    geometry: Any, point: tuple[float, float] | None, given: _Properties
) -> tuple[BaseGeometry | None, tuple[float, float] | None, float | None, str | None]:
    radius_km, method = given.number("radius_km", 0, 20_100), given.text("method")
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        shape = read_shape(geometry)
        if shape.is_empty:
            return None, point, radius_km, method
        point = (shape.x, shape.y)
        if not radius_km:
            radius_km, method = BARE_POINT_RADIUS_KM, f"a bare point, taken as {BARE_POINT_RADIUS_KM:g} km around it"
        return disc(*point, radius_km), point, radius_km, method
    return _polygon(geometry), point, radius_km, method


def _polygon(geometry: Any) -> BaseGeometry | None:
    if geometry is None:
        return None
    shape = read_shape(geometry)
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        raise UnusableRow(f"geometry is a {shape.geom_type}, not a Polygon, MultiPolygon or Point")
    return None if shape.is_empty else shape


def _actors(given: _Properties) -> tuple[Participant, ...]:
    names, roles = given.raw("actors") or [], given.raw("actor_roles") or []
    if isinstance(names, str):
        names = [name.strip() for name in names.split(";")]
    if not isinstance(names, list) or not isinstance(roles, list):
        raise UnusableRow("actors is no list")
    padded = roles + [None] * (len(names) - len(roles))
    pairs = [
        (name.get("name"), name.get("role")) if isinstance(name, dict) else (name, role)
        for name, role in zip(names, padded, strict=False)
    ]
    return tuple(Participant(clean(str(name)), role and clean(str(role))) for name, role in pairs if name)


def _counts(given: _Properties) -> dict[str, Tally]:
    counts = {}
    told = given.raw("count_words")
    words = _Properties(told if isinstance(told, dict) else {})
    for kind in COUNTS:
        low, best, high = (given.whole(f"{kind}_{side}") for side in ("low", "best", "high"))
        tally = Tally(low, best, high, words.text(kind))
        if tally != Tally():
            counts[kind] = tally
    others = given.raw("other_counts")
    for kind, tally in others.items() if isinstance(others, dict) else ():
        if isinstance(tally, dict):
            side = _Properties(tally)
            counts[clean(kind)] = Tally(side.whole("low"), side.whole("best"), side.whole("high"), side.text("text"))
    return counts


def _sources(given: _Properties, link: str | None) -> tuple[SourceNote, ...]:
    listed = given.raw("sources")
    if isinstance(listed, list):
        notes = [_Properties(entry) for entry in listed if isinstance(entry, dict)]
        return tuple(SourceNote(n.text("title"), n.text("url"), n.text("published"), n.text("quote")) for n in notes)
    url, quote = link or given.text("url"), given.text("quote")
    return (SourceNote(url=url, quote=quote),) if url or quote else ()
