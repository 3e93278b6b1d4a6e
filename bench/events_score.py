"""Score event extraction on annotated articles: type, day, place, deaths, by language.

    python -m bench.events_score [FILE] [--misses]

FILE holds one article a line, as `tests/data/events.jsonl`: text, published, and the events a person would code
(subtype, from, to, place, lon, lat, killed). An annotated event counts as found by the extracted one that agrees in
most fields.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pyproj import Geod
from shapely.geometry import Point

from app.extraction import extract_events, taxonomy
from app.extraction.types import EventDraft
from app.settings import Settings
from geodata.geocoder import Geocoder
from geodata.types import GeoParse

ROOT = Path(__file__).parent.parent
DEFAULT = ROOT / "tests" / "data" / "events.jsonl"
NEAR_KM = 50
_GEOD = Geod(ellps="WGS84")


def type_matches(draft: EventDraft, gold: dict[str, Any]) -> bool:
    """The first level: ACLED's event type where both have one, else the own one.

    An annotation may name ACLED's type: an attack on a barracks is a battle there.
    """
    kinds = taxonomy.load().types
    wanted = kinds[gold["subtype"]]
    acled = draft.codes["acled"]
    if wanted.acled and isinstance(acled, list):
        return bool(acled[0] == gold.get("acled", wanted.acled[0]))
    return draft.type == wanted.type


def subtype_matches(draft: EventDraft, gold: dict[str, Any]) -> bool:
    return draft.subtype == gold["subtype"]


def day_matches(draft: EventDraft, gold: dict[str, Any]) -> bool:
    """The interval lies within the annotated days."""
    when = draft.when
    if when.earliest is None or when.latest is None:
        return False
    first, last = date.fromisoformat(gold["from"]), date.fromisoformat(gold["to"])
    return first <= when.earliest.date() and when.latest.date() <= last


def place_matches(draft: EventDraft, gold: dict[str, Any], parse: GeoParse) -> bool:
    """Within 50 km of the representative point, or inside the region."""
    region = parse.locations[draft.location].region if draft.location is not None else None
    if region is None:
        return False
    metres = _GEOD.inv(*region.point, gold["lon"], gold["lat"])[2]
    return bool(metres <= NEAR_KM * 1000 or region.area.covers(Point(gold["lon"], gold["lat"])))


def killed_matches(draft: EventDraft, gold: dict[str, Any]) -> bool:
    count = draft.counts.get("killed")
    return (count.best if count else None) == gold["killed"]


def judge(draft: EventDraft, gold: dict[str, Any], parse: GeoParse) -> dict[str, bool]:
    return {
        "type": type_matches(draft, gold),
        "subtype": subtype_matches(draft, gold),
        "day": day_matches(draft, gold),
        "place": place_matches(draft, gold, parse),
        "killed": killed_matches(draft, gold),
    }


def score(articles: Iterable[dict[str, Any]], geocoder: Geocoder, *, show_misses: bool) -> dict[str, Counter[str]]:
    """Counts by language and for all: annotated events ("n"), extracted ones, and right ones by field."""
    tally: dict[str, Counter[str]] = {}
    for article in articles:
        parse = geocoder.parse(article["text"], language=article["language"])
        drafts = extract_events(parse, article["text"], date.fromisoformat(article["published"]))
        for gold in article["events"]:
            judged = [judge(draft, gold, parse) for draft in drafts]
            best = max(judged, key=lambda j: sum(j.values()), default={})
            for language in (article["language"], "all"):
                counter = tally.setdefault(language, Counter())
                counter["n"] += 1
                counter["drafts"] += len(drafts)
                counter.update(field for field, right in best.items() if right)
            if show_misses and not all(best.get(f) for f in ("type", "day", "place", "killed")):
                wrong = [f for f in ("type", "day", "place", "killed") if not best.get(f)]
                print(f"{article['id']}: {', '.join(wrong)}", file=sys.stderr)
                for draft in drafts:
                    where = parse.locations[draft.location].text if draft.location is not None else None
                    killed = draft.counts.get("killed")
                    days = f"{draft.when.earliest:%Y-%m-%d}" if draft.when.earliest else draft.when.basis
                    print(f"    {draft.subtype} {days} {where} killed={killed and killed.best}", file=sys.stderr)
    return tally


def main(argv: list[str]) -> None:
    path = Path(next((a for a in argv if not a.startswith("-")), DEFAULT))
    geocoder = Geocoder.open(Settings.from_env({}).gazetteer_path)
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    tally = score(articles, geocoder, show_misses="--misses" in argv)
    print(f"{'':4} {'n':>4} {'drafts':>6}  type  subt   day place killed")
    for language, counter in sorted(tally.items()):
        shares = "  ".join(
            f"{100 * counter[f] / counter['n']:3.0f}%" for f in ("type", "subtype", "day", "place", "killed")
        )
        print(f"{language:4} {counter['n']:4} {counter['drafts']:6}  {shares}")


if __name__ == "__main__":
    main(sys.argv[1:])
