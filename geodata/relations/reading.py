"""Text and mentions -> tokens of the relation grammar, with a string of one character per token that forms match on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from geodata.coordinates import WrittenPoint
from geodata.relations.lexicon import TOKEN, Entry, Lexicon, Value, fold, words_of
from geodata.relations.tree import Coordinates, Expression, Named
from geodata.types import Role

REACH = 130  # characters on either side of a name that a relation may take up; the longest forms have under 100
STOPS = frozenset(".;:!?؟؛\n")


class Spanned(Protocol):
    """A mention as recognition or as resolution hands it on."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def role(self) -> Role: ...


@dataclass(frozen=True, slots=True)
class Token:
    """One unit of the grammar: a mention, a point, a number or a known phrase; `classes` gives each reading's value."""

    start: int
    end: int
    classes: dict[str, Value]
    leaf: Expression | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """`symbols` has one character for each of `tokens`; forms are regular expressions over it."""

    tokens: list[Token]
    symbols: str


def read(
    text: str, mentions: Sequence[Spanned], points: Sequence[tuple[int, int, WrittenPoint]], lexicon: Lexicon
) -> Reading:
    """Places, demonyms and written points become one token each; the words between are looked up."""
    fixed: list[tuple[int, int, str, Expression]] = [
        (start, end, "point", Coordinates(*point)) for start, end, point in points
    ]
    for index, mention in enumerate(mentions):
        if mention.role is Role.PLACE or mention.role is Role.DEMONYM:
            name = "place" if mention.role is Role.PLACE else "actor"
            if _is_compass_word(text, mention, lexicon):
                continue
            if not any(start < mention.end and mention.start < end for start, end, _ in points):
                fixed.append((mention.start, mention.end, name, Named(index)))
    fixed.sort(key=lambda item: item[0])
    tokens: list[Token] = []
    symbols: list[str] = []
    at = 0
    for start, end, name, leaf in fixed:
        if start < at:  # overlapping mentions: the first one stands
            continue
        _read_gap(text, at, start, lexicon, tokens, symbols)
        tokens.append(Token(start, end, {name: None}, leaf))
        symbols.append(lexicon.symbols[name][0])
        at = end
    _read_gap(text, at, len(text), lexicon, tokens, symbols)
    return Reading(tokens, "".join(symbols))


def _is_compass_word(text: str, mention: Spanned, lexicon: Lexicon) -> bool:
    """ "Süden" is an alias of Sudan, "Nord" a department: with more words behind it in its clause it is a direction."""
    words = words_of(text[mention.start : mention.end])
    if not words or not any(
        rest == words[1:] and entry.classes.keys() & {"direction", "southern"}
        for rest, entry in lexicon.phrases.get(words[0], ())
    ):
        return False
    behind = text[mention.end : mention.end + 2]
    return behind[:1] in (" ", "-") and behind[1:].isalpha()


def _read_gap(text: str, start: int, end: int, lexicon: Lexicon, tokens: list[Token], symbols: list[str]) -> None:
    """What lies between two names; of a long stretch only its ends can belong to them."""
    if end - start <= 2 * REACH:
        _read_words(text, start, end, lexicon, tokens, symbols)
        return
    near, far = text.rfind(" ", start, start + REACH), text.find(" ", end - REACH, end)
    _read_words(text, start, max(start, near), lexicon, tokens, symbols)
    tokens.append(Token(max(start, near), max(start, near), {}))
    symbols.append(lexicon.symbols["stop"][0])
    _read_words(text, far if far >= 0 else end, end, lexicon, tokens, symbols)


def _read_words(text: str, start: int, end: int, lexicon: Lexicon, tokens: list[Token], symbols: list[str]) -> None:
    """Looks up the words of text[start:end], longest phrase first, hyphens inside phrases passed over."""
    matches = [(m.start(), m.end(), m.group()) for m in TOKEN.finditer(text, start, end)]
    words = [fold(word) for _, _, word in matches]
    unknown, stop, number = (lexicon.symbols[name][0] for name in ("unknown", "stop", "number"))
    i = 0
    while i < len(words):
        first, last, written = matches[i]
        entry, length = _lookup(words, matches, i, lexicon)
        if entry is not None:
            tokens.append(Token(first, matches[i + length - 1][1], entry.classes))
            symbols.append(entry.symbol)
        elif written[0].isdecimal():
            tokens.append(Token(first, last, {"number": number_of(written), "digits": 1.0}))
            symbols.append(number)
        else:
            tokens.append(Token(first, last, {}))
            symbols.append(stop if written in STOPS else unknown)
        i += length


def _lookup(
    words: list[str], matches: list[tuple[int, int, str]], i: int, lexicon: Lexicon
) -> tuple[Entry | None, int]:
    written = matches[i][2]
    if written.isupper() and (abbreviation := lexicon.abbreviations.get(written)):
        return abbreviation, 1
    for rest, entry in lexicon.phrases.get(words[i], ()):
        length = 1
        for word in rest:
            if words[i + length : i + length + 1] == ["-"]:
                length += 1
            if words[i + length : i + length + 1] != [word]:
                break
            length += 1
        else:
            if words[i + length : i + length + 1] == ["."] and matches[i + length][0] == matches[i + length - 1][1]:
                follows = matches[i + length + 1][2] if i + length + 1 < len(matches) else ""
                # "20 km. south of" and "approx. 27 mi" go on, "20 km. South of" is a new sentence.
                goes_on = follows[:1].islower() if "unit" in entry.classes else follows[:1].isdigit()
                length += goes_on and not entry.classes.keys().isdisjoint(("unit", "about"))
            return entry, length
    return None, 1


def number_of(written: str) -> float:
    """'2,500', '2 500', '12.5', '12,5', Arabic digits; three digits after a mark are thousands, not decimals."""
    parts = re.split(r"\D", "".join(str(int(c)) if c.isdecimal() else c for c in written))
    if (len(parts) > 1 and len(parts[-1]) != 3) or parts[0] == "0":
        return float("".join(parts[:-1]) + "." + parts[-1]) if len(parts) > 1 else float(parts[0])
    return float("".join(parts))
