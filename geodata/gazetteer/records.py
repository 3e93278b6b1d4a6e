"""What a source hands to the builder: one record a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from geodata.gazetteer.flags import NameFlag
from geodata.types import Kind

Name = tuple[str, int]  # text, NameFlag bits


@dataclass(slots=True)
class PlaceRecord:
    """A place as one source knows it. `also`: its ids elsewhere ("wikidata:Q1530"), by which sources are joined."""

    id: str
    name: str
    kind: Kind
    lon: float
    lat: float
    country: str = ""  # ISO 3166-1 alpha-2
    admin1: str = ""  # GeoNames code without the country
    admin2: str = ""
    population: int = 0
    renown: int = 0  # known as a town of so many people is, where the population is not
    feature_code: str = ""
    names: list[Name] = field(default_factory=list)
    also: tuple[str, ...] = ()
    outline: bytes | None = None  # WKB, lon/lat, right-handed
    outline_method: str = ""
    extends_only: bool = False  # adds to a known place, makes none where there is none

    def add(self, text: str | None, flags: int = NameFlag.ALTERNATE) -> None:
        """One more name; empty ones and the main name again are left out."""
        if text and text != self.name:
            self.names.append((text, flags))


class Source(Protocol):
    """Yields the records of one data set; `licence` and `attribution` go into the file's metadata."""

    name: str
    licence: str
    attribution: str

    def records(self) -> Iterator[PlaceRecord]:
        """Lazily, so that a source of any size passes through constant memory. Raises `SourceUnreadable`."""
        ...
