"""Names that a language changes or joins to other words: "Bagdads", "Berliner", "وبغداد", "للعراق"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geodata.gazetteer.flags import NameFlag, NameHit
from geodata.gazetteer.names import normalise
from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.gazetteer.names import Token

# An unchanged reading beats one with letters taken off, unless the place under it is this much lighter: the village
# Wahran for و + Iran's Hran.
_LIGHTER = 1_000.0
# People are named after a town of some size: "Berliner", but not "Anger" after Ang.
_LEAST_WEIGHT = 50_000.0
_NAMING = NameFlag.DEMONYM | NameFlag.PREFERRED | NameFlag.ALTERNATE
_LEAST_LETTERS = 4
_LEAST_ARABIC = 3
_LEAST_FIRST_WORD = 2  # of a longer name: "وأم درمان"
# What has a north and a south: "Nordsyrien", but no "Nordhausen".
_AREAS = frozenset({Kind.COUNTRY, Kind.ADMIN1, Kind.REGION, Kind.ISLAND, Kind.CONTINENT})


@dataclass(frozen=True, slots=True)
class Inflection:
    """How a language changes names; read from its file."""

    genitive: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    nominative: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    inhabitant: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    article: str = ""
    clitic_classes: Mapping[str, str] = field(default_factory=dict)  # what a letter in front says, as the words do

    @classmethod
    def from_table(cls, section: Mapping[str, Any]) -> Inflection:
        """From the `[mentions]` section of a language file."""
        return cls(
            genitive=tuple(section.get("genitive", ())),
            declined=tuple(section.get("declined", ())),
            nominative=tuple(section.get("nominative", ())),
            directions=tuple(map(normalise, section.get("glued_directions", ()))),
            inhabitant=tuple(section.get("inhabitant", ())),
            conjunctions=tuple(section.get("clitic_conjunctions", ())),
            prepositions=tuple(section.get("clitic_prepositions", ())),
            article=section.get("clitic_article", ""),
            clitic_classes=section.get("clitic_classes", {}),
        )

    @property
    def has_clitics(self) -> bool:
        """Whether words are written together with the name behind them."""
        return bool(self.conjunctions or self.prepositions)

    def ends_in_preposition(self, clitics: str) -> bool:
        """Whether the letter right before the name is a preposition: "ببغداد", in Baghdad."""
        return clitics[-1:] in self.prepositions if clitics else False

    def behind(self, norm: str, taken: int) -> str:
        """The word behind so many letters, with the article that "لل" swallows."""
        rest = norm[taken:]
        swallowed = taken and self.article and norm[taken - 1 : taken + 1] == self.article[-1] * 2
        return self.article + rest[1:] if swallowed else rest

    def without_clitics(self, norm: str) -> Iterator[tuple[int, str]]:
        """(letters taken off, word) for each way to read the word, itself first."""
        yield 0, norm
        rests = [(0, norm)]
        for letter in self.conjunctions:
            if norm.startswith(letter) and len(norm) - 1 >= _LEAST_FIRST_WORD:
                rests.append((1, norm[1:]))
                yield 1, norm[1:]
        for taken, rest in rests:
            for letter in self.prepositions:
                if rest.startswith(letter) and len(rest) - 1 >= _LEAST_FIRST_WORD:
                    yield taken + 1, rest[1:]
                    # The article loses its first letter behind the preposition "l": لل + X is ل + ال + X.
                    if self.article and rest[1] == self.article[-1]:
                        yield taken + 1, self.article + rest[2:]

    def stems(self, norm: str) -> Iterator[tuple[str, bool]]:
        """(stem, names the people) for each ending of the language that the word has."""
        for ending in self.genitive:
            if norm.endswith(ending) and len(norm) - len(ending) >= _LEAST_LETTERS:
                yield norm[: -len(ending)], False
        for ending in self.inhabitant:
            if norm.endswith(ending) and len(norm) - len(ending) >= _LEAST_LETTERS:
                yield norm[: -len(ending)], True


def find_stem(norm: str, inflection: Inflection, gazetteer: Gazetteer) -> tuple[list[NameHit], bool] | None:
    """The entries under an inflected name and whether it names people; None where no stem is well known."""
    for stem, people in inflection.stems(norm):
        for _, hits in gazetteer.walk((stem,), 0):
            if gazetteer.weight(hits[0].row) >= _LEAST_WEIGHT:
                return hits, people or hits[0].flags & _NAMING == NameFlag.DEMONYM
    return None


def find_declined(
    tokens: Sequence[Token], norms: list[str], position: int, inflection: Inflection, gazetteer: Gazetteer
) -> tuple[int, list[NameHit]] | None:
    """(end, entries) of a name of several words of which one has a case ending: "Vereinigten Staaten", "Sri Lankas"."""
    for index in range(position, min(position + 3, len(norms))):
        if not tokens[index].text[0].isupper():
            return None
        whole = norms[index]
        for ending in inflection.declined if index == position else inflection.genitive:
            if not whole.endswith(ending) or len(whole) - len(ending) < _LEAST_LETTERS:
                continue
            for plain in inflection.nominative if index == position else ("",):
                norms[index] = whole[: -len(ending)] + plain
                found = gazetteer.walk(norms, position)
                norms[index] = whole
                for end, hits in found[:1]:
                    if end > max(index, position + 1) and gazetteer.weight(hits[0].row) >= _LEAST_WEIGHT:
                        return end, hits
    return None


def find_behind_direction(norm: str, inflection: Inflection, gazetteer: Gazetteer) -> tuple[int, list[NameHit]] | None:
    """(letters of the direction, entries) of a part of an area in one word: "Nordsyrien", "Ostukraines"."""
    for direction in inflection.directions:
        rest = norm[len(direction) :]
        if len(rest) < _LEAST_LETTERS or not norm.startswith(direction):
            continue
        for name in (rest, *(stem for stem, people in inflection.stems(rest) if not people)):
            for _, hits in gazetteer.walk((name,), 0):
                known = gazetteer.weight(hits[0].row) >= _LEAST_WEIGHT
                if known and gazetteer.kind[hits[0].row] in _AREAS and hits[0].flags & _NAMING != NameFlag.DEMONYM:
                    return len(direction), hits
    return None


def find_behind_clitics(
    norms: list[str], position: int, inflection: Inflection, gazetteer: Gazetteer
) -> tuple[int, int, list[NameHit]] | None:
    """(letters taken off, end, entries) of the likeliest reading of a word that may carry others in front."""
    best: tuple[float, int, int, list[NameHit]] | None = None
    whole = norms[position]
    for taken, rest in inflection.without_clitics(whole):
        norms[position] = rest
        found = gazetteer.walk(norms, position)
        for end, hits in found[:1]:
            if taken and end == position + 1 and len(rest) < _LEAST_ARABIC:
                continue
            weight = gazetteer.weight(hits[0].row) * (1.0 if taken else _LIGHTER) * _LIGHTER ** (end - position)
            if best is None or weight > best[0]:
                best = weight, taken, end, hits
    norms[position] = whole
    return None if best is None else best[1:]
