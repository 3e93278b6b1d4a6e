"""Compass words of a language, composed from its four stems: "south-southwest", "sud-sud-ouest", "südsüdwestlich"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

# Bearing by the letters of the sixteen points, in English order of letters.
BEARINGS: dict[str, float] = {
    name: 22.5 * index for index, name in enumerate(("n nne ne ene e ese se sse s ssw sw wsw w wnw nw nnw").split())
}


def points_of(bearing_deg: float) -> int:
    """How fine a compass names this bearing: 4 for north, 8 for north-east, 16 for north-north-east."""
    return 4 if bearing_deg % 90 == 0 else 8 if bearing_deg % 45 == 0 else 16


def name_of(bearing_deg: float) -> str:
    """The nearest of the sixteen points: 180 -> "s"."""
    return tuple(BEARINGS)[round(bearing_deg / 22.5) % 16]


def compose(
    stems: Mapping[str, Sequence[str]], endings: Mapping[str, Sequence[str]], ahead: bool = False
) -> Iterator[tuple[str, str]]:
    """(phrase, point) for all sixteen points; a point's last letter takes one of `endings`, those before it a stem.

    `ahead`: the language names a quarter by its second letter first ("الشرقي الشمالي" beside "الشمالي الشرقي").
    """
    for point in BEARINGS:
        for words in _spellings(point, stems, endings):
            yield words, point
        if ahead and len(point) == 2:
            for words in _spellings(point[::-1], stems, endings):
                yield words, point


def _spellings(point: str, stems: Mapping[str, Sequence[str]], endings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if len(point) == 1:
        yield from endings[point]
        return
    for head in stems[point[0]]:
        for tail in _spellings(point[1:], stems, endings):
            yield head + tail
            yield f"{head} {tail}"


def letters(names: Mapping[str, str]) -> dict[str, str]:
    """Abbreviations as the language writes them, in capitals: {"SO": "sw"} in French."""
    return {"".join(names[letter] for letter in point): point for point in BEARINGS}
