"""'An Israeli strike', "frappe israélienne": the adjective of a deed tells which state did it."""

from __future__ import annotations

from collections.abc import Sequence

from app.extraction import taxonomy
from app.extraction.actors import Party, actor_at, tokens_of
from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens
from geodata.types import Mention, Role

_DEEDS = "attack"  # the family; an American protest or flood is nobody's deed


def find_doers(tokens: Tokens, triggers: Sequence[Hit], mentions: Sequence[Mention], *, follows: bool) -> list[Party]:
    """States whose adjective stands at a strong trigger of fighting: before it, or behind where adjectives follow."""
    types = taxonomy.load().types
    deeds = [t for t in triggers if not t.value.weak and t.value.subtype in types]
    deeds = [t for t in deeds if types[t.value.subtype].family == _DEEDS and types[t.value.subtype].acled]
    within = {i for deed in deeds for i in range(deed.first, deed.last)}
    beside = {deed.last if follows else deed.first - 1 for deed in deeds}
    found = []
    for mention in mentions:
        if mention.role is not Role.DEMONYM or mention.place is None:
            continue
        first, last = tokens_of(mention, tokens)
        if (first if follows else last - 1) in beside or first in within:
            actor = actor_at(tokens, first, last, mention.place.name, mention.place.country, "state force")
            found.append(Party(first, last, actor, doer=True))
    return found
