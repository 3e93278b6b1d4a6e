"""Text -> candidates: find the names, judge each by its surroundings, say what it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geodata.mentions.candidate import Candidate
from geodata.mentions.document import Document
from geodata.mentions.features import features
from geodata.mentions.given import given_spans
from geodata.mentions.hint import find_hint
from geodata.mentions.lexicon import load_lexicon
from geodata.mentions.model import LEAST_PROBABILITY, explain, probability
from geodata.mentions.reading import Reading, read
from geodata.mentions.roles import find_person, find_role, is_titled
from geodata.mentions.spans import Span, find_spans
from geodata.types import Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer, Token

# A rejected name is still told of, with what it is instead, when it was this likely.
_LEAST_TOLD = 0.05
_DEMONYM_SCORE = 0.9
GAZETTEER_LANGUAGE = "en"


def recognise(
    text: str,
    language: str,
    gazetteer: Gazetteer,
    spans: Sequence[tuple[int, int]] | None = None,
    tokens: Sequence[Token] | None = None,
    sentences: Sequence[tuple[int, int]] | None = None,
) -> list[Candidate]:
    """Names of places in `text`, in order and without overlaps; with `spans`, exactly those, in the order given.

    `tokens` and `sentences` are the text's, where somebody has them already. Time is linear in the text.
    Raises `UnsupportedLanguage`.
    """
    reading = read(text, load_lexicon(language), sentences, tokens)
    if spans is not None:
        found = given_spans(spans, reading, gazetteer)
    else:
        found = find_spans(reading.tokens, reading.norms, reading.lexicon, gazetteer)
    document = Document(reading, [span for span in found if span.hits], gazetteer)
    homes = None if language == GAZETTEER_LANGUAGE else reading.lexicon.countries
    candidates = []
    for span in found:
        words = text[span.start : span.end]
        if not span.hits:
            candidates.append(Candidate(span.start, span.end, words, Role.PLACE, (), 0.0, "not in the gazetteer", True))
            continue
        names = features(span, reading, document, gazetteer)
        # Without a capital a demonym is an adjective, and nothing else is spelled like it.
        score = _DEMONYM_SCORE if span.demonym and not words[0].isupper() else probability(names)
        role, reason = find_role(span, reading, gazetteer)
        titled = is_titled(span, reading, gazetteer)
        if (score < LEAST_PROBABILITY or titled) and spans is None:
            if score < _LEAST_TOLD:
                continue
            role, reason = _reject(span, reading, role, reason)
        why = reason or explain(names)
        hint = None if span.demonym else find_hint(span, reading)
        candidates.append(
            Candidate(
                span.start,
                span.end,
                words,
                role,
                span.hits,
                score,
                why,
                spans is not None,
                homes,
                hint,
                span.name_start,
            )
        )
    return candidates


def _reject(span: Span, reading: Reading, role: Role, reason: str) -> tuple[Role, str]:
    if role is Role.IN_NAME:
        return role, reason
    person = find_person(span, reading)
    return (Role.PERSON, person) if person else (Role.OTHER, "unlikely as a place")
