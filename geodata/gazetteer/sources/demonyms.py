"""People and adjectives of places, from our own table, inflected by rule."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from geodata.data import open_data
from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.sources.inflection import INFLECT
from geodata.types import Kind


class Demonyms:
    """Adds names to places that other sources make; comes after them."""

    name = "demonyms"
    licence = "MIT"
    attribution = "eventmap"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the table."""
        with open_data("demonyms.csv") as file:
            for row in csv.DictReader(file):
                record = PlaceRecord(row["place"], "", Kind.FEATURE, 0.0, 0.0, extends_only=True)
                for language, inflect in INFLECT.items():
                    for word in filter(None, row[language].split("|")):
                        for form in inflect(word):
                            record.add(form, NameFlag.DEMONYM | LANGUAGE_FLAGS[language])
                yield record
