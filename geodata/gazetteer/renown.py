"""How well known a place is that our own tables add: by grade, as a town of so many people is.

Nobody has counted the villages of wars, and what is named in the news is not what is large. The place keeps no
population; only its weight, and what recognition makes of it, go by the grade.
"""

from __future__ import annotations

# 1: named when something happened there; 2: named again and again in the news of its war; 3: known abroad.
AS_TOWN_OF = {1: 3_000, 2: 20_000, 3: 60_000}


def renown_of(grade: str) -> int:
    """The number for a grade as the tables write it, 0 for none. Raises `KeyError`, `ValueError` for any other."""
    return AS_TOWN_OF[int(grade)] if grade else 0
