"""Event extraction on a gold-annotated article, as F1 by field.

    python -m bench.seed_events [FOLDER]

FOLDER holds `gold.json` (`publication_date.value`, and events with `type.acled`, `date.start` and `date.end`,
`location.expression`) and one `.txt`; without it there is nothing to score, and the script says so. Gold and extracted
events are paired one to one, those that agree in most fields first; F1 counts right fields against the events of both.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from app.extraction import extract_events
from app.extraction.types import EventDraft
from app.settings import Settings
from geodata.geocoder import Geocoder
from geodata.types import GeoParse

DEFAULT = Path(__file__).parent.parent.parent / "shared" / "seed"
FIELDS = ("type", "when", "where", "killed")


def agreement(draft: EventDraft, gold: dict[str, Any], parse: GeoParse) -> dict[str, bool]:
    """ACLED's event type, an interval within the gold days, the words of the place, the number of deaths."""
    acled, wanted = draft.codes["acled"], (gold.get("type") or {}).get("acled")
    when, days = draft.when, gold["date"]
    first, last = (days.get(end) and date.fromisoformat(days[end]) for end in ("start", "end"))
    placed = parse.locations[draft.location].text if draft.location is not None else ""
    said = gold["location"].get("expression") or ""
    killed = draft.counts.get("killed")
    known = gold.get("counts", {}).get("killed") or {}
    return {
        "type": wanted is None or (isinstance(acled, list) and acled[0] == wanted[0]),
        "when": bool(
            first
            and last
            and when.earliest
            and when.latest
            and first <= when.earliest.date()
            and when.latest.date() <= last
        ),
        "where": bool(placed) and (placed in said or said in placed),
        "killed": (killed.best if killed else None) == known.get("best"),
    }


def main(argv: list[str]) -> None:
    folder = Path(argv[0]) if argv else DEFAULT
    if not (folder / "gold.json").exists():
        print(f"{folder} has no gold.json: nothing to score", file=sys.stderr)
        return
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    text = next(folder.glob("*.txt")).read_text(encoding="utf-8")
    published = date.fromisoformat(gold["publication_date"]["value"])
    parse = Geocoder.open(Settings.from_env({}).gazetteer_path).parse(text, language=gold["language"])
    drafts = extract_events(parse, text, published)
    events = gold["events"]
    pairs = sorted(
        ((agreement(d, g, parse), i, k) for (i, d), (k, g) in product(enumerate(drafts), enumerate(events))),
        key=lambda pair: -sum(pair[0].values()),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    right = dict.fromkeys(FIELDS, 0)
    for judged, i, k in pairs:
        if i in used[0] or k in used[1] or sum(judged.values()) < 2:
            continue
        used[0].add(i)
        used[1].add(k)
        for field in FIELDS:
            right[field] += judged[field]
    print(f"{len(events)} gold events, {len(drafts)} extracted, {len(used[0])} paired")
    for field in FIELDS:
        print(f"{field:7} F1 {2 * right[field] / (len(events) + len(drafts)):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
