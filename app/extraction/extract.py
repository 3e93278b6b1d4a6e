"""From a geoparsed text to event drafts: read sightings, merge them, place and date them, write the drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.extraction import lexicon
from app.extraction.brackets import open_brackets
from app.extraction.clock import Clock, find_clocks, narrow
from app.extraction.clusters import Cluster
from app.extraction.dateline import read_dateline
from app.extraction.drafting import write_drafts
from app.extraction.lexicon import Lexicon
from app.extraction.merging import merge
from app.extraction.nearness import country_of
from app.extraction.paragraphs import number_paragraphs
from app.extraction.placing import Placer
from app.extraction.reading import Reader
from app.extraction.sightings import Sighting
from app.extraction.timing import time_of
from app.extraction.tokens import tokenise
from app.extraction.types import EventDraft, When
from geodata.types import GeoParse

_SHORT = 2  # events that a note seems to tell: one of them is what it is about


def extract_events(parse: GeoParse, text: str, published: date | None) -> list[EventDraft]:
    """Events of one article, in the order in which it tells them; a parent stands before its children.

    `text` is what `parse` was made from. With `published` None and no dateline, times that need it stay open.
    """
    tokens = open_brackets(tokenise(text), parse)
    words = lexicon.load(parse.language)
    published = published or read_dateline(tokens, words)
    reader = Reader(tokens, parse, words, published)
    clusters = _worth_telling(
        merge(reader.sightings(), parse, published, number_paragraphs(text, parse.sentences) or [0])
    )
    placer = Placer(text, parse, clusters, reader.dateline)
    drafts: list[EventDraft] = []
    series: When | None = None
    for cluster in clusters:
        if cluster.when is None and not cluster.background:
            cluster.date_from(reader.stray_time(placer.neighbours(cluster.first.sentence)))
        opening = _opening(cluster, clusters) or (series if any(s.answers for s in cluster.sightings) else None)
        when = time_of(cluster, published, opening)
        if cluster.aggregate:
            series = when
        location, link = placer.place(cluster)
        if when.precision == "day" and (clocks := _hours_of(cluster, parse, text, words, reader.dateline)):
            place = parse.locations[location] if location is not None else None
            country = country_of(parse, place) if place is not None else None
            when = narrow(when, clocks, country, place.region if place is not None else None, text)
        drafts += write_drafts(
            cluster, len(drafts), tokens, parse, when, location, link, drafts[0].when if drafts else None, published
        )
    return drafts


def _hours_of(cluster: Cluster, parse: GeoParse, text: str, words: Lexicon, dateline: range) -> Sequence[Clock]:
    """The hours told in the first of its sentences that tells a time."""
    dated = next((s for s in cluster.sightings if s.when is not None), cluster.first)
    first, last = parse.sentences[dated.sentence] if parse.sentences else (0, len(text))
    return find_clocks(text, words, dateline.stop if dateline.start in range(first, last) else first, last)


def _worth_telling(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Leave out what is only alluded to: nothing said of place, time or toll, beside events of which more is said."""
    told = [c for c in clusters if _says_something(c)]
    if any(not _is_weak(c) for c in told):
        # "The wounded were taken to Tripoli" is none; "on Tuesday a jet hit a car near Y" is one.
        told = [c for c in told if c.counts or not _is_weak(c) or (c.when and c.location is not None)]
    # A note may lie in a village that nobody knows, and say no more.
    news = sorted((c for c in clusters if not c.background), key=_is_weak)
    return told or (news[:1] if len(clusters) <= _SHORT else [])


def _is_weak(cluster: Cluster) -> bool:
    return all(s.weak for s in cluster.sightings)


def _says_something(cluster: Cluster) -> bool:
    if cluster.location is not None or cluster.aside is not None or cluster.counts:
        return True
    return cluster.when is not None and not _is_weak(cluster)


def _opening(cluster: Cluster, clusters: Sequence[Cluster]) -> When | None:
    """The time of the event since which a series runs: 'since the attack of 7 October'."""
    ties: list[Sighting] = [s.since for s in cluster.sightings if s.since is not None and s.aggregate]
    for other in clusters:
        if other is not cluster and other.when is not None and any(s is tie for s in other.sightings for tie in ties):
            return other.when
    return None
