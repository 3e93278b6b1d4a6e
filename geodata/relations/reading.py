"""Words and mentions -> tokens of the relation grammar, with a string of one character each that forms match on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from geodata.coordinates import WrittenPoint
from geodata.gazetteer import Token as Word
from geodata.gazetteer import tokenise
from geodata.relations.lexicon import STOPS, Lexicon, Value, key_of
from geodata.relations.tree import Coordinates, Expression, Named
from geodata.types import Role

REACH = 24  # words on either side of a name that a relation may take up; the longest forms have under 20
HYPHENS = "-‐‑‒–"
NUMBER = re.compile(r"[\d.,٫٬\u00a0\u202f]*\d")
# An actor or an unlikely name may be what a relation leans on after all: "north of Paris".
SAYS_PLACE = frozenset((Role.PLACE, Role.DEMONYM, Role.ACTOR, Role.OTHER))
DASH: dict[str, Value] = {"dash": None}
_new = tuple.__new__  # of what is made for every word, without the call in between
# An unlikely name that is one of these is the word: "im Süden des Landes" has nothing of the Landes in France.
_SAID_OF_PLACES = frozenset(("feature", "part", "number", "vague", "unit"))
THOUSANDS = " \u2009"  # blanks that part "2 500"


class Spanned(Protocol):
    """A mention as recognition or as resolution hands it on."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def role(self) -> Role: ...
    @property
    def name_start(self) -> int | None: ...


class Token(NamedTuple):
    """One unit of the grammar: a mention, a point, a number or a known phrase; `classes` gives each reading's value."""

    start: int
    end: int
    classes: dict[str, Value]
    leaf: Expression | None = None


@dataclass(slots=True)
class Reading:
    """`symbols` has one character for each of `tokens`; forms are regular expressions over it."""

    text: str
    lexicon: Lexicon
    tokens: list[Token] = field(default_factory=list)
    symbols: str = ""
    _marks: list[str] = field(default_factory=list)  # of the tokens so far
    _end: int = -1  # of the last token

    def add(self, start: int, end: int, classes: dict[str, Value], symbol: str, leaf: Expression | None = None) -> None:
        """One more token, behind the dash that ties it to the one before; a phrase keeps its hyphens to itself."""
        behind = self._end
        if start == behind + 1 and behind >= 0 and self.text[behind] in HYPHENS:
            self.tokens.append(Token(behind, start, DASH))
            self._marks.append(self.lexicon.phrases["-"].entry.symbol)  # type: ignore[union-attr]  # in every lexicon
        self.tokens.append(_new(Token, (start, end, classes, leaf)))
        self._marks.append(symbol)
        self._end = end

    def close(self) -> Reading:
        """No more tokens will come."""
        self.symbols = "".join(self._marks)
        return self


def read(
    text: str,
    words: Sequence[Word],
    mentions: Sequence[Spanned],
    points: Sequence[tuple[int, int, WrittenPoint]],
    lexicon: Lexicon,
) -> Reading:
    """Places, demonyms and written points become one token each; the words between are looked up."""
    fixed: list[tuple[int, int, str, Expression]] = [
        (start, end, "point", Coordinates(*point)) for start, end, point in points
    ]
    starts = [word.start for word in words]
    for index, mention in enumerate(mentions):
        if mention.role in SAYS_PLACE:
            name = "actor" if mention.role is Role.DEMONYM else "place"
            if _is_common_word(text, mention, words[(at := bisect_left(starts, mention.start)) : at + 4], lexicon):
                continue
            if not any(start < mention.end and mention.start < end for start, end, _ in points):
                start = mention.start if mention.name_start is None else mention.name_start
                fixed.append((start, mention.end, name, Named(index)))
    fixed.sort(key=lambda item: item[0])
    reading = Reading(text, lexicon)
    at = 0
    for start, end, name, leaf in fixed:
        if start < at:  # overlapping mentions: the first one stands
            continue
        _read_gap(reading, words, starts, at, start)
        reading.add(start, end, {name: None}, lexicon.symbols[name][0], leaf)
        at = end
    _read_gap(reading, words, starts, at, len(text))
    return reading.close()


def _is_common_word(text: str, mention: Spanned, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """ "Süden" is an alias of Sudan, "Nord" a department: with more words behind it in its clause it is a direction;
    "المدينة" is Medina, and the city that was named before."""
    if not words or words[0].norm not in lexicon.phrases:
        return False
    entry, length = lexicon.longest([word.norm for word in words], 0)
    if entry is None or words[length - 1].end != mention.end:
        return False
    if "itself" in entry.classes:
        return True
    if mention.role is Role.OTHER and not entry.classes.keys().isdisjoint(_SAID_OF_PLACES):
        return True
    if entry.classes.keys().isdisjoint(("direction", "southern")):
        return False
    behind = text[mention.end : mention.end + 2]
    return behind[:1] in (" ", "-") and behind[1:].isalpha()


def _read_gap(reading: Reading, words: Sequence[Word], starts: Sequence[int], start: int, end: int) -> None:
    """What lies between two names; of a long stretch only its ends can belong to them."""
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    between = list(words[first:last])
    if first and words[first - 1].end > start:  # a name that ends inside a word
        between[:0] = _piece(reading.text, start, min(words[first - 1].end, end))
    if between and between[-1].end > end:  # one that begins inside: "بالموصل"
        between[-1:] = _piece(reading.text, between[-1].start, end)
    if len(between) <= 2 * REACH:
        _read_words(reading, between)
        return
    _read_words(reading, between[:REACH])
    far = between[-REACH:]
    reading.add(far[0].start, far[0].start, {}, reading.lexicon.stop.symbol)
    _read_words(reading, far)


def _piece(text: str, start: int, end: int) -> list[Word]:
    return [Word(word.start + start, word.end + start, word.text, word.norm) for word in tokenise(text[start:end])]


def _read_words(reading: Reading, words: Sequence[Word]) -> None:
    """Looks up words, longest phrase first."""
    lexicon, i, add = reading.lexicon, 0, reading.add
    alone = [lexicon.alone[word[2]] for word in words]
    keys: list[str] = []
    phrases, abbreviations, clitics = lexicon.phrases, lexicon.abbreviations, lexicon.clitics
    while i < len(words):
        start, end, written, _ = words[i]
        known = alone[i]
        if known is not None:  # most words
            add(start, end, known.classes, known.symbol)
            i += 1
            continue
        keys = keys or [key_of(word.norm, word.text) for word in words]
        key, first = keys[i], written[0]
        entry, length = abbreviations.get(written), 1
        if key not in phrases and first in clitics and key[1:] in phrases:  # "وجنوب"
            clitic = phrases[first].entry
            if clitic is not None:
                add(start, start + 1, clitic.classes, clitic.symbol)
            start, keys[i] = start + 1, key[1:]
        if entry is None and keys[i] in phrases:
            entry, length = lexicon.longest(keys, i)
        if entry is not None:
            length += _takes_full_stop(entry.classes, words, i + length)
            add(start, words[i + length - 1].end, entry.classes, entry.symbol)
        elif first.isdecimal():
            length = _read_number(reading, words, i)
        else:
            entry = lexicon.stop if keys[i] in STOPS else lexicon.unknown
            add(start, end, entry.classes, entry.symbol)
            length = 1
        i += length


def _takes_full_stop(classes: dict[str, Value], words: Sequence[Word], at: int) -> bool:
    """ "20 km. south of" and "approx. 27 mi" go on, "20 km. South of" is a new sentence."""
    if at >= len(words) or words[at].text != "." or words[at].start != words[at - 1].end:
        return False
    follows = words[at + 1].text if at + 1 < len(words) else ""
    return ("unit" in classes and follows[:1].islower()) or ("about" in classes and follows[:1].isdigit())


def _read_number(reading: Reading, words: Sequence[Word], i: int) -> int:
    """A number, joined from "2 500" and parted from its unit in "20km"; returns how many words it took."""
    word, length = words[i], 1
    digits = NUMBER.match(word.text)
    written = digits.group() if digits else word.text
    if len(written) < 4:
        while i + length < len(words) and _goes_on(reading.text, words[i + length - 1], words[i + length]):
            written += words[i + length].text
            length += 1
    end = words[i + length - 1].end if length > 1 else word.start + len(written)
    lexicon = reading.lexicon
    reading.add(word.start, end, {"number": number_of(written), "digits": 1.0}, lexicon.symbols["number"][0])
    if length == 1 and end < word.end:
        _read_words(reading, _piece(reading.text, end, word.end))
    return length


def _goes_on(text: str, word: Word, following: Word) -> bool:
    group = following.text
    return (
        len(group) == 3
        and group.isdecimal()
        and text[word.end : following.start] in THOUSANDS
        and word.end < following.start
    )


def number_of(written: str) -> float:
    """'2,500', '2 500', '12.5', '12,5', Arabic digits; three digits after a mark are thousands, not decimals."""
    parts = re.split(r"\D", "".join(str(int(c)) if c.isdecimal() else c for c in written))
    if (len(parts) > 1 and len(parts[-1]) != 3) or parts[0] == "0":
        return float("".join(parts[:-1]) + "." + parts[-1]) if len(parts) > 1 else float(parts[0])
    return float("".join(parts))
