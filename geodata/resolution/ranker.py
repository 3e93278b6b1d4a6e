"""Believe the entries under each name: a softmax over fitted weights, first alone, then among the document's others."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from math import exp
from typing import TYPE_CHECKING

from geodata.resolution.entity import Entity
from geodata.resolution.entries import NAMES_KEPT, Entries
from geodata.resolution.evidence import Surroundings, name_evidence
from geodata.types import Context, Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer

NO_CONTEXT = Context()
NO_DIALECT: Mapping[str, float] = {}
ROUNDS = 2  # after the first two the beliefs hardly move


@cache
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """Weights of the passes "alone" and "together", and "calibration"; from bench/toponyms_resolution_fit.py."""
    weights: dict[str, dict[str, float]] = json.loads(
        (resources.files(__package__) / "weights.json").read_text("utf-8")
    )
    return weights


def believe(
    entities: Sequence[Entity],
    gazetteer: Gazetteer,
    context: Context,
    weights: Mapping[str, Mapping[str, float]] | None = None,
    dialect: Mapping[str, float] = NO_DIALECT,
) -> None:
    """Set the beliefs of every entity, in place; `dialect` says how much the text is written as in which country."""
    contested = [entity for entity in entities if len(entity.rows) > 1]
    for entity in entities:
        entity.beliefs = (1.0,)
    bare = weights is None and context == NO_CONTEXT
    weights = load_weights() if weights is None else weights
    for entity in contested:
        if bare and not entity.containers:
            found = _of_name_alone(entity.entries, gazetteer, entity.homes, entity.hint)
        else:
            found = _of_name(entity, gazetteer, context, weights)
        entity.beliefs, entity.told = found
    together = weights["together"]
    for _ in range(ROUNDS):
        surroundings = Surroundings(entities, dialect)
        renewed = []
        for entity in contested:
            others = surroundings.evidence(entity)
            scores = [
                told + weigh(found, together) if found else told
                for told, found in zip(entity.told, others, strict=True)
            ]
            renewed.append(softmax(scores))
        for entity, beliefs in zip(contested, renewed, strict=True):
            entity.beliefs = beliefs


def _of_name(
    entity: Entity, gazetteer: Gazetteer, context: Context, weights: Mapping[str, Mapping[str, float]]
) -> tuple[Sequence[float], Sequence[float]]:
    """Beliefs from the name itself, and what it adds to the scores of the later rounds."""
    own = name_evidence(entity, gazetteer, context)
    beliefs = softmax([weigh(found, weights["alone"]) for found in own])
    return beliefs, [weigh(found, weights["together"]) for found in own]


@lru_cache(maxsize=NAMES_KEPT)
def _of_name_alone(
    entries: Entries, gazetteer: Gazetteer, homes: frozenset[str] | None, hint: Kind | None
) -> tuple[Sequence[float], Sequence[float]]:
    """`_of_name` where nothing in the text says where it lies; the lists are shared, so nobody may change one."""
    return _of_name(Entity("", [], entries, [], hint, False, homes), gazetteer, NO_CONTEXT, load_weights())


def weigh(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted sum of a row's evidence."""
    return sum([weights.get(name, 0.0) * value for name, value in found.items()])


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores to probabilities that sum to one."""
    highest = max(scores)
    powers = [exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
