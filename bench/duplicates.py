"""How well reports of one event are told from reports of two: precision and recall over annotated pairs.

    python -m bench.duplicates [FILE] [--samples]

FILE holds one pair a line, as `tests/data/report_pairs.jsonl`: two texts with language and day, and whether they tell
of one event. A pair counts as linked when any event of one is linked with any of the other. `--samples` takes in the
sample articles instead and lists what is linked and what is nearly.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from app.database import Database
from app.services import linking
from app.services.demo import ingest_samples
from app.services.documents import Defaults, Document
from app.services.documents.document import make_document
from app.services.ingest import ingest
from app.settings import Settings
from geodata.geocoder import Geocoder

DEFAULT = Path(__file__).parent.parent / "tests" / "data" / "report_pairs.jsonl"


@contextmanager
def empty_database() -> Iterator[tuple[Database, Geocoder]]:
    """A database of its own that is removed afterwards, and the checkout's place index."""
    gazetteer_path = Settings.from_env({}).gazetteer_path
    with tempfile.TemporaryDirectory(prefix="eventmap-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        settings = Settings.from_env({"EVENTMAP_HOME": f"{folder}/data", "EVENTMAP_GAZETTEER": str(gazetteer_path)})
        with Database(settings) as database:
            database.upgrade()
            yield database, Geocoder.open(gazetteer_path)


def score_pairs(file: Path) -> None:
    outcomes: Counter[tuple[bool, bool]] = Counter()
    with empty_database() as (database, geocoder):
        for line in file.read_text("utf-8").splitlines():
            pair = json.loads(line)
            with database.session() as session:
                session.execute(text("TRUNCATE events, articles CASCADE"))
                for report in (pair["a"], pair["b"]):
                    ingest(session, geocoder, document_of(report))
                made = len(linking.list_links(session, (), 100))
                outcomes[pair["same"], made > 0] += 1
                if pair["same"] != (made > 0):
                    print("missed " if pair["same"] else "WRONG  ", pair["id"], "-", pair["why"])
                    show_events(database)
    right = outcomes[True, True]
    print(f"precision {right}/{right + outcomes[False, True]}, recall {right}/{right + outcomes[True, False]}")


def document_of(report: dict[str, str]) -> Document:
    return make_document("report", report["text"], Defaults(report["published"], report["language"]))


def show_events(database: Database) -> None:
    with database.session() as session:
        for found in linking.all_candidates(session):
            print("         ", found.score)
        for row in session.execute(
            text("SELECT type, subtype, date_from::date, date_to::date, place, killed_best, actors FROM events")
        ):
            print("         ", *row)


def list_samples() -> None:
    with empty_database() as (database, geocoder):
        ingest_samples(database.session, geocoder)
        with database.session() as session:
            for found in linking.list_links(session, (), 100):
                print("linked", found.score, found.earlier, found.later, found.parts)
            for pair in linking.all_candidates(session):
                print("near  ", pair.score.total, pair.earlier.title, "|", pair.later.title, pair.score.parts)
            for row in session.execute(
                text("SELECT type, subtype, date_from::date, date_to::date, place, title FROM events ORDER BY id")
            ):
                print(*row)


def main() -> None:
    arguments = sys.argv[1:]
    if "--samples" in arguments:
        list_samples()
    else:
        score_pairs(Path(arguments[0]) if arguments else DEFAULT)


if __name__ == "__main__":
    main()
