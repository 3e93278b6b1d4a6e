"""How many expressions a second become tree, both regions and JSON, on one core; and what an article costs.

    python -m bench.geocode_speed [PHRASES.jsonl.gz] [--article FILE.txt] [--profile]

Processor time of this process, so that a busy machine does not change the figures; each line goes through the function
that `eventmap geocode --jsonl` calls. The tree alone (grammar without names and regions) is measured beside it, and the
tree with both regions for names that are resolved already.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import os
import pstats
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from app.cli.geocode import answer_line
from app.settings import Settings
from geodata.geocoder import Geocoder
from geodata.languages import Language, load
from geodata.mentions import recognise
from geodata.relations import relate
from geodata.resolution import resolve
from geodata.types import Context, Location, Mention

SHARED = Path(__file__).parents[2] / "shared"
PHRASES = SHARED / "eval/offsets_wiki.jsonl.gz"
WARM_UP = 200


def questions(path: Path, limit: int) -> list[bytes]:
    """The phrases as lines of `geocode --jsonl`, every so-manieth of the file."""
    with gzip.open(path) as lines:
        rows = [orjson.loads(line) for line in lines]
    return [
        orjson.dumps(
            {
                "id": row["id"],
                "q": row["q"],
                "language": row.get("language", "en"),
                "context": {"country": row["country"], "places": [f"geonames:{row['reference']['geonameid']}"]},
            }
        )
        for row in rows[:: max(1, len(rows) // limit)]
    ]


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure_phrases(geocoder: Geocoder, lines: list[bytes]) -> None:
    """Phrases a second, all told and for the tree alone."""
    for line in lines[:WARM_UP]:
        answer_line(geocoder, line, 1)
    told = lines[WARM_UP:]
    took = seconds(lambda: [answer_line(geocoder, line, 1) for line in told])
    english = load("en")
    asked = [orjson.loads(line) for line in told]
    known = [(q["q"], recognise(q["q"], "en", geocoder.gazetteer)) for q in asked]
    trees = seconds(lambda: [relate(q, names, english).expressions() for q, names in known])
    contexts = [Context(q["context"]["country"], tuple(q["context"]["places"])) for q in asked]
    resolved = [
        (q, resolve(names, q, geocoder.gazetteer, context)) for (q, names), context in zip(known, contexts, strict=True)
    ]
    regions = seconds(lambda: [read_and_shape(geocoder, english, q, mentions) for q, mentions in resolved])
    print(f"phrases {len(told)}: {len(told) / took:,.0f} a second from line to line; {len(told) / trees:,.0f} trees;")
    print(f"{len(told) / regions:,.0f} trees with both regions, names already resolved")


def read_and_shape(geocoder: Geocoder, language: Language, q: str, mentions: list[Mention]) -> list[Location]:
    """The tree of a phrase and its two regions, for names that are resolved."""
    places = [mention.place for mention in mentions]
    found = relate(q, mentions, language).expressions(places)
    return [geocoder.locate(q, *expression, mentions, places) for expression in found]


def measure_article(geocoder: Geocoder, text: str, times: int = 20) -> None:
    """Processor time of one article: the first reading, which fills the caches, and the median of the later ones."""
    first = seconds(lambda: geocoder.parse(text))
    later = sorted(seconds(lambda: geocoder.parse(text)) for _ in range(times))[times // 2]
    print(f"article of {len(text.split())} words: {later * 1000:.1f} ms, the first time {first * 1000:.1f} ms")


def main() -> None:
    """Both measurements, or a profile of the phrases."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("phrases", type=Path, nargs="?", default=PHRASES)
    asked.add_argument("--article", type=Path, default=next((SHARED / "seed").glob("*.txt"), None))
    asked.add_argument("--limit", type=int, default=2000)
    asked.add_argument("--profile", action="store_true")
    given = asked.parse_args()
    geocoder = Geocoder.open(Settings.from_env(os.environ).gazetteer_path)
    if given.phrases.exists():
        lines = questions(given.phrases, given.limit)
        if given.profile:
            for line in lines[:WARM_UP]:
                answer_line(geocoder, line, 1)
            profile = cProfile.Profile(time.process_time)
            profile.runcall(lambda: [answer_line(geocoder, line, 1) for line in lines])
            pstats.Stats(profile).sort_stats("tottime").print_stats(45)
        measure_phrases(geocoder, lines)
    if given.article:
        measure_article(geocoder, given.article.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
