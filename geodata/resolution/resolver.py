"""Candidates -> mentions: which place each name means, how sure that is, and what else it could be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from geodata.resolution.calibration import calibrate
from geodata.resolution.dialect import read_dialect
from geodata.resolution.doubt import DOUBTED, is_astray
from geodata.resolution.entity import Entity, group_entities
from geodata.resolution.evidence import mass_by_country
from geodata.resolution.focus import find_focus, find_town_behind
from geodata.resolution.namesakes import as_called, is_bare_name_of_seat, seat_of, spread_over, told_from
from geodata.resolution.ranker import NO_DIALECT, believe, load_weights
from geodata.types import Context, Mention, Place, Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions import Candidate
    from geodata.relations.tree import Expression

# The guesses for a given name that is in no gazetteer say so by their score.
FOCUS_SCORE = 0.1
TOWN_SCORE = 0.3
_LOOK = 4  # mentions behind such a name that may tell where it lies
NO_CONTEXT = Context()


def resolve(
    candidates: Sequence[Candidate],
    text: str,
    gazetteer: Gazetteer,
    context: Context = NO_CONTEXT,
    expressions: Sequence[Expression] = (),
    language: str = "",
) -> list[Mention]:
    """One mention per candidate, in the same order and of the same role.

    `place` is filled for every candidate that names one, whatever its role; it is None, with the reason, for persons
    and other words, and for names that the gazetteer lacks. A given span that cannot be resolved takes the document's
    focus. `expressions` (leaves are candidates' indices) tell what lies within what, and what is a town;
    `language` (ISO 639-1) lets the words of the text tell in which country it was written.
    """
    entities = group_entities(candidates, text, gazetteer, expressions)
    dialect = read_dialect(text, language) if language else NO_DIALECT
    believe(entities, gazetteer, context, dialect=dialect)
    mentions: list[Mention | None] = [None] * len(candidates)
    masses, points, areas = mass_by_country(entities), told_from(expressions), spread_over(expressions)
    for entity in entities:
        place, runner_up, sureness = _best(entity, gazetteer, masses)
        is_bare = is_bare_name_of_seat(place, entity)
        seat = seat_of(place, entity, gazetteer) if is_bare or not points.isdisjoint(entity.mentions) else None
        for index in entity.mentions:
            candidate = candidates[index]
            score = sureness * (1.0 if candidate.given else candidate.score)
            is_point = index in points or (is_bare and index not in areas)
            is_town = seat is not None and is_point and candidate.hint is None
            meant, other = (seat, place) if is_town else (place, runner_up)
            mentions[index] = _mention(candidate, meant, other, score)
    focus = find_focus(entities, gazetteer) if any(candidate.given for candidate in candidates) else None
    resolved = sorted((mention for mention in mentions if mention is not None), key=lambda mention: mention.start)
    starts = [mention.start for mention in resolved]
    return [
        mention if mention is not None else _unresolved(candidate, _behind(candidate, resolved, starts), focus, text)
        for mention, candidate in zip(mentions, candidates, strict=True)
    ]


def _best(entity: Entity, gazetteer: Gazetteer, masses: Mapping[str, float]) -> tuple[Place, Place | None, float]:
    order = sorted(range(len(entity.rows)), key=lambda i: -entity.beliefs[i])
    best = as_called(gazetteer.place(entity.rows[order[0]]), entity, gazetteer)
    runner_up = gazetteer.place(entity.rows[order[1]]) if len(order) > 1 else None
    sureness = calibrate(entity.beliefs[order[0]], load_weights()["calibration"])
    if is_astray(entity, order[0], masses, gazetteer):
        sureness *= DOUBTED
    return best, runner_up, sureness


def _mention(
    candidate: Candidate, place: Place | None, runner_up: Place | None, score: float, reason: str | None = None
) -> Mention:
    return Mention(
        candidate.start,
        candidate.end,
        candidate.text,
        candidate.role,
        place,
        round(score, 4),
        reason or candidate.reason or None,
        runner_up,
        candidate.name_start,
    )


def _behind(candidate: Candidate, resolved: Sequence[Mention], starts: Sequence[int]) -> Sequence[Mention]:
    first = bisect_left(starts, candidate.end)
    return resolved[first : first + _LOOK]


def _unresolved(candidate: Candidate, following: Sequence[Mention], focus: Place | None, text: str) -> Mention:
    if candidate.given and candidate.role not in (Role.PERSON, Role.OTHER):
        town = find_town_behind(candidate, following, text)
        if town is not None:
            reason = f"not in the gazetteer; taken to lie in {town.name}, which stands behind it"
            return _mention(candidate, town, None, TOWN_SCORE, reason)
        if focus is not None:
            reason = f"not in the gazetteer; taken to lie where the document's other names do ({focus.name})"
            return _mention(candidate, focus, None, FOCUS_SCORE, reason)
    return _mention(candidate, None, None, 0.0)
