"""What an accepted name does in its sentence: a place written about, a state that acts, a demonym, part of a name.

Rules over the word classes of the language; the first that fits decides and is the reason.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from geodata.mentions.dateline import opens_dateline
from geodata.mentions.lexicon import Word
from geodata.types import Kind, Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions.reading import Reading
    from geodata.mentions.spans import Span

# Between a state and what it does: "has also repeatedly", "ne se".
_ADVERBS = Word.AUXILIARY
_DOES = Word.SPEECH | Word.ACT
_ORGANISATION_AFTER = Word.ORGANISATION_AFTER | Word.NEWSPAPER | Word.TEAM
# Behind one of these a name is no subject.
_NO_SUBJECT = (
    Word.IN_PLACE | Word.PREPOSITION | Word.OF | Word.TIED_TO | Word.AGAINST | Word.PASSIVE_BY | Word.FEATURE_BEFORE
)
_LOOK_BACK = 6
_SPORT_REACH = 15  # words
_MATCH_REPORT = 4  # words of matches that make a text one, whose clubs stand in sentences without any too
_UNION = "ZN"  # GeoNames' code of the European Union
_HYPHENS = "-‐‑"
# "Le Parisien et La Provence": where articles melt into prepositions, one with a capital belongs to a title.
_TITLED = "behind an article with a capital, as in the name of a newspaper"
_QUALIFIED = Word.INSTITUTION | Word.ATTACK | Word.TITLE | Word.TIE


def find_role(span: Span, reading: Reading, gazetteer: Gazetteer) -> tuple[Role, str]:
    """The role of a span that means a place, and why."""
    if span.demonym:
        return Role.DEMONYM, "adjective or people of a place"
    if _stands_for_adjective(span, reading, gazetteer):
        return Role.DEMONYM, f"for the adjective, before {reading.tokens[span.last].text}"
    if _leads_compound(span, reading, gazetteer):
        return Role.DEMONYM, f"first of a compound with {reading.tokens[span.last].text}"
    name = find_name_around(span, reading)
    if name:
        return Role.IN_NAME, name
    if not _is_placed(span, reading):
        if gazetteer.feature_code[span.hits[0].row] == _UNION:
            return Role.IN_NAME, "a union of states"
        if span.last == span.first + 1 and reading.classes[span.first] & Word.SEAT:
            return Role.IN_NAME, "a government called by its seat"
        sport = _plays(span, reading, gazetteer)
        if sport:
            return Role.IN_NAME, f"the club of that town, beside {sport}"
    if _can_act(span, gazetteer):
        reason = _acts(span, reading)
        if reason:
            return Role.ACTOR, reason
    return Role.PLACE, ""


def find_person(span: Span, reading: Reading) -> str:
    """Why a rejected span is a person's name, empty if nothing says so."""
    first = span.first
    run_first = reading.run_first[first]
    for index in range(run_first, first):
        if reading.norms[index] in reading.lexicon.first_names or reading.classes[index] & Word.TITLE:
            return f"behind {reading.tokens[index].text}"
    if first and reading.classes[first - 1] & Word.TITLE and not reading.opens[first]:
        return f"behind {reading.tokens[first - 1].text}"
    if reading.norms[first] in reading.lexicon.first_names and reading.run_last[first] > span.last:
        return "a first name before a capitalised name"
    return ""


def is_titled(span: Span, reading: Reading, gazetteer: Gazetteer) -> bool:
    """Whether it stands right behind a title, where the language puts "of" before a place: "le docteur Vienne"."""
    before = span.first - 1
    return (
        reading.lexicon.titles_mark_persons
        and before >= 0
        and not span.demonym
        and not reading.opens[span.first]
        and bool(reading.classes[before] & Word.TITLE)
        and gazetteer.kind[span.hits[0].row] is not Kind.COUNTRY  # "la directrice France de l'association"
    )


def _stands_for_adjective(span: Span, reading: Reading, gazetteer: Gazetteer) -> bool:
    """Of countries with initials for a name English says "a US destroyer", "UK officials"; none of it lies there."""
    if not reading.lexicon.names_are_no_demonyms or span.last >= len(reading.tokens):
        return False
    if gazetteer.kind[span.hits[0].row] is not Kind.COUNTRY or not _is_initials(reading.text[span.start : span.end]):
        return False
    following, bits = reading.tokens[span.last], reading.classes[span.last]
    qualifies = following.text.isalpha() and following.text.islower() and (not bits or bits & _QUALIFIED)
    return bool(qualifies and not _in_adverbial(span, reading))


def _leads_compound(span: Span, reading: Reading, gazetteer: Gazetteer) -> bool:
    """German joins a name to a noun with a hyphen; an "Irak-Krieg" or a "US-Präsident" need not be there."""
    if not reading.lexicon.nouns_capitalised or span.last >= len(reading.tokens):
        return False
    following = reading.tokens[span.last]
    if following.start != span.end + 1 or reading.text[span.end] not in _HYPHENS or not following.text[0].isupper():
        return False
    if reading.classes[span.last] & (Word.FEATURE_AFTER | Word.FEATURE_BEFORE | Word.DIRECTION):
        return reading.tokens[span.first].text.isupper()  # "Swat-Tal" is a place, "US-Bundesstaat" no name
    return following.norm in reading.lexicon.zipf or not gazetteer.walk(reading.norms, span.last)


def _is_initials(words: str) -> bool:
    return len(words) <= 4 and words.replace(".", "").isupper()


def find_name_around(span: Span, reading: Reading) -> str:
    """The organisation's name around the span: "University of X", "X Police Department", "Islamic Resistance in X"."""
    classes, tokens = reading.classes, reading.tokens
    if reading.lexicon.inflection.ends_in_preposition(span.clitics):
        return ""  # "مسجد ببيشاور" is a mosque in Peshawar
    run_first, run_last = reading.run_first[span.first], reading.run_last[span.last - 1]
    for index in range(span.last, min(run_last, span.last + 4)):
        if classes[index] & _ORGANISATION_AFTER and not classes[index] & Word.FEATURE_AFTER:
            return f"in the name of an organisation: {tokens[index].text}"
    for index in range(max(run_first, span.first - 4), span.first):
        if classes[index] & Word.ORGANISATION_BEFORE and not classes[index] & Word.FEATURE_BEFORE:
            return f"in the name of an organisation: {tokens[index].text}"
    # "FC Bayern München": in German the run is of names only, the organisation's word stands before it.
    before_it = (run_first if reading.lexicon.nouns_capitalised else span.first) - 1
    # Where capitals say nothing, the word right before decides: "Universität Leipzig", "جامعة دمشق".
    beside = not reading.capital[span.first] or reading.lexicon.nouns_capitalised
    if before_it >= 0 and beside and classes[before_it] & Word.ORGANISATION_BEFORE and not span.demonym:
        return f"in the name of an organisation: {tokens[before_it].text}"
    if reading.lexicon.nouns_capitalised:  # "Die Polizei in München" is no name
        return ""
    # "Bank of Japan", "Résistance islamique en Irak": one preposition, then a capitalised organisation.
    index = span.first - 1
    if index >= 0 and classes[index] & Word.ARTICLE:
        if reading.capital[index]:
            return "" if _plain_start(reading, index) or not reading.lexicon.contractions else _TITLED
        index -= 1
    if index < 1 or not classes[index] & (Word.OF | Word.IN_PLACE) or reading.opens[span.first]:
        return ""
    if classes[index - 1] & Word.FEATURE_BEFORE:
        return ""  # "the West Bank city of Nablus", "l'État d'Arakan", "golpe de Estado en Níger"
    for before in range(index - 1, max(-1, index - 4), -1):
        if not tokens[before].text[0].isalpha() or classes[before] & (Word.IN_PLACE | Word.CONJUNCTION):
            return ""
        if reading.capital[before] and classes[before] & Word.ORGANISATION_BEFORE and not _plain_start(reading, before):
            return f"in the name of an organisation: {tokens[before].text}"
    return ""


def _plays(span: Span, reading: Reading, gazetteer: Gazetteer) -> str:
    """The word of a match in the same sentence as a town that nothing says to be the scene of it."""
    kinds = {gazetteer.kind[hit.row] for hit in span.hits[:3]}
    if Kind.CITY not in kinds or Kind.COUNTRY in kinds:
        return ""
    sport, here = reading.sport, span.first
    near = slice(bisect_left(sport, here - _SPORT_REACH), bisect_right(sport, here + _SPORT_REACH))
    for index in sport[near]:
        if len(sport) >= _MATCH_REPORT or not any(reading.opens[min(index, here) + 1 : max(index, here) + 1]):
            return reading.tokens[index].text
    return ""


def _is_placed(span: Span, reading: Reading) -> bool:
    """In a dateline, behind "in", a word for coming and going, or what calls it a town: "la ville de Lens"."""
    if reading.lexicon.inflection.ends_in_preposition(span.clitics):
        return True
    if opens_dateline(span.start, reading.text, reading.datelines):
        return True
    for bits in _classes_before(span, reading):
        if bits & (Word.IN_PLACE | Word.FEATURE_BEFORE | Word.MOVEMENT | Word.MOVING_TO):
            return True
        if not bits & (Word.ARTICLE | Word.OF):
            return False
    return False


def _classes_before(span: Span, reading: Reading) -> Iterator[int]:
    """Of the words in front of the name, back to the start of its sentence."""
    index = span.first - 1
    while index >= 0 and not reading.opens[index + 1]:
        yield reading.classes[index]
        index -= 1


def _plain_start(reading: Reading, index: int) -> bool:
    """Whether the word has its capital from the sentence, not from a name."""
    return reading.opens[index] or reading.title_case[index]


def _can_act(span: Span, gazetteer: Gazetteer) -> bool:
    """States act, and so do the capitals that stand for them."""
    row = span.hits[0].row
    kind = gazetteer.kind[row]
    return (
        kind is Kind.COUNTRY
        or any(gazetteer.feature_code[hit.row] == "PPLC" for hit in span.hits[:3])
        or _stands_for_state(span, gazetteer)
    )


def _stands_for_state(span: Span, gazetteer: Gazetteer) -> bool:
    return any(gazetteer.kind[hit.row] is Kind.COUNTRY for hit in span.hits[:3])


def _acts(span: Span, reading: Reading) -> str:
    return _acts_after(span, reading) or _acts_before(span, reading)


def _acts_after(span: Span, reading: Reading) -> str:
    """Subject of what a state does: "Washington has said", "les États-Unis ne se déclarent"."""
    classes, tokens = reading.classes, reading.tokens
    index = span.last
    if index >= len(tokens):
        return ""
    if tokens[index].text[0] in "'’":
        following = index + 1
        if following < len(tokens) and classes[following] & Word.INSTITUTION:
            return f"its {tokens[following].text}"
        return ""
    if classes[index] & Word.BACKED and tokens[index].start == span.end + 1 and reading.text[span.end] == "-":
        return f"{reading.text[span.start : tokens[index].end]}"
    if _in_adverbial(span, reading):
        return ""
    skipped = 0
    while index < len(tokens) and skipped < 4 and not reading.opens[index]:
        bits = classes[index]
        if bits & _DOES and not reading.capital[index]:
            return f"subject of {tokens[index].text!r}"
        if not bits & _ADVERBS:
            break
        index += 1
        skipped += 1
    return ""


def _in_adverbial(span: Span, reading: Reading) -> bool:
    """Behind a preposition the name is no subject: "officials in Iran said"."""
    if reading.lexicon.inflection.ends_in_preposition(span.clitics):
        return True
    for bits in _classes_before(span, reading):
        if not bits & (Word.ARTICLE | Word.DIRECTION):
            return bool(bits & _NO_SUBJECT)
    return False


def _acts_before(span: Span, reading: Reading) -> str:
    """Behind "by", "of" or "to": "backed by Iran", "attaques de l'Iran", "allied to Iran", "hatred against Israel"."""
    classes, tokens = reading.classes, reading.tokens
    index = span.first - 1
    if index >= 0 and classes[index] & Word.ARTICLE and not classes[index] & Word.OF:
        index -= 1
    if index < 1 or reading.opens[span.first]:
        return ""
    bits = classes[index]
    before = index - 1
    if bits & Word.AGAINST:
        for back in range(before, max(-1, before - _LOOK_BACK), -1):
            if classes[back] & Word.ATTACK:
                return ""  # the target of an attack is where it happens
            if tokens[back].text in ".;:\n":
                break
        return f"the other side, behind {tokens[index].text!r}"
    if bits & Word.PASSIVE_BY and not classes[before] & (Word.MOVEMENT | Word.MOVING_TO | Word.DIRECTION):
        return f"behind {tokens[index].text!r}"
    if bits & Word.OF and classes[before] & (Word.INSTITUTION | Word.TIE):
        return f"{tokens[before].text} of it"
    if bits & Word.TIED_TO:
        for back in range(before, max(-1, before - 3), -1):
            if classes[back] & Word.TIE:
                return f"{tokens[back].text} with it"
    return ""
