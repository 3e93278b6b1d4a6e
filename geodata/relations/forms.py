"""The forms of a language ("distance direction of place") compiled to regular expressions over token symbols."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from geodata.languages import Language
from geodata.met import Met
from geodata.relations.lexicon import lexicon_of
from geodata.relations.openings import openings
from geodata.relations.reading import Reading, Token

# What is the same in all five languages. "about" may stand anywhere in a distance, its other unit in brackets or
# behind a slash; a name may be introduced by what it is: "the Iraqi capital, Baghdad", "la ville de Mossoul".
SHARED = {
    "amount": "(about|within|the)* (vague|number) (dash? number)* (about|of)*",
    "aside": "open (unknown|number|vague|unit|hours|about|travel|dash|the|slash|comma|in)* close",
    "measure": "dash? (unit|hours)",
    "distance": "(about|within|between)* ((amount|the) measure|whole|about hours|hours travel|"
    "amount (unit|hours)? (to|dash|and) amount measure) "
    "of? travel? (aside|(slash|comma) (and|about)* number+ unit comma?)?",
    "introduced": "(the* (epithet (epithet (epithet epithet?)?)?)? the* feature+ actor? of? comma? dash?)",
    # Up to four words that the grammar need not know: "the besieged northern Syrian city of".
    "epithet": "(unknown|southern|actor|dash|the)",
    "owner": "(place possessive the* feature*)",  # "Iraq's Anbar"
    # "the town", "de la ville" with no name behind: what was said before.
    "anaphor": "(<definite feature+|itself) !of !place !feature !actor",
    "told": "the* (parts the*)? introduced? the* of? the* owner? actor? (possessive dash)? (place|point)",
    "named": "(told|the* anaphor)",
    "named_list": "named ((comma|and) named)* comma? and named",
}
ELEMENT = re.compile(r"[<!]?[a-z_]+|[()|*+?]")  # <x: just behind an x; !x: with no x ahead
LOOKS = {"<": "?<=", "!": "?!"}


@dataclass(frozen=True, slots=True)
class Match:
    """A form that fits: its relation and the tokens from `first` up to `last` (half-open)."""

    relation: str
    first: int
    last: int

    def tokens(self, reading: Reading) -> list[Token]:
        """The matched tokens."""
        return reading.tokens[self.first : self.last]


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of a relation, with the symbols that it can begin with."""

    relation: str
    match: Callable[[str, int], re.Match[str] | None]
    openings: frozenset[str]


@cache
def _forms(language: Language) -> tuple[_Form, ...]:
    symbols = lexicon_of(language).symbols
    regexes = [
        (relation, expand(form, symbols)) for relation, forms in language.tables["forms"].items() for form in forms
    ]
    return tuple(_Form(relation, re.compile(regex).match, openings(regex)) for relation, regex in regexes)


@cache
def _tried_by_opening(language: Language) -> Met[tuple[_Form, ...]]:
    """Symbol -> the forms that can begin with it; most words can begin none or one."""
    return Met(lambda symbol: tuple(form for form in _forms(language) if symbol in form.openings))


def expand(form: str, symbols: Mapping[str, str]) -> str:
    """A form as a regular expression over the symbols of a lexicon."""

    def element(match: re.Match[str]) -> str:
        name = match.group()
        if name[0] in LOOKS:
            return f"({LOOKS[name[0]]}[{symbols[name[1:]]}])" if name[1:] in symbols else "(?!)"
        if not name[0].isalpha():
            return "(?:" if name == "(" else name
        if name in SHARED:
            return f"(?:{expand(SHARED[name], symbols)})"
        return f"[{symbols[name]}]" if name in symbols else "(?!)"  # the language has no such words

    return ELEMENT.sub(element, form).replace(" ", "")


def matches(reading: Reading, language: Language) -> Iterator[Match]:
    """All forms found, left to right, not overlapping; of several at one place the first in the language's file."""
    symbols, behind = reading.symbols, 0
    by_opening = _tried_by_opening(language)
    for at, symbol in enumerate(symbols):
        for form in by_opening[symbol] if at >= behind else ():
            found = form.match(symbols, at)
            if found is not None:
                behind = found.end()
                yield Match(form.relation, at, behind)
                break
