"""Which countries' way of writing a text shows: "sheriff" and "percent" are American, "councillor" and "centre" not.

A local paper does not say that it is American, so the Dublin of its police report is in Ohio and not in Ireland.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from geodata.errors import UnsupportedLanguage
from geodata.languages import load

_NONE: Mapping[str, float] = {}


def read_dialect(text: str, language: str) -> Mapping[str, float]:
    """ISO country -> how much the text is written as there, from -1 (as elsewhere) to 1; others are left out.

    Words stand in the section `[dialects]` of the language file and count as they are spelled, capitals too.
    """
    signs, groups = _dialects(language)
    if not signs:
        return _NONE
    counts = dict.fromkeys(groups, 0)
    for word in text.split():
        group = signs.get(word)
        if group is not None:
            counts[group] += 1
    total = sum(counts.values())
    if not total:
        return _NONE
    lean = {group: (2 * count - total) / (total + 1) for group, count in counts.items()}
    return {country: lean[group] for group, countries in groups.items() for country in countries}


@cache
def _dialects(language: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Word -> dialect, and dialect -> countries; empty for a language without dialects, and without a file."""
    try:
        tables = load(language).tables.get("dialects", {})
    except UnsupportedLanguage:
        return {}, {}
    words = {word: name for name, table in tables.items() for word in table["words"].split()}
    return words, {name: table["countries"] for name, table in tables.items()}
