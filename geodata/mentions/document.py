"""What the rest of the document says about a name: its other mentions, people who bear it, places near it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.mentions.lexicon import Word
from geodata.mentions.profile import HITS_READ, Profile, profile_of
from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions.reading import Reading
    from geodata.mentions.spans import Span

_PERSON_BEFORE = Word.TITLE
_FEW = 3  # in a text with no more names than this, to lie alone says little
_MOST_NEIGHBOURS = 4  # more are not told apart


@dataclass(slots=True)
class Sums:
    """What all blocks of a text say together: an entry a name, country, province or cell, however often it is named."""

    count: Counter[str] = field(default_factory=Counter)
    in_place: set[str] = field(default_factory=set)
    with_container: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    provinces: Counter[tuple[str, str]] = field(default_factory=Counter)
    cell_names: dict[tuple[int, int], set[str]] = field(default_factory=dict)


class Document:
    """Evidence gathered in one pass over all spans, before any is judged.

    `sums` are those of the whole text, where this is one block of it; each block is gathered once.
    """

    def __init__(self, reading: Reading, spans: Sequence[Span], gazetteer: Gazetteer, sums: Sums | None = None) -> None:
        self._reading = reading
        self._spans = spans
        self._keys = [" ".join(reading.norms[span.first : span.last]) for span in spans]
        code = reading.lexicon.code
        self._profiles = [profile_of(tuple(span.hits[:HITS_READ]), code, gazetteer) for span in spans]
        known = list(zip(spans, self._profiles, strict=True))
        self._containers = {
            span.first for span, own in known if not span.demonym and (own.is_unit or span.abbreviation)
        }
        keyed = zip(self._keys, self._profiles, strict=True)
        self._at = {(span.first, span.last): told for span, told in zip(spans, keyed, strict=True)}
        self._sums = Sums() if sums is None else sums
        if sums is None:
            self.gather()

    def gather(self) -> None:
        """Add what this block says to the sums."""
        self._sums.count.update(self._keys)
        for span, key, profile in zip(self._spans, self._keys, self._profiles, strict=True):
            self._gather_context(span, key)
            self._gather_geography(span, profile)
        self._gather_cells()

    def is_container(self, index: int) -> bool:
        """Whether a country, province or county is named at that token: what stands behind "Paris,"."""
        return index in self._containers

    def profile(self, span: Span) -> Profile:
        """What its name tells by itself."""
        return self._at[span.first, span.last][1]

    def features(self, span: Span, group: str) -> list[str]:
        """Features of one span that come from the other mentions."""
        (key, profile), sums = self._at[span.first, span.last], self._sums
        few = "few " if len(sums.count) <= _FEW else ""
        found = []
        if sums.count[key] > 1:
            found.append(f"{group} named {min(sums.count[key], 4)} times")
        if key in sums.in_place:
            found.append(f"{group} elsewhere in place")
        if key in sums.with_container:
            found.append(f"{group} elsewhere with container")
        if span.last - span.first == 1 and key in sums.persons:
            found.append("elsewhere a person")
            found.append(f"{group} elsewhere a person")
        if group in ("city", "large city", "aka", "alias", "admin2", "feature", "natural"):
            found.append(f"{few}{group} {self._coherence(profile)}")
            found.append(f"{few}{group} neighbours{self._neighbours(profile)}")
        return found

    def _gather_context(self, span: Span, key: str) -> None:
        reading, first = self._reading, span.first
        if first and not reading.opens[first]:
            index = first - 1
            bits = reading.classes[index]
            # "in einen Graben": before an article a German noun is one, and no town.
            between = Word.DIRECTION if reading.lexicon.nouns_capitalised else Word.DIRECTION | Word.ARTICLE
            if bits & Word.IN_PLACE or (bits & between and index and reading.classes[index - 1] & Word.IN_PLACE):
                self._sums.in_place.add(key)
            if (
                (bits & _PERSON_BEFORE and reading.capital[index])
                or (reading.capital[index] and reading.norms[index] in reading.lexicon.first_names and not bits)
                or (reading.tokens[index].text == "." and index and len(reading.tokens[index - 1].text) == 1)
            ):
                self._sums.persons.add(key)
        last = span.last
        if last + 1 < len(reading.tokens) and reading.tokens[last].text in ",(" and last + 1 in self._containers:
            self._sums.with_container.add(key)

    def _gather_geography(self, span: Span, profile: Profile) -> None:
        country, _ = profile.unit
        if profile.kind is Kind.COUNTRY or span.demonym:
            self._sums.countries[country] += 1
        elif profile.kind is Kind.ADMIN1 or profile.is_large_city:
            self._sums.countries[country] += 1
            self._sums.provinces[profile.unit] += 1

    def _gather_cells(self) -> None:
        """Which names have an entry in each cell of a degree: small places that are named together lie together."""
        cells = self._sums.cell_names
        for key, (span, profile) in dict(
            zip(self._keys, zip(self._spans, self._profiles, strict=True), strict=True)
        ).items():
            for cell in () if span.demonym else profile.cells_within:
                cells.setdefault(cell, set()).add(key)

    def _coherence(self, profile: Profile) -> str:
        """Whether some entry lies in a province, or at least a country, that the document names."""
        countries, provinces = self._sums.countries, self._sums.provinces
        own = int(profile.is_large_city)  # it has named both itself
        if provinces.get(profile.unit, 0) > own or not provinces.keys().isdisjoint(profile.other_units):
            return "in its province"
        if countries.get(profile.unit[0], 0) > own or not countries.keys().isdisjoint(profile.other_countries):
            return "in its country"
        return "alone"

    def _neighbours(self, profile: Profile) -> int:
        cells, best = self._sums.cell_names, 0
        for x, y in profile.cells:
            near = [
                cells[cell]
                for cell in (
                    (x - 1, y - 1), (x - 1, y), (x - 1, y + 1),
                    (x, y - 1), (x, y), (x, y + 1),
                    (x + 1, y - 1), (x + 1, y), (x + 1, y + 1),
                )
                if cell in cells
            ]  # fmt: skip
            names = len(set().union(*near)) if len(near) > 1 else sum(map(len, near))
            best = max(best, names - 1)
            if best >= _MOST_NEIGHBOURS:
                return _MOST_NEIGHBOURS
        return best
