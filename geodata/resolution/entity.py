"""The names of a document, each once: all mentions of one name share one sense unless the text says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.gazetteer.names import normalise
from geodata.resolution.asides import read_asides
from geodata.resolution.container import Container, find_containers
from geodata.resolution.entries import Entries, Where, entries_of
from geodata.resolution.quarters import read_quarters
from geodata.resolution.strangers import place_strangers
from geodata.types import Kind, Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions import Candidate
    from geodata.relations.tree import Expression

# Entries under one name that are ranked. They stand in order of weight; the rest are hamlets, which only a container
# in the text ("San Jose, Nueva Ecija") can bring back.
RANKED = 30
SCANNED = 600
_NO_PLACE = frozenset({Role.PERSON, Role.OTHER})


@dataclass(slots=True)
class Entity:
    """One name with its candidate rows, and how much each is believed."""

    name: str
    mentions: list[int]  # indices of the candidates that it stands for
    entries: Entries
    containers: list[Container]
    hint: Kind | None  # what the words beside it call it
    demonym: bool
    homes: frozenset[str] | None  # countries that speak the language of the text
    weight: float = 0.0  # probability that it is a place at all
    told: Sequence[float] = ()  # score of each row from its own name and neighbours
    beliefs: Sequence[float] = ()

    @property
    def rows(self) -> Sequence[int]:
        """The candidate rows, the weightiest first."""
        return self.entries.rows

    @property
    def flags(self) -> Sequence[int]:
        """`NameFlag` bits of each row."""
        return self.entries.flags

    @property
    def wheres(self) -> Sequence[Where]:
        """Where each row lies."""
        return self.entries.wheres


def group_entities(
    candidates: Sequence[Candidate], text: str, gazetteer: Gazetteer, expressions: Iterable[Expression] = ()
) -> list[Entity]:
    """Entities in order of first mention; names without entries and names of persons are left out.

    A mention whose container or kind is said forms an entity of its own; plain mentions of the name join the first.
    """
    expressions = tuple(expressions)
    place_strangers(candidates, text, gazetteer, expressions)
    asides = read_asides(candidates, text, gazetteer) if "(" in text else {}
    containers = find_containers(candidates, text, gazetteer, expressions) | asides
    for index, town in read_quarters(candidates, text, gazetteer, containers).items():
        containers[index] = [town, *containers.get(index, ())]
    entities: dict[tuple[object, ...], Entity] = {}
    plain: dict[tuple[str, bool], list[int]] = {}
    for index, candidate in enumerate(candidates):
        if not candidate.hits or (candidate.role in _NO_PLACE and not candidate.given):
            continue
        name, demonym = normalise(candidate.text), candidate.role is Role.DEMONYM
        around = containers.get(index, [])
        if not around and candidate.hint is None:
            plain.setdefault((name, demonym), []).append(index)
            continue
        key = (name, demonym, tuple(around), candidate.hint)
        if key not in entities:
            entities[key] = _entity(candidate, name, around, gazetteer)
        _join(entities[key], index, candidate)
    by_name = {(entity.name, entity.demonym): entity for entity in reversed(entities.values())}
    for spelled, indices in plain.items():
        home = by_name.get(spelled)
        if home is None:
            home = _entity(candidates[indices[0]], spelled[0], [], gazetteer)
            entities[*spelled, (), None] = home
        for index in indices:
            _join(home, index, candidates[index])
    return list(entities.values())


def _join(entity: Entity, index: int, candidate: Candidate) -> None:
    entity.mentions.append(index)
    entity.weight = max(entity.weight, 1.0 if candidate.given else candidate.score)


def _entity(candidate: Candidate, name: str, containers: list[Container], gazetteer: Gazetteer) -> Entity:
    hits = candidate.hits
    if len(hits) > RANKED:
        held = [
            hit for hit in hits[RANKED:SCANNED] if any(container.holds(hit[0], gazetteer) for container in containers)
        ]
        hits = [*hits[:RANKED], *held[:RANKED]]
    entries = entries_of(tuple(hits), gazetteer)
    return Entity(name, [], entries, containers, candidate.hint, candidate.role is Role.DEMONYM, candidate.homes)
