"""What the words beside a name call it: "the city of Mosul", "Anbar province", "la rivière Tigre"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.dateline import opens_dateline
from geodata.mentions.lexicon import Word
from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions.reading import Reading
    from geodata.mentions.spans import Span


def find_hint(span: Span, reading: Reading, gazetteer: Gazetteer) -> Kind | None:
    """What `said_kind` says; else a dateline names a town, unless it is the name of a country."""
    kind = said_kind(span, reading)
    if kind is None and opens_dateline(span.start, reading.text, reading.datelines):
        return Kind.CITY if gazetteer.kind[span.hits[0].row] is not Kind.COUNTRY else None
    return kind


def said_kind(span: Span, reading: Reading) -> Kind | None:
    """The kind said right before ("city of X", "province X") or right behind ("X province"), None if neither."""
    kinds, norms = reading.lexicon.kinds, reading.norms
    index = span.first - 1
    if index >= 0 and reading.classes[index] & (Word.OF | Word.ARTICLE):
        index -= 1
        if index >= 0 and reading.classes[index] & (Word.OF | Word.ARTICLE):
            index -= 1
    if index >= 0 and not reading.opens[span.first]:
        kind = kinds.get(norms[index])
        if kind is None and 0 < index < span.first - 1 and not reading.lexicon.kind_follows:
            kind = kinds.get(norms[index - 1])  # "la province irakienne de Diyala"
        if kind is not None:
            return kind
    # Behind the name only in languages that put it there, and not as part of another name ("Texas City").
    if reading.lexicon.kind_follows and span.last < len(norms) and not reading.opens[span.last]:
        return kinds.get(norms[span.last])
    return None
