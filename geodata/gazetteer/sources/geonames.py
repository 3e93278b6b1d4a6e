"""The GeoNames dump: `allCountries.txt` or one country's `XX.txt`, with what lies beside it in the folder.

Files are those of download.geonames.org/export/dump, unpacked or still in their zip: the places, `alternateNamesV2.txt`
(names with language tags), `admin1CodesASCII.txt`, `admin2Codes.txt` and `hierarchy.txt` (adm relations only).
"""

from __future__ import annotations

import io
import zipfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from geodata.errors import SourceUnreadable
from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.sources.feature_codes import kind_of
from geodata.gazetteer.sources.geonamescache import alias_flags

# Tags of alternateNamesV2 that are no names: links, post codes, and the like.
_NOT_NAMES = frozenset({"link", "wkdt", "post", "phon", "piny", "unlc", "tcid", "abbr_link"})
_CODES = frozenset({"iata", "icao", "faac", "abbr"})


class GeoNames:
    """A bulk source: it comes last and joins what the small sources have brought by GeoNames id."""

    name = "geonames"
    licence = "CC BY 4.0"
    attribution = "GeoNames (geonames.org)"
    bulk = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def records(self) -> Iterator[PlaceRecord]:
        """Places in the order of their files. Raises `SourceUnreadable`."""
        names, units = AlternateNames(self._folder), Units(self._folder)
        for file in self._place_files():
            for line in _lines(file):
                columns = line.split("\t")
                if len(columns) != 19:
                    raise SourceUnreadable(f"{file}: a line of {len(columns)} columns where GeoNames has 19")
                record = _record(columns)
                names.add_to(record, int(columns[0]))
                units.complete(record, columns[0])
                yield record

    def _place_files(self) -> list[Path]:
        found = _either(self._folder, "allCountries")
        found = found or [path for path in sorted(self._folder.glob("[A-Z][A-Z].*")) if path.suffix in (".txt", ".zip")]
        unique = {path.stem: path for path in reversed(found)}
        if not unique:
            raise SourceUnreadable(f"{self._folder} holds neither allCountries.txt nor a country's XX.txt")
        return [unique[stem] for stem in sorted(unique)]


class AlternateNames:
    """`alternateNamesV2` as one buffer and its order by place: 18 million names take a gigabyte, not five."""

    def __init__(self, folder: Path) -> None:
        ids, starts = array("Q"), array("Q")
        self._text = bytearray()
        for path in _either(folder, "alternateNamesV2")[:1]:
            for line in _lines(path):
                columns = line.split("\t")
                if len(columns) < 8 or columns[2] in _NOT_NAMES:
                    continue
                ids.append(int(columns[1]))
                starts.append(len(self._text))
                self._text += f"{columns[2]}\t{columns[7]}\t{columns[3]}\n".encode()
        order = np.argsort(np.frombuffer(ids, np.uint64), kind="stable")
        self._ids = np.frombuffer(ids, np.uint64)[order].data
        self._starts = np.frombuffer(starts, np.uint64)[order].data

    def add_to(self, record: PlaceRecord, place: int) -> None:
        """The tagged names of a place; a name that the record has without its tag gets it by being united with it."""
        at = bisect_left(self._ids, place)
        while at < len(self._ids) and self._ids[at] == place:
            start = self._starts[at]
            entry = self._text[start : self._text.index(b"\n", start)].decode()
            language, historic, name = entry.split("\t", 2)
            flags = NameFlag.ALTERNATE | LANGUAGE_FLAGS.get(language, NameFlag(0))
            flags |= NameFlag.CODE if language in _CODES else NameFlag(0)
            record.add(name, flags | NameFlag.HISTORIC if historic == "1" else flags)
            at += 1


class Units:
    """`admin1CodesASCII`, `admin2Codes` and `hierarchy`: the codes of places that their own line leaves empty."""

    def __init__(self, folder: Path) -> None:
        self._codes: dict[str, str] = {}
        for stem in ("admin1CodesASCII", "admin2Codes"):
            for path in _either(folder, stem)[:1]:
                for line in _lines(path):
                    code, _, _, place = line.split("\t")
                    self._codes[place] = code
        self._parents: dict[str, str] = {}
        for path in _either(folder, "hierarchy")[:1]:
            for line in _lines(path):
                parent, child, kind = (*line.split("\t"), "", "")[:3]
                if kind == "ADM" and parent in self._codes:
                    self._parents[child] = parent

    def complete(self, record: PlaceRecord, place: str) -> None:
        """Fill in the codes of the unit that the hierarchy puts the place in."""
        code = self._codes.get(self._parents.get(place, ""))
        if code and not record.admin1:
            record.country, record.admin1, record.admin2 = (*code.split(".", 2), "", "")[:3]


def _record(columns: list[str]) -> PlaceRecord:
    place, name, ascii_name, aliases, lat, lon, feature_class, feature, country, _, admin1, admin2, *rest = columns
    record = PlaceRecord(
        id=f"geonames:{place}",
        name=name,
        kind=kind_of(feature_class, feature),
        lon=float(lon),
        lat=float(lat),
        country=country,
        admin1="" if admin1 == "00" else admin1,
        admin2=admin2,
        population=int(rest[2] or 0),
        feature_code=feature,
    )
    if feature == "ADM1" and record.admin1:
        record.also = (f"geonames-admin1:{country}.{admin1}",)
    record.add(ascii_name)
    for alias in aliases.split(","):
        record.add(alias, alias_flags(alias))
    return record


def _either(folder: Path, stem: str) -> list[Path]:
    return [path for path in (folder / f"{stem}.txt", folder / f"{stem}.zip") if path.exists()]


def _lines(path: Path) -> Iterator[str]:
    """Lines without their ends; a zip holds the file of the same name."""
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(f"{path.stem}.txt") as raw:
                yield from (line.rstrip("\n") for line in io.TextIOWrapper(raw, "utf-8", newline="\n"))
        else:
            with path.open(encoding="utf-8", newline="\n") as file:
                yield from (line.rstrip("\n") for line in file)
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise SourceUnreadable(f"{path} cannot be read: {error}") from error
