"""What recognition hands to resolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.types import Kind, Role


@dataclass(slots=True)
class Candidate:
    """A span that names, or seems to name, a place, with every entry of the gazetteer under that name.

    `hits` are the gazetteer's (row, flags) pairs, empty for a span that was given but is not in the gazetteer.
    `score` is the probability that the span means a place at all; `reason` says what spoke for the role.
    """

    start: int
    end: int
    text: str
    role: Role
    hits: Sequence[tuple[int, int]]
    score: float
    reason: str
    given: bool = False  # the caller named the span: it must be answered
    homes: frozenset[str] | None = None  # countries that speak the text's language; None for that of the main names
    hint: Kind | None = None  # what the words beside it call it: "the city of X", "X province"
    name_start: int | None = None  # where the name begins inside the span: "syrien" of "Nordsyrien"
