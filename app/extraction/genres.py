"""Texts that have the words of events and tell of none: sport, fiction, forecasts, trials, figures, obituaries.

The words that give them away stand in the language files under [genres]. Each rule has its way out: a text on football
that counts the dead tells of an accident, a forecast that counts them of a storm that came.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.extraction.counts import CountSighting
from app.extraction.modality import Modality
from app.extraction.phrases import Hit
from app.extraction.sightings import Sighting
from app.extraction.taxonomy import EventType
from app.extraction.tokens import Tokens

_SPORT_WORDS = 3  # different ones; fewer may be of a bus full of fans
_BEFORE_CUE = 5  # words from the trigger: "the massacre trial opens", "a storm could hit"
_TRIED = frozenset({"armed_conflict", "crime", "accident", "infrastructure"})
_FORECAST = frozenset({"natural_hazard"})
_FIGURATIVE = frozenset({"armed_conflict", "accident", "natural_hazard", "crime", "politics", "infrastructure"})
_DATED = frozenset({"hour", "day", "days"})


class Genres:
    """What sort of text each sentence belongs to; `lead` is the first sentence, tokens [first, last)."""

    def __init__(self, hits: Mapping[str, Sequence[Hit]], tokens: Tokens, lead: tuple[int, int]) -> None:
        self._at = {name: [hit.first for hit in found] for name, found in hits.items()}
        sport = {tokens.norm[i] for i in self._at.get("sport", ())}
        self._of_text = {name for name in self._at if self._has(name, *lead)}
        if len(sport) < _SPORT_WORDS:
            self._of_text.discard("sport")

    def judge(
        self, modality: Modality, trigger: Hit, kind: EventType, first: int, last: int, counts: Sequence[CountSighting]
    ) -> Modality:
        """The modality of a trigger in the sentence [first, last), in which `counts` are told."""
        if not self._at:
            return modality
        if "fiction" in self._of_text or self._has("fiction", first, trigger.first):
            return replace(modality, unreal="fiction")
        if "sport" in self._of_text and kind.type in _FIGURATIVE and not counts:
            return replace(modality, unreal="sport")
        foretold = kind.type in _FORECAST and not (counts or modality.soft)  # "after a storm hit X, more is expected"
        if foretold and self._has("forecast", first, min(trigger.last + _BEFORE_CUE, last)):
            return replace(modality, unreal="forecast")
        if self._has("obituary", first, last) and trigger.value.weak:
            return replace(modality, unreal="obituary")
        tried = "court" in self._of_text or self._has("court", first, min(trigger.last + _BEFORE_CUE, last))
        if "obituary" in self._of_text or (tried and kind.type in _TRIED):
            return replace(modality, background=True)
        return modality

    def is_figure(self, sighting: Sighting, first: int, last: int) -> bool:
        """'3,174 people died on the roads in 2023, a fall of 3 %': no one event, and no sum that the text calls one."""
        dated = sighting.when is not None and sighting.when.precision in _DATED
        if dated or sighting.aggregate or not self._at:
            return False
        return bool(self._of_text & {"figures", "analysis"}) or self.tells_figures(first, last)

    def tells_figures(self, first: int, last: int) -> bool:
        """'The war has killed tens of thousands', in the sentence [first, last)."""
        return self._has("figures", first, last)

    def _has(self, name: str, first: int, last: int) -> bool:
        starts = self._at.get(name, ())
        at = bisect_left(starts, first)
        return at < len(starts) and starts[at] < last
