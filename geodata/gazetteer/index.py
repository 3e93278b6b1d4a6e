"""The place index, opened read-only from one memory-mapped file."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
import shapely
from xxhash import xxh3_64_intdigest

from geodata.gazetteer.arrange import NO_ROW
from geodata.gazetteer.cells import Cells
from geodata.gazetteer.division import DIVIDED, METHOD, Division, places_by_unit
from geodata.gazetteer.drawn import Drawn
from geodata.gazetteer.flags import NameFlag, NameHit
from geodata.gazetteer.ids import hash_id
from geodata.gazetteer.importance import importance
from geodata.gazetteer.layout import map_file
from geodata.gazetteer.name_table import PREFIX_MARK
from geodata.gazetteer.names import normalise
from geodata.types import Kind, Place, Region

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_T = TypeVar("_T")
_OUTLINES_KEPT = 8  # of large ones a megabyte each; what is drawn from them is kept elsewhere
_DIVISIONS_KEPT = 256  # ten kilobytes each; the largest so many of all that there are hold 20 MB
_NAMES_KEPT = 2048
_PLACES_KEPT = 4096
_WORDS_KEPT = 1 << 15  # most of them begin no name
_MOST_WALKED = 128  # thousands of places share a name of the whole of GeoNames; a text means none of the last ones


class Coded(Generic[_T]):
    """A column of small numbers that reads as the values they stand for."""

    __slots__ = ("codes", "values")

    def __init__(self, codes: memoryview, values: Sequence[_T]) -> None:
        self.codes = codes
        self.values = values

    def __getitem__(self, row: int) -> _T:
        return self.values[self.codes[row]]

    def __len__(self) -> int:
        return len(self.codes)


class Gazetteer:
    """Names to places and back. Rows are numbers into the columns and hold for the opened file only."""

    def __init__(self, sections: dict[str, memoryview], metadata: dict[str, Any], mapping: mmap.mmap | None) -> None:
        self.metadata = metadata
        self.lon, self.lat = sections["lon"], sections["lat"]
        self.population = sections["population"]
        self._renown = {int(row): people for row, people in metadata.get("renown", {}).items()}
        self.kind: Coded[Kind] = Coded(sections["kind"], tuple(Kind(kind) for kind in metadata["kinds"]))
        self.country: Coded[str] = Coded(sections["country"], tuple(metadata["country_codes"]))
        self.admin1: Coded[str] = Coded(sections["admin1"], tuple(metadata["admin1_codes"]))
        self.feature_code: Coded[str] = Coded(sections["feature"], tuple(metadata["feature_codes"]))
        self.parent = sections["parent"]
        self._sections = sections
        self._mapping = mapping
        self._keys, self._buckets, self._starts = sections["key"], sections["key_bucket"], sections["key_start"]
        self._shift = 64 - (len(self._buckets) - 1).bit_length() + 1
        self._hit_row, self._hit_flags = sections["hit_row"], sections["hit_flags"]
        self._schemes = metadata["id_schemes"]
        self._cells, self._drawn = Cells(sections), Drawn(sections)
        self._outline = lru_cache(maxsize=_OUTLINES_KEPT)(self._read_outline)
        # Whoever asks for one district will ask for its neighbours.
        self._division = lru_cache(maxsize=_DIVISIONS_KEPT)(self._divide)
        # A text repeats its names, and the news repeat theirs; the lists are shared, so nobody may change one.
        self._walked = lru_cache(maxsize=_NAMES_KEPT)(lambda at: self._hits(at, _MOST_WALKED))
        self._place = lru_cache(maxsize=_PLACES_KEPT)(self._read_place)
        self._found = lru_cache(maxsize=_WORDS_KEPT)(lambda name: self._find(xxh3_64_intdigest(name.encode())))

    @classmethod
    def open(cls, path: Path | str) -> Gazetteer:
        """Map the file; nothing but its header is read. Raises `GazetteerNotBuilt`, `GazetteerUnreadable`."""
        return cls(*map_file(Path(path)))

    def __len__(self) -> int:
        return len(self.lon)

    # Names

    @staticmethod
    def key(tokens: Iterable[str]) -> int:
        """The look-up key of a name given as normalised words."""
        return xxh3_64_intdigest(" ".join(tokens).encode())

    def hits(self, name: str) -> list[NameHit]:
        """All entries under a name in whatever spelling, the weightiest place first."""
        at = self._find(xxh3_64_intdigest(normalise(name).encode()))
        return [] if at < 0 else self._hits(at)

    def walk(self, tokens: Sequence[str], i: int) -> list[tuple[int, list[NameHit]]]:
        """Every name that starts at normalised word `i`: (end index, entries), the longest name first.

        Of the rare names that more than 128 places share, the weightiest 128; `hits` gives all.
        The lists of entries are kept and handed out again: read them only.
        """
        found: list[tuple[int, list[NameHit]]] = []
        name = tokens[i]
        at = self._found(name)
        end, count = i + 1, len(tokens)
        while at >= 0:
            hits = self._walked(at)
            if hits:
                found.append((end, hits))
            if not self._starts[at] & PREFIX_MARK or end == count:
                break
            name = f"{name} {tokens[end]}"
            at = self._found(name)
            end += 1
        found.reverse()
        return found

    def begins(self, word: str) -> bool:
        """Whether a normalised word is a name or begins a longer one."""
        return self._found(word) >= 0

    def _find(self, key: int) -> int:
        bucket = key >> self._shift
        low, high = self._buckets[bucket], self._buckets[bucket + 1]
        keys = self._keys
        while low < high:
            if keys[low] == key:
                return low
            low += 1
        return -1

    def _hits(self, at: int, most: int | None = None) -> list[NameHit]:
        start, end = self._starts[at] & ~PREFIX_MARK, self._starts[at + 1] & ~PREFIX_MARK
        if most is not None and end - start > most:
            end = start + most
        return list(map(NameHit._make, zip(self._hit_row[start:end], self._hit_flags[start:end], strict=True)))

    # Places

    def place(self, row: int) -> Place:
        """The entry in that row."""
        return self._place(row)

    def _read_place(self, row: int) -> Place:
        admin1_row = self._admin1_row(row)
        return Place(
            id=self.id(row),
            name=self.name(row),
            kind=self.kind[row],
            lon=round(self.lon[row], 5),
            lat=round(self.lat[row], 5),
            country=self.country[row] or None,
            admin1=self.admin1[row] or None,
            population=self.population[row],
            feature_code=self.feature_code[row] or None,
            admin1_name=None if admin1_row is None else self.name(admin1_row),
            row=row,
        )

    def id(self, row: int) -> str:
        """The place's id, "scheme:value"."""
        scheme: str = self._schemes[self._sections["id_scheme"][row]]
        value = self._sections["id_value"][row]
        return scheme[:-1] + str(value) if scheme[-1] == "#" else scheme + self._string("slug", value)

    def name(self, row: int) -> str:
        """The place's main name."""
        return self._string("name", row)

    def by_id(self, place_id: str) -> Place | None:
        """The place with that id, or with it among its ids in other data sets."""
        key = hash_id(place_id)
        keys = self._sections["id_key"]
        at = bisect_left(keys, key)
        return self.place(self._sections["id_row"][at]) if at < len(keys) and keys[at] == key else None

    def country_place(self, iso2: str) -> Place | None:
        """The country with that ISO 3166-1 alpha-2 code."""
        row = self.metadata["countries"].get(iso2)
        return None if row is None else self.place(row)

    def admin1_place(self, iso2: str, code: str) -> Place | None:
        """The first-order unit with that GeoNames code: ("IQ", "07")."""
        row = self.metadata["admin1_rows"].get(f"{iso2}.{code}")
        return None if row is None else self.place(row)

    def parents(self, row: int) -> list[int]:
        """The administrative units around a place, the smallest first."""
        rows = []
        while (row := self.parent[row]) != NO_ROW:
            rows.append(row)
        return rows

    def nearest(
        self, lon: float, lat: float, k: int = 1, kinds: Iterable[Kind] | None = None, max_km: float = 200.0
    ) -> list[tuple[Place, float]]:
        """The `k` places nearest to a point, with their distance in km."""
        codes = None if kinds is None else {self.kind.values.index(kind) for kind in kinds}
        return [(self.place(row), km) for km, row in self._cells.nearest(lon, lat, k, codes, max_km)]

    def towns_in(
        self, outline: BaseGeometry, least_population: int = 1
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Towns inside an outline: their (n, 2) lon, lat and their populations, the largest first."""
        parts = shapely.get_parts(outline)
        # An outline cut at the antimeridian has a box around the world, its two sides have not.
        eastern = shapely.bounds(parts)[:, 0] >= 0
        sides = [shapely.total_bounds(side) for side in (parts[eastern], parts[~eastern]) if len(side)]
        rows = np.concatenate([self._cells.in_box(*side) for side in sides])
        towns = np.asarray(self.population)[rows] >= least_population
        towns &= np.asarray(self.kind.codes)[rows] == self.kind.values.index(Kind.CITY)
        rows = np.sort(rows[towns])
        rows = rows[np.diff(rows, prepend=-1) > 0]  # the boxes of the two sides may overlap
        lonlat = np.column_stack([np.asarray(self.lon)[rows], np.asarray(self.lat)[rows]]).astype(np.float64)
        # Of a copy: a geometry keeps what it was prepared with, and outlines are kept for long.
        inside = shapely.contains_xy(shapely.force_2d(outline), lonlat)
        population = np.asarray(self.population)[rows][inside].astype(np.int64)
        order = np.argsort(-population, kind="stable")
        return lonlat[inside][order], population[order]

    def countries_in(self, west: float, south: float, east: float, north: float) -> list[Place]:
        """Countries that have a place in or close to a box."""
        codes = np.unique(np.asarray(self.country.codes)[self._cells.in_box(west, south, east, north)])
        found = (self.country_place(self.country.values[code]) for code in codes)
        return [country for country in found if country is not None]

    def weight(self, row: int) -> float:
        """How likely a bare name means this place, before any context."""
        return importance(self.kind.codes[row], self.standing(row), self.feature_code[row] == "PPLC")

    def standing(self, row: int) -> int:
        """Inhabitants; where they are not known, those of a town that is as well known, 0 where that is not either."""
        return self.population[row] or self._renown.get(row, 0)

    def search(self, text: str, limit: int = 10) -> list[Place]:
        """Places for a query such as "Paris, Texas", the likeliest first; words after a comma narrow it down."""
        name, *containers = [part for part in text.split(",") if part.strip()] or [""]
        inside = {hit.row for container in containers for hit in self.hits(container)}
        ranked = sorted(
            {hit.row: hit for hit in self.hits(name)}.values(),
            key=lambda hit: (
                not (inside and inside.intersection(self.parents(hit.row))),
                bool(hit.flags & NameFlag.LOW_TRUST),
                bool(hit.flags & NameFlag.DEMONYM),
                -self.weight(hit.row),
            ),
        )
        return [self.place(hit.row) for hit in ranked[:limit]]

    # Outlines

    def outline(self, place: Place | int) -> BaseGeometry | None:
        """The place's outline or centre line in lon/lat, None where only its point is known.

        A unit that nobody surveyed gets the Voronoi cells of its places, worked out when it is asked for.
        """
        return self._outline(place if isinstance(place, int) else place.row)

    def drawn(self, place: Place) -> Region | None:
        """The region of the place alone, where it was drawn when the index was built: of what has an outline."""
        return self._drawn.region(place.row)

    def rows_outlined(self, kind: Kind) -> list[int]:
        """Rows with an outline of their own, and all of one kind, in order."""
        of_kind = np.flatnonzero(np.asarray(self.kind.codes) == self.kind.values.index(kind))
        return sorted({*self._sections["outline_row"], *of_kind.tolist()})

    def outline_method(self, place: Place | int) -> str | None:
        """How the outline came about: "survey", "union", "voronoi", "hand"; None where there is none."""
        row = place if isinstance(place, int) else place.row
        at = self._outline_at(row)
        if at is not None:
            method: str = self.metadata["outline_methods"][self._sections["outline_method"][at]]
            return method
        return METHOD if self.kind[row] in DIVIDED and self.outline(row) is not None else None

    def _outline_at(self, row: int) -> int | None:
        rows = self._sections["outline_row"]
        at = bisect_left(rows, row)
        return at if at < len(rows) and rows[at] == row else None

    def _read_outline(self, row: int) -> BaseGeometry | None:
        at = self._outline_at(row)
        if at is None:
            divided = self.kind[row] in DIVIDED and self.parent[row] != NO_ROW
            division = self._division(self.parent[row], self.kind.codes[row]) if divided else None
            return division.outline(row) if division is not None else None
        offsets = self._sections["outline_at"]
        geometry: BaseGeometry = shapely.from_wkb(bytes(self._sections["outline_wkb"][offsets[at] : offsets[at + 1]]))
        return geometry

    def _divide(self, parent: int, kind: int) -> Division | None:
        """The unit in that row by its towns and their units of one kind; scans all rows."""
        around = self.outline(parent)
        if around is None:
            return None
        parents, kinds, countries = np.asarray(self.parent), np.asarray(self.kind.codes), np.asarray(self.country.codes)
        siblings = np.flatnonzero((parents == parent) & (kinds == kind))
        # A unit's towns are of its country, and to follow the parents of all towns would take ten times as long.
        towns = np.flatnonzero((kinds == self.kind.values.index(Kind.CITY)) & (countries == countries[parent]))
        rows, units = places_by_unit(parents, towns, siblings)
        return Division.of(around, np.column_stack([np.asarray(self.lon)[rows], np.asarray(self.lat)[rows]]), units)

    def _admin1_row(self, row: int) -> int | None:
        for parent in self.parents(row):
            if self.kind[parent] is Kind.ADMIN1:
                return parent
        return None

    def _string(self, column: str, index: int) -> str:
        offsets = self._sections[f"{column}_at"]
        return bytes(self._sections[f"{column}_text"][offsets[index] : offsets[index + 1]]).decode()
