"""Who claims an event and who is blamed for it, often in a sentence of its own: "The JNIM claimed responsibility"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.extraction.actors import Party
from app.extraction.finds import Sentence
from app.extraction.types import Actor

_REACH = 8  # words between the verb and the name
_DENIAL_REACH = 4


def find_claimant(sentence: Sentence, claims: Sequence[int], denials: Sequence[int]) -> Actor | None:
    """Before the verb, or behind it after "by"; behind it at once where the verb comes first."""
    for claim in claims:
        if any(0 <= claim - d <= _DENIAL_REACH for d in denials):
            continue
        behind = [p for p in sentence.parties if 0 < p.first - claim <= _REACH]
        ahead = [p for p in sentence.parties if claim - p.first > 0]
        by = [c.last for c in sentence.role_cues if c.value == "by" and c.first > claim]
        named_by = next((p for p in behind if any(0 <= p.first - b <= 2 for b in by)), None)
        found = named_by or _most_named(ahead) or next((p for p in behind if p.first - claim <= 2), None)
        if found is not None:
            return replace(found.actor, role="claimant")
    return None


def find_blamed(sentence: Sentence, blames: Sequence[int], denials: Sequence[int]) -> Actor | None:
    """'The president blamed al Shabaab', 'atribuyen el atentado a las disidencias'."""
    for blame in blames:
        if any(0 <= blame - d <= _DENIAL_REACH for d in denials):
            continue
        found = _most_named([p for p in sentence.parties if 0 < p.first - blame <= _REACH])
        if found is not None:
            return replace(found.actor, role="source")
    return None


def _most_named(parties: Sequence[Party]) -> Party | None:
    """A proper name before "a group"."""
    return next((p for p in parties if p.actor.named), None) or next(iter(parties), None)
