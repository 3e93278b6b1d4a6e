"""Fit the weights of recognition (geodata/mentions/weights.json) on the development corpora.

    python bench/toponyms_recognition_fit.py [--write]

Logistic regression with an L2 penalty over the named features of geodata/mentions/features.py. Cross-validated over
documents, the spread is printed; `--write` then fits on everything. A span is right if it is exactly a gold toponym; a
span that merely overlaps one is left out of the fit, and counts as wrong in the figures.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
from toponyms_tables import TABLES, read_table

from geodata.gazetteer import Gazetteer
from geodata.mentions.document import Document
from geodata.mentions.features import features
from geodata.mentions.lexicon import load_lexicon
from geodata.mentions.reading import read
from geodata.mentions.roles import find_role
from geodata.mentions.spans import find_spans
from geodata.types import Role

ROOT = Path(__file__).resolve().parent.parent
CORPORA = {name: ROOT.parent / "shared" / "eval" / f"toponyms_{name}.jsonl.gz" for name in ("lgl", "gwn")}
TARGET = ROOT / "geodata" / "mentions" / "weights.json"
LEAST_COUNT = 8  # a feature seen less often is not fitted
PENALTY = 3.0
FOLDS = 5
# News of the world, as in GeoWebNews and the tables, is what is mostly read; LGL is local news of one country.
CORPUS_WEIGHT = {"lgl": 1.0, "gwn": 2.0, "tables": 3.0}


def load_tables() -> list[dict]:
    """The hand-written sentences in the other languages; those under heldout/ are never fitted on."""
    return [
        {"corpus": "tables", "language": path.stem, "text": text}
        | {"toponyms": [{"start": a, "end": b, "country": country} for (a, b), country in gold.items()]}
        for path in sorted(TABLES.glob("*.txt"))
        for text, gold in read_table(path)
    ]


def load_corpus(name: str) -> list[dict]:
    with gzip.open(CORPORA[name], "rt", encoding="utf-8") as file:
        return [json.loads(line) | {"corpus": name} for line in file]


def examples(record: dict, gazetteer: Gazetteer) -> list[tuple[list[str], int, tuple[int, int]]]:
    """(features, label, span) of each candidate; label -1 where it overlaps a gold span without being it."""
    lexicon = load_lexicon(record["language"])
    reading = read(record["text"], lexicon)
    spans = find_spans(reading.tokens, reading.norms, lexicon, gazetteer)
    document = Document(reading, spans, gazetteer)
    gold = [(t["start"], t["end"]) for t in record["toponyms"]]
    exact = set(gold)
    rows = []
    for span in spans:
        where = (span.start, span.end)
        label = 1 if where in exact else -1 if any(a < span.end and span.start < b for a, b in gold) else 0
        # The tables mark what a text is about, so they say nothing of adjectives and of names within names.
        if not label and record["corpus"] == "tables" and find_role(span, reading, gazetteer)[0] is not Role.PLACE:
            label = -1
        rows.append((features(span, reading, document, gazetteer), label, where))
    return rows


def fit(rows: list[tuple[list[str], int, float]], penalty: float = PENALTY) -> dict[str, float]:
    """Weights by Newton's method over (features, label, weight); "bias" is always on."""
    counts = Counter(name for names, _, _ in rows for name in set(names))
    index = {name: i + 1 for i, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST_COUNT))}
    matrix = np.zeros((len(rows), len(index) + 1))
    matrix[:, 0] = 1
    for row, (names, _, _) in enumerate(rows):
        matrix[row, [index[name] for name in names if name in index]] = 1
    labels = np.array([label for _, label, _ in rows], float)
    share = np.array([weight for _, _, weight in rows], float)
    ridge = np.full(matrix.shape[1], penalty)
    ridge[0] = 1e-6
    weights = np.zeros(matrix.shape[1])
    for _ in range(12):
        p = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (share * (labels - p)) - ridge * weights
        hessian = (matrix * (share * p * (1 - p))[:, None]).T @ matrix + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return {"bias": weights[0]} | {name: weights[i] for name, i in index.items()}


def probability(names: list[str], weights: dict[str, float]) -> float:
    return 1 / (1 + np.exp(-weights["bias"] - sum(weights.get(name, 0.0) for name in names)))


def f1(gold: int, given: int, hit: int) -> tuple[float, float, float]:
    precision, recall = hit / max(1, given), hit / max(1, gold)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--gazetteer", default=str(ROOT / ".eventmap" / "gazetteer.emg"))
    parser.add_argument("--show", type=int, default=0, help="print this many wrong names of each sort")
    args = parser.parse_args()
    gazetteer = Gazetteer.open(args.gazetteer)
    records = [record for name in CORPORA for record in load_corpus(name)] + load_tables()
    random.Random(7).shuffle(records)
    found = [examples(record, gazetteer) for record in records]
    training = [
        [(names, label, CORPUS_WEIGHT[record["corpus"]]) for names, label, _ in rows if label >= 0]
        for record, rows in zip(records, found, strict=True)
    ]
    figures: dict[str, list] = {name: [] for name in CORPUS_WEIGHT}
    scored: list[tuple[str, str, float, int]] = []
    for fold in range(FOLDS):
        weights = fit([row for i, rows in enumerate(training) if i % FOLDS != fold for row in rows])
        for corpus in CORPUS_WEIGHT:
            gold = given = hit = 0
            for i, record in enumerate(records):
                if i % FOLDS != fold or record["corpus"] != corpus:
                    continue
                gold += len(record["toponyms"])
                for names, label, (a, b) in found[i]:
                    p = probability(names, weights)
                    scored.append(
                        (
                            corpus,
                            record["text"][max(0, a - 30) : a]
                            + "["
                            + record["text"][a:b]
                            + "]"
                            + record["text"][b : b + 30],
                            p,
                            label,
                        )
                    )
                    if p >= 0.4:
                        given += 1
                        hit += label == 1
            figures[corpus].append(f1(gold, given, hit))
    for corpus, folds in figures.items():
        mean, spread = np.mean(folds, axis=0), np.std([f[0] for f in folds])
        total = sum(len(r["toponyms"]) for r in records if r["corpus"] == corpus)
        reach = sum(label == 1 for c, _, _, label in scored if c == corpus) / total
        print(
            f"{corpus}: F1 {mean[0]:.3f} +- {spread:.3f}, precision {mean[1]:.3f}, recall {mean[2]:.3f}, "
            f"spans that exist {reach:.3f}"
        )
        if args.show:
            mine = [s for s in scored if s[0] == corpus]
            print(
                "given, wrong",
                *sorted((s for s in mine if s[3] < 1 and s[2] >= 0.4), key=lambda s: hash(s[1]))[: args.show],
                sep="\n  ",
            )
            print(
                "not given, right",
                *sorted((s for s in mine if s[3] == 1 and s[2] < 0.4), key=lambda s: hash(s[1]))[: args.show],
                sep="\n  ",
            )
    if args.write:
        weights = fit([row for rows in training for row in rows])
        readable = {name: round(float(value), 3) for name, value in sorted(weights.items()) if abs(value) >= 0.02}
        TARGET.write_text(json.dumps(readable, indent=0, ensure_ascii=False) + "\n", "utf-8")
        print(f"{len(readable)} weights written to {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
