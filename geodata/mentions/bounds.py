"""Where a name ends, and whether the words around it belong to it: "La Haye", "le Havre", "Kanton [Graubünden]"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geodata.mentions.lexicon import Word
from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.gazetteer.flags import NameHit
    from geodata.gazetteer.names import Token
    from geodata.mentions.lexicon import Lexicon

# A name this well known may end in lower case ("Sahara occidental") or begin so ("bande de Gaza", "mer Rouge").
WELL_KNOWN = 100_000.0
# Words that are no names though some hamlet is called so; "La" and "In" open many a sentence.
GRAMMAR = Word.ARTICLE | Word.CONJUNCTION | Word.PREPOSITION | Word.IN_PLACE | Word.OF | Word.AUXILIARY
# "Mosul dam", "Kerch bridge", "Jenin camp": what such a place is belongs to its name, however little known it is.
SITES = frozenset({Kind.FEATURE, Kind.BASE, Kind.AIRPORT})
_OPENING = frozenset('.!?:\n«"“–—-')
_FAR_WEIGHTIER = 10.0


def with_contracted_article(
    norms: list[str], first: int, last: int, hits: list[NameHit], lexicon: Lexicon, gazetteer: Gazetteer
) -> list[NameHit]:
    """Behind "du" stands Le Havre, not Havré; but France's "au Portugal" is no hamlet of Le Portugal."""
    article = lexicon.contractions.get(norms[first - 1]) if first else None
    if article is None:
        return hits
    whole = [article, *norms[first:last]]
    for end, named in gazetteer.walk(whole, 0):
        if end == len(whole) and gazetteer.weight(named[0].row) >= gazetteer.weight(hits[0].row):
            return named
    return hits


def ends_in_lower_case(
    tokens: Sequence[Token],
    norms: list[str],
    first: int,
    last: int,
    hits: list[NameHit],
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> bool:
    """Whether a name may: a site's, or one well known unless its kind stands behind it or all of it is common words."""
    if last == first + 1:
        return False
    if gazetteer.kind[hits[0].row] in SITES and tokens[first].text[0].isupper():
        return True
    if gazetteer.weight(hits[0].row) < WELL_KNOWN:
        return False
    # A short word more than a name is most likely the sentence's; but "Jeollabuk-do" is none without its end.
    if len(tokens[last - 1].text) < 5 and any(end < last for end, _ in gazetteer.walk(norms, first)):
        return False
    if lexicon.kind_follows and norms[last - 1] in lexicon.kinds_of_units:
        return False  # "Kaduna state": the state is called Kaduna
    classes = lexicon.classes
    return any(tokens[i].text[0].isupper() and not classes.get(norms[i], 0) & GRAMMAR for i in range(first, last))


def article_opens_sentence(
    tokens: Sequence[Token], norms: list[str], first: int, hits: list[NameHit], lexicon: Lexicon, gazetteer: Gazetteer
) -> bool:
    """At a sentence's start "La Guadeloupe" is the island, not the hamlet; "La Haye" and "La Palma" are names."""
    bits = lexicon.classes.get(norms[first], 0)
    if not bits & GRAMMAR or (first and tokens[first - 1].text not in _OPENING):
        return False
    shorter = gazetteer.walk(norms, first + 1)
    if not shorter:
        return False
    row = shorter[0][1][0].row
    alone, whole = gazetteer.weight(row), gazetteer.weight(hits[0].row)
    if not bits & Word.ARTICLE:  # a preposition of some length is hardly part of a name: "Aux Cayes"; but "A Coruña"
        return alone >= whole and len(norms[first]) > 1
    if gazetteer.kind[hits[0].row] is Kind.CITY and gazetteer.kind[row] is Kind.CITY:
        return False  # towns take no article but their own
    if hits[0].row in [hit.row for hit in shorter[0][1]]:  # "La Loire" is an alias of Loire, "La Rioja" the main name
        return not gazetteer.name(hits[0].row).lower().startswith(tokens[first].text.lower())
    return gazetteer.kind[row] is not Kind.CITY and alone > _FAR_WEIGHTIER * whole


def without_kind(
    norms: list[str], first: int, last: int, hits: list[NameHit], lexicon: Lexicon, gazetteer: Gazetteer
) -> tuple[int, list[NameHit]]:
    """(where the name begins, its entries): of "Kanton Graubünden" and "محافظة الأنبار" it is the second word.

    The first is its hint; the entries are those of the whole and those of the rest. A site keeps it: "Kernkraftwerk
    Kursk" is not Kursk.
    """
    if gazetteer.kind[hits[0].row] in SITES:
        return first, hits
    start = first
    while start < last - 1 and lexicon.classes.get(norms[start], 0) & Word.OUTSIDE:
        start += 1
    if start == first:
        return first, hits
    own = {hit.row for hit in hits}
    rest = [hit for end, found in gazetteer.walk(norms, start) if end == last for hit in found if hit.row not in own]
    return start, sorted(hits + rest, key=lambda hit: -gazetteer.weight(hit.row)) if rest else hits


def with_brackets(
    tokens: Sequence[Token], norms: list[str], first: int, last: int, hits: list[NameHit], gazetteer: Gazetteer
) -> tuple[int, list[NameHit]]:
    """(where the name ends, its entries) with the brackets that are a part of it: "Frankfurt (Oder)"."""
    if last + 2 < len(tokens) and norms[last] == "(" and norms[last + 2] == ")":
        words = [*norms[first:last], norms[last + 1]]
        for end, named in gazetteer.walk(words, 0):
            if end == len(words):
                return last + 3, named
    return last, hits
