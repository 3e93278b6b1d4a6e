"""Text in, regions out: the pipeline of `geodata` on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from geodata.errors import BadText
from geodata.gazetteer import Gazetteer, tokenise
from geodata.languages import load
from geodata.languages.detection import detect
from geodata.mentions import Candidate, recognise
from geodata.mentions.blocks import BLOCK
from geodata.mentions.reading import replace_surrogates
from geodata.querying import Answer, answer, readings
from geodata.regions import GazetteerAtlas, anchors_of, precision_of, relation_of, shape
from geodata.relations import relate
from geodata.relations.tree import Expression, mentions_of
from geodata.resolution import resolve
from geodata.sentences import split_sentences
from geodata.types import Context, GeoParse, Kind, Location, Mention, Place, Region, Role

DEFAULT_LANGUAGE = "en"  # where the text does not tell: its grammar is the richest
NO_CONTEXT = Context()
LEAST_CLAIMED = 0.6  # what stands behind "20 km north of" is a place more often than not
MAX_CHARACTERS = 20_000_000


class Geocoder:
    """Recognise -> relate -> resolve -> shape, over one opened place index. Holds no state of the texts."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.atlas = GazetteerAtlas(gazetteer)

    @classmethod
    def open(cls, path: Path | str) -> Geocoder:
        """Over the index at `path`; raises `GazetteerNotBuilt`, `GazetteerUnreadable`."""
        return cls(Gazetteer.open(path))

    def parse(
        self,
        text: str,
        language: str | None = None,
        spans: Sequence[tuple[int, int]] | None = None,
        context: Context = NO_CONTEXT,
    ) -> GeoParse:
        """All places and located expressions of a text; with `spans` those are the mentions, and nothing else is.

        Raises `UnsupportedLanguage` for a language that was asked for, `BadText` for what is no text.
        """
        check_text(text)
        reason = None
        if language is None:
            language, why = detect(text)
            if language is None:
                language, reason = DEFAULT_LANGUAGE, f"language unknown ({why}); read as English"
        tables = load(language)
        words = tokenise(replace_surrogates(text)) if len(text) <= BLOCK else None
        sentences = split_sentences(text, tables.code)
        candidates = recognise(text, tables.code, self.gazetteer, spans, words, sentences)
        related = relate(text, candidates, tables, words)
        for index in related.claimed:
            claim(candidates[index])
        hints = [expression for _, _, expression in related.expressions()]
        mentions = resolve(candidates, text, self.gazetteer, context, hints, tables.code)  # each keeps its role
        places = [mention.place for mention in mentions]
        located = related.expressions(places)
        locations = tuple(self.locate(text, *found, mentions, places) for found in located)
        return GeoParse(tables.code, tuple(mentions), locations, tuple(sentences), reason)

    def geocode(self, query: str, language: str | None = None, context: Context = NO_CONTEXT) -> list[Location]:
        """Readings of one place name or spatial expression, best first; empty where nothing was found."""
        return self.ask(query, language, context).locations

    def readings(self, query: str, language: str | None = None, context: Context = NO_CONTEXT) -> Iterator[Location]:
        """What `geocode` lists, each drawn when it is asked for: for whoever may be content with the first."""
        check_text(query)
        return readings(self, query, language, context)

    def ask(self, query: str, language: str | None = None, context: Context = NO_CONTEXT) -> Answer:
        """`geocode` with the mentions behind it and, where it is empty, the reason."""
        check_text(query)
        return answer(self, query, language, context)

    def locate(
        self,
        text: str,
        start: int,
        end: int,
        expression: Expression,
        mentions: Sequence[Mention],
        places: Sequence[Place | None] | None = None,
    ) -> Location:
        """The region of one expression, or the reason why it has none. `places` are the mentions', once for a text."""
        if places is None:
            places = [mention.place for mention in mentions]
        used = mentions_of(expression)
        region = shape(expression, places, self.atlas)
        relation = relation_of(expression)
        if isinstance(region, str):
            return Location(start, end, text[start:end], relation, used, expression, None, 0.0, reason=region)
        return Location(
            start,
            end,
            text[start:end],
            relation,
            used,
            expression,
            region,
            round(_confidence(region, [mentions[i] for i in used]), 4),
            precision_of(relation, _anchor_kind(expression, mentions), region),
        )


def claim(candidate: Candidate) -> None:
    """A name that recognition took for an actor or for no place, and that a relation leans on: "north of Paris"."""
    candidate.role = Role.PLACE
    candidate.score = max(candidate.score, LEAST_CLAIMED)
    candidate.reason += ", but the words before it are said of places"


def check_text(text: str) -> None:
    """Raises `BadText` for what is binary or too long to be an article."""
    if len(text) > MAX_CHARACTERS:
        raise BadText(f"The text has {len(text):,} characters; {MAX_CHARACTERS:,} are read at most.")
    if "\x00" in text:
        raise BadText("The text holds NUL characters: this is binary data, not text.")


def _confidence(region: Region, mentions: Sequence[Mention]) -> float:
    """As sure as the least sure name, weakened by clips and fallbacks; written coordinates need no name."""
    return min([m.score for m in mentions], default=1.0) * region.confidence_factor


def _anchor_kind(expression: Expression, mentions: Sequence[Mention]) -> Kind | None:
    anchors = mentions_of(anchors_of(expression)[0])
    place = mentions[anchors[-1]].place if anchors else None
    return place.kind if place else None
