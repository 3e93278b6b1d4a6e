"""Short forms that texts use where data sets write the full ones: "Anbar" for "Anbar Governorate"."""

from __future__ import annotations

import re

_AFTER = (
    "governorate|province|oblast|region|district|state|department|prefecture|county|municipality|republic|krai|okrug"
    "|canton|division|voivodeship|wilayah|territory|ili|vilayeti|cercle|rayon|raion|zone"
)
_BEFORE = (
    "governorate of|province of|region of|state of|department of|republic of|muhafazat|muḩāfaz̧at|wilayat|wilāyat"
    "|ostan-e|ostān-e|province d[eu]s?|province de l[ae]|gouvernorat d[eu]s?|gouvernorat de l[ae]|région d[eu]s?"
    "|région de l[ae]|département d[eu]s?|provincia d[ei]l?|provincia de la|departamento d[ei]l?|departamento de la"
    "|cercle de|daïra d[eu]|caza d[eu]|circunscrição d[aeo]|concelho d[aeo]|shahrest[aā]n-e|qaḑā[’']"
    "|gobernación de|gobernación del|región de|región del|gouvernement|provinz|oblast|distrito|estado de"
    "|محافظة|ولاية|إقليم|منطقة|مقاطعة|أوبلاست"
)
_ELIDED = r"(?:province|région|gouvernorat|département) (?:de l|d)['’]"
_GENERIC = re.compile(rf"^(?:(?:{_BEFORE})\s+(?P<tail>.+)|{_ELIDED}(?P<elided>.+)|(?P<head>.+?)\s+(?:{_AFTER}))$", re.I)


_ARTICLE = re.compile(r"^(?:Al|Ar|As|Aş|Ash|Ad|Aḑ|Adh|An|At|Aţ|Ath|Az|Az̧|El)[ -](?P<tail>\w{4,}.*)$")


def without_article(name: str) -> str | None:
    """ "Ḩudaydah" for "Al Ḩudaydah", as most languages write it; None where there is no Arabic article."""
    match = _ARTICLE.match(name)
    return match["tail"] if match else None


_SPELT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "point": "pt"}
_OTHER_SPELLING = {**_SPELT, **{short: long for long, short in _SPELT.items()}}


def other_spelling(name: str) -> str | None:
    """For a normalised name: "mt pleasant" for "mount pleasant" and the other way round; None for most names."""
    first, space, rest = name.partition(" ")
    other = _OTHER_SPELLING.get(first)
    return f"{other} {rest}" if other and space else None


def without_generic(name: str) -> str | None:
    """The name without its "Governorate", "Provincia de" or "محافظة"; None where there is nothing to take off."""
    match = _GENERIC.match(name)
    short = match and (match["tail"] or match["elided"] or match["head"])
    # "Central Region" and "Northern Province" are names only as a whole.
    return short if short and short.lower() not in _BARE else None


_BARE = frozenset(
    word
    for words in (
        "north south east west northern southern eastern western central centre center middle upper lower coastal",
        "northeast northwest southeast southwest northeastern northwestern southeastern southwestern",
        "north-east north-west south-east south-west",
        "north-eastern north-western",
        "south-eastern south-western",
        "nord sud est ouest norte sur este oeste capital autonomous coast interior federal national special",
        "free new the",
        "river rivers lake mountain islands island city urban rural first second third jewish",
    )
    for word in words.split()
)
