"""Quantities in a text: "2 500", "thirty-two", "dozens of", "at least 12", "10 to 15", each as low, best and high.

`best` is the number a coder would enter. Of "between 10 and 15" that is the low end, the most conservative estimate; a
vague word ("dozens") has no best number, only a low end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.extraction.lexicon import Lexicon
from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens

_LARGEST = 1_000_000_000  # nothing that happens to people is larger; longer digit strings are telephone numbers


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens [first, last), qualifiers included; `number_first` is where the number itself begins."""

    first: int
    last: int
    low: int | None
    best: int | None
    high: int | None
    number_first: int
    subset: bool = False  # "including 3 children": part of another number
    approximate: bool = False
    article: bool = False  # "a woman", noun included

    def plus(self, other: Quantity) -> Quantity:
        """Both together: "three soldiers and two civilians"."""

        def add(a: int | None, b: int | None) -> int | None:
            return a + b if a is not None and b is not None else None

        low, best = add(self.low, other.low), add(self.best, other.best)
        return replace(self, last=other.last, low=low, best=best, high=add(self.high, other.high))


def find_quantities(tokens: Tokens, hits: dict[str, list[Hit]], lexicon: Lexicon) -> list[Quantity]:
    """All quantities outside time expressions, in order."""
    dated = {i for hit in hits.get("dates", ()) for i in range(hit.first, hit.last)}
    vague = {hit.first: hit for hit in hits.get("vague", ())}
    people = {hit.first for hit in hits.get("people", ()) if hit.value == "person"}
    numbers = lexicon.numbers
    found: list[Quantity] = []
    taken = 0
    for i in [i for i, norm in enumerate(tokens.norm) if norm in numbers or norm[0].isdigit() or i in vague]:
        if i < taken:
            continue
        norm = tokens.norm[i]
        if (hit := vague.get(i)) is not None:
            low, best, high = hit.value
            found.append(Quantity(i, hit.last, low, best, high, i))
            taken = hit.last
        elif i not in dated:
            value, taken = _read_number(tokens, i, lexicon)
            article = value == 1 and taken == i + 1 and norm in lexicon.articles
            none = article or _is_ordinal(tokens, taken, lexicon) or (_is_year(norm) and taken not in people)
            if value is not None and not none:
                found.append(Quantity(i, taken, value, value, value, i))
    return _qualify(_join_ranges(found, tokens, hits), hits.get("qualifiers", ()))


def _is_year(norm: str) -> bool:
    """'The 1994 massacre' was one; 2,000 are written with a separator, or are round, or have people behind them."""
    return len(norm) == 4 and norm.isdecimal() and 1900 < int(norm) < 2100 and not norm.endswith("00")


def _is_ordinal(tokens: Tokens, last: int, lexicon: Lexicon) -> bool:
    """'trente-sixième', '36th', '36e': the ending stands right behind the number, at most a hyphen between."""
    if last >= len(tokens) or tokens.start[last] - tokens.end[last - 1] > 1:
        return False
    norm = tokens.norm[last]
    if tokens.start[last] == tokens.end[last - 1]:
        return norm in lexicon.ordinals
    return tokens.text[tokens.end[last - 1]] != " " and any(len(e) > 3 and norm.endswith(e) for e in lexicon.ordinals)


def _read_number(tokens: Tokens, first: int, lexicon: Lexicon) -> tuple[int | None, int]:
    """The number that starts at token `first` and the token after it."""
    norm = tokens.norm[first]
    if norm[0].isdigit():
        value = _read_digits(norm)
        last = first + 1
        if value is not None and last < len(tokens) and (scale := lexicon.numbers.get(tokens.norm[last], 0)) >= 1000:
            return int(value * scale), last + 1
        return (int(value) if value is not None and value == int(value) else None), last
    total, current, last = 0, 0, first
    while last < len(tokens):
        word = tokens.norm[last]
        if (
            word in lexicon.number_glue
            and last + 1 < len(tokens)
            and tokens.norm[last + 1] in lexicon.numbers
            and (current >= 20 or total)
        ):
            last += 1
            continue
        number = lexicon.numbers.get(word)
        joined = number is None and last > first and word[0] in lexicon.number_glue  # Arabic: "خمسة وعشرين"
        if joined:
            number = lexicon.numbers.get(word[1:])
        if number is None:
            break
        if number >= 1000:
            total, current = total + max(current, 1) * number, 0
        elif number == 100 or (number == 20 and current == 4):  # quatre-vingts
            current = max(current, 1) * number
        elif (current < 10 and word in lexicon.teens) or (0 < current % 100 < 10 and number >= 20 and joined):
            current += number
        elif current and number >= 10 and current % 100 and not (current % 100 in (60, 80) and number < 20):
            break  # "twenty thirty" is two numbers; soixante-dix and quatre-vingt-douze are one
        else:
            current += number
        last += 1
    return total + current, last


def _read_digits(norm: str) -> float | None:
    """Separators before three digits group thousands, others mark decimals; a colon makes a clock time."""
    if ":" in norm or "/" in norm or (len(norm) >= 8 and "-" in norm):
        return None
    for mark in ("\u00a0", "\u202f", "\u2009", " ", "\u066c"):
        norm = norm.replace(mark, "")
    for mark in (",", "."):
        head, *groups = norm.split(mark)
        if groups and all(len(group) == 3 and group.isdecimal() for group in groups) and 0 < len(head) <= 3:
            norm = head + "".join(groups)
    try:
        value = float(norm.replace(",", ".").replace("\u066b", "."))
    except ValueError:
        return None
    return value if value < _LARGEST else None


def _join_ranges(found: list[Quantity], tokens: Tokens, hits: dict[str, list[Hit]]) -> list[Quantity]:
    """'10-15', 'between 10 and 15', '10 to 15', '10 ou 15'."""
    joins = {hit.first for hit in hits.get("qualifiers", ()) if hit.value == "to"}
    between = {hit.last for hit in hits.get("qualifiers", ()) if hit.value == "between"}
    joined: list[Quantity] = []
    for quantity in found:
        before = joined[-1] if joined else None
        if before is None or before.best is None or quantity.best is None or quantity.best <= before.best:
            joined.append(quantity)
            continue
        gap = tokens.text[tokens.end[before.last - 1] : tokens.start[quantity.first]]
        linked = gap in ("-", "–", "‑") or (before.last + 1 == quantity.first and before.last in joins)
        named = before.first in between and quantity.first - before.last == 1
        if linked or named:
            joined[-1] = replace(before, last=quantity.last, high=quantity.best)
        else:
            joined.append(quantity)
    return joined


def _qualify(found: list[Quantity], qualifiers: Sequence[Hit]) -> list[Quantity]:
    """Apply "at least", "up to", "about" and "including", which stand right before the number, one or two of them.

    "Of them" stands behind it, "among them three" behind another one.
    """
    ending = {hit.last: hit for hit in qualifiers}
    numbers = {quantity.first for quantity in found}
    parts = {hit.first for hit in qualifiers if hit.value == "subset" and hit.last not in numbers}
    qualified = []
    for quantity in found:
        for _ in range(2):
            hit = ending.get(quantity.first)
            if hit is None:
                break
            quantity = _apply(hit, quantity)
        qualified.append(replace(quantity, subset=True) if quantity.last in parts else quantity)
    return qualified


def _apply(hit: Hit, quantity: Quantity) -> Quantity:
    match hit.value:
        case "at_least":
            return replace(quantity, first=hit.first, low=quantity.low or quantity.best, high=None)
        case "at_most":
            return replace(quantity, first=hit.first, low=None)
        case "about" if quantity.best:
            return replace(quantity, first=hit.first, low=None, high=None, approximate=True)
        case "about":
            return replace(quantity, first=hit.first)
        case "subset":
            return replace(quantity, first=hit.first, subset=True)
        case _:
            return quantity
