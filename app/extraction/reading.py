"""From the words of a text to sightings: one for each trigger that reports something real."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.extraction import dates, taxonomy
from app.extraction.actors import assign_roles, with_victims
from app.extraction.aggregates import MANY, count_events, read_children
from app.extraction.choosing import Candidate, Chooser
from app.extraction.claims import find_blamed, find_claimant
from app.extraction.counts import CountSighting
from app.extraction.dates import TimeExpression
from app.extraction.finds import Sentence, collect_finds
from app.extraction.genres import Genres
from app.extraction.lexicon import Lexicon
from app.extraction.linking import Linker, PlacedLocation, listed_with
from app.extraction.modality import CueReader, Modality
from app.extraction.nearness import is_more_precise
from app.extraction.phrases import Hit
from app.extraction.sightings import Sighting, is_allusion, tells_of_nobody, tie_series
from app.extraction.targets import count_targets
from app.extraction.titles import cut_title
from app.extraction.tokens import Tokens
from app.extraction.tolls import hand_out
from geodata.types import GeoParse

_CONTEXT_REACH = 14  # words around a trigger that may refine its type
_CONTEXT_WALLS = frozenset(';:()«»“”"')
_SUMMED = frozenset({"armed_conflict", "unrest", "crime"})  # what news counts by the dozen
# A quake that the army tells of has no side, nor has the crash of a bus from Berlin; soldiers may die in a crash.
_NO_SIDES = {
    "natural_hazard": frozenset({"state", "state force", "rebel group", "militia", "gang", "political"}),
    "accident": frozenset({"state"}),
}
_DECLARED = frozenset({"politics", "epidemic"})  # the announcement is the deed: "confirmed its first case on Monday"
_HARM = frozenset({"killed", "wounded", "abducted"})
_FULL_DATES = frozenset({"day_month_year", "day_month", "numeric", "iso"})
_AFTERWARDS = frozenset({"day_after", "hours_after"})
_MOST_PLACES = 3  # that one aggregate lies in: "in Syria and in Iraq"


class Reader:
    """Reads sentence by sentence; `sightings()` gives all."""

    def __init__(self, tokens: Tokens, parse: GeoParse, lexicon: Lexicon, published: date | None) -> None:
        self._tokens, self._parse = tokens, parse
        self._published, self._lexicon = published, lexicon
        self._finds = collect_finds(tokens, parse, lexicon, published)
        self._cues = CueReader(tokens, self._finds.cues)
        lead = self._finds.sentences[0] if self._finds.sentences else None
        self._genres = Genres(self._finds.genres, tokens, (lead.first, lead.last) if lead else (0, 0))
        self._chooser = Chooser(self._finds, self._cues, self._genres)
        self._taxonomy = taxonomy.load()
        self._told: set[int] = set()  # sentences that report an event

    @property
    def dateline(self) -> range:
        """Offsets in the text."""
        line = self._finds.dateline
        return range(self._tokens.start[line.start], self._tokens.end[line.stop - 1]) if line else line

    def sightings(self) -> list[Sighting]:
        found: list[Sighting] = []
        waiting: list[CountSighting] = []  # told before what they are the toll of
        for sentence in self._finds.sentences:
            here = self._read_sentence(sentence)
            self._read_claims(sentence, here, found)
            if found and here and all(tells_of_nobody(s) for s in here):
                here = []
            if not here and self._genres.tells_figures(sentence.first, sentence.last):
                continue
            apart = sentence.times and any(not place.aside for place in sentence.places)  # a note of its own
            if not here and found and not apart and not _has_strong(sentence):
                hand_out(sentence.counts, found[-1:])  # "No deaths were reported": of what was told before
            elif not here and not sentence.triggers:
                waiting += sentence.counts
            if here:
                hand_out(waiting, here[:1])
                waiting = []
                self._told.add(sentence.number)
            found += here
        return found

    def stray_time(self, sentences: Sequence[int]) -> TimeExpression | None:
        """A time that no event, told or denied, and no saying took: "A lorry drove into a market on Monday"."""
        for number in sentences:
            sentence = self._finds.sentences[number]
            if number in self._told or _has_strong(sentence):  # "the rally planned for Tuesday was called off"
                continue
            said = self._cues.positions("speech", sentence.first, sentence.last)
            for time in sentence.times:
                if not said and time.when.earliest is not None:
                    return time
        return None

    def _read_sentence(self, sentence: Sentence) -> list[Sighting]:
        causes = self._chooser.grievances(sentence)
        real = self._chooser.choose(sentence, causes)
        if not real:
            return []
        presence = self._cues.positions("presence", sentence.first, sentence.last)
        linker = Linker(self._tokens, [t for t, _ in real], presence)
        sightings = [self._read_trigger(t, m, sentence, linker, real) for t, m in real]
        glue = self._lexicon.number_glue
        joints = [i for i in range(sentence.first, sentence.last) if self._tokens.norm[i] in glue]
        joints += self._cues.positions("contrast", sentence.first, sentence.last)
        counts = sentence.counts
        if causes:  # "marched to denounce the killing of two farmers": they did not die in the march
            spoken = {i for t in causes for i in range(t.first, t.last)}
            counts = [c for c in counts if c.token not in spoken or any(t.first == c.token for t, _ in real)]
        hand_out(counts, sightings, joints if len(sightings) > 1 else ())
        for sighting in sightings:
            harmed = [count for kind, count in sighting.counts.items() if kind in _HARM]
            sighting.actors = with_victims(sighting.actors, harmed, sentence.parties, self._tokens)
        tie_series(sightings)
        figure = self._genres.is_figure
        return [s for s in sightings if not (is_allusion(s) or figure(s, sentence.first, sentence.last))]

    def _read_trigger(
        self, trigger: Hit, modality: Modality, sentence: Sentence, linker: Linker, real: list[Candidate]
    ) -> Sighting:
        rubric = sentence.rubric
        sighting = Sighting(
            trigger,
            sentence.number,
            rubric.subtype
            if rubric
            else self._taxonomy.refine(trigger.value.subtype, self._contexts_around(trigger, sentence)),
            trigger.value.weak,
            modality,
            title=cut_title(self._tokens, trigger, min(self._begin(sentence), trigger.first), sentence.last),
        )
        beyond = self._since_behind(trigger, modality, sentence)
        asides = [t for t, m in real if m.background and t is not trigger]
        near = [
            p
            for p in sentence.places
            if not p.aside
            and (beyond is None or p.first < beyond)
            and not any(linker.owns(aside, p) for aside in asides)
        ]
        places = linker.locations(trigger, near, confined=modality.background or modality.soft)
        if places:
            sighting.location = self._most_precise([p for p in places if linker.owns(trigger, p)] or places)
            sighting.alternatives = listed_with(sighting.location, sentence.places, self._parse)
        elif not modality.background:
            sighting.aside = next((p.index for p in reversed(sentence.places) if p.aside), None)
        time = self._time(trigger, modality, real, sentence, linker)
        if time is not None and modality.since and self._chooser.endures(trigger):
            time = dates.since(time, self._published)
        if time is not None:
            sighting.when, sighting.when_span = time.when, (time.first, time.last)
        sighting.actors = assign_roles(
            trigger,
            sentence.triggers if modality.background else [t for t, _ in real],
            sentence.parties,
            sentence.role_cues,
            self._tokens,
            subject_follows=self._lexicon.subject_follows,
        )
        no_side = _NO_SIDES.get(self._taxonomy.types[sighting.subtype].type, frozenset())
        sighting.actors = tuple(a for a in sighting.actors if a.kind not in no_side)
        self._read_aggregate(sighting, sentence, places)
        self._read_targets(sighting, sentence)
        if (
            time is not None
            and time.rule == dates.LONG_SINCE
            and not (sighting.aggregate or self._chooser.endures(trigger))
        ):
            sighting.when = sighting.when_span = None  # "the deadliest attack since 2015" happened now
        return sighting

    def _begin(self, sentence: Sentence) -> int:
        """The sentence's first token behind a dateline."""
        line = self._finds.dateline
        return line.stop if line and line.start in range(sentence.first, sentence.last) else sentence.first

    def _since_behind(self, trigger: Hit, modality: Modality, sentence: Sentence) -> int | None:
        """Where 'the attack is the first since the group began ... in November' leaves the attack."""
        if not (modality.definite or modality.anaphoric):
            return None
        return next((c for c in self._cues.positions("since", trigger.last, sentence.last)), None)

    def _most_precise(self, places: Sequence[PlacedLocation]) -> int:
        """The best one, or what narrows it down: "in Iraq, ..., near Baghdad"."""
        best = places[0].index
        for place in places[1:]:
            if is_more_precise(self._parse, place.index, best):
                best = place.index
        return best

    def _time(
        self, trigger: Hit, modality: Modality, real: list[Candidate], sentence: Sentence, linker: Linker
    ) -> TimeExpression | None:
        """The nearest time of the sentence that is not that of a saying nor bound to another trigger."""
        said = self._cues.positions("speech", sentence.first, sentence.last)
        tolls = self._cues.positions("toll", sentence.first, sentence.last)
        free: list[TimeExpression] = []
        reported: list[TimeExpression] = []
        beyond = self._since_behind(trigger, modality, sentence)
        for time in sentence.times:
            if (beyond is not None and time.first >= beyond) or (trigger.value.weak and time.rule in _AFTERWARDS):
                continue  # "he died the next day"
            owner, background = min(
                ((t, m.background or m.since) for t, m in real), key=lambda r: linker.distance(r[0], time)
            )
            bound = background or _is_named_by(owner, time, sentence)
            if owner is not trigger and (bound or modality.background):
                continue
            (reported if linker.is_of_saying(trigger, time, said, tolls) else free).append(time)
        declared = self._taxonomy.types[trigger.value.subtype].type in _DECLARED
        # "As reported on 2 June 2022": a full date is worth more than none, the weekday of a statement is not.
        return linker.time(trigger, free or [t for t in reported if declared or t.rule in _FULL_DATES])

    def _contexts_around(self, trigger: Hit, sentence: Sentence) -> set[str]:
        low, high = trigger.first, trigger.last
        norms = self._tokens.norm
        while low > max(sentence.first, trigger.first - _CONTEXT_REACH) and norms[low - 1] not in _CONTEXT_WALLS:
            low -= 1
        while high < min(sentence.last, trigger.last + _CONTEXT_REACH) and norms[high] not in _CONTEXT_WALLS:
            high += 1
        if self._taxonomy.types[trigger.value.subtype].type == "unrest":
            high = max(high, self._end_of_aftermath(sentence))
        return {
            name
            for name, starts in self._finds.contexts.items()
            if (i := bisect_left(starts, low)) < len(starts) and starts[i] < high
        }

    def _end_of_aftermath(self, sentence: Sentence) -> int:
        """The next sentence tells how a protest went on, unless it reports something of its own."""
        following = self._finds.sentences[sentence.number + 1 : sentence.number + 2]
        own = any(not t.value.weak for s in following for t in s.triggers)
        return following[0].last if following and not own else sentence.last

    def _read_claims(self, sentence: Sentence, here: list[Sighting], before: list[Sighting]) -> None:
        """'X claimed responsibility for the attacks' tells who, of events told before; it is none of its own."""
        claims = self._cues.positions("claim", sentence.first, sentence.last)
        blames = self._cues.positions("blame", sentence.first, sentence.last)
        if not claims and not blames:
            return
        for sighting in here if claims else ():
            if sighting.when is None and sighting.location is None:
                sighting.modality = replace(sighting.modality, anaphoric=True, background=False, soft=False)
                sighting.actors = ()
        denials = self._cues.positions("negation", sentence.first, sentence.last)
        for actor in (find_claimant(sentence, claims, denials), find_blamed(sentence, blames, denials)):
            if actor is None:
                continue
            for sighting in (here or before)[-1:]:
                sighting.actors = (*(a for a in sighting.actors if a.name != actor.name), actor)

    def _read_targets(self, sighting: Sighting, sentence: Sentence) -> None:
        if sighting.weak or self._taxonomy.types[sighting.subtype].family != "attack" or sighting.aggregate:
            return
        found = count_targets(
            sighting.trigger, sentence.quantities, self._finds.targets, self._lexicon, self._tokens, sentence.last
        )
        if found is not None:
            sighting.counts["targets"] = found

    def _read_aggregate(self, sighting: Sighting, sentence: Sentence, places: Sequence[PlacedLocation]) -> None:
        if sighting.weak or self._taxonomy.types[sighting.subtype].type == "unrest":
            return  # "2,000 demonstrated" counts people
        counted = count_events(sighting.trigger, sentence.quantities, self._finds.nouns, self._tokens)
        if counted is not None:
            quantity, count = counted
            sighting.counts["events"] = count
            sighting.children = read_children(
                sighting.trigger,
                sentence.quantities,
                sentence.places,
                quantity,
                self._finds.nouns,
                self._tokens,
            )
        sighting.aggregate = self._taxonomy.types[sighting.subtype].type in _SUMMED and (
            sighting.modality.series
            or bool(sighting.children)
            or (counted is not None and (counted[0].low or counted[0].best or 0) >= MANY)
        )
        if sighting.children:
            sighting.location, *others = [location for _, location in sighting.children]
            sighting.other_locations = tuple(others)
        elif sighting.aggregate:
            sighting.other_locations = tuple(p.index for p in places[1:_MOST_PLACES])
        if sighting.modality.series and sighting.when is None:
            sighting.answers = bool(self._cues.positions("answer", sentence.first, sighting.trigger.first))
            if sighting.answers:
                sighting.modality = replace(sighting.modality, background=True)


def _has_strong(sentence: Sentence) -> bool:
    return any(not t.value.weak for t in sentence.triggers)


def _is_named_by(trigger: Hit, time: TimeExpression, sentence: Sentence) -> bool:
    """'the attack of 7 October': the date is part of the name."""
    gap = range(trigger.last, time.first)
    return 1 <= len(gap) <= 2 and any(c.value == "of" and c.first in gap for c in sentence.role_cues)
