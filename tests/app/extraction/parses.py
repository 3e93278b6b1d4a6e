"""Small geoparses for tests: which names a text has and what they do, without a gazetteer."""

from __future__ import annotations

from shapely.geometry import Point

from geodata.relations.tree import Named
from geodata.sentences import split_sentences
from geodata.types import GeoParse, Kind, Location, Mention, Place, Region, Role

# name -> (country, lon, lat, radius in km, kind)
WORLD = {
    "Iraq": ("IQ", 44.0, 33.0, 500, Kind.COUNTRY),
    "Syria": ("SY", 38.0, 35.0, 400, Kind.COUNTRY),
    "Israel": ("IL", 34.75, 31.5, 220, Kind.COUNTRY),
    "Iran": ("IR", 53.0, 32.0, 1000, Kind.COUNTRY),
    "United States": ("US", -98.5, 39.8, 2500, Kind.COUNTRY),
    "Baghdad": ("IQ", 44.40, 33.34, 20, Kind.CITY),
    "Mosul": ("IQ", 43.13, 36.34, 12, Kind.CITY),
    "Kharkiv": ("UA", 36.25, 49.98, 15, Kind.CITY),
    "Odesa": ("UA", 30.73, 46.48, 12, Kind.CITY),
    "Goma": ("CD", 29.23, -1.68, 10, Kind.CITY),
    "Nairobi": ("KE", 36.82, -1.29, 20, Kind.CITY),
}

POPULATION = {"Baghdad": 7_000_000, "Mosul": 1_700_000}


def parse_with(
    text: str,
    language: str,
    places: dict[str, str] | None = None,
    actors: dict[str, str] | None = None,
    demonyms: dict[str, str] | None = None,
    vague: dict[str, float] | None = None,
) -> GeoParse:
    """`places`, `actors` and `demonyms` map words of the text to names of `WORLD`, wherever they occur.

    A place in `vague` covers its stated radius: "south of Baghdad" is {"south of Baghdad": 60}.
    """
    mentions: list[Mention] = []
    locations: list[Location] = []
    for role, table in ((Role.PLACE, places), (Role.ACTOR, actors), (Role.DEMONYM, demonyms)):
        for words, name in (table or {}).items():
            start = text.find(words)
            while start >= 0:
                end = start + len(words)
                mentions.append(Mention(start, end, words, role, place(name), 0.9))
                if role is Role.PLACE:
                    locations.append(_locate(start, end, words, name, len(mentions) - 1, (vague or {}).get(words)))
                start = text.find(words, end)
    return GeoParse(language, tuple(mentions), tuple(locations), tuple(split_sentences(text, language)))


def place(name: str) -> Place:
    country, lon, lat, _, kind = WORLD[name]
    return Place(f"test:{name}", name, kind, lon, lat, country, population=POPULATION.get(name, 0))


def _locate(start: int, end: int, words: str, name: str, mention: int, radius_km: float | None) -> Location:
    _, lon, lat, size_km, _ = WORLD[name]
    km = radius_km or size_km
    area = Point(lon, lat).buffer(km / 111)
    region = Region(area, area, (lon, lat), km, "test")
    relation = "in" if radius_km is None else "near"
    return Location(start, end, words, relation, (mention,), Named(mention), region, 0.9)
