"""What recognition knows of a language's words: their classes as bits, their frequency, and names of people.

The classes come from the `[mentions]` section of the language file, the frequencies and names from `words/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import cache
from importlib import resources

from geodata.gazetteer.names import normalise
from geodata.languages import load
from geodata.types import Kind


class Word(IntFlag):
    """What a word can tell about a name beside it; each is a list of the language file, in lower case."""

    IN_PLACE = auto()  # in, at, near
    PREPOSITION = auto()
    OF = auto()
    ARTICLE = auto()
    CONJUNCTION = auto()
    TITLE = auto()  # Mr, president, spokeswoman
    NAME_SUFFIX = auto()
    NAME_PARTICLE = auto()
    SPEECH = auto()
    ACT = auto()  # what a state does
    AUXILIARY = auto()
    PASSIVE_BY = auto()
    TIED_TO = auto()
    TIE = auto()  # relations between states: allied, talks
    AGAINST = auto()
    ATTACK = auto()
    INSTITUTION = auto()  # government, army
    BACKED = auto()  # US-backed
    ORGANISATION_AFTER = auto()  # Texas University
    ORGANISATION_BEFORE = auto()  # Bank of Japan
    TEAM = auto()
    NEWSPAPER = auto()
    STREET = auto()
    STREET_BEFORE = auto()
    FEATURE_AFTER = auto()  # Lamar County
    FEATURE_BEFORE = auto()  # Lake Van, city of Mosul
    DIRECTION = auto()
    CALENDAR = auto()
    MOVEMENT = auto()
    MOVING_TO = auto()
    NEVER = auto()
    COMPOUND_DEMONYM = auto()  # pro-Iranian


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All tables of one language, keyed by normalised words."""

    code: str
    classes: Mapping[str, int]  # word -> bits of `Word`
    zipf: Mapping[str, int]  # ordinary word -> 10 x Zipf frequency
    first_names: Mapping[str, int]  # -> 10 x log10 of the share
    surnames: Mapping[str, int]
    abbreviations: Mapping[str, tuple[str, str | None]]  # as printed -> (name, country code)
    postal: Mapping[str, tuple[str, str | None]]
    kinds: Mapping[str, Kind]  # "city", "province": what a word says a name is
    kind_follows: bool  # whether such a word may stand behind the name: "Anbar province"


@cache
def load_lexicon(code: str) -> Lexicon:
    """The lexicon of a supported language; read once. Raises `UnsupportedLanguage`."""
    section = load(code).tables["mentions"]
    classes: dict[str, int] = {}
    for word_class in Word:
        for word in section.get((word_class.name or "").lower(), ()):
            key = normalise(word)
            classes[key] = classes.get(key, 0) | int(word_class)
    return Lexicon(
        code=code,
        classes=classes,
        zipf=_read_weights(f"{code}.tsv"),
        first_names=_read_weights("first_names.tsv"),
        surnames=_read_weights("surnames.tsv"),
        abbreviations=_split_countries(section.get("abbreviations", {}).items()),
        postal=_split_countries(section.get("postal", {}).items()),
        kind_follows=bool(section.get("kind_follows", False)),
        kinds=_read_kinds(load(code).tables.get("features", {})),
    )


@cache
def _read_weights(name: str) -> dict[str, int]:
    weights: dict[str, int] = {}
    text = (resources.files(__package__) / "words" / name).read_text("utf-8")
    for line in text.splitlines():
        weight, words = line.split("\t")
        for word in words.split(" "):
            weights.setdefault(normalise(word), int(weight))  # heaviest first in the file
    return weights


def _read_kinds(features: Mapping[str, Iterable[str]]) -> dict[str, Kind]:
    known = {kind.value: kind for kind in Kind}
    return {normalise(word): known[name] for name, words in features.items() if name in known for word in words}


def _split_countries(items: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str | None]]:
    table = {}
    for printed, value in items:
        name, _, country = value.partition(", ")
        table[printed] = (normalise(name), country or None)
    return table
