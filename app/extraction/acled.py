"""ACLED's codes for an event, where who was attacked decides between them.

In ACLED an armed attack on civilians is "Violence against civilians", one on soldiers a battle; our own subtype
"attack" says only what the text says. An ambush may be either.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.extraction.taxonomy import EventType
from app.extraction.types import Actor

_ARMED = frozenset({"state force", "militia", "rebel group"})
_ARMED_CLASH = ["Battles", "Armed clash"]
_ON_CIVILIANS = ["Violence against civilians", "Attack"]


def codes_of(kind: EventType, actors: Iterable[Actor]) -> dict[str, object]:
    codes = kind.codes()
    actors = tuple(actors)
    targets = {actor.kind for actor in actors if actor.role == "target"}
    sources = {actor.kind for actor in actors if actor.role == "source"}
    if kind.subtype == "attack" and targets & _ARMED and sources <= _ARMED and "civilians" not in targets:
        codes["acled"] = list(_ARMED_CLASH)
    if kind.subtype == "armed_clash" and sources and sources <= _ARMED | {"gang"} and targets == {"civilians"}:
        codes["acled"] = list(_ON_CIVILIANS)
    return codes
