"""Everything that one pass over the words finds, cut by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.extraction import dates
from app.extraction.actors import ROLE_CUES, Party, find_parties
from app.extraction.adjectives import find_doers
from app.extraction.counts import CountFinder, CountSighting
from app.extraction.dateline import find_dateline
from app.extraction.dates import TimeExpression, find_dates
from app.extraction.lexicon import Lexicon
from app.extraction.linking import PlacedLocation, place_locations
from app.extraction.numbers import Quantity, find_quantities
from app.extraction.ordered import Ordered
from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens
from geodata.types import GeoParse, Mention

# A "sentence" with more is a list or hostile text; the cost of a sentence grows with the square of its triggers.
_MOST_TRIGGERS = 40
_LONG_PHRASE = 3  # words


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens [first, last), and what was found in them, each in text order."""

    number: int
    first: int
    last: int
    triggers: list[Hit]
    times: list[TimeExpression]
    places: list[PlacedLocation]
    quantities: list[Quantity]
    counts: list[CountSighting]
    parties: list[Party]
    role_cues: list[Hit]


@dataclass(frozen=True, slots=True)
class Finds:
    """`nouns` are the tokens of people and casualties, `contexts` the token positions by class of context."""

    sentences: list[Sentence]
    cues: list[Hit]
    genres: dict[str, list[Hit]]  # by class
    contexts: dict[str, list[int]]
    nouns: set[int]
    targets: set[int]  # tokens of what may be hit
    dateline: range  # tokens


def collect_finds(tokens: Tokens, parse: GeoParse, lexicon: Lexicon, published: date | None) -> Finds:
    hits = lexicon.table.scan(tokens)
    named = {bisect_left(tokens.start, m.start) for m in parse.mentions if m.place is not None}
    cues = [h for found in _classes(hits, "cues").values() for h in found if h.first not in named]  # the N of N'Djamena
    cues.sort(key=lambda h: h.first)
    quantities = find_quantities(tokens, hits, lexicon)
    dateline = find_dateline(tokens, lexicon)
    places = place_locations(tokens, parse, dateline)
    asides = {i for place in places for i in range(place.first - 1, place.last)}  # with a preposition before
    counts = CountFinder(tokens, hits, quantities, lexicon, asides)
    times = _attach_since(find_dates(tokens, hits.get("dates", []), lexicon, published), cues, published)
    times = [time for time in times if time.first not in dateline]
    triggers = _without_names(hits.get("trigger", []), hits.get("actor", []), tokens, parse.mentions, lexicon)
    phrases = [h for name, found in hits.items() if name.startswith("contexts:") for h in found if h.last - h.first > 1]
    names = [*hits.get("actor", []), *hits.get("dates", []), *phrases]
    # "Grad" fell; but in "plunged Abidjan into darkness" the place stands within the phrase.
    names += [t for t in triggers if not t.value.weak and t.last - t.first < _LONG_PHRASE]
    parties = find_parties(tokens, hits, parse.mentions)
    doers = find_doers(tokens, triggers, parse.mentions, follows=lexicon.adjectives_follow)
    columns = (
        Ordered([t for t in triggers if t.value.subtype != "none"]),
        Ordered(times),
        Ordered([p for p in _outside_names(places, names) if tokens.norm[p.first] not in lexicon.numbers]),
        Ordered(quantities),
        Ordered(sorted([*parties, *doers], key=lambda party: party.first)),
        Ordered([cue for cue in cues if cue.value in ROLE_CUES]),
    )
    sentences = []
    for number, (first, last) in enumerate(_token_ranges(tokens, parse)):
        trigger, time, place, quantity, party, role_cue = columns
        sentences.append(
            Sentence(
                number,
                first,
                last,
                trigger.within(first, last)[:_MOST_TRIGGERS],
                time.within(first, last),
                place.within(first, last),
                quantity.within(first, last),
                counts.in_sentence(first, last),
                party.within(first, last),
                role_cue.within(first, last),
            )
        )
    contexts = {name: [h.first for h in found] for name, found in _classes(hits, "contexts").items()}
    targets = {h.first for h in hits.get("people", ()) if h.value == "target"}
    nouns = {h.first for name in ("people", "casualties") for h in hits.get(name, ())}
    return Finds(sentences, cues, _classes(hits, "genres"), contexts, nouns, targets, dateline)


def _token_ranges(tokens: Tokens, parse: GeoParse) -> Iterator[tuple[int, int]]:
    for start, end in parse.sentences or ((0, len(tokens.text)),):
        yield bisect_left(tokens.start, start), bisect_left(tokens.start, end)


def _classes(hits: dict[str, list[Hit]], domain: str) -> dict[str, list[Hit]]:
    """The hits of a domain whose classes may overlap, by class."""
    return {name.partition(":")[2]: found for name, found in hits.items() if name.startswith(f"{domain}:")}


def _attach_since(times: list[TimeExpression], cues: list[Hit], published: date | None) -> list[TimeExpression]:
    """'since 7 October' reaches from that day to the publication; an article may stand between."""
    since = [cue for cue in cues if cue.value == "since"]
    begins = {cue.first for cue in since} | {cue.last for cue in since} | {cue.last + 1 for cue in since}
    return [dates.since(time, published) if time.first in begins else time for time in times]


def _outside_names(places: list[PlacedLocation], names: Sequence[Hit]) -> list[PlacedLocation]:
    """ADF is an armed group here, wherever a place of that name may lie."""
    inside = {i for hit in names for i in range(hit.first, hit.last)}
    return [p for p in places if not inside.issuperset(range(p.first, p.last))]


def _without_names(
    triggers: list[Hit], actors: list[Hit], tokens: Tokens, mentions: Sequence[Mention], lexicon: Lexicon
) -> list[Hit]:
    """Drop triggers that are part of a name: "Islamic Jihad", "Attack Brigade", a village called Flood.

    Where names do not stand out a strong trigger holds against a place of one word: floods are not Seoul.
    """
    inside = {i for hit in actors for i in range(hit.first, hit.last)}
    for mention in mentions:
        first, last = bisect_left(tokens.start, mention.start), bisect_left(tokens.start, mention.end)
        if last - first > 1 or lexicon.names_stand_out:
            inside.update(range(first, last))
    return [t for t in triggers if not inside.issuperset(range(t.first, t.last))]
