"""F1 and acc@161 of `parse` on the short articles of tests/data/news_places, by language.

    python bench/toponyms_articles.py [--show] tests/data/news_places/first

A name is found when its exact span has the role place or actor. It is right when its place is within 161 km of the
mark's coordinates, or as far as the mark allows, or is the country that the mark names; one not found is wrong.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pyproj import Geod
from toponyms_resolution_fit import expected_error

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geodata.geocoder import Geocoder  # noqa: E402
from geodata.types import Kind, Mention, Place, Role  # noqa: E402

MARKED = re.compile(r"\[([^\]=]+)=([^\]]*)\]")
WGS84 = Geod(ellps="WGS84")
REACH_KM = 161.0
DEBATABLE = "?"  # neither asked for nor wrong
BOUNDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)  # of the scores told apart


class Article(NamedTuple):
    """The bare text, and the mark of each name by its span: "lon,lat", "lon,lat,km", a country's code or "?"."""

    text: str
    gold: dict[tuple[int, int], str]


def read_articles(path: Path) -> list[Article]:
    """All articles of a file; an empty line stands between two."""
    return [_read(part.strip()) for part in path.read_text("utf-8").split("\n\n") if part.strip()]


def _read(marked: str) -> Article:
    text, gold, position = "", {}, 0
    for match in MARKED.finditer(marked):
        text += marked[position : match.start()]
        gold[len(text), len(text) + len(match[1])] = match[2]
        text += match[1]
        position = match.end()
    return Article(text + marked[position:], gold)


def is_right(place: Place, mark: str) -> bool:
    """Whether the place is what the mark says."""
    if mark.isupper():
        return place.kind is Kind.COUNTRY and place.country == mark
    lon, lat, *reach = map(float, mark.split(","))
    return WGS84.inv(place.lon, place.lat, lon, lat)[2] / 1000 <= (reach[0] if reach else REACH_KM)


def placed_of(article: Article, geocoder: Geocoder, language: str) -> dict[tuple[int, int], Mention]:
    """What `parse` takes for places and states that act, by span, without what is debatable."""
    debatable = [span for span, mark in article.gold.items() if mark == DEBATABLE]
    return {
        (m.start, m.end): m
        for m in geocoder.parse(article.text, language).mentions
        if m.place and m.role in (Role.PLACE, Role.ACTOR)
        if not any(m.start < end and start < m.end for start, end in debatable)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gazetteer", default=str(ROOT / ".eventmap" / "gazetteer.emg"))
    args = parser.parse_args()
    geocoder = Geocoder.open(args.gazetteer)
    total: Counter[str] = Counter()
    scored: list[tuple[float, int, int]] = []
    for path in sorted(args.folder.glob("*.txt")):
        counts: Counter[str] = Counter()
        for article in read_articles(path):
            found = placed_of(article, geocoder, path.stem)
            gold = {span: mark for span, mark in article.gold.items() if mark != DEBATABLE}
            counts.update(gold=len(gold), given=len(found), hit=len(gold.keys() & found.keys()))
            for span, mark in gold.items():
                mention = found.get(span)
                right = mention is not None and mention.place is not None and is_right(mention.place, mark)
                counts["right"] += right
                if mention:
                    scored.append((mention.score, int(right), 1))
                if args.show and not right:
                    print(f"  {path.stem} missed or wrong: {article.text[slice(*span)]} -> {mention and mention.place}")
            for span in found.keys() - gold.keys():
                scored.append((found[span].score, 0, 1))
                if args.show:
                    around = article.text[max(0, span[0] - 40) : span[1] + 30].replace("\n", " ")
                    print(f"  {path.stem} too much: {found[span].text} ({found[span].reason}) in ...{around}...")
        tell(path.stem, counts)
        total += counts
    tell("all", total)
    print(f"expected calibration error of the scores {expected_error(scored):.3f}")
    for low, high in pairwise(BOUNDS):
        mine = [(score, right) for score, right, _ in scored if low <= score < high]
        if mine:
            mean, share = (sum(column) / len(mine) for column in zip(*mine, strict=True))
            print(f"  score {low:.2f} to {min(high, 1):.2f}: {len(mine)} names, mean {mean:.3f}, right {share:.3f}")


def tell(name: str, counts: Counter[str]) -> None:
    """One line of figures."""
    precision, recall = counts["hit"] / max(1, counts["given"]), counts["hit"] / counts["gold"]
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    right = counts["right"] / counts["gold"]
    print(
        f"{name:3} names {counts['gold']} F1 {f1:.3f} precision {precision:.3f} recall {recall:.3f} acc@161 {right:.3f}"
    )


if __name__ == "__main__":
    main()
