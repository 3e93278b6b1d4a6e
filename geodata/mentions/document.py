"""What the rest of the document says about a name: its other mentions, people who bear it, places near it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.mentions.lexicon import Word
from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions.reading import Reading
    from geodata.mentions.spans import Span

_UNITS = frozenset({Kind.COUNTRY, Kind.ADMIN1, Kind.ADMIN2})
# A city this large speaks for its province when it is named at all.
_LARGE_CITY = 300_000
_PERSON_BEFORE = Word.TITLE
_FEW = 3  # in a text with no more names than this, to lie alone says little
HITS_READ = 40  # entries under one name that are asked for coherence; they stand in order of weight


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
        self._gazetteer = gazetteer
        self._spans = spans
        self._keys = [" ".join(reading.norms[span.first : span.last]) for span in spans]
        self._containers = {span.first: span for span in spans if not span.demonym and self._is_unit(span)}
        self._key_at = {span.first: key for span, key in zip(spans, self._keys, strict=True)}
        self._sums = Sums() if sums is None else sums
        if sums is None:
            self.gather()

    def gather(self) -> None:
        """Add what this block says to the sums."""
        self._sums.count.update(self._keys)
        for span, key in zip(self._spans, self._keys, strict=True):
            self._gather_context(span, key)
            self._gather_geography(span)
        self._gather_cells(self._spans)

    def is_container(self, index: int) -> bool:
        """Whether a country, province or county is named at that token: what stands behind "Paris,"."""
        return index in self._containers

    def features(self, span: Span, group: str) -> list[str]:
        """Features of one span that come from the other mentions."""
        key, sums = self._key_at[span.first], self._sums
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
            found.append(f"{few}{group} {self._coherence(span)}")
            found.append(f"{few}{group} neighbours{self._neighbours(span)}")
        return found

    def _is_unit(self, span: Span) -> bool:
        return span.abbreviation or any(self._gazetteer.kind[hit.row] in _UNITS for hit in span.hits[:3])

    def _gather_context(self, span: Span, key: str) -> None:
        reading, first = self._reading, span.first
        if first and not reading.opens[first]:
            index = first - 1
            bits = reading.classes[index]
            if bits & Word.IN_PLACE or (
                bits & (Word.DIRECTION | Word.ARTICLE) and index and reading.classes[index - 1] & Word.IN_PLACE
            ):
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

    def _gather_geography(self, span: Span) -> None:
        gazetteer = self._gazetteer
        row = span.hits[0].row
        kind = gazetteer.kind[row]
        if kind is Kind.COUNTRY or span.demonym:
            self._sums.countries[gazetteer.country[row]] += 1
        elif kind is Kind.ADMIN1 or (kind is Kind.CITY and gazetteer.population[row] >= _LARGE_CITY):
            country = gazetteer.country[row]
            self._sums.countries[country] += 1
            self._sums.provinces[country, gazetteer.admin1[row]] += 1

    def _gather_cells(self, spans: Sequence[Span]) -> None:
        """Which names have an entry in each cell of a degree: small places that are named together lie together."""
        gazetteer, cells = self._gazetteer, self._sums.cell_names
        for key, span in dict(zip(self._keys, spans, strict=True)).items():
            if span.demonym:
                continue
            for row, _ in span.hits[:HITS_READ]:
                if gazetteer.kind[row] is not Kind.COUNTRY:
                    cells.setdefault((int(gazetteer.lon[row] // 1), int(gazetteer.lat[row] // 1)), set()).add(key)

    def _coherence(self, span: Span) -> str:
        """Whether some entry lies in a province, or at least a country, that the document names."""
        gazetteer, countries, provinces = self._gazetteer, self._sums.countries, self._sums.provinces
        own_row = span.hits[0].row
        in_country = False
        for row, _ in span.hits[:HITS_READ]:
            country = gazetteer.country[row]
            admin1 = gazetteer.admin1[row]
            own = row == own_row and gazetteer.kind[row] is Kind.CITY and gazetteer.population[row] >= _LARGE_CITY
            if provinces.get((country, admin1), 0) > own:
                return "in its province"
            if countries.get(country, 0) > own:
                in_country = True
        return "in its country" if in_country else "alone"

    def _neighbours(self, span: Span) -> int:
        gazetteer, cells = self._gazetteer, self._sums.cell_names
        best = 0
        for row, _ in span.hits[:HITS_READ]:
            x, y = int(gazetteer.lon[row] // 1), int(gazetteer.lat[row] // 1)
            around = [
                cells[cell]
                for cell in (
                    (x - 1, y - 1), (x - 1, y), (x - 1, y + 1),
                    (x, y - 1), (x, y), (x, y + 1),
                    (x + 1, y - 1), (x + 1, y), (x + 1, y + 1),
                )
                if cell in cells
            ]  # fmt: skip
            names = len(set().union(*around)) if len(around) > 1 else sum(map(len, around))
            best = max(best, names - 1)
        return min(best, 4)
