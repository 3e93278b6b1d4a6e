"""The forms of a language ("distance direction of place") compiled to one regular expression over token symbols."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from geodata.languages import Language
from geodata.relations.lexicon import lexicon_of
from geodata.relations.reading import Reading, Token

# What is the same in all five languages. "about" may stand anywhere in a distance, its other unit in brackets or
# behind a slash; a name may be introduced by what it is: "the Iraqi capital, Baghdad", "la ville de Mossoul".
SHARED = {
    "amount": "(about|within|the)* (vague|number) (dash? number)* (about|of)*",
    "aside": "open (unknown|number|vague|unit|hours|about|travel|dash|the|slash|comma|in)* close",
    "measure": "dash? (unit|hours)",
    "distance": "(about|within|between)* ((amount|the) measure|about hours|hours travel|"
    "amount (unit|hours)? (to|dash|and) amount measure) "
    "of? travel? (aside|(slash|comma) (and|about)* number+ unit comma?)?",
    "introduced": "(the* (epithet (epithet (epithet epithet?)?)?)? the* feature+ actor? of? comma? dash?)",
    # Up to four words that the grammar need not know: "the besieged northern Syrian city of".
    "epithet": "(unknown|southern|actor|dash|the)",
    "owner": "(place possessive the* feature*)",  # "Iraq's Anbar"
    # "the town", "de la ville" with no name behind: what was said before.
    "anaphor": "(<definite feature+|itself) !of !place !feature",
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


@cache
def _compiled(language: Language) -> tuple[re.Pattern[str], tuple[str, ...]]:
    symbols = lexicon_of(language).symbols
    relations: list[str] = []
    alternatives: list[str] = []
    for relation, forms in language.tables["forms"].items():
        for form in forms:
            relations.append(relation)
            alternatives.append(f"({expand(form, symbols)})")
    return re.compile("|".join(alternatives)), tuple(relations)


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
    pattern, relations = _compiled(language)
    for found in pattern.finditer(reading.symbols):
        if found.lastindex is not None:  # always so: every alternative is a group
            yield Match(relations[found.lastindex - 1], found.start(), found.end())
