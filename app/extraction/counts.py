"""Casualties and the like: which number a casualty word governs.

A number becomes a casualty only when a casualty word of its own clause governs it: right after the word ("killed 22
people"), or before it with nothing but the noun and its verb between ("22 fighters were killed"). Troops, houses and
attacks are none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import reduce

from app.extraction.lexicon import Lexicon
from app.extraction.numbers import Quantity
from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens
from app.extraction.types import Count

_REACH_RIGHT = 5  # "killed at least another 22", "the toll has risen to 40"
_REACH_LEFT = 14  # "132 civils ... ont été tués"
_TOLL_REACH = 4  # "has risen sharply to 100"
_LIST_REACH = 8  # "... and their driver were, on Monday, killed"
_SUBJECT_REACH = 7  # words of a subject that may make it several: "a family of five was killed"
_MOST_WORDS = 40  # casualty words of one sentence; hostile text has thousands
_STOPS = frozenset(".;:!?()")
_COMMAS = frozenset(",،")


@dataclass(frozen=True, slots=True)
class CountSighting:
    """A count at a place in the text; `kind` is killed, wounded, ..."""

    kind: str
    count: Count
    token: int  # of the casualty word
    first: int
    last: int
    subset: bool = False


@dataclass(frozen=True, slots=True)
class _Scope:
    """The quantities of a sentence [first, last), and those that have found their casualty word."""

    quantities: list[Quantity]
    first: int
    last: int
    people: list[Quantity]  # with those of one: "a woman"
    used: set[int] = field(default_factory=set)


class CountFinder:
    """Reads the counts of one sentence at a time."""

    def __init__(
        self,
        tokens: Tokens,
        hits: dict[str, list[Hit]],
        quantities: Sequence[Quantity],
        lexicon: Lexicon,
        asides: Set[int] = frozenset(),
    ) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._openers = lexicon.articles | lexicon.definites  # of a person told without a number
        self._casualties = [hit for hit in hits.get("casualties", ()) if hit.value != "none"]
        self._quantities = quantities
        self._quantity_starts = [q.number_first for q in quantities]
        self._heads = {hit.first: hit for hit in hits.get("people", ())}
        self._zeros = {hit.last for hit in hits.get("qualifiers", ()) if hit.value == "zero"}
        nobody = [hit.first for hit in hits.get("qualifiers", ()) if hit.value == "zero"]
        self._nobody = {i for i in nobody if tokens.norm[i] in lexicon.collectives}
        self._gaps = {i for h in hits.get("qualifiers", ()) if h.value != "zero" for i in range(h.first, h.last)}
        self._exact = {hit.last for hit in hits.get("qualifiers", ()) if hit.value in ("exact", "to")}
        self._coded_at = {hit.last for hit in hits.get("qualifiers", ()) if hit.value == "coded"}
        self._tolls = [hit.first for hit in hits.get("cues:toll", ())]
        self._singles = {i: hit for hit in hits.get("cues:single", ()) for i in range(hit.first, hit.last)}
        # "tötete am Montag in Kabul 20 Menschen": when and where may stand between.
        self._gaps |= {i for h in hits.get("dates", ()) for i in range(h.first, h.last)} | asides
        self._casualty_at = {i for hit in self._casualties for i in range(hit.first, hit.last)}
        self._starts = [hit.first for hit in self._casualties]

    def in_sentence(self, first: int, last: int) -> list[CountSighting]:
        """Counts whose casualty word stands in tokens [first, last)."""
        found: list[CountSighting] = []
        words = self._casualties[bisect_left(self._starts, first) : bisect_left(self._starts, last)][:_MOST_WORDS]
        if not words:
            return found
        low, high = bisect_left(self._quantity_starts, first), bisect_left(self._quantity_starts, last)
        quantities = list(self._quantities[low:high])
        scope = _Scope(quantities, first, last, self._with_single(quantities, first, last))
        for word in words:
            if self._is_denied(word, first):
                found += [self._zero(word, kind) for kind in self._kinds(word)]
        for search in (
            self._coded,
            self._right_of,
            self._left_of,
            self._loosely_right_of,
            self._of_toll,
            self._listed,
            self._single,
        ):
            for word in words:
                if any(s.token == word.first for s in found) or word.value == "generic":
                    continue
                quantity = search(word, scope)
                if quantity is not None:
                    scope.used.add(quantity.number_first)
                    found.append(self._sighting(word, quantity))
        return sorted(found, key=lambda s: s.token)

    def _kinds(self, word: Hit) -> tuple[str, ...]:
        return ("killed", "wounded") if word.value == "generic" else (word.value,)

    def _is_denied(self, word: Hit, first: int) -> bool:
        """'no deaths', 'nobody was killed', 'aucun mort': a statement of zero, not a missing number."""
        if word.last in self._nobody or word.last + 1 in self._nobody:  # "verletzt wurde niemand"
            return True
        return any(word.first - back in self._zeros for back in range(4) if word.first - back > first) and not any(
            word.first - back < s <= word.first
            for back in range(4)
            for s in self._quantity_starts
            if word.first - back in self._zeros
        )

    def _zero(self, word: Hit, kind: str) -> CountSighting:
        a, b = max(word.first - 2, 0), word.last
        text = self._tokens.quote(a, b)
        count = Count(0, 0, 0, text, self._tokens.start[a], self._tokens.end[b - 1])
        return CountSighting(kind, count, word.first, a, b)

    def _right_of(self, word: Hit, scope: _Scope, *, loose: bool = False) -> Quantity | None:
        quantities, used, last = scope.quantities, scope.used, scope.last
        loose = loose or self._is_active(word)
        for quantity in quantities:
            if quantity.number_first < word.last or quantity.number_first in used:
                continue
            gap = range(word.last, quantity.first)  # empty where the qualifier is part of the casualty's words
            if len(gap) > _REACH_RIGHT or any(i not in self._gaps for i in gap):
                break
            if not (
                self._counts_people(quantity, word, last) if loose else self._has_people(quantity, last)
            ) or self._belongs_to_next(quantity, word, last):
                break
            return self._chain(quantity, scope, last)
        after = word.last + (word.last in self._gaps)  # "asesinaron a un líder"
        one = self._indefinite(word.last, after + 1, last, loose=loose) or self._object(word, scope)
        return self._chain(one, scope, last) if one else self._bare(word.last, last)

    def _object(self, word: Hit, scope: _Scope) -> Quantity | None:
        """'Killed the mayor', 'mataron a tiros al alcalde': one, where nothing before the word can have been killed."""
        at = word.last
        if at >= scope.last or self._tokens.norm[at] not in self._lexicon.definites:
            return None
        if any(q.last <= word.first for q in scope.quantities) or word.first in self._singles:
            return None
        return self._one_person(at, scope.last)

    def _loosely_right_of(self, word: Hit, scope: _Scope) -> Quantity | None:
        """A noun that we do not know ("killed 12 apiarists") counts as people when nothing better is there."""
        return self._right_of(word, scope, loose=True)

    def _left_of(self, word: Hit, scope: _Scope) -> Quantity | None:
        quantities, used, last = scope.quantities, scope.used, scope.last
        if self._is_active(word):
            return None
        fallback: Quantity | None = None
        for quantity in reversed(quantities):
            if quantity.last > word.first:
                continue
            if word.first - quantity.last > _REACH_LEFT or not self._is_open(quantity.last, word.first):
                break
            if quantity.number_first in used or not self._counts_people(quantity, word, last):
                continue
            if quantity.subset:
                fallback = fallback or quantity
                continue
            return self._chain(quantity, scope, word.first)
        if fallback is not None:
            return fallback
        for start in range(max(scope.first, word.first - 9), word.first):
            if self._tokens.norm[start] not in self._lexicon.articles:
                continue
            found = self._indefinite(start, start + 1, word.first)
            if found is not None and self._is_open(found.last, word.first, commas=0):
                return self._chain(found, scope, word.first)
        return None

    def _coded(self, word: Hit, scope: _Scope) -> Quantity | None:
        """'30 fatalities, coded as 10 across 3 events': a coder's note says what this event's share is."""
        if word.value != "killed" or not self._coded_at:
            return None
        return next((q for q in scope.quantities if q.first in self._coded_at and q.first >= word.last), None)

    def _of_toll(self, word: Hit, scope: _Scope) -> Quantity | None:
        """'The death toll from two bombings outside the ministry has risen to 100'."""
        tolls = [t for t in self._tolls if scope.first <= t < scope.last]
        for quantity in scope.quantities if tolls else ():
            ahead = quantity.first >= word.last and quantity.number_first not in scope.used
            told = quantity.first in self._exact and any(0 < quantity.first - t <= _TOLL_REACH for t in tolls)
            if ahead and told and self._counts_people(quantity, word, scope.last, toll=True):
                return quantity
        return None

    def _is_active(self, word: Hit) -> bool:
        """'killing four and wounding five': the number of such a word stands behind it."""
        return self._tokens.norm[word.first] in self._lexicon.active

    def _listed(self, word: Hit, scope: _Scope) -> Quantity | None:
        """'The ambassador, his guard and their driver were killed': a list in which nobody has a number."""
        if self._is_active(word):
            return None
        for one in reversed(scope.people):
            if one.article and one.last <= word.first <= one.last + _LIST_REACH:
                whole = self._chain(one, scope, word.first)
                return whole if self._is_open(one.last, word.first) and (whole.best or 0) > 1 else None
        return None

    def _single(self, word: Hit, scope: _Scope) -> Quantity | None:
        """'Fernando Villavicencio was shot dead': a verb in the singular tells one, whoever it is."""
        said = self._singles.get(word.first)
        if said is None:
            return None
        before = self._tokens.norm[max(scope.first, said.first - _SUBJECT_REACH) : said.first]
        if not before or any(norm in self._lexicon.collectives for norm in before):
            return None
        return Quantity(said.first, said.last, 1, 1, 1, said.first)

    def _is_open(self, first: int, last: int, commas: int = 2) -> bool:
        """No stop, no other casualty word and few commas in between."""
        seen = 0
        for i in range(first, last):
            norm = self._tokens.norm[i]
            if norm in _STOPS or i in self._casualty_at:
                return False
            seen += norm in _COMMAS
        return seen <= commas

    def _counts_people(self, quantity: Quantity, word: Hit, last: int, *, toll: bool = False) -> bool:
        """Whether what follows the number can be people: a known noun, the casualty word itself, or nothing at all."""
        norms = self._tokens.norm
        after = norms[quantity.last] if quantity.last < len(norms) else "."
        if after == "%" or (quantity.best is None and quantity.low is None and quantity.high is None):
            return False
        for i in range(quantity.last, min(quantity.last + 4, last)):
            if i in self._casualty_at:
                return True
            head = self._heads.get(i)
            if head is not None:
                return bool(head.value == "person")
            if not norms[i][0].isalpha():
                break
        return toll or 0 <= word.first - quantity.last <= 4 or 0 <= quantity.first - word.last <= _REACH_RIGHT

    def _has_people(self, quantity: Quantity, last: int) -> bool:
        norms = self._tokens.norm
        for i in range(quantity.last, min(quantity.last + 4, last)):
            if i in self._heads:
                return bool(self._heads[i].value == "person")
            if not norms[i][0].isalpha():
                return i == quantity.last and norms[i] != "%"
        return quantity.last >= last

    def _belongs_to_next(self, quantity: Quantity, word: Hit, last: int) -> bool:
        """'tués 40 blessés': the number of the next casualty word, which follows it directly."""
        following = quantity.last
        return following < last and following in self._casualty_at and following >= word.last and self._noun_like(word)

    def _noun_like(self, word: Hit) -> bool:
        """A word that already has its number before it needs none behind."""
        return word.first - 1 in {q.last - 1 for q in self._quantities}

    def _with_single(self, quantities: Sequence[Quantity], first: int, last: int) -> list[Quantity]:
        """The quantities and, between them, those that an article tells: "a woman and two children"."""
        taken = {i for q in quantities for i in range(q.first, q.last)}
        norms = self._tokens.norm
        single = [
            one
            for i in range(first, last)
            if norms[i] in self._openers
            and i not in taken
            and (one := self._one_person(i, last)) is not None
            and one.last <= last
        ]
        return sorted([*quantities, *single], key=lambda q: q.number_first)

    def _one_person(self, i: int, last: int) -> Quantity | None:
        """'a farmer', 'his driver', 'le maire'."""
        if self._tokens.norm[i] in self._lexicon.definites:
            for n in range(i + 1, min(i + 4, last)):
                head = self._heads.get(n)
                if head is not None:
                    norm = self._tokens.norm[head.last - 1]
                    many = norm in self._lexicon.plurals or norm.endswith(self._lexicon.plural_ending or "\n")
                    person = head.value == "person" and not many
                    return Quantity(i, head.last, 1, 1, 1, i, article=True) if person else None
                if not self._tokens.norm[n][0].isalpha() or n in self._gaps:
                    return None
        return self._indefinite(i, i + 1, last)

    def _chain(self, quantity: Quantity, scope: _Scope, last: int) -> Quantity:
        """The sum of a list: "two soldiers, a policeman and three civilians", up to token `last`."""
        people, used = scope.people, scope.used
        at = next((n for n, q in enumerate(people) if q.number_first == quantity.number_first), None)
        if at is None:
            return quantity
        low, high, glued = at, at, False
        while low and people[low - 1].number_first not in used and (link := self._link(people[low - 1], people[low])):
            low, glued = low - 1, glued or link == "and"
        while high + 1 < len(people) and (link := self._link(people[high], people[high + 1])):
            ahead = range(people[high + 1].last, min(people[high + 1].last + 4, last))
            if any(i in self._casualty_at for i in ahead):
                break  # "killed 4 men and 6 people were wounded"
            high, glued = high + 1, glued or link == "and"
        if not glued:
            return quantity
        used.update(q.number_first for q in people[low : high + 1])
        return reduce(Quantity.plus, people[low : high + 1])

    def _link(self, one: Quantity, other: Quantity) -> str | None:
        """What joins two items of a list, with nothing between but the noun of the first: "and", a comma or None."""
        between = range(one.last, other.first)
        if sum(i not in self._gaps for i in between) > 5 or one.best is None or other.best is None or other.subset:
            return None
        norms = self._tokens.norm
        named = one.article or any(i in self._heads and self._heads[i].value == "person" for i in between)
        if not named or any(i in self._casualty_at or norms[i] in _STOPS for i in between):
            return None
        if not other.article and not self._has_people(other, len(norms)):
            return None
        at = other.first - 1
        if at > one.last and norms[at] in self._lexicon.definites:
            at -= 1  # "a teacher and her two children"
        joint = norms[at]
        commas = sum(norms[i] in _COMMAS for i in between)
        if joint in self._lexicon.number_glue:
            return "and" if commas == (at - 1 >= one.last and norms[at - 1] in _COMMAS) else None
        return "," if joint in _COMMAS and commas == 1 else None

    def _indefinite(self, first: int, stop: int, last: int, *, loose: bool = False) -> Quantity | None:
        """'a farmer', 'une femme': one, where the article leads to a person within three words."""
        norms = self._tokens.norm
        for start in range(first, min(stop, last)):
            if norms[start] not in self._lexicon.articles:
                continue
            if start + 1 in self._casualty_at:  # "un mort", "one dead"
                return Quantity(start, start + 1, 1, 1, 1, start)
            begin = self._behind_age(start + 1, last)
            for i in range(begin, min(begin + 3, last)):
                head = self._heads.get(i)
                if head is not None:
                    return Quantity(start, head.last, 1, 1, 1, start, article=True) if head.value == "person" else None
                if not norms[i][0].isalpha() or i in self._gaps:  # "un camp de déplacés" is a camp
                    break
            if loose:  # "killed an apiarist"
                return Quantity(start, min(start + 2, last), 1, 1, 1, start)
        return None

    def _behind_age(self, first: int, last: int) -> int:
        """The token behind "58-year-old" or "58-jähriger", where one begins at `first`; else `first`."""
        tokens, at = self._tokens, first
        if first >= last or not tokens.norm[first].isdecimal():
            return first
        while at + 1 < last and tokens.text[tokens.end[at] : tokens.start[at + 1]] == "-":
            at += 1
        return at + 1 if at > first else first

    def _bare(self, first: int, last: int) -> Quantity | None:
        """A language without articles: "قتل جندي" is one soldier; an object further on ends in "ا"."""
        numbered = {q.last for q in self._quantities} if first < last else set()
        for i in range(first, min(first + _REACH_RIGHT + 1, last)):
            norm = self._tokens.norm[i]
            if not norm[0].isalpha() or i in numbered:
                return None
            if norm in self._lexicon.singulars and (i == first or norm.endswith("ا")):
                return Quantity(i, i + 1, 1, 1, 1, i)
        return None

    def _sighting(self, word: Hit, quantity: Quantity) -> CountSighting:
        a, b = quantity.first, quantity.last
        text = self._tokens.quote(a, b)
        count = Count(quantity.low, quantity.best, quantity.high, text, self._tokens.start[a], self._tokens.end[b - 1])
        return CountSighting(word.value, count, word.first, a, b, quantity.subset)
