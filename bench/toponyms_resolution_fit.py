"""Fit the weights of resolution (geodata/resolution/weights.json) on the development corpora, gold spans.

    python bench/toponyms_resolution_fit.py [--write]

A softmax over the entries under each name, one weight per kind of evidence. The first pass knows the name and the
words beside it; the second also where the document's other names are believed to lie. An entry is right if it lies
within 40 km of the gold point (161 km where none does), in the hand-written sentences if it lies in the country that is
written beside the name. Cross-validated over documents; `--write` then fits on
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
from toponyms_recognition_fit import CORPORA, ROOT, load_corpus, load_tables

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
# The sentences in five languages say how far a main name counts where the language is not at home.
CORPUS_WEIGHT = {"lgl": 1.0, "gwn": 2.5, "tables": 2.0}


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


def is_located(toponym: dict) -> bool:
    return bool(toponym["country"] if "country" in toponym else toponym["lon"] or toponym["lat"])


def distance(toponym: dict, row: int, gazetteer: Gazetteer) -> float:
    """Kilometres from the gold point; where only a country is told, none or very many."""
    if "country" in toponym:
        return 0.0 if gazetteer.country[row] == toponym["country"] else math.inf
    return km(toponym["lon"], toponym["lat"], gazetteer.lon[row], gazetteer.lat[row])


def prepare(record: dict, gazetteer: Gazetteer) -> list[Example]:
    """The record's entities; gold points at 0, 0 (in LGL: unresolved by its annotators) are neither right nor wrong."""
    spans = [(t["start"], t["end"]) for t in record["toponyms"]]
    candidates = recognise(record["text"], record["language"], gazetteer, spans)
    prepared = []
    for entity in group_entities(candidates, record["text"], gazetteer):
        gold = [record["toponyms"][i] for i in entity.mentions if is_located(record["toponyms"][i])]
        far = [[distance(t, row, gazetteer) for row in entity.rows] for t in gold]
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


class Data(NamedTuple):
    """Parallel: the records, their entities, and how their words lean."""

    records: list[dict]
    documents: list[list[Example]]
    dialects: list[Mapping[str, float]]

    def train(self, chosen: Sequence[int], gazetteer: Gazetteer) -> tuple[dict[str, float], dict[str, float]]:
        return train([self.documents[i] for i in chosen], [self.dialects[i] for i in chosen], gazetteer)

    def of(self, corpus: str) -> list[int]:
        return [i for i, record in enumerate(self.records) if record["corpus"] == corpus]


def shares_right(
    data: Data, fitted: Sequence[int], tested: Sequence[int], gazetteer: Gazetteer
) -> tuple[dict[str, float], list[tuple[float, int, int]]]:
    """By corpus the share of tested gold names with coordinates within 161 km, and (belief, right, mentions) pairs."""
    alone, together = data.train(fitted, gazetteer)
    right, total, pairs = Counter(), Counter(), []
    for i in tested:
        record, document = data.records[i], data.documents[i]
        entities = [example.entity for example in document]
        believe(entities, gazetteer, Context(), {"alone": alone, "together": together}, data.dialects[i])
        total[record["corpus"]] += sum(map(is_located, record["toponyms"]))
        for entity, _, near, mentions, _ in document:
            best = max(range(len(entity.rows)), key=entity.beliefs.__getitem__)
            right[record["corpus"]] += near[best]
            pairs.append((entity.beliefs[best], near[best], mentions))
    return {corpus: right[corpus] / count for corpus, count in total.items()}, pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--gazetteer", default=str(ROOT / ".eventmap" / "gazetteer.emg"))
    args = parser.parse_args()
    gazetteer = Gazetteer.open(args.gazetteer)
    records = [record for name in CORPORA for record in load_corpus(name)] + load_tables()
    random.Random(7).shuffle(records)
    records.sort(key=lambda record: record["corpus"])  # so that each fold has its share of each
    dialects = [read_dialect(record["text"], record["language"]) for record in records]
    data = Data(records, [prepare(record, gazetteer) for record in records], dialects)
    everything = range(len(records))
    folds = []
    pairs: list[tuple[float, int, int]] = []
    for fold in range(FOLDS):
        others = [i for i in everything if i % FOLDS != fold]
        shares, mine = shares_right(data, others, everything[fold::FOLDS], gazetteer)
        folds.append(shares)
        pairs += mine
    for corpus in CORPUS_WEIGHT:
        gold = [t for i in data.of(corpus) for t in records[i]["toponyms"] if is_located(t)]
        reach = sum(max(example.near) for i in data.of(corpus) for example in data.documents[i])
        mean, spread = np.mean([f[corpus] for f in folds]), np.std([f[corpus] for f in folds])
        print(f"{corpus}: acc@161 of gold with coordinates {mean:.3f} +- {spread:.3f}, focus not used;")
        print(f"     an entry within 161 km exists for {reach / len(gold):.3f}")
        rest = [i for other in CORPUS_WEIGHT if other != corpus for i in data.of(other)]
        print(f"     fitted on the others alone: {shares_right(data, rest, data.of(corpus), gazetteer)[0][corpus]:.3f}")
    calibration = fit_calibration(pairs)
    curve = [(calibrate(p, calibration), r, n) for p, r, n in pairs]
    print(f"expected calibration error: belief {expected_error(pairs):.3f}, calibrated {expected_error(curve):.3f}")
    if args.write:
        alone, together = data.train(everything, gazetteer)
        tables = {"alone": alone | STATED, "together": together | STATED, "calibration": calibration}
        readable = {t: {n: round(v, 3) for n, v in sorted(w.items())} for t, w in tables.items()}
        TARGET.write_text(json.dumps(readable, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
