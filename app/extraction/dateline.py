"""The date that a news agency sets before the text: "BAGHDAD, Nov 21, 2023 (Agency) - ..."."""

from __future__ import annotations

from datetime import date

from app.extraction.dates import find_dates
from app.extraction.lexicon import Lexicon
from app.extraction.tokens import Tokens

_HEAD = 40  # tokens: a headline may stand before the dateline
_REACH = 6  # tokens between the date and the bracket or dash that ends a dateline
_ENDS = frozenset("(-–—")


def read_dateline(tokens: Tokens, lexicon: Lexicon) -> date | None:
    """The day of a dateline that names its year; None if there is no such line."""
    head = Tokens(tokens.text, tokens.start[:_HEAD], tokens.end[:_HEAD], tokens.norm[:_HEAD])
    for found in find_dates(head, lexicon.table.scan(head).get("dates", []), lexicon, None):
        if found.when.precision != "day" or found.when.earliest is None:
            continue
        after = head.norm[found.last : found.last + _REACH]
        before = head.norm[found.first - 1] if found.first else ","
        if before in ",(" and any(norm in _ENDS for norm in after):
            return found.when.earliest.date()
    return None
