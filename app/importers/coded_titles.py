"""Titles of coded records, which have none of their own: "Armed clash: Army - Rebels, Mosul"."""

from __future__ import annotations

from collections.abc import Iterable

MOST_SIDES = 4  # machines list every body that an article names


def coded_title(what: str, sides: Iterable[str | None], place: str | None) -> str:
    """What happened, between whom and where, as far as the record says; `what` is the only part that is always there.

    A side that is named twice is told once, and so is a unit that has the name of its town ("Kyiv, Kyiv, Ukraine").
    """
    names = list(dict.fromkeys(filter(None, sides)))
    if len(names) > MOST_SIDES:
        names[MOST_SIDES - 1 :] = [f"{len(names) - MOST_SIDES + 1} others"]
    happened = f"{what}: {' - '.join(names)}" if names else what
    return ", ".join([happened, *dict.fromkeys(place.split(", "))]) if place else happened


def words_of(slug: str) -> str:
    """'armed_clash' -> 'Armed clash'."""
    return slug.replace("_", " ").capitalize()
