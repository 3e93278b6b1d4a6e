"""Text -> candidates: find the names, judge each by its surroundings, say what it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from geodata.errors import BadText
from geodata.mentions.blocks import BLOCK, Block, cut
from geodata.mentions.candidate import Candidate
from geodata.mentions.document import Document, Sums
from geodata.mentions.features import features
from geodata.mentions.given import given_spans
from geodata.mentions.hint import find_hint
from geodata.mentions.lexicon import Lexicon, load_lexicon
from geodata.mentions.model import LEAST_PROBABILITY, explain, probability
from geodata.mentions.reading import Reading, read, replace_surrogates
from geodata.mentions.roles import find_name_around, find_person, find_role, is_titled
from geodata.mentions.spans import Span, find_spans
from geodata.sentences import split_sentences
from geodata.types import Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer, Token

# A rejected name is still told of, with what it is instead, when it was this likely.
_LEAST_TOLD = 0.05
_LEAST_CLUB = 0.2  # likely enough to name the place whose club or government it is
_DEMONYM_SCORE = 0.9
MOST_NAMES = 150_000  # ten megabytes of news hold 55,000
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
    Raises `UnsupportedLanguage`, and `BadText` for one with more than `MOST_NAMES` names.
    """
    lexicon = load_lexicon(language)
    if spans is not None or len(text) <= BLOCK:
        reading = read(text, lexicon, sentences, tokens)
        if spans is not None:
            found = given_spans(spans, reading, gazetteer)
        else:
            found = find_spans(reading.tokens, reading.norms, lexicon, gazetteer)
        document = Document(reading, [span for span in found if span.hits], gazetteer)
        return list(_judge(found, text, reading, document, gazetteer, given=spans is not None))
    text = replace_surrogates(text)
    blocks = list(cut(text, split_sentences(text, language) if sentences is None else sentences))
    return list(_recognise_long(blocks, lexicon, gazetteer))


def _recognise_long(blocks: Sequence[Block], lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Block by block, twice: first for what the whole text says of its names, then to judge them by it."""
    sums, lower_words = Sums(), set[str]()
    for block in blocks:
        reading, found = _look(block, lexicon, gazetteer)
        Document(reading, found, gazetteer, sums).gather()
        lower_words |= reading.lower_words
    same: dict[str, str] = {}  # a name is kept once, however often it comes
    names = 0
    for block in blocks:
        reading, found = _look(block, lexicon, gazetteer)
        reading.lower_words = lower_words
        document = Document(reading, found, gazetteer, sums)
        for candidate in _judge(found, block.text, reading, document, gazetteer, given=False):
            names += 1
            if names > MOST_NAMES:
                raise BadText(f"The text names more than {MOST_NAMES:,} places: a list, no article. Give it in parts.")
            candidate.start += block.start
            candidate.end += block.start
            if candidate.name_start is not None:
                candidate.name_start += block.start
            candidate.text = same.setdefault(candidate.text, candidate.text)
            candidate.reason = same.setdefault(candidate.reason, candidate.reason)
            yield candidate


def _look(block: Block, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Reading, list[Span]]:
    reading = read(block.text, lexicon, block.sentences)
    return reading, find_spans(reading.tokens, reading.norms, lexicon, gazetteer)


def _judge(
    found: Sequence[Span], text: str, reading: Reading, document: Document, gazetteer: Gazetteer, *, given: bool
) -> Iterator[Candidate]:
    """The names that the surroundings speak for, and those that are likely enough to tell what else they are."""
    lexicon = reading.lexicon
    homes = None if lexicon.code == GAZETTEER_LANGUAGE else lexicon.countries
    for span in found:
        words = text[span.start : span.end]
        if not span.hits:
            yield Candidate(span.start, span.end, words, Role.PLACE, (), 0.0, "not in the gazetteer", True)
            continue
        names = features(span, reading, document, gazetteer)
        # Without a capital a demonym is an adjective, and nothing else is spelled like it.
        score = _DEMONYM_SCORE if span.demonym and not words[0].isupper() else probability(names)
        role, reason = find_role(span, reading, gazetteer)
        titled = is_titled(span, reading, gazetteer)
        if (score < LEAST_PROBABILITY or titled) and not given:
            if score < _LEAST_TOLD:
                continue
            role, reason = _reject(span, reading, role, reason, score)
        why = reason or explain(names)
        hint = None if span.demonym else find_hint(span, reading, gazetteer)
        yield Candidate(span.start, span.end, words, role, span.hits, score, why, given, homes, hint, span.name_start)


def _reject(span: Span, reading: Reading, role: Role, reason: str, score: float) -> tuple[Role, str]:
    person = find_person(span, reading)
    club = score >= _LEAST_CLUB and not person
    if role is Role.IN_NAME and (club or find_name_around(span, reading)):
        return role, reason
    return (Role.PERSON, person) if person else (Role.OTHER, "unlikely as a place")
