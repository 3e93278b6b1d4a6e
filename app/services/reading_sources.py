"""Whose data a reading rests on, and under which licence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geodata.gazetteer import Gazetteer
from geodata.types import Place, Region

SCHEMES = {
    "geonames": ("GeoNames", "https://www.geonames.org/", "CC BY 4.0"),
    "naturalearth": ("Natural Earth", "https://www.naturalearthdata.com/", "public domain"),
    "wikidata": ("Wikidata", "https://www.wikidata.org/", "CC0 1.0"),
    "ourairports": ("OurAirports", "https://ourairports.com/", "public domain"),
    "whosonfirst": ("Who's On First", "https://whosonfirst.org/", "CC BY 4.0 and the sources' own"),
    "geoboundaries": ("geoBoundaries", "https://www.geoboundaries.org/", "CC BY 4.0 or as the boundary says"),
}
OWN = ("eventmap", None, "MIT")
# Where outlines come from unless the place's own source brings them.
SURVEYED = "naturalearth"


def sources_json(places: Iterable[Place], region: Region | None, gazetteer: Gazetteer) -> list[dict[str, str | None]]:
    """`{"name", "url", "licence", "gives"}`, each source once."""
    gives: dict[tuple[str, str | None, str], list[str]] = {}
    for source, what in _credits(places, region, gazetteer):
        told = gives.setdefault(source, [])
        if what not in told:
            told.append(what)
    return [
        {"name": name, "url": url, "licence": licence, "gives": ", ".join(told)}
        for (name, url, licence), told in gives.items()
    ]


def _credits(
    places: Iterable[Place], region: Region | None, gazetteer: Gazetteer
) -> Iterator[tuple[tuple[str, str | None, str], str]]:
    for place in places:
        scheme = place.id.partition(":")[0]
        yield SCHEMES.get(scheme, OWN), "place"
        if gazetteer.outline_method(place) in ("survey", "union"):
            own_outline = scheme in ("whosonfirst", "geoboundaries")
            yield SCHEMES[scheme if own_outline else SURVEYED], "outline"
    if region:
        fitted = "fitted highest-density" in region.method
        yield OWN, "region's shape, fitted on phrases of Wikipedia" if fitted else "region's shape"
