"""Takes the sources' records in, joins what is the same place, and keeps it all as flat columns."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

from xxhash import xxh3_64_intdigest

from geodata.gazetteer.flags import NameFlag
from geodata.gazetteer.ids import IdTable, hash_id
from geodata.gazetteer.importance import KINDS
from geodata.gazetteer.joins import NameIndex
from geodata.gazetteer.names import normalise
from geodata.gazetteer.records import PlaceRecord, Source
from geodata.gazetteer.short_names import other_spelling

_KIND_CODES = {kind: code for code, kind in enumerate(KINDS)}


class Codes:
    """Short strings as numbers in the order of their first use."""

    def __init__(self) -> None:
        self.values: list[str] = [""]
        self._codes = {"": 0}

    def code(self, value: str) -> int:
        """The number of `value`, a new one if need be."""
        code = self._codes.get(value)
        if code is None:
            code = self._codes[value] = len(self.values)
            self.values.append(value)
        return code


class Collector:
    """Columns that grow by one row a place. A row is never taken back; a later record may add to it."""

    def __init__(self) -> None:
        self.lon, self.lat = array("d"), array("d")
        self.population = array("I")
        self.kind, self.id_scheme = array("B"), array("B")
        self.country, self.admin1, self.feature = array("H"), array("H"), array("H")
        self.admin2 = array("I")
        self.id_value = array("Q")
        self.name_text, self.name_at = bytearray(), array("Q", [0])
        self.key, self.key_row, self.key_flags = array("Q"), array("I"), array("H")
        self.prefix = array("Q")
        self.id_key, self.id_row = array("Q"), array("I")
        self.renown: dict[int, int] = {}
        self.outlines: dict[int, tuple[bytes, str]] = {}
        self.ids = IdTable()
        self.countries, self.admin1s, self.admin2s, self.features = Codes(), Codes(), Codes(), Codes()
        self.counts: dict[str, Counter[str]] = {}
        self._row_of: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.kind)

    def take(self, source: Source) -> None:
        """All records of one source.

        A `bulk` source comes last and is not remembered for later joins; one that `joins_by_name` is compared by name,
        kind and distance with all before it where no id matches.
        """
        counts = self.counts.setdefault(source.name, Counter())
        before = len(self.key)
        remember = not getattr(source, "bulk", False)
        names = NameIndex(self) if getattr(source, "joins_by_name", False) else None
        for record in source.records():
            row = self._find(record)
            if row is None and names is not None and not record.extends_only:
                row = names.find(record)
            if row is not None:
                counts["joined"] += 1
                self._extend(row, record)
            elif record.extends_only:
                counts["dropped"] += 1
            else:
                row = self._append(record)
                counts["places"] += 1
                if remember:
                    for place_id in (record.id, *record.also):
                        self._row_of.setdefault(place_id, row)
        counts["names"] += len(self.key) - before

    def _find(self, record: PlaceRecord) -> int | None:
        row = self._row_of.get(record.id)
        if row is not None:
            return row
        for place_id in record.also:
            row = self._row_of.get(place_id)
            if row is not None and self.ids.schemes[self.id_scheme[row]] != IdTable.scheme_of(record.id):
                return row  # two ids of one scheme are two places, whatever else is said of them
        return None

    def _append(self, record: PlaceRecord) -> int:
        row = len(self.kind)
        self.lon.append(record.lon)
        self.lat.append(record.lat)
        self.population.append(min(max(record.population, 0), 0xFFFFFFFF))
        self.kind.append(_KIND_CODES[record.kind])
        self.country.append(self.countries.code(record.country))
        self.admin1.append(self.admin1s.code(record.admin1))
        self.admin2.append(self.admin2s.code(record.admin2))
        self.feature.append(self.features.code(record.feature_code))
        scheme, value = self.ids.code(record.id)
        self.id_scheme.append(scheme)
        self.id_value.append(value)
        self.name_text += record.name.encode("utf-8", "replace")
        self.name_at.append(len(self.name_text))
        self._add_ids(row, [other for other in (record.id, *record.also) if other not in self._row_of])
        self._add_names(row, [(record.name, NameFlag.PREFERRED), *record.names])
        if record.renown:
            self.renown[row] = record.renown
        if record.outline is not None:
            self.outlines[row] = (record.outline, record.outline_method)
        return row

    def _extend(self, row: int, record: PlaceRecord) -> None:
        self._add_names(row, [(record.name, NameFlag.ALTERNATE), *record.names])
        self._add_ids(row, [other for other in (record.id, *record.also) if other not in self._row_of])
        for other in (record.id, *record.also):
            self._row_of.setdefault(other, row)
        if record.population and not self.population[row]:
            self.population[row] = record.population
        if record.renown:
            self.renown[row] = record.renown
        if record.feature_code and not self.feature[row]:
            self.feature[row] = self.features.code(record.feature_code)
        if record.admin2 and not self.admin2[row]:
            self.admin2[row] = self.admin2s.code(record.admin2)
        if record.outline is not None and self.outlines.get(row, (b"", ""))[1] in ("", "voronoi"):
            self.outlines[row] = (record.outline, record.outline_method)

    def _add_ids(self, row: int, ids: Iterable[str]) -> None:
        for place_id in ids:
            self.id_key.append(hash_id(place_id))
            self.id_row.append(row)

    def _add_names(self, row: int, names: Iterable[tuple[str, int]]) -> None:
        for text, flags in names:
            name = normalise(text)
            # A bare number or a single Latin letter is noise among aliases, never a way to name a place in a text.
            if not name or name.replace(" ", "").isdigit() or (len(name) == 1 and name.isascii()):
                continue
            self._add_key(row, name, int(flags))
            other = other_spelling(name)
            if other:
                self._add_key(row, other, int(flags) & ~NameFlag.PREFERRED | NameFlag.ALTERNATE | NameFlag.GENERATED)

    def _add_key(self, row: int, name: str, flags: int) -> None:
        self.key.append(xxh3_64_intdigest(name.encode()))
        self.key_row.append(row)
        self.key_flags.append(flags)
        at = name.find(" ")
        while at > 0:
            self.prefix.append(xxh3_64_intdigest(name[:at].encode()))
            at = name.find(" ", at + 1)
