"""Who takes part: names from the lexicon, states and peoples from the place mentions, and the text's own words for groups.

An actor after "against" or "on" is the target, one after "by" the source; otherwise what stands before the trigger acts and
what stands behind it suffers, the other way round in the passive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.extraction.lexicon import ActorName
from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens
from app.extraction.types import Actor
from geodata.types import Mention, Role

_REACH = 14  # words between a trigger and somebody who takes part in it
_CUE_REACH = 5
_STOPS = frozenset(";:()–—")
_STATE_FORCES = frozenset({"state force", "state"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named at tokens [first, last), not yet given a role."""

    first: int
    last: int
    actor: Actor


def find_parties(tokens: Tokens, hits: dict[str, list[Hit]], mentions: Sequence[Mention]) -> list[Party]:
    """Everybody named in the text, in order; a demonym and the force beside it make one ("forces américaines")."""
    named = [_from_lexicon(tokens, hit) for hit in hits.get("actor", ())]
    taken = {i for party in named for i in range(party.first, party.last)}
    states = [party for mention in mentions if (party := _from_mention(tokens, mention)) and party.first not in taken]
    forces = [hit for hit in hits.get("forces", ()) if not taken & set(range(hit.first, hit.last))]
    return sorted([*named, *_join_forces(tokens, states, forces)], key=lambda party: party.first)


def assign_roles(
    trigger: Hit, parties: Sequence[Party], cues: Sequence[Hit], tokens: Tokens, sentence: tuple[int, int]
) -> tuple[Actor, ...]:
    """Those of the sentence's parties that the trigger concerns, each with its role, once."""
    near = [
        party
        for party in parties
        if sentence[0] <= party.first < sentence[1] and _is_near(party, trigger, tokens)
    ]
    found: dict[tuple[str, str], Actor] = {}
    for party in near:
        role = _role(party, trigger, cues)
        found.setdefault((party.actor.name, role), replace(party.actor, role=role))
    return tuple(found.values())


def are_at_odds(some: Iterable[Actor], others: Iterable[Actor]) -> bool:
    """Whether one event's attackers are the other's attacked: then they are two events."""
    some, others = tuple(some), tuple(others)
    return bool(_sides(some, "source") & _sides(others, "target") or _sides(some, "target") & _sides(others, "source"))


def _sides(actors: Iterable[Actor], role: str) -> set[str]:
    return {actor.country or actor.name for actor in actors if actor.role == role and (actor.country or actor.kind)}


def _from_lexicon(tokens: Tokens, hit: Hit) -> Party:
    name: ActorName = hit.value
    return Party(hit.first, hit.last, _actor(tokens, hit.first, hit.last, name.name, name.country, name.kind))


def _from_mention(tokens: Tokens, mention: Mention) -> Party | None:
    """States that act and peoples; a plain place only counts as a target ("attacked Israel") if it is a country."""
    if mention.place is None or mention.role not in (Role.ACTOR, Role.DEMONYM):
        return None
    first = bisect_right(tokens.start, mention.start) - 1
    last = bisect_left(tokens.start, mention.end)
    kind = "state" if mention.role is Role.ACTOR else "people"
    return Party(first, last, _actor(tokens, first, last, mention.place.name, mention.place.country, kind))


def _join_forces(tokens: Tokens, states: list[Party], forces: list[Hit]) -> list[Party]:
    joined: list[Party] = []
    used: set[int] = set()
    for force in forces:
        state = next(
            (s for s in states if 0 <= force.first - s.last <= 1 or 0 <= s.first - force.last <= 1),
            None,
        )
        if state is None:
            text = tokens.quote(force.first, force.last)
            joined.append(Party(force.first, force.last, _actor(tokens, force.first, force.last, text, None, force.value)))
            continue
        used.add(id(state))
        first, last = min(force.first, state.first), max(force.last, state.last)
        if _is_pro(tokens, state.first):  # "pro-Iranian militia" is not Iran
            joined.append(Party(first, last, _actor(tokens, first, last, tokens.quote(first, last), None, force.value)))
        else:
            country = state.actor.country if force.value in _STATE_FORCES else None
            name = state.actor.name if country else tokens.quote(first, last)
            joined.append(Party(first, last, _actor(tokens, first, last, name, country, force.value)))
    joined += [s for s in states if id(s) not in used and s.actor.kind == "state"]
    return joined


def _is_pro(tokens: Tokens, first: int) -> bool:
    return first > 0 and tokens.norm[first - 1] in ("pro", "anti") or tokens.norm[first].startswith("pro")


def _actor(tokens: Tokens, first: int, last: int, name: str, country: str | None, kind: str) -> Actor:
    start, end = tokens.start[first], tokens.end[last - 1]
    return Actor(name, "source", start, end, tokens.text[start:end], country, kind)


def _is_near(party: Party, trigger: Hit, tokens: Tokens) -> bool:
    low, high = (party.last, trigger.first) if party.first < trigger.first else (trigger.last, party.first)
    return high - low <= _REACH and not any(norm in _STOPS for norm in tokens.norm[low:high])


def _role(party: Party, trigger: Hit, cues: Sequence[Hit]) -> str:
    before = [c for c in cues if c.last <= party.first and party.first - c.last < _CUE_REACH]
    if party.first < trigger.first:
        between = [c.value for c in cues if party.last <= c.first and c.last <= trigger.last]
        if "passive" in between:
            return "target"
        return "target" if before and before[-1].value == "against" else "source"
    marks = [c.value for c in before if c.first >= trigger.first and c.value in ("against", "by")]
    return "source" if marks and marks[-1] == "by" else "target"
