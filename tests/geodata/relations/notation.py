"""Marked text and a short notation for trees, so that tables of expressions stay readable.

A name in [square brackets] is a place, one in {curly ones} a demonym.
"""

import re

from geodata.languages import load
from geodata.languages.compass import name_of
from geodata.relations import relate
from geodata.relations.tree import (
    Along,
    Anaphor,
    Between,
    Border,
    Coordinates,
    Direction,
    Distance,
    Expression,
    Named,
    Near,
    Offset,
    Offshore,
    Opposite,
    Part,
    Within,
)
from geodata.types import Mention, Role

MARK = re.compile(r"\[([^\]]*)\]|\{([^}]*)\}")


def unmark(marked: str) -> tuple[str, list[Mention]]:
    """The plain text and its mentions."""
    text, mentions, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        name = match.group(1) or match.group(2)
        role = Role.PLACE if match.group(1) else Role.DEMONYM
        mentions.append(Mention(len(text), len(text) + len(name), name, role))
        text += name
        at = match.end()
    return text + marked[at:], mentions


def read_marked(marked: str, language: str) -> str:
    """All expressions of a marked text in the short notation."""
    text, mentions = unmark(marked)
    return "; ".join(describe(tree, mentions) for _, _, tree in relate(text, mentions, load(language)).expressions())


def describe(tree: Expression, mentions: list[Mention]) -> str:
    """'offset 20 km s of X', 'part n of X', 'X in Y'."""

    def of(part: Expression) -> str:
        return describe(part, mentions)

    def km(span: tuple[float, float], vague: bool = False) -> str:
        low, high = (f"{value:.3g}" for value in span)
        return ("~" if vague else "") + (low if low == high else f"{low}-{high}") + " km"

    match tree:
        case Named(mention):
            return mentions[mention].text
        case Anaphor(kind, _):
            return f"<{kind}>"
        case Coordinates(lon, lat, _):
            return f"{lon:.3f} {lat:.3f}"
        case Offset(anchor, span, bearing, _, vague):
            return f"offset {km(span, vague)} {name_of(bearing)} of {of(anchor)}"
        case Direction(anchor, bearing, _):
            return f"direction {name_of(bearing)} of {of(anchor)}"
        case Distance(anchor, span, vague):
            return f"distance {km(span, vague)} from {of(anchor)}"
        case Near(anchor, word):
            return f"{word} {of(anchor)}"
        case Part(anchor, part):
            return f"part {part} of {of(anchor)}"
        case Between(anchors):
            return "between " + ", ".join(map(of, anchors))
        case Along(anchors, word):
            return f"along {word} " + ", ".join(map(of, anchors))
        case Border(anchors, span):
            return f"border {km(span) + ' ' if span else ''}" + ", ".join(map(of, anchors))
        case Offshore(anchor, span):
            return f"offshore {km(span) + ' ' if span else ''}{of(anchor)}"
        case Opposite(anchor):
            return f"opposite {of(anchor)}"
        case Within(container, inner):
            return f"({of(inner)}) in ({of(container)})"
    raise AssertionError(tree)
