"""How many places of the news the index has, and how many a query finds.

    python bench/gazetteer_news_places.py [--show] [LIST ...]

The lists (tests/geodata/gazetteer/news_places) give each name as the press of a language spells it. It is asked for
with its country behind it ("Rutshuru, Kongo-Kinshasa") and alone. The points of the lists are known to some 25 km, so
that is as fine as this can tell.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geodata.gazetteer.cells import sphere_km  # noqa: E402
from geodata.geocoder import Geocoder  # noqa: E402
from geodata.regions import anchors_of  # noqa: E402
from geodata.relations.tree import mentions_of  # noqa: E402
from geodata.types import Place  # noqa: E402

LISTS = ROOT / "tests" / "geodata" / "gazetteer" / "news_places"


class Wanted(NamedTuple):
    """One line of a list."""

    language: str
    name: str
    country: str
    kind: str
    lon: float
    lat: float


def read_list(path: Path) -> list[Wanted]:
    """The places of a list."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [Wanted(*row[:4], float(row[4]), float(row[5])) for row in list(csv.reader(lines, delimiter="\t"))[1:]]


def found_by(geocoder: Geocoder, query: str, language: str) -> Place | None:
    """The place that the best reading of a query is about."""
    answer = geocoder.ask(query, language)
    if not answer.locations:
        return None
    used = mentions_of(anchors_of(answer.locations[0].expression)[0])
    return answer.mentions[0][used[0]].place if used else None


def asked(place: Wanted) -> tuple[str, str]:
    """The two queries about a place: with its country in the language of the list, and without."""
    country = Locale.parse(place.language).territories[place.country]
    return f"{place.name}{'، ' if place.language == 'ar' else ', '}{country}", place.name


def away_km(place: Wanted, found: Place | None) -> float:
    """How far off an answer is; infinitely, if there is none."""
    return sphere_km(place.lon, place.lat, found.lon, found.lat) if found else float("inf")


def measure(geocoder: Geocoder, places: list[Wanted]) -> Iterator[tuple[Wanted, str, float]]:
    """Of each place how far off the index's nearest entry of that name is, and the two answers."""
    for place in places:
        rows = [geocoder.gazetteer.place(hit.row) for hit in geocoder.gazetteer.hits(place.name)]
        yield place, "in the index", min((away_km(place, row) for row in rows), default=float("inf"))
        for question, query in zip(("with its country", "alone"), asked(place), strict=True):
            yield place, question, away_km(place, found_by(geocoder, query, place.language))


def main() -> None:
    """Print the shares by language."""
    reading = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reading.add_argument("lists", nargs="*", type=Path, help="tables as in tests/geodata/gazetteer/news_places")
    reading.add_argument("--show", action="store_true", help="list what is further than 25 km off")
    reading.add_argument("--index", type=Path, default=ROOT / ".eventmap" / "gazetteer.emg")
    arguments = reading.parse_args()
    geocoder = Geocoder.open(arguments.index)
    for path in arguments.lists or sorted(LISTS.glob("*.tsv")):
        places = read_list(path)
        right: Counter[tuple[str, str, int]] = Counter()
        for place, question, off_km in measure(geocoder, places):
            for most_km in (25, 50):
                right.update((group, question, most_km) for group in (place.language, "all") if off_km <= most_km)
            if arguments.show and off_km > 25:
                print(f"{place.language} {place.name} ({place.country}) {question}: {off_km:.0f} km off")
        total = Counter(place.language for place in places) + Counter(all=len(places))
        print(f"{path.stem}: share within 25 / 50 km\n{'':10}{'in the index':>20}{'with its country':>20}{'alone':>20}")
        for group, count in total.items():
            cells = (
                " / ".join(f"{right[group, question, km] / count:.3f}" for km in (25, 50))
                for question in ("in the index", "with its country", "alone")
            )
            print(f"{group:10}" + "".join(f"{cell:>20}" for cell in cells))


if __name__ == "__main__":
    main()
