"""Score who does what: actors with their roles on annotated sentences, precision and recall of (name, role) pairs.

    python -m bench.event_roles [FILE] [--misses]

FILE holds one sentence a line, as `tests/data/event_roles.jsonl`: language, text, and pairs of normal form and role;
or one article a line, as `tests/data/events_fifth.jsonl`, whose events name their actors (others are passed over).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from app.extraction import extract_events
from app.settings import Settings
from geodata.geocoder import Geocoder

DEFAULT = Path(__file__).parent.parent / "tests" / "data" / "event_roles.jsonl"
PUBLISHED = date(2023, 11, 22)


def main(argv: list[str]) -> None:
    path = Path(next((a for a in argv if not a.startswith("-")), DEFAULT))
    geocoder = Geocoder.open(Settings.from_env({}).gazetteer_path)
    tally: dict[str, Counter[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted = {(name, role) for part in row.get("events", [row]) for name, role in part.get("actors", ())}
        if not wanted:
            continue
        drafts = extract_events(geocoder.parse(row["text"], language=row["language"]), row["text"], PUBLISHED)
        found = {(actor.name, actor.role) for draft in drafts for actor in draft.actors}
        for key in (row["language"], "all"):
            counter = tally.setdefault(key, Counter())
            counter.update(right=len(found & wanted), found=len(found), wanted=len(wanted))
        if "--misses" in argv and found != wanted:
            print(f"{row['text']}\n    missed {wanted - found}, too many {found - wanted}", file=sys.stderr)
    for language, counter in sorted(tally.items()):
        precision, recall = (counter["right"] / max(counter[of], 1) for of in ("found", "wanted"))
        print(f"{language:4} {counter['wanted']:4} precision {precision:4.0%} recall {recall:4.0%}")


if __name__ == "__main__":
    main(sys.argv[1:])
