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
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from toponyms_recognition_fit import CORPORA, ROOT, load_corpus

from geodata.gazetteer import Gazetteer
from geodata.mentions import recognise
from geodata.resolution.calibration import calibrate, log_odds
from geodata.resolution.dialect import read_dialect
from geodata.resolution.entity import Entity, group_entities
from geodata.resolution.evidence import Surroundings, name_evidence
from geodata.resolution.ranker import ROUNDS, believe, softmax, weigh
from geodata.types import Context

TARGET = ROOT / "geodata" / "resolution" / "weights.json"
PENALTY = 2.0
# What a caller says outright; the corpora have no callers to fit it on.
STATED = {"context country": 4.0, "context place": 8.0}
FOLDS = 5
# LGL was made of local news with ambiguous names (Paris, Texas); GeoWebNews is news of the world, as most news is.
CORPUS_WEIGHT = {"lgl": 1.0, "gwn": 2.5}


class Example(NamedTuple):
    """An entity, which of its rows are right, how many of its mentions each row would get right, mentions, weight."""

    entity: Entity
    right: list[bool]
    near: list[int]
    mentions: int
    weight: float


def km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    a, b, c, d = map(math.radians, (lon1, lat1, lon2, lat2))
    h = math.sin((d - b) / 2) ** 2 + math.cos(b) * math.cos(d) * math.sin((c - a) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def prepare(record: dict, gazetteer: Gazetteer) -> list[Example]:
    """The record's entities; gold points at 0, 0 (in LGL: unresolved by its annotators) are neither right nor wrong."""
    spans = [(t["start"], t["end"]) for t in record["toponyms"]]
    candidates = recognise(record["text"], record["language"], gazetteer, spans)
    prepared = []
    for entity in group_entities(candidates, record["text"], gazetteer):
        gold = [record["toponyms"][i] for i in entity.mentions]
        gold = [t for t in gold if t["lon"] or t["lat"]]
        far = [[km(t["lon"], t["lat"], gazetteer.lon[r], gazetteer.lat[r]) for r in entity.rows] for t in gold]
        nearest = [min(kms) for kms in zip(*far, strict=True)] if far else [math.inf] * len(entity.rows)
        limit = 40 if min(nearest) <= 40 else 161
        near = [sum(kms[i] <= 161 for kms in far) for i in range(len(entity.rows))]
        weight = CORPUS_WEIGHT[record["corpus"]] * math.sqrt(len(gold))
        prepared.append(Example(entity, [d <= limit for d in nearest], near, len(gold), weight))
    return prepared


def fit(examples: list[tuple[list[dict[str, float]], Example]]) -> dict[str, float]:
    """Weights by Newton's method on the likelihood that one of the right rows is chosen."""
    usable = [(rows, e) for rows, e in examples if any(e.right) and not all(e.right)]
    names = sorted({name for rows, _ in usable for found in rows for name in found})
    data = []
    for rows, example in usable:
        matrix = np.array([[found.get(name, 0.0) for name in names] for found in rows])
        data.append((matrix, np.array(example.right), example.weight))
    weights = np.zeros(len(names))
    for _ in range(15):
        gradient, hessian = -PENALTY * weights, PENALTY * np.eye(len(names))
        for matrix, right, weight in data:
            scores = matrix @ weights
            p = np.exp(scores - scores.max())
            p /= p.sum()
            q = np.where(right, p, 0) / max(p[right].sum(), 1e-12)
            mean = p @ matrix
            gradient += weight * (q @ matrix - mean)
            hessian += weight * ((matrix * p[:, None]).T @ matrix - np.outer(mean, mean))
        step = np.linalg.solve(hessian, gradient)
        weights += step * min(1.0, 2.0 / max(np.abs(step).max(), 1e-9))
        if np.abs(step).max() < 1e-3:
            break
    return dict(zip(names, map(float, weights), strict=True))


def train(
    documents: list[list[Example]], dialects: Sequence[Mapping[str, float]], gazetteer: Gazetteer
) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of both passes; the second is fitted on the beliefs that the pass before it leads to."""
    own = [[(name_evidence(e.entity, gazetteer, Context()), e) for e in document] for document in documents]
    alone = fit([pair for document in own for pair in document])
    for document in own:
        for rows, example in document:
            example.entity.beliefs = softmax([weigh(found, alone) for found in rows])
    together: dict[str, float] = {}
    for _ in range(ROUNDS):
        pairs = []
        for document, dialect in zip(own, dialects, strict=True):
            surroundings = Surroundings([example.entity for _, example in document], dialect)
            for rows, example in document:
                others = surroundings.evidence(example.entity)
                pairs.append(([a | b for a, b in zip(rows, others, strict=True)], example))
        together = fit(pairs)
        for rows, example in pairs:
            example.entity.beliefs = softmax([weigh(found, together) for found in rows])
    return alone, together


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
    args = parser.parse_args()
    gazetteer = Gazetteer.open(args.gazetteer)
    records = [record for name in CORPORA for record in load_corpus(name)]
    random.Random(7).shuffle(records)
    documents = [prepare(record, gazetteer) for record in records]
    dialects = [read_dialect(record["text"], record["language"]) for record in records]
    shares: dict[str, list[float]] = {name: [] for name in CORPORA}
    pairs: list[tuple[float, int, int]] = []
    for fold in range(FOLDS):
        others = [i for i in range(len(records)) if i % FOLDS != fold]
        alone, together = train([documents[i] for i in others], [dialects[i] for i in others], gazetteer)
        right, total = Counter(), Counter()
        for record, document, dialect in list(zip(records, documents, dialects, strict=True))[fold::FOLDS]:
            entities = [example.entity for example in document]
            believe(entities, gazetteer, Context(), {"alone": alone, "together": together}, dialect)
            total[record["corpus"]] += sum(bool(t["lon"] or t["lat"]) for t in record["toponyms"])
            for entity, _, near, mentions, _ in document:
                best = max(range(len(entity.rows)), key=entity.beliefs.__getitem__)
                right[record["corpus"]] += near[best]
                pairs.append((entity.beliefs[best], near[best], mentions))
        for corpus in CORPORA:
            shares[corpus].append(right[corpus] / total[corpus])
    for corpus, folds in shares.items():
        mine = [(r, d) for r, d in zip(records, documents, strict=True) if r["corpus"] == corpus]
        reach = sum(max(example.near) for _, document in mine for example in document)
        total_gold = sum(bool(t["lon"] or t["lat"]) for r, _ in mine for t in r["toponyms"])
        print(
            f"{corpus}: acc@161 of gold with coordinates {np.mean(folds):.3f} +- {np.std(folds):.3f}, focus not used;"
        )
        print(f"     an entry within 161 km exists for {reach / total_gold:.3f}")
    calibration = fit_calibration(pairs)
    curve = [(calibrate(p, calibration), r, n) for p, r, n in pairs]
    print(f"expected calibration error: belief {expected_error(pairs):.3f}, calibrated {expected_error(curve):.3f}")
    if args.write:
        alone, together = train(documents, dialects, gazetteer)
        tables = {"alone": alone | STATED, "together": together | STATED, "calibration": calibration}
        readable = {t: {n: round(v, 3) for n, v in sorted(w.items())} for t, w in tables.items()}
        TARGET.write_text(json.dumps(readable, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
