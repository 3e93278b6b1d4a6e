"""Tokens of a distance -> km: "some 20 km (12 mi)", "10 to 15 miles", "half an hour's drive", "dozens of km"."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.relations.lexicon import SPEEDS
from geodata.relations.reading import Token

WITHIN = "within"


def read_distance(tokens: Sequence[Token]) -> tuple[tuple[float, float], bool] | None:
    """((low, high) in km, vague) of the first distance among `tokens`; what follows in brackets repeats it."""
    amounts: list[tuple[float, float]] = []
    in_words = vague = False
    within = any(WITHIN in token.classes for token in tokens)  # "within 20 km of", "a 20 km radius around"
    speeds = [value for token in tokens if isinstance(value := token.classes.get("travel"), float)]
    speed = speeds[0] if speeds else SPEEDS["car"]
    for token in tokens:
        value = token.classes.get("number")
        hours = token.classes.get("hours")
        factor = hours * speed if isinstance(hours, float) else token.classes.get("unit", token.classes.get("whole"))
        bounds = token.classes.get("vague")
        if isinstance(factor, float):
            low, high = _span(amounts or [(1.0, 1.0)])  # "an hour's drive", "a mile"
            vague = vague or isinstance(hours, float)
            return ((0.0 if within else low * factor), high * factor), vague
        if isinstance(value, float):
            if in_words and "digits" not in token.classes and amounts:
                amounts[-1] = _join(amounts[-1][0], value)
            elif amounts and not in_words and "digits" not in token.classes and value in (100.0, 1000.0):
                amounts[-1] = (amounts[-1][0] * value, amounts[-1][1] * value)  # "a few hundred metres"
            else:
                amounts.append((value, value))
            in_words = "digits" not in token.classes
            continue
        in_words = in_words and "dash" in token.classes
        # "some 20 km" is about 20 km, "some kilometres" are a few.
        if isinstance(bounds, tuple) and not ("about" in token.classes and _number_follows(tokens, token)):
            amounts.append(bounds)
            vague = True
    return None


def _span(amounts: Sequence[tuple[float, float]]) -> tuple[float, float]:
    lows, highs = zip(*amounts[-2:], strict=True)
    return min(lows), max(highs)


def _join(head: float, tail: float) -> tuple[float, float]:
    """Number words in a row: 'two hundred' and 'two dozen' multiply, 'twenty five' adds."""
    value = head * tail if tail in (12.0, 100.0, 1000.0) and head < tail else head + tail
    return value, value


def _number_follows(tokens: Sequence[Token], token: Token) -> bool:
    return any("number" in later.classes for later in tokens if later.start > token.start)
