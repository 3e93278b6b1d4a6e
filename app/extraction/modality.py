"""Did it happen, and is it the news? Negation, threats and plans are no events; background is told apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens

# How many words before the trigger a cue still governs it.
_REACH = {
    "negation": 4,
    "hypothetical": 8,
    "future": 6,
    "background": 7,
    "since": 6,
    "soft_background": 5,
    "pluperfect": 8,
    "distinct": 12,
    "another": 2,
    "demonstrative": 2,
    "series": 4,
    "definite": 1,
}
_REACH_AFTER = {"alleged": 0, "series": 6, "distinct": 14, "negated_after": 6, "pluperfect": 14}
_WALLS = frozenset(',;:()–—«»“”"،؛')
_CROSSES_WALLS = frozenset({"distinct", "pluperfect"})


@dataclass(frozen=True, slots=True)
class Modality:
    """`unreal` names the reason why a trigger is no event, or is None."""

    unreal: str | None = None
    background: bool = False
    since: bool = False  # "since the attack of": dates what it goes with
    soft: bool = False  # "after an attack": background if the sentence reports something else
    distinct: bool = False  # "already", "another": not the event told before
    anaphoric: bool = False  # "these attacks": one told before
    series: bool = False
    pluperfect: bool = False
    definite: bool = False  # "the blast"


class CueReader:
    """Looks for cues around a trigger; built once a text."""

    def __init__(self, tokens: Tokens, cues: Sequence[Hit]) -> None:
        self._tokens = tokens
        self._cues = cues
        self._starts = [cue.first for cue in cues]

    def read(self, trigger: Hit, first: int, last: int, aside: int | None = None) -> Modality:
        """Cues of the sentence [first, last) that bear on the trigger; none from `aside` up to it."""
        seen = set()
        low = bisect_left(self._starts, max(first, trigger.first - max(_REACH.values()) - 3))
        high = bisect_left(self._starts, min(last, trigger.last + max(_REACH_AFTER.values())))
        for cue in self._cues[low:high]:
            if aside is not None and aside <= cue.first < trigger.first:
                continue
            if cue.last <= trigger.first:
                near = trigger.first - cue.last <= _REACH.get(cue.value, -1)
                gap = range(cue.last, trigger.first)
            elif cue.first >= trigger.last:
                near = cue.first - trigger.last <= _REACH_AFTER.get(cue.value, -1)
                gap = range(trigger.last, cue.first)
            else:
                continue
            # "hatte ein Anschlag, ..., getötet" crosses a comma, "entgleiste, nachdem ein Hang abgerutscht war" none.
            crosses = cue.value in _CROSSES_WALLS and (cue.value != "pluperfect" or cue.last <= trigger.first)
            if near and (crosses or not any(self._tokens.norm[i] in _WALLS for i in gap)):
                seen.add(cue.value)
        if "alleged" in seen:
            seen.discard("hypothetical")
        unreal = next(
            (reason for reason in ("negation", "negated_after", "hypothetical", "future") if reason in seen), None
        )
        return Modality(
            unreal=unreal,
            background=bool(seen & {"background", "since"}),
            since="since" in seen,
            soft="soft_background" in seen,
            # "another car bomb" is a second event, "another four wounded" are not.
            distinct="distinct" in seen or ("another" in seen and not trigger.value.weak),
            anaphoric="demonstrative" in seen,
            series="series" in seen,
            pluperfect="pluperfect" in seen,
            definite="definite" in seen or self._tokens.norm[trigger.first].startswith("ال"),
        )

    def positions(self, value: str, first: int, last: int) -> list[int]:
        """Token positions of the cues of one class in [first, last)."""
        low, high = bisect_left(self._starts, first), bisect_left(self._starts, last)
        return [cue.first for cue in self._cues[low:high] if cue.value == value]
