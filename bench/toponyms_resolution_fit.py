"""Fit the weights of resolution (geodata/resolution/weights.json) on the development corpora, gold spans.

    python bench/toponyms_resolution_fit.py [--write]

A softmax over the entries under each name, one weight per kind of evidence. The first pass knows the name and the
words beside it; the second also where the document's other names are believed to lie. An entry is right if it lies
within 40 km of the gold point (161 km where none does). Cross-validated over documents; `--write` then fits on
everything. Calibration of the top belief is a logistic curve fitted on the folds held out.
"""

from __future__ import annotations

import argparse
import json
import math
import random

import numpy as np
from toponyms_recognition_fit import CORPORA, ROOT, load_corpus

from geodata.gazetteer import Gazetteer
from geodata.mentions import recognise
from geodata.resolution.calibration import calibrate, log_odds
from geodata.resolution.entity import Entity, group_entities
from geodata.resolution.evidence import Surroundings, name_evidence
from geodata.resolution.ranker import ROUNDS, softmax, weigh
from geodata.types import Context

TARGET = ROOT / "geodata" / "resolution" / "weights.json"
PENALTY = 2.0
FOLDS = 5
Example = tuple[list[dict[str, float]], list[bool], float]  # evidence and rightness of each row, number of mentions


def km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    a, b, c, d = map(math.radians, (lon1, lat1, lon2, lat2))
    h = math.sin((d - b) / 2) ** 2 + math.cos(b) * math.cos(d) * math.sin((c - a) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def prepare(record: dict, gazetteer: Gazetteer) -> list[tuple[Entity, list[bool], list[bool]]]:
    """Entities with, for each row, whether it is right for the fit and whether it is within 161 km."""
    spans = [(t["start"], t["end"]) for t in record["toponyms"]]
    candidates = recognise(record["text"], record["language"], gazetteer, spans)
    prepared = []
    for entity in group_entities(candidates, record["text"], gazetteer):
        gold = [record["toponyms"][i] for i in entity.mentions]
        far = [[km(t["lon"], t["lat"], gazetteer.lon[r], gazetteer.lat[r]) for r in entity.rows] for t in gold]
        nearest = [min(kms) for kms in zip(*far, strict=True)]
        limit = 40 if min(nearest) <= 40 else 161
        prepared.append(
            (
                entity,
                [d <= limit for d in nearest],
                [sum(kms[i] <= 161 for kms in far) for i in range(len(entity.rows))],
            )
        )
    return prepared


def fit(examples: list[Example]) -> dict[str, float]:
    """Weights by Newton's method on the likelihood that one of the right rows is chosen."""
    usable = [e for e in examples if any(e[1]) and not all(e[1])]
    names = sorted({name for rows, _, _ in usable for found in rows for name in found})
    index = {name: i for i, name in enumerate(names)}
    data = []
    for rows, right, count in usable:
        matrix = np.zeros((len(rows), len(names)))
        for i, found in enumerate(rows):
            for name, value in found.items():
                matrix[i, index[name]] = value
        data.append((matrix, np.array(right), math.sqrt(count)))
    weights = np.zeros(len(names))
    for _ in range(15):
        gradient, hessian = -PENALTY * weights, PENALTY * np.eye(len(names))
        for matrix, right, count in data:
            scores = matrix @ weights
            p = np.exp(scores - scores.max())
            p /= p.sum()
            q = np.where(right, p, 0) / max(p[right].sum(), 1e-12)
            mean = p @ matrix
            gradient += count * (q @ matrix - mean)
            hessian += count * ((matrix * p[:, None]).T @ matrix - np.outer(mean, mean))
        step = np.linalg.solve(hessian, gradient)
        weights += step * min(1.0, 2.0 / max(np.abs(step).max(), 1e-9))
        if np.abs(step).max() < 1e-3:
            break
    return dict(zip(names, map(float, weights), strict=True))


def train(documents: list[list], gazetteer: Gazetteer) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of both passes; the second is fitted on the beliefs that the pass before it leads to."""
    own = [[name_evidence(entity, gazetteer, Context()) for entity, _, _ in document] for document in documents]
    alone = fit([(rows, right, len(e.mentions)) for d, o in zip(documents, own) for (e, right, _), rows in zip(d, o)])
    for document, evidence in zip(documents, own):
        for (entity, _, _), rows in zip(document, evidence):
            entity.beliefs = softmax([weigh(found, alone) for found in rows])
    together: dict[str, float] = {}
    for _ in range(ROUNDS):
        examples, scored = [], []
        for document, evidence in zip(documents, own):
            surroundings = Surroundings([entity for entity, _, _ in document], gazetteer)
            for (entity, right, _), rows in zip(document, evidence):
                both = [a | b for a, b in zip(rows, surroundings.evidence(entity))]
                examples.append((both, right, len(entity.mentions)))
                scored.append((entity, both))
        together = fit(examples)
        for entity, rows in scored:
            entity.beliefs = softmax([weigh(found, together) for found in rows])
    return alone, together


def believe(document: list, gazetteer: Gazetteer, alone: dict[str, float], together: dict[str, float]) -> None:
    entities = [entity for entity, _, _ in document]
    own = [name_evidence(entity, gazetteer, Context()) for entity in entities]
    for entity, rows in zip(entities, own):
        entity.beliefs = softmax([weigh(found, alone) for found in rows])
    for _ in range(ROUNDS):
        surroundings = Surroundings(entities, gazetteer)
        renewed = [
            softmax([weigh(a | b, together) for a, b in zip(rows, surroundings.evidence(entity))])
            for entity, rows in zip(entities, own)
        ]
        for entity, beliefs in zip(entities, renewed):
            entity.beliefs = beliefs


def fit_calibration(pairs: list[tuple[float, int, int]]) -> dict[str, float]:
    """A logistic curve over the log-odds of the top belief; pairs are (belief, right mentions, mentions)."""
    x = np.column_stack([np.ones(len(pairs)), [log_odds(p) for p, _, _ in pairs]])
    right, count = np.array([r for _, r, _ in pairs], float), np.array([n for _, _, n in pairs], float)
    w = np.array([0.0, 1.0])
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (count * p * (1 - p))[:, None]).T @ x + np.eye(2), x.T @ (right - count * p) - w)
        w += step * min(1.0, 0.3 / np.abs(step).max())  # full Newton steps overshoot where beliefs are extreme
    return {"offset": float(w[0]), "slope": float(w[1])}


def expected_error(pairs: list[tuple[float, int, int]], bins: int = 10) -> float:
    """Expected calibration error over equal-width bins, weighted by mentions."""
    total, error = sum(n for _, _, n in pairs), 0.0
    for low in range(bins):
        mine = [(p, r, n) for p, r, n in pairs if low / bins <= p < (low + 1) / bins or (p == 1 and low == bins - 1)]
        count = sum(n for _, _, n in mine)
        if count:
            error += abs(sum(p * n for p, _, n in mine) - sum(r for _, r, _ in mine)) / total
    return error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--gazetteer", default=str(ROOT / ".eventmap" / "gazetteer.emg"))
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    gazetteer = Gazetteer.open(args.gazetteer)
    records = [record for name in CORPORA for record in load_corpus(name)]
    random.Random(7).shuffle(records)
    documents = [prepare(record, gazetteer) for record in records]
    shares: dict[str, list[float]] = {name: [] for name in CORPORA}
    pairs: list[tuple[float, int, int]] = []
    wrong = []
    for fold in range(FOLDS):
        alone, together = train([d for i, d in enumerate(documents) if i % FOLDS != fold], gazetteer)
        for corpus in CORPORA:
            right = total = 0
            for i, (record, document) in enumerate(zip(records, documents)):
                if i % FOLDS != fold or record["corpus"] != corpus:
                    continue
                believe(document, gazetteer, alone, together)
                total += len(record["toponyms"])
                for entity, _, near in document:
                    best = max(range(len(entity.rows)), key=entity.beliefs.__getitem__)
                    right += near[best]
                    pairs.append((entity.beliefs[best], near[best], len(entity.mentions)))
                    if near[best] < len(entity.mentions) and max(near):
                        wrong.append(
                            (
                                corpus,
                                entity.name,
                                gazetteer.place(entity.rows[best]),
                                round(entity.beliefs[best], 2),
                                record["text"][:50],
                            )
                        )
            shares[corpus].append(right / total)
    for corpus, folds in shares.items():
        reach = sum(max(n) for r, d in zip(records, documents) if r["corpus"] == corpus for _, _, n in d)
        total = sum(len(r["toponyms"]) for r in records if r["corpus"] == corpus)
        print(
            f"{corpus}: acc@161 over all gold {np.mean(folds):.3f} +- {np.std(folds):.3f}; an entry within 161 km exists for {reach / total:.3f}"
        )
    calibration = fit_calibration(pairs)
    curve = [(calibrate(p, calibration), r, n) for p, r, n in pairs]
    print(f"expected calibration error: belief {expected_error(pairs):.3f}, calibrated {expected_error(curve):.3f}")
    for line in random.Random(1).sample(wrong, min(args.show, len(wrong))):
        print(
            "  ",
            line[0],
            line[1],
            "->",
            line[2].name,
            line[2].kind,
            line[2].country,
            line[2].admin1_name,
            line[2].population,
            line[3],
            "|",
            line[4],
        )
    if args.write:
        alone, together = train(documents, gazetteer)
        tables = {"alone": alone, "together": together, "calibration": calibration}
        readable = {t: {n: round(v, 3) for n, v in sorted(w.items())} for t, w in tables.items()}
        TARGET.write_text(json.dumps(readable, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
