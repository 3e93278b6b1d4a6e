"""The spellings of a place that its sources lack, from the names that they have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.names import normalise
from geodata.gazetteer.records import PlaceRecord, Source
from geodata.gazetteer.short_names import without_article
from geodata.gazetteer.spellings import cyrillic, romanised

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_IN_CYRILLIC = frozenset({"UA", "RU", "BY"})
_IN_ARABIC = frozenset("SY IQ LB PS JO YE SA AE OM QA KW BH EG LY SD".split())
_ROMANISED = _IN_ARABIC | {"AF", "PK"}  # in the Maghreb and the Sahel names are French as they stand
_ALIKE = 4
_SHORTEST = 4  # letters: a shorter word that a rule makes is too often an ordinary one


def press_spellings(country: str, names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """New names with their flags, none twice and none that is there."""
    known = {normalise(name) for name in names}
    for language, spelling in _spellings(country, list(names)):
        name = normalise(spelling)
        if len(name) >= _SHORTEST and name not in known:
            known.add(name)
            yield spelling, NameFlag.ALTERNATE | NameFlag.GENERATED | LANGUAGE_FLAGS[language]


def _spellings(country: str, names: list[str]) -> Iterator[tuple[str, str]]:
    if country in _IN_CYRILLIC:
        for name in names:
            if _CYRILLIC.search(name):
                yield from cyrillic.spell(name, country)
    if country in _ROMANISED:
        marked = [name for name in names if romanised.is_marked(name)]
        for name in marked or names[:1]:
            for form in filter(None, (name, without_article(name))):
                yield from romanised.spell(form)
        if country in _IN_ARABIC and not any(_ARABIC.search(name) for name in names):
            main = normalise(names[0])[:_ALIKE]
            for name in marked:  # an alias of another name altogether is too often one of another place
                arabic = romanised.in_arabic(name) if normalise(name)[:_ALIKE] == main else None
                if arabic:
                    yield "ar", arabic


class PressSpellings:
    """Another source with such spellings added to its records."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.name, self.licence, self.attribution = source.name, source.licence, source.attribution

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the source."""
        for record in self._source.records():
            names = [record.name, *(name for name, _ in record.names)]
            for spelling, flags in press_spellings(record.country, names):
                record.add(spelling, flags)
            yield record
