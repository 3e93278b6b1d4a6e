"""Everything that one pass over the words finds, cut by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.extraction import dates
from app.extraction.actors import ROLE_CUES, Party, find_parties
from app.extraction.adjectives import find_doers
from app.extraction.brackets import bracket_ranges
from app.extraction.counts import CountFinder, CountSighting
from app.extraction.dateline import find_dateline
from app.extraction.dates import TimeExpression, find_dates
from app.extraction.journeys import set_journeys_aside
from app.extraction.lexicon import Lexicon, TriggerWord
from app.extraction.linking import PlacedLocation, place_locations
from app.extraction.numbers import Quantity, find_quantities
from app.extraction.ordered import Ordered
from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens
from geodata.types import GeoParse, Mention

# A "sentence" with more is a list or hostile text; the cost of a sentence grows with the square of its triggers.
_MOST_TRIGGERS = 40
_LONG_PHRASE = 3  # words
_BEFORE_TIMES = frozenset("on in el este la del en le ce du am im يوم في".split())


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
    rubric: TriggerWord | None = None  # what a coder wrote in front: "Property destruction:"


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
    places = set_journeys_aside(place_locations(tokens, parse, dateline), cues)
    asides = {i for place in places for i in range(place.first - 1, place.last)}  # with a preposition before
    counts = CountFinder(tokens, hits, quantities, lexicon, asides)
    times = _attach_since(find_dates(tokens, hits.get("dates", []), lexicon, published), cues, published)
    cues = _without_dated(cues, times)
    times = [time for time in times if time.first not in dateline]
    triggers = _without_names(
        _find_triggers(tokens, hits, lexicon), hits.get("actor", []), tokens, parse.mentions, lexicon
    )
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
        rubric = next((t for t in trigger.within(first, last)[:1] if t.first == first and _is_rubric(t, tokens)), None)
        if rubric is not None:
            first = rubric.last + (tokens.norm[rubric.last - 1] != ":")
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
                rubric.value if rubric is not None else None,
            )
        )
    contexts = {name: [h.first for h in found] for name, found in _classes(hits, "contexts").items()}
    targets = {h.first for h in hits.get("people", ()) if h.value == "target"}
    nouns = {h.first for name in ("people", "casualties") for h in hits.get(name, ())}
    return Finds(sentences, cues, _classes(hits, "genres"), contexts, nouns, targets, dateline)


def _find_triggers(tokens: Tokens, hits: dict[str, list[Hit]], lexicon: Lexicon) -> list[Hit]:
    """The table's, and those that a time or a bracket parts: "tomaron el martes la ciudad"."""
    gaps = [(d.first - (tokens.norm[d.first - 1] in _BEFORE_TIMES), d.last) for d in hits.get("dates", ()) if d.first]
    parted = lexicon.table.scan_across(tokens, [*gaps, *bracket_ranges(tokens)], "trigger")
    within = {i for hit in parted for i in range(hit.first, hit.last)}
    whole = [t for t in hits.get("trigger", ()) if not within.issuperset(range(t.first, t.last))]
    return sorted([*whole, *parted], key=lambda hit: hit.first)


def _is_rubric(trigger: Hit, tokens: Tokens) -> bool:
    return ":" in tokens.norm[trigger.last - 1 : trigger.last + 1] and not trigger.value.weak


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


def _without_dated(cues: list[Hit], times: list[TimeExpression]) -> list[Hit]:
    """'They have fought the flames since Monday': "since" opens no clause of another event there."""
    dated = {time.first for time in times}
    return [cue for cue in cues if cue.value != "since" or not dated & {cue.first, cue.last, cue.last + 1}]


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
