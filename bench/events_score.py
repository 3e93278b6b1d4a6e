"""Score event extraction on annotated articles, by language: drafts and their type, day, place, deaths, wounded.

    python -m bench.events_score [FILE] [--misses]

FILE holds one article a line, as `tests/data/events.jsonl`: text, published, and the events a person would code
(subtype, from, to, place, lon, lat, killed, perhaps wounded). Each draft is paired with the annotated event that it
agrees with in most fields. Precision asks whether drafts tell of an annotated event, recall whether annotated events
are told; both say something only of a file that annotates all events of its texts. An optional event may be drafted
or not.
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

Judged = dict[str, bool]  # field: right?


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


def wounded_matches(draft: EventDraft, gold: dict[str, Any]) -> bool:
    count = draft.counts.get("wounded")
    return (count.best if count else None) == gold["wounded"]


def judge(draft: EventDraft, gold: dict[str, Any], parse: GeoParse) -> Judged:
    """Which fields are right; those that the annotation leaves out are wrong, and count for nothing."""
    dated, placed = "from" in gold, "lon" in gold
    return {
        "type": type_matches(draft, gold),
        "subtype": subtype_matches(draft, gold),
        "day": dated and day_matches(draft, gold),
        "place": placed and place_matches(draft, gold, parse),
        "killed": killed_matches(draft, gold),
        "wounded": "wounded" in gold and wounded_matches(draft, gold),
    }


def pair(drafts: list[EventDraft], golds: list[dict[str, Any]], parse: GeoParse) -> list[tuple[int, int, Judged]]:
    """(draft, annotated event, right fields), each at most once, the pairs that agree in most first."""
    judged = [(d, g, judge(draft, gold, parse)) for g, gold in enumerate(golds) for d, draft in enumerate(drafts)]
    judged.sort(key=lambda j: (-sum(j[2].values()), golds[j[1]].get("optional", False)))
    pairs: list[tuple[int, int, Judged]] = []
    for d, g, right in judged:
        if all(d != other[0] and g != other[1] for other in pairs):
            pairs.append((d, g, right))
    return pairs


def tells_of(right: Judged) -> bool:
    """A draft tells of an annotated event where two of type, day and place agree."""
    return right["type"] + right["day"] + right["place"] >= 2


def score(articles: Iterable[dict[str, Any]], geocoder: Geocoder, *, show_misses: bool) -> dict[str, Counter[str]]:
    """By language and for all: annotated events ("n"), those told ("found"), right ones by field, and drafts.

    "drafts" leaves out what is told as history and what tells of an optional event; "real" are those that tell of an
    annotated one.
    """
    tally: dict[str, Counter[str]] = {}
    for article in articles:
        parse = geocoder.parse(article["text"], language=article["language"])
        drafts = extract_events(parse, article["text"], date.fromisoformat(article["published"]))
        pairs = pair(drafts, article["events"], parse)
        of_gold = {g: right for _, g, right in pairs}
        counter: Counter[str] = Counter()
        for g, gold in enumerate(article["events"]):
            right = of_gold.get(g, {})
            if not gold.get("optional"):
                counter["n"] += 1
                counter["found"] += bool(right) and tells_of(right)
                counter["with_wounded"] += "wounded" in gold
                counter.update(field for field, agrees in right.items() if agrees)
        of_draft = {d: (article["events"][g], right) for d, g, right in pairs if tells_of(right)}
        for d, draft in enumerate(drafts):
            gold, _ = of_draft.get(d, ({}, None))
            if not (draft.background or gold.get("optional")):
                counter["drafts"] += 1
                counter["real"] += d in of_draft
        for language in (article["language"], "all"):
            tally.setdefault(language, Counter()).update(counter)
        if show_misses:
            _show(article, drafts, pairs, parse)
    return tally


def _show(
    article: dict[str, Any], drafts: list[EventDraft], pairs: list[tuple[int, int, Judged]], parse: GeoParse
) -> None:
    """What is wrong with an article's drafts, on stderr."""
    of_draft = {d: g for d, g, right in pairs if tells_of(right)}
    golds = article["events"]
    wrong = [
        field
        for _, g, right in pairs
        for field, agrees in right.items()
        if not (agrees or golds[g].get("optional") or field == "subtype") and (field != "wounded" or field in golds[g])
    ]
    paired = {g for _, g, _ in pairs}
    missed = [gold["subtype"] for g, gold in enumerate(golds) if g not in paired and not gold.get("optional")]
    if not wrong and not missed and len(of_draft) == len(drafts):
        return
    print(f"{article['id']}: wrong {wrong}, missed {missed}", file=sys.stderr)
    for d, draft in enumerate(drafts):
        where = parse.locations[draft.location].text if draft.location is not None else None
        days = f"{draft.when.earliest:%Y-%m-%d}" if draft.when.earliest else draft.when.basis
        counts = {kind: count.best for kind, count in draft.counts.items()}
        mark = " " if d in of_draft else "b" if draft.background else "+"
        print(f"  {mark} {draft.subtype} {days} {where} {counts}", file=sys.stderr)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:4.0f}%" if whole else "    -"


def main(argv: list[str]) -> None:
    path = Path(next((a for a in argv if not a.startswith("-")), DEFAULT))
    geocoder = Geocoder.open(Settings.from_env({}).gazetteer_path)
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    tally = score(articles, geocoder, show_misses="--misses" in argv)
    print("        n  type   sub   day place killed wounded | drafts precision recall")
    for language, counter in sorted(tally.items()):
        shares = " ".join(_percent(counter[f], counter["n"]) for f in ("type", "subtype", "day", "place", "killed"))
        wounded = _percent(counter["wounded"], counter["with_wounded"])
        precision, recall = _percent(counter["real"], counter["drafts"]), _percent(counter["found"], counter["n"])
        print(f"{language:4} {counter['n']:4} {shares}  {wounded}   | {counter['drafts']:6}     {precision}  {recall}")


if __name__ == "__main__":
    main(sys.argv[1:])
