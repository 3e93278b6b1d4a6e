"""The data sets' own event types -> our taxonomy; what it lacks keeps its name, and the import reports it."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from app.extraction import taxonomy

CodedType = tuple[str, str | None]

_NO_WORD = re.compile(r"\W+")


def slug(text: str) -> str:
    """'Explosions/Remote violence' -> 'explosions_remote_violence'."""
    return _NO_WORD.sub("_", text.casefold()).strip("_")


@lru_cache(maxsize=1)
def _acled() -> tuple[dict[tuple[str, str], CodedType], dict[str, str]]:
    exact: dict[tuple[str, str], CodedType] = {}
    first_level: dict[str, str] = {}
    for entry in taxonomy.load().types.values():
        if entry.acled:
            event_type, sub_event_type = map(slug, entry.acled)
            # Several of our subtypes may stand for one of ACLED's; the first is the general one.
            exact.setdefault((event_type, sub_event_type), (entry.type, entry.subtype))
            first_level.setdefault(event_type, entry.type)
    return exact, first_level


@lru_cache(maxsize=1024)
def from_acled(event_type: str, sub_event_type: str | None) -> CodedType:
    """ACLED's event_type and sub_event_type."""
    exact, first_level = _acled()
    type_, subtype = slug(event_type), slug(sub_event_type or "")
    return exact.get((type_, subtype)) or (first_level.get(type_, type_), subtype or None)


@lru_cache(maxsize=1)
def _codes() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("app.importers") / "codes.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1024)
def from_cameo(code: str) -> CodedType:
    """A CAMEO code, a string with its leading zero: "010" is another one than "10"."""
    for length in range(len(code), 1, -1):
        if found := _codes()["cameo"].get(code[:length]):
            return found[0], found[1]
    return f"cameo_{code}", None


@lru_cache(maxsize=1024)
def from_plover(event: str, mode: str | None) -> CodedType:
    """PLOVER's event type and mode; of several modes the first known one decides."""
    table = _codes()["plover"]
    for one in re.split(r"[;,]\s*", mode or ""):
        if found := table.get(f"{event}/{one.strip().lower()}"):
            return found[0], found[1]
    found = table.get(event)
    return (found[0], found[1]) if found else (slug(event), slug(mode) if mode else None)


@lru_cache(maxsize=1024)
def from_words(type_: str, subtype: str | None) -> CodedType:
    """What somebody's own table calls a type: our words, ACLED's, or their own."""
    types = taxonomy.load().types
    for word in (slug(subtype or ""), slug(type_)):
        if word in types:
            return types[word].type, word
    return from_acled(type_, subtype)
