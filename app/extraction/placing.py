"""Where an event lies whose own sentences name no place: in the paragraph's, the lead's, or the document's place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from app.extraction import confidence, taxonomy
from app.extraction.clusters import Cluster
from app.extraction.nearness import country_of, is_whole_country
from app.extraction.paragraphs import number_paragraphs
from geodata.types import GeoParse

_NEIGHBOURS = 2  # sentences before and behind
_BUREAU_POPULATION = 100_000
_FOCUS_SHARE = 0.5  # of all located names, for a country to be what the document is about


class Placer:
    """Knows which locations each sentence names, the dateline left out, and which events took them."""

    def __init__(self, text: str, parse: GeoParse, clusters: Sequence[Cluster], dateline: range) -> None:
        self._parse, self._clusters = parse, clusters
        starts = [start for start, _ in parse.sentences] or [0]
        self._by_sentence: dict[int, list[int]] = {}
        for index, location in enumerate(parse.locations):
            if location.region is not None and location.start not in dateline:
                self._by_sentence.setdefault(bisect_right(starts, location.start) - 1, []).append(index)
        self._paragraphs = number_paragraphs(text, parse.sentences)
        self._lead = next((c.location for c in clusters if c.location is not None and not c.background), None)

    def place(self, cluster: Cluster) -> tuple[int | None, float]:
        """Location index and how far the link can be trusted."""
        if cluster.location is not None:
            return cluster.location, confidence.CLAUSE
        if cluster.background:
            return None, 0.0
        if cluster.first.modality.distinct and (kin := self._of_kin(cluster)) is not None:
            return kin, confidence.PARAGRAPH
        near, aside = self._in_neighbourhood(cluster), cluster.aside
        if aside is not None and (near is None or self._is_wider(near) or not self._has_bureau(aside)):
            return aside, confidence.PARAGRAPH
        if near is not None:
            return near, confidence.PARAGRAPH
        if self._lead is not None:
            return self._lead, confidence.LEAD
        return self._focus(), confidence.FOCUS

    def neighbours(self, sentence: int) -> list[int]:
        """Sentences of the same paragraph, the nearest first, those before ahead of those behind."""
        near = [sentence + sign * step for step in range(1, _NEIGHBOURS + 1) for sign in (-1, 1)]
        paragraphs = self._paragraphs
        return [n for n in near if 0 <= n < len(paragraphs) and paragraphs[n] == paragraphs[sentence]]

    def _in_neighbourhood(self, cluster: Cluster) -> int | None:
        """The most precise place of the nearest sentence that has one."""
        for sighting in cluster.sightings:
            for number in self.neighbours(sighting.sentence):
                if found := self._by_sentence.get(number):
                    return min(found, key=self._radius)
        return None

    def _is_wider(self, index: int) -> bool:
        return is_whole_country(self._parse, self._parse.locations[index])

    def _has_bureau(self, index: int) -> bool:
        """A reporter who writes from a small town went there for the event."""
        mentions = self._parse.locations[index].mentions
        place = self._parse.mentions[mentions[-1]].place if mentions else None
        return place is not None and place.population >= _BUREAU_POPULATION

    def _of_kin(self, cluster: Cluster) -> int | None:
        """'A second strike hit the camp': where the event of that kind told before was."""
        types = taxonomy.load()
        before = [c for c in self._clusters if c.first.sentence < cluster.first.sentence and c.location is not None]
        kin = [c for c in before if not c.background and types.compatible(c.subtype, cluster.subtype)]
        return kin[-1].location if kin else None

    def _focus(self) -> int | None:
        """A location in the country that most of the text's places lie in; the country itself where it is named."""
        placed = [(i, country_of(self._parse, loc)) for i, loc in enumerate(self._parse.locations) if loc.region]
        tally = Counter(country for _, country in placed if country)
        if not tally:
            return None
        country, count = tally.most_common(1)[0]
        if count < _FOCUS_SHARE * len(placed):
            return None
        inside = [i for i, c in placed if c == country]
        whole = [i for i in inside if is_whole_country(self._parse, self._parse.locations[i])]
        return (whole or inside)[0]

    def _radius(self, index: int) -> float:
        region = self._parse.locations[index].region
        return region.radius_km if region is not None else float("inf")
