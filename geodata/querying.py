"""A query as a user types it ("20 km south of baghdad", "IQ-AN", "geonames:98182") -> its readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geodata.coordinates import find_coordinates
from geodata.gazetteer import Token as Word
from geodata.gazetteer import tokenise
from geodata.languages import Language, load, supported
from geodata.languages.compass import name_of
from geodata.languages.detection import detect
from geodata.mentions import Candidate, recognise
from geodata.mentions.reading import replace_surrogates
from geodata.relations import Related, relate
from geodata.relations.lexicon import lexicon_of
from geodata.relations.reading import read
from geodata.relations.tree import Direction, Expression, Named, Part, mentions_of
from geodata.resolution import resolve
from geodata.resolution.container import find_containers
from geodata.resolution.evidence import is_called
from geodata.typed_names import find_name_before_holder, find_typed_names
from geodata.types import Context, Kind, Location, Mention, Place, Role

if TYPE_CHECKING:
    from geodata.geocoder import Geocoder

ISO_3166_2 = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
CLEAR = 0.9  # with an anchor as sure as this nobody asks for other readings
ALTERNATIVES = 3
GUESS_SCORE = 0.15
MEANT_SCORE = 0.95  # the asker named the place beside the query


@dataclass(frozen=True, slots=True)
class Answer:
    """`locations` best first, with the mentions and places of each; `reason` where there are none."""

    language: str
    locations: list[Location]
    mentions: list[tuple[Mention, ...]]
    reason: str | None = None


def answer(geocoder: Geocoder, query: str, language: str | None, context: Context) -> Answer:
    """All readings of a query: of its words, then of its names."""
    code, reason, located = _understand(geocoder, query.strip(), language, context)
    found = list(located)
    placed = [(location, its) for location, its in found if location.region is not None]
    if not placed:
        return Answer(code, [], [], found[0][0].reason if found else reason)
    return Answer(code, [location for location, _ in placed], [its for _, its in placed])


def readings(geocoder: Geocoder, query: str, language: str | None, context: Context) -> Iterator[Location]:
    """The locations of `answer`, each drawn when it is asked for."""
    located = _understand(geocoder, query.strip(), language, context)[2]
    return (location for location, _ in located if location.region is not None)


def _understand(
    geocoder: Geocoder, text: str, language: str | None, context: Context
) -> tuple[str, str | None, Iterator[tuple[Location, tuple[Mention, ...]]]]:
    """The language; why there is no reading; else the readings, not yet drawn."""
    direct = _by_code(geocoder, text)
    if direct is not None:
        mention = Mention(0, len(text), text, Role.PLACE, direct, 1.0, "given by its code")
        location = geocoder.locate(text, 0, len(text), Named(0), [mention])
        return language or "en", None, iter([(location, (mention,))])
    if ISO_3166_2.fullmatch(text):
        return language or "en", f"no unit has the ISO 3166-2 code {text}", iter(())
    tables, candidates, words = _read(geocoder, text, language, context)
    hints = [tree for _, _, tree in words.expressions()]
    mentions = _mentions(geocoder, text, candidates, context, hints)
    if any(mention.role is not candidate.role for mention, candidate in zip(mentions, candidates, strict=True)):
        words = relate(text, mentions, tables)
    related = words.expressions([mention.place for mention in mentions])
    if not related:
        return tables.code, "no place name was recognised in the query", iter(())
    start, end, expression = max(related, key=lambda item: (item[1] - item[0], -item[0]))
    located = (
        (geocoder.locate(text, start, end, reading, its_mentions), tuple(its_mentions))
        for reading, its_mentions in _readings(text, expression, mentions, candidates, geocoder)
    )
    return tables.code, None, located


def _by_code(geocoder: Geocoder, text: str) -> Place | None:
    """A place id, an ISO country code or an ISO 3166-2 code."""
    if ":" in text and " " not in text:
        return geocoder.gazetteer.by_id(text)
    if len(text) == 2 and text.isalpha() and text.isupper():
        return geocoder.gazetteer.country_place(text)
    if ISO_3166_2.fullmatch(text):
        return geocoder.gazetteer.by_id(f"iso:{text}")
    return None


def _read(
    geocoder: Geocoder, text: str, language: str | None, context: Context
) -> tuple[Language, list[Candidate], Related]:
    """The language whose grammar makes most of the query, with the names it leaves and what is said about them."""
    codes: Sequence[str] = (language,) if language else _languages(text)
    tokens = tokenise(replace_surrogates(text))
    best = -1
    for code in codes:
        tables = load(code)
        candidates = _names(geocoder, text, tokens, tables, context)
        related = relate(text, candidates, tables, tokens)
        if len(codes) == 1:
            return tables, candidates, related
        trees = related.expressions()
        covered = max((end - start for start, end, tree in trees if not isinstance(tree, Named)), default=0)
        if covered > best:
            best, chosen = covered, (tables, candidates, related)
        if covered >= len(text) - 1:
            break
    return chosen


def _languages(text: str) -> list[str]:
    """The detected language first, then English, then the others that are written in such letters."""
    arabic = any("\u0600" <= c <= "\u06ff" for c in text)
    written = [code for code in supported() if (code == "ar") == arabic]
    told = detect(text).language
    return sorted(written, key=lambda code: (code != told, code != "en"))


def _names(
    geocoder: Geocoder, text: str, tokens: Sequence[Word], tables: Language, context: Context
) -> list[Candidate]:
    """What the recogniser finds; if that is nothing, the names that the gazetteer has, whatever their capitals.

    If there are none either, what the grammar leaves over is a name.
    """
    gazetteer = geocoder.gazetteer
    candidates = recognise(text, tables.code, gazetteer, tokens=tokens)
    if not any(candidate.role is not Role.OTHER for candidate in candidates):
        spans = list(find_typed_names(text, tokens, tables, gazetteer)) or list(_leftover(text, tables))[-1:]
        if not spans and context.places:
            spans = _behind_of(text, tables)
        candidates = recognise(text, tables.code, gazetteer, spans=spans)
    else:
        accepted = [candidate for candidate in candidates if candidate.role is not Role.OTHER]
        head = find_name_before_holder(text, accepted, gazetteer)
        if head:
            spans = [head, *((candidate.start, candidate.end) for candidate in accepted)]
            candidates = recognise(text, tables.code, gazetteer, spans=spans)
            candidates[0].role = Role.PLACE
    for candidate in candidates:
        if candidate.role is not Role.DEMONYM and candidate.role is not Role.OTHER:
            candidate.role = Role.PLACE  # whoever asks where means a place
    if context.places and all(candidate.role is Role.OTHER for candidate in candidates):
        for candidate in candidates:
            candidate.role = Role.PLACE
    return candidates


def _leftover(text: str, tables: Language) -> Iterator[tuple[int, int]]:
    """Runs of words that the grammar does not know."""
    reading = read(text, tokenise(text), (), find_coordinates(text), lexicon_of(tables))
    run: tuple[int, int] | None = None
    for token in reading.tokens:
        if not token.classes and text[token.start : token.end].isalpha():
            run = (run[0] if run else token.start, token.end)
        elif run and "dash" not in token.classes:
            yield run
            run = None
    if run:
        yield run


def _behind_of(text: str, tables: Language) -> list[tuple[int, int]]:
    """ "20 km west of the provincial capital": what stands for the name when the asker says which place is meant."""
    tokens = read(text, tokenise(text), (), (), lexicon_of(tables)).tokens
    starts = [token.end for token in tokens if "of" in token.classes]
    return [(starts[-1] + 1, len(text))] if starts and starts[-1] + 1 < len(text) else []


def _mentions(
    geocoder: Geocoder, text: str, candidates: Sequence[Candidate], context: Context, hints: Sequence[Expression]
) -> list[Mention]:
    """Resolved names; a place that the asker named beside the query is what its name means, if the name can mean it."""
    place = geocoder.gazetteer.by_id(context.places[0]) if len(context.places) == 1 else None
    if place is None:
        return resolve(candidates, text, geocoder.gazetteer, context, hints)
    if len(candidates) == 1:  # nothing is left to resolve
        only = candidates[0]
        known = any(hit[0] == place.row for hit in only.hits)
        reason = "the place named beside the query" + ("" if known else ", though the index has it under another name")
        return [Mention(only.start, only.end, only.text, Role.PLACE, place, MEANT_SCORE if known else 0.6, reason)]
    mentions = resolve(candidates, text, geocoder.gazetteer, context, hints)
    return [
        replace(mention, place=place, score=max(mention.score, MEANT_SCORE), role=Role.PLACE)
        if any(hit[0] == place.row for hit in candidate.hits)
        else mention
        for mention, candidate in zip(mentions, candidates, strict=True)
    ]


def _readings(
    text: str, expression: Expression, mentions: list[Mention], candidates: Sequence[Candidate], geocoder: Geocoder
) -> Iterator[tuple[Expression, list[Mention]]]:
    """The likeliest first, then the words in their other sense, then the same words about other places of the name.

    What the query says of the name ("the capital", "in Iraq") holds for all of them.
    """
    yield expression, mentions
    used = mentions_of(expression)
    if not used:
        return
    anchor = used[-1]
    mention = mentions[anchor]
    if isinstance(expression, Direction) and mention.place and mention.place.kind in (Kind.COUNTRY, Kind.ADMIN1):
        inside = Part(expression.anchor, name_of(expression.bearing_deg))
        yield inside, [*mentions[:anchor], replace(mention, score=min(0.3, mention.score)), *mentions[anchor + 1 :]]
    if mention.score >= CLEAR:
        return
    chosen = mention.place.row if mention.place else -1
    gazetteer, hint = geocoder.gazetteer, candidates[anchor].hint
    holders = find_containers(candidates, text, gazetteer, [expression]).get(anchor, [])
    others = [
        row
        for row, _ in candidates[anchor].hits
        if row != chosen
        and (hint is None or is_called(gazetteer.kind[row], hint))
        and all(holder.holds(row, gazetteer) for holder in holders)
    ][:ALTERNATIVES]
    left = max(0.02, 1.0 - mention.score)
    for row in others:
        left /= 2
        other = replace(mention, place=gazetteer.place(row), score=min(left, mention.score), runner_up=None)
        yield expression, [*mentions[:anchor], other, *mentions[anchor + 1 :]]
