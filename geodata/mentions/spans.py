"""The spans of a text that the gazetteer knows: the longest name, with a capital where the script has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.gazetteer.flags import NameFlag, NameHit
from geodata.mentions.bounds import (
    GRAMMAR,
    SITES,
    WELL_KNOWN,
    article_opens_sentence,
    ends_in_lower_case,
    with_brackets,
    with_contracted_article,
    without_kind,
)
from geodata.mentions.inflection import (
    Inflection,
    find_behind_clitics,
    find_behind_direction,
    find_declined,
    find_stem,
)
from geodata.mentions.lexicon import ARABIC_ARTICLES, Word
from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.gazetteer.names import Token
    from geodata.mentions.lexicon import Lexicon

_CODE = int(NameFlag.CODE)
_DEMONYM = int(NameFlag.DEMONYM)
_PREFERRED = int(NameFlag.PREFERRED)
_CHECKED = _CODE | _DEMONYM
_LANGUAGES = int(NameFlag.EN | NameFlag.FR | NameFlag.DE | NameFlag.ES | NameFlag.AR)
_NAMING = int(NameFlag.DEMONYM | NameFlag.PREFERRED | NameFlag.ALTERNATE)
_NO_NAME = Word.NEVER | Word.ORGANISATION_NAMES | GRAMMAR
_UNITS = frozenset({Kind.COUNTRY, Kind.ADMIN1})
_APOSTROPHES = "'’ʼ"
MAX_WORD = 40  # longer "words" are no names; their look-up would only cost


@dataclass(slots=True)
class Span:
    """Tokens first..last-1 with the gazetteer's entries; `start`, `end` are code points, since clitics part tokens."""

    first: int
    last: int
    start: int
    end: int
    hits: list[NameHit]
    demonym: bool = False
    abbreviation: bool = False
    clitics: str = ""  # letters that are written together with the name in front: "وب" of "وببغداد"
    name_start: int | None = None  # where the name begins inside the span: "syrien" of "Nordsyrien"


def find_spans(tokens: Sequence[Token], norms: list[str], lexicon: Lexicon, gazetteer: Gazetteer) -> list[Span]:
    """All candidate names in text order, none overlapping."""
    spans = []
    inflection = lexicon.inflection
    position, count = 0, len(tokens)
    while position < count:
        token = tokens[position]
        initial = token.text[0]
        compound = norms[position] in lexicon.compound_countries
        span = _compounded(tokens, norms, position, lexicon, gazetteer) if compound else None
        if span is None and initial.islower():
            if not _may_begin(norms[position], lexicon, gazetteer):
                position += 1
                continue
            span = _in_lower_case(tokens, norms, position, lexicon, gazetteer)
        elif span is None and token.text[-1] in _APOSTROPHES:
            span = _elided(tokens, norms, position, lexicon, gazetteer)
        elif span is None and initial.isdigit() and token.text[-1].isalpha():
            span = _longest(tokens, norms, position, lexicon, gazetteer)  # "6th of October City"
            span = span if span is not None and span.last > position + 1 else None
        elif span is None and initial.isalpha() and len(token.text) <= MAX_WORD:
            span = _abbreviated(tokens, position, lexicon, gazetteer) if token.text in lexicon.abbreviated else None
            if span is None and inflection.has_clitics and not initial.isupper():
                span = _behind_clitics(tokens, norms, position, lexicon, gazetteer)
            elif span is None:
                span = _longest(tokens, norms, position, lexicon, gazetteer)
                if inflection.genitive and (span is None or span.last == position + 1):
                    span = _several_inflected(tokens, norms, position, span, inflection, gazetteer)
                if span is None and (inflection.genitive or inflection.inhabitant):
                    span = _inflected(tokens, norms, position, inflection, gazetteer)
        if span is None:
            position += 1
        else:
            spans.append(span)
            position = span.last
    return spans


def _may_begin(norm: str, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Whether a word in lower case can be a demonym or begin a name at all; most can not."""
    return norm in lexicon.lower_starts or (_may_be_demonym(norm, lexicon) and gazetteer.begins(norm))


def _may_be_demonym(norm: str, lexicon: Lexicon) -> bool:
    return lexicon.lower_case_demonyms and norm not in lexicon.classes and 4 <= len(norm) <= MAX_WORD


def _compounded(
    tokens: Sequence[Token], norms: list[str], first: int, lexicon: Lexicon, gazetteer: Gazetteer
) -> Span | None:
    """The first half of "syro-turque", an adjective like the second."""
    if first + 1 == len(tokens) or tokens[first + 1].start != tokens[first].end + 1:  # a hyphen is no token
        return None
    country = gazetteer.country_place(lexicon.compound_countries[norms[first]])
    if country is None or not any(hit.flags & _DEMONYM for _, hits in gazetteer.walk(norms, first + 1) for hit in hits):
        return None
    token = tokens[first]
    return Span(first, first + 1, token.start, token.end, [NameHit(country.row, _DEMONYM)], demonym=True)


def _longest(
    tokens: Sequence[Token], norms: list[str], first: int, lexicon: Lexicon, gazetteer: Gazetteer
) -> Span | None:
    no_name = _NO_NAME | (Word.DIRECTION if lexicon.nouns_capitalised else 0)
    for last, hits in gazetteer.walk(norms, first):
        final = tokens[last - 1]
        if final.text[0] in _APOSTROPHES:
            continue
        if final.text[0].islower() and not ends_in_lower_case(tokens, norms, first, last, hits, lexicon, gazetteer):
            continue
        if last > first + 1 and article_opens_sentence(tokens, norms, first, hits, lexicon, gazetteer):
            return None
        kept = _as_printed(tokens, first, last, hits, lexicon.language_flag)
        if kept and not (last == first + 1 and lexicon.classes.get(final.norm, 0) & no_name):
            kept = with_contracted_article(norms, first, last, kept, lexicon, gazetteer)
            demonym = _is_demonym(kept, lexicon)
            if lexicon.nouns_capitalised:
                first, kept = without_kind(norms, first, last, kept, lexicon, gazetteer)
                last, kept = with_brackets(tokens, norms, first, last, kept, gazetteer)
            return Span(first, last, tokens[first].start, tokens[last - 1].end, kept, demonym=demonym)
    return None


def _elided(
    tokens: Sequence[Token], norms: list[str], first: int, lexicon: Lexicon, gazetteer: Gazetteer
) -> Span | None:
    """Behind an elided article the name begins ("L'Iran"), unless it has none without ("N'Djamena").

    Where the language elides nothing the article is the name's: "L'Hospitalet" in Spanish, "L'Aquila" in English.
    """
    if first + 1 == len(tokens) or not tokens[first].text[0].isupper():
        return None
    if lexicon.classes.get(norms[first], 0) & GRAMMAR and gazetteer.walk(norms, first + 1):
        return None
    return _longest(tokens, norms, first, lexicon, gazetteer)


def _as_printed(tokens: Sequence[Token], first: int, last: int, hits: list[NameHit], language: int) -> list[NameHit]:
    """The entries that case and language allow: a code stands in capitals, a demonym is of the text's language."""
    if not any(hit.flags & _CHECKED for hit in hits):
        return hits
    capitals = all(token.text.isupper() or not token.text[0].isalpha() for token in tokens[first:last])
    return [
        hit
        for hit in hits
        if not (hit.flags & _CODE and not capitals)
        and not (hit.flags & _NAMING == _DEMONYM and hit.flags & _LANGUAGES and not hit.flags & language)
    ]


def _is_demonym(hits: list[NameHit], lexicon: Lexicon) -> bool:
    """The weightiest entry has this name for its people only; "Syrien" is French for them and German for Syria.

    In English no place is called by its own adjective, so what else bears the flag is a name from another language.
    """
    flags = hits[0].flags
    if lexicon.names_are_no_demonyms and not flags & _PREFERRED:
        return bool(flags & _DEMONYM and flags & lexicon.language_flag)
    return flags & _NAMING == _DEMONYM


def _in_lower_case(
    tokens: Sequence[Token], norms: list[str], first: int, lexicon: Lexicon, gazetteer: Gazetteer
) -> Span | None:
    """A demonym ("iranienne"), a name behind a lower-case article ("al-Qaim"), or one that begins with what it is."""
    if norms[first] in ARABIC_ARTICLES:
        following = first + 1
        if following < len(tokens) and tokens[following].text[0].isupper():
            span = _longest(tokens, norms, first, lexicon, gazetteer)
            return span if span is not None and span.last > following else None
        return None
    if norms[first] in lexicon.lower_starts:
        for last, hits in gazetteer.walk(norms, first):
            capital = tokens[last - 1].text[0].isupper() and last > first + 1
            row = hits[0].row
            if capital and (gazetteer.weight(row) >= WELL_KNOWN or gazetteer.kind[row] in SITES):
                return Span(first, last, tokens[first].start, tokens[last - 1].end, hits)
    if not _may_be_demonym(norms[first], lexicon):
        return None
    for last, hits in gazetteer.walk(norms, first):
        demonyms = [hit for hit in hits if hit.flags & _DEMONYM]
        kept = _as_printed(tokens, first, last, demonyms, lexicon.language_flag)
        if kept:
            return Span(first, last, tokens[first].start, tokens[last - 1].end, kept, demonym=True)
    return None


def _behind_clitics(
    tokens: Sequence[Token], norms: list[str], first: int, lexicon: Lexicon, gazetteer: Gazetteer
) -> Span | None:
    found = find_behind_clitics(norms, first, lexicon.inflection, gazetteer)
    if found is None:
        return None
    taken, last, hits = found
    word, frequency = norms[first][taken:], lexicon.zipf.get
    plain = lexicon.inflection.behind(norms[first], taken)
    if taken and last == first + 1 and frequency(norms[first], 0) > frequency(plain, 0):
        return None  # "كريم" is a man, not ك + Rome
    if last == first + 1 and lexicon.classes.get(word, 0) & (_NO_NAME | Word.FEATURE_BEFORE):
        return None
    if last > first + 1 and lexicon.classes.get(word, 0) & Word.OUTSIDE:
        start, hits = without_kind([word, *norms[first + 1 : last]], 0, last - first, hits, lexicon, gazetteer)
        return Span(first + start, last, tokens[first + start].start, tokens[last - 1].end, hits)
    named = first  # behind the directions: "شمال شرق سوريا"
    while named < last and lexicon.classes.get(word if named == first else norms[named], 0) & Word.DIRECTION:
        named += 1
    if named == last:
        return None  # "بشمال شرق"
    if named > first and gazetteer.kind[hits[0].row] not in _UNITS and gazetteer.walk(norms, named):
        return None  # "جنوب لبنان" is a part of Lebanon, "جنوب السودان" a country
    demonym = _is_demonym(hits, lexicon)
    if demonym and word in lexicon.states_by_adjective:
        # Behind a definite noun it is the adjective: "القوات السعودية".
        demonym = first > 0 and norms[first - 1].startswith(lexicon.inflection.article)
    start, clitics = tokens[first].start + taken, norms[first][:taken]
    return Span(first, last, start, tokens[last - 1].end, hits, demonym=demonym, clitics=clitics)


def _several_inflected(
    tokens: Sequence[Token],
    norms: list[str],
    first: int,
    shorter: Span | None,
    inflection: Inflection,
    gazetteer: Gazetteer,
) -> Span | None:
    """The longer name that a case ending hides ("Sri Lankas", "Vereinigten Staaten"), else the `shorter` one."""
    if first + 1 == len(tokens) or not tokens[first + 1].text[0].isupper():
        return shorter
    found = find_declined(tokens, norms, first, inflection, gazetteer)
    if found is None:
        return shorter
    last, hits = found
    return Span(first, last, tokens[first].start, tokens[last - 1].end, hits)


def _inflected(
    tokens: Sequence[Token], norms: list[str], first: int, inflection: Inflection, gazetteer: Gazetteer
) -> Span | None:
    token = tokens[first]
    found = find_stem(norms[first], inflection, gazetteer)
    if found is None:
        part = find_behind_direction(norms[first], inflection, gazetteer)
        if part is None or len(norms[first]) != len(token.text):
            return None
        return Span(first, first + 1, token.start, token.end, part[1], name_start=token.start + part[0])
    hits, people = found
    return Span(first, first + 1, token.start, token.end, hits, demonym=people)


def _abbreviated(tokens: Sequence[Token], first: int, lexicon: Lexicon, gazetteer: Gazetteer) -> Span | None:
    """ "W.Va.", "Ky.", "D.C.", "US": abbreviations of the language, in this case and with their full stops."""
    token = tokens[first]
    printed, last = token.text, first + 1
    # The full stop is a token of its own; "W.Va." is four.
    while last < len(tokens) and last - first < 4 and tokens[last].start == tokens[last - 1].end:
        if tokens[last].text != "." and tokens[last - 1].text != ".":
            break
        printed += tokens[last].text
        last += 1
    while last > first:
        entry = lexicon.abbreviations.get(printed)
        if entry is None and last == first + 1 and first and tokens[first - 1].text in ",(":
            entry = lexicon.postal.get(printed)
        if entry is not None:
            hits = unit_hits(gazetteer, *entry)
            if hits:
                return Span(first, last, token.start, tokens[last - 1].end, hits, abbreviation=True)
        last -= 1
        printed = printed[: tokens[last - 1].end - token.start] if last > first else ""
    return None


def unit_hits(gazetteer: Gazetteer, name: str, country: str | None) -> list[NameHit]:
    """What an abbreviation stands for: countries and provinces under the name first, else whatever has it."""
    hits = [hit for hit in gazetteer.hits(name) if country is None or gazetteer.country[hit.row] == country]
    return [hit for hit in hits if gazetteer.kind[hit.row] in _UNITS] or hits[:1]
