"""The two-level list of event types and their codes in the field's own schemes, read from `taxonomy.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_BLOODLESS_TYPES = frozenset({"politics", "infrastructure"})
_BLOODLESS = frozenset(
    {"abduction", "arrests", "looting", "agreement", "change_to_group", "base_established"}
    | {"territory_transferred", "other_strategic", "robbery", "drought"}
)


@dataclass(frozen=True, slots=True)
class EventType:
    """`type` is the first level, `subtype` the second; `acled` is (event_type, sub_event_type) or None."""

    type: str
    subtype: str
    family: str
    acled: tuple[str, str] | None
    cameo: str | None
    plover: tuple[str, str | None] | None
    quad_class: int | None

    @property
    def deadly(self) -> bool:
        """Whether the dead that a text tells beside it are likely its own."""
        return self.type not in _BLOODLESS_TYPES and self.subtype not in _BLOODLESS

    def codes(self) -> dict[str, object]:
        return {
            "acled": list(self.acled) if self.acled else None,
            "cameo": self.cameo,
            "plover": list(self.plover) if self.plover else None,
            "gdelt_quad": self.quad_class,
        }


@dataclass(frozen=True, slots=True)
class Refinement:
    """Triggers of `sources` are of type `target` where words of class `context`, and none of `unless`, stand around."""

    sources: frozenset[str]
    context: str
    target: str
    unless: str | None = None


@dataclass(frozen=True, slots=True)
class Taxonomy:
    types: dict[str, EventType]  # by subtype
    refinements: tuple[Refinement, ...]
    harmful: frozenset[str]  # families
    consequences: dict[str, frozenset[str]]  # by the family of the cause

    def is_harmful(self, subtype: str) -> bool:
        return self.types[subtype].family in self.harmful

    def refine(self, subtype: str, contexts: Collection[str]) -> str:
        """Rules apply in their order, each to what the ones before made of it: protest, with stones, is a riot."""
        for rule in self.refinements:
            if subtype in rule.sources and rule.context in contexts and rule.unless not in contexts:
                return rule.target if rule.target != "protest" else self.refine("protest", contexts)
        return subtype

    def compatible(self, one: str, other: str) -> bool:
        """Whether both may name the same event."""
        return one == other or self.types[one].family == self.types[other].family

    def is_consequence(self, effect: str, cause: str) -> bool:
        """Whether the one is what the other brings about: "the quake cut the power"."""
        return effect in self.consequences.get(self.types[cause].family, ())

    def are_cause_and_effect(self, one: str, other: str) -> bool:
        return self.is_consequence(one, other) or self.is_consequence(other, one)


@lru_cache(maxsize=1)
def load() -> Taxonomy:
    data = tomllib.loads((files("app.extraction") / "taxonomy.toml").read_text(encoding="utf-8"))
    types = {}
    for type_, rows in data["types"].items():
        for subtype, row in rows.items():
            acled, plover = row.get("acled"), row.get("plover")
            types[subtype] = EventType(
                type_,
                subtype,
                row["family"],
                (acled[0], acled[1]) if acled else None,
                row.get("cameo"),
                (plover[0], plover[1] or None) if plover else None,
                row["quad"] or None,
            )
    rules = tuple(Refinement(frozenset(r["from"]), r["context"], r["to"], r.get("unless")) for r in data["refinements"])
    consequences = {family: frozenset(effects) for family, effects in data["consequences"].items()}
    return Taxonomy(types, rules, frozenset(data["harmful"]), consequences)
