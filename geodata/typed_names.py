"""The names in a query, whatever its capitals: "20 km south of the dead sea", "paris, texas"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from geodata.gazetteer.flags import NameFlag
from geodata.languages import Language
from geodata.mentions import Candidate
from geodata.mentions.bounds import WELL_KNOWN
from geodata.relations.lexicon import lexicon_of
from geodata.relations.reading import read

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer, Token

_CODE = int(NameFlag.CODE)
_BEFORE_COMMA = re.compile(r"\s*([^,،]+?)\s*[,،]")


def find_typed_names(
    text: str, tokens: Sequence[Token], tables: Language, gazetteer: Gazetteer
) -> Iterator[tuple[int, int]]:
    """(start, end) in code points of the longest name at each word, in text order.

    A word of the relation grammar is no name alone, and begins only one that is known far and wide: "south sudan" and
    "la paz" do, "south of ..." and the hamlet "De la Paz" do not.
    """
    grammar = read(text, tokens, (), (), lexicon_of(tables)).tokens
    said = {at for token in grammar if token.classes for at in range(token.start, token.end)}
    norms = [token.norm for token in tokens]
    behind = 0
    for first, token in enumerate(tokens):
        if first < behind:
            continue
        is_grammar = token.start in said
        for last, hits in gazetteer.walk(norms, first):
            if last == first + 1 and (is_grammar or all(hit.flags & _CODE for hit in hits)):
                continue
            if not is_grammar or gazetteer.weight(hits[0].row) >= WELL_KNOWN:
                yield token.start, tokens[last - 1].end
                behind = last
                break


def find_name_before_holder(text: str, accepted: Sequence[Candidate], gazetteer: Gazetteer) -> tuple[int, int] | None:
    """(start, end) of all that stands before the first comma, if that is a place in a country named behind it.

    "Schuld, Deutschland" and "حيس، اليمن" are told by their form, however ordinary the word is in a text.
    """
    head = _BEFORE_COMMA.match(text)
    if head is None or any(candidate.start < head.end() for candidate in accepted):
        return None
    countries = {gazetteer.country[candidate.hits[0][0]] for candidate in accepted if candidate.hits} - {""}
    if any(gazetteer.country[hit.row] in countries for hit in gazetteer.hits(head[1])):
        return head.span(1)
    return None
