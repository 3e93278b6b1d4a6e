"""Triggers that make one noun: in "ransomware attack" the head says only that it was one."""

from __future__ import annotations

from collections.abc import Sequence

from app.extraction.phrases import Hit

_HEADS = frozenset({"attack", "explosion", "other_accident"})


def without_heads(triggers: Sequence[Hit]) -> list[Hit]:
    """The triggers without general ones that follow directly on a finer one."""
    kept: list[Hit] = []
    for trigger in triggers:
        before = kept[-1] if kept else None
        joined = before is not None and before.last == trigger.first and not before.value.weak
        plain = trigger.value.subtype in _HEADS and before is not None and before.value.subtype not in _HEADS
        if not (joined and plain):
            kept.append(trigger)
    return kept
