"""The words of a language that the relation grammar knows, as a dictionary of phrases.

A phrase may belong to several classes ("over": about, in); which one counts is decided by the form that matches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from geodata.gazetteer import tokenise
from geodata.gazetteer.names import norm_of
from geodata.languages import Language
from geodata.languages.compass import compose, letters
from geodata.languages.numerals import join_numbers
from geodata.met import Met

KM = {"km": 1.0, "m": 0.001, "mi": 1.609344, "yd": 0.0009144, "nmi": 1.852, "league": 4.8, "block": 0.12}
HOURS = {"minute": 1 / 60, "hour": 1.0, "two_hours": 2.0, "day": 10.0}  # a day's travel has about ten hours on the move
_COUNTS = {"one": 1.0, "two": 2.0}
# km/h over the crow's distance: an hour's drive on ordinary roads covers some 50 km of map.
SPEEDS = {"car": 50.0, "walk": 4.0, "air": 600.0, "rail": 60.0, "boat": 20.0}
Value = str | float | tuple[float, float] | None


@dataclass(slots=True)
class Entry:
    """What a phrase can be: class -> value (bearing, km, kind, relation word, ...)."""

    classes: dict[str, Value] = field(default_factory=dict)
    symbol: str = ""  # one character that stands for this set of classes


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases: what ends here, and the words that go on."""

    entry: Entry | None = None
    following: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Phrases as a tree of words; `symbols` maps a class to the characters whose sets contain it."""

    phrases: Mapping[str, Node]  # by first word
    abbreviations: Mapping[str, Entry]  # compass letters, capitals only
    symbols: Mapping[str, str]
    clitics: str  # letters that are written together with the word behind them: "and" in Arabic
    # By printed word: what it is, where that hangs neither on its letters nor on the words behind it; else None.
    alone: Met[Entry | None] = field(init=False)
    unknown: Entry = field(init=False)
    stop: Entry = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "alone", Met(self._alone))
        for name in ("unknown", "stop"):
            object.__setattr__(self, name, Entry({}, self.symbols[name][0]))

    def _alone(self, printed: str) -> Entry | None:
        key, first = key_of(norm_of(printed), printed), printed[0]
        node = self.phrases.get(key)
        if printed in self.abbreviations or first.isdecimal() or (node is None and first in self.clitics):
            return None
        if node is None:
            return self.stop if key in STOPS else self.unknown
        if node.following or node.entry is None or not node.entry.classes.keys().isdisjoint(TAKE_FULL_STOP):
            return None
        return node.entry

    def longest(self, words: Sequence[str], first: int) -> tuple[Entry | None, int]:
        """The longest phrase that begins at `words[first]`, with the number of its words."""
        node = self.phrases.get(words[first])
        found, at, last = None, first, first
        while node is not None:
            at += 1
            if node.entry is not None:
                found, last = node.entry, at
            node = node.following.get(words[at]) if at < len(words) else None
        return found, last - first


def key_of(norm: str, printed: str) -> str:
    """What phrases are looked up by; the genitive's s is no letter S."""
    return "'s" if norm == "s" and printed in ("'s", "’s", "s") else norm


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase of a language file as the words of a text come: case, accents and letter forms levelled."""
    return tuple(key_of(word.norm, word.text) for word in tokenise(phrase.replace("-", " ")))


# One character for each thing that is no phrase of the file.
PUNCTUATION = {",": "comma", "،": "comma", "(": "open", ")": "close", "/": "slash", "'s": "possessive"}
PUNCTUATION |= dict.fromkeys("-–—‑", "dash")
STOPS = frozenset(".;:!?؟؛\n")
TAKE_FULL_STOP = ("unit", "about")  # "20 km. south", "approx. 27"
OWN = ("unknown", "stop", "place", "actor", "point", "number")


@cache
def lexicon_of(language: Language) -> Lexicon:
    """The compiled lexicon of a language."""
    entries: dict[tuple[str, ...], Entry] = {}

    def add(phrase: str, name: str, value: Value) -> None:
        entries.setdefault(words_of(phrase), Entry()).classes.setdefault(name, value)

    for phrase, name, value in _read(language.tables):
        add(phrase, name, value)
    for mark, name in PUNCTUATION.items():
        entries.setdefault((mark,), Entry()).classes.setdefault(name, None)
    abbreviations: dict[str, Entry] = {}
    for written, point in letters(language.tables["compass"]["letters"]).items():
        abbreviations[written] = abbreviations[".".join(written) + "."] = Entry({"direction": point})
    symbols = _give_symbols([*entries.values(), *abbreviations.values()])
    root = Node()
    for words, entry in entries.items():
        node = root
        for word in words:
            node = node.following.setdefault(word, Node())
        node.entry = entry
    return Lexicon(root.following, abbreviations, symbols, language.tables.get("rules", {}).get("clitics", ""))


def _read(tables: Mapping[str, Any]) -> Iterator[tuple[str, str, Value]]:
    """(phrase, class, value) of all sections of a language file that the grammar reads."""
    compass = tables["compass"]
    ahead = compass.get("ahead", False)
    for phrase, point in compose(compass["stems"], compass["nouns"], ahead):
        yield phrase, "direction", point
    for phrase, point in compose(compass.get("adjective_stems", compass["stems"]), compass["adjectives"], ahead):
        yield phrase, "southern", point
    for unit, phrases in tables["units"].items():
        for phrase in phrases:
            yield _measure(phrase, unit)
    for phrase, joined in join_numbers(tables):
        yield phrase, "number", joined
    for number, phrases in tables["numbers"].items():
        for phrase in phrases:
            yield phrase, "number", float(number)
    for bounds, phrases in tables["vague"].items():
        low, high = map(float, bounds.split("-"))
        for phrase in phrases:
            yield phrase, "vague", (low, high)
    for name, phrases in tables["words"].items():
        for phrase in phrases:
            yield phrase, name, None
    for section, name in (
        ("travel", "travel"),
        ("near", "near"),
        ("along", "along"),
        ("parts", "parts"),
        ("features", "feature"),
        ("anaphora", "itself"),
    ):
        for value, phrases in tables.get(section, {}).items():
            for phrase in phrases:
                yield phrase, name, SPEEDS[value] if name == "travel" else value


def _measure(phrase: str, unit: str) -> tuple[str, str, Value]:
    """A unit of length or of time; or both a number and a unit in one word, as in the Arabic dual: "two_km"."""
    number, _, name = unit.partition("_")
    if number in _COUNTS and name in KM:
        return phrase, "whole", _COUNTS[number] * KM[name]
    return (phrase, "unit", KM[unit]) if unit in KM else (phrase, "hours", HOURS[unit])


def _give_symbols(entries: list[Entry]) -> dict[str, str]:
    """Each set of classes gets a character of a private-use block; returns class -> all characters that include it."""
    by_set: dict[frozenset[str], str] = {}
    for name in OWN:
        by_set[frozenset((name,))] = chr(0xE000 + len(by_set))
    for entry in entries:
        entry.symbol = by_set.setdefault(frozenset(entry.classes), chr(0xE000 + len(by_set)))
    symbols: dict[str, str] = {}
    for names, symbol in by_set.items():
        for name in names:
            symbols[name] = symbols.get(name, "") + symbol
    return symbols
