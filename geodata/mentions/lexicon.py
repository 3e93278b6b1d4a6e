"""What recognition knows of a language's words: their classes as bits, their frequency, and names of people.

The classes come from the `[mentions]` section of the language file, the frequencies and names from `words/`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from marisa_trie import Trie

from geodata.gazetteer.flags import LANGUAGE_FLAGS
from geodata.gazetteer.names import normalise
from geodata.languages import load
from geodata.mentions.inflection import Inflection
from geodata.mentions.word_table import WordTable
from geodata.types import Kind


class Word:
    """What a word can tell about a name beside it; each is a list of the language file, in lower case.

    Plain integers, since an `IntFlag` would double the time that recognition takes.
    """

    IN_PLACE = 1 << 0  # in, at, near
    PREPOSITION = 1 << 1
    OF = 1 << 2
    ARTICLE = 1 << 3
    CONJUNCTION = 1 << 4
    TITLE = 1 << 5  # Mr, president, spokeswoman
    NAME_SUFFIX = 1 << 6
    NAME_PARTICLE = 1 << 7
    SPEECH = 1 << 8
    ACT = 1 << 9  # what a state does
    AUXILIARY = 1 << 10
    PASSIVE_BY = 1 << 11
    TIED_TO = 1 << 12
    TIE = 1 << 13  # relations between states: allied, talks
    AGAINST = 1 << 14
    ATTACK = 1 << 15
    INSTITUTION = 1 << 16  # government, army
    BACKED = 1 << 17  # US-backed
    ORGANISATION_AFTER = 1 << 18  # Texas University
    ORGANISATION_BEFORE = 1 << 19  # Bank of Japan
    TEAM = 1 << 20
    NEWSPAPER = 1 << 21
    STREET = 1 << 22
    STREET_BEFORE = 1 << 23
    FEATURE_AFTER = 1 << 24  # Lamar County
    FEATURE_BEFORE = 1 << 25  # Lake Van, city of Mosul
    DIRECTION = 1 << 26
    CALENDAR = 1 << 27
    MOVEMENT = 1 << 28
    MOVING_TO = 1 << 29
    NEVER = 1 << 30
    COMPOUND_DEMONYM = 1 << 31  # pro-Iranian
    ORGANISATION_NAMES = 1 << 32  # Hamas, which is also an alias of Hamm
    CONTRACTED = 1 << 33  # "im": a preposition with the article in it
    ORDINARY = 1 << 34  # common in this language, whatever large place is spelled the same: "نور", Nord
    SPORT = 1 << 36  # of matches and nothing else: beside it a town is its club
    SEAT = 1 << 37  # of a government, which is called so: the Kremlin
    OUTSIDE = 1 << 35  # says what a name is and is no part of it: "Grenzübergang Rafah"


_UNITS = frozenset({Kind.CITY, Kind.DISTRICT, Kind.ADMIN1, Kind.ADMIN2})
# What is called an island or an airport has a name without that word, against "Rotes Meer" and "Republik Moldau".
_NAMED_APART = _UNITS | {Kind.BASE, Kind.AIRPORT, Kind.ISLAND}
# The Arabic article in Latin script may stand in lower case before a name: "al-Qaim", "el-Arish", "ash-Shaykh".
ARABIC_ARTICLES = frozenset({"al", "el", "as", "ar", "ad", "an", "ash", "at", "az", "ez", "er", "es"})
CLASSES = {name.lower(): bit for name, bit in vars(Word).items() if name.isupper()}


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All tables of one language, keyed by normalised words."""

    code: str
    classes: Mapping[str, int]  # word -> bits of `Word`
    zipf: WordTable  # ordinary word -> 10 x Zipf frequency
    accented: Container[str]  # ordinary words with an accent, in lower case as printed: "Saná" is none, "sana" is
    never_plain: Container[str]  # those that are spelled so only, by `normalise`: "béni" as "beni"; "Beni" is none
    first_names: WordTable  # -> 10 x log10 of the share
    surnames: WordTable
    abbreviations: Mapping[str, tuple[str, str | None]]  # as printed -> (name, country code)
    postal: Mapping[str, tuple[str, str | None]]
    abbreviated: frozenset[str]  # with what an abbreviation, or one of these, can begin
    language_flag: int  # the `NameFlag` bit of the language
    nouns_capitalised: bool  # German: a capital says little
    kinds: Mapping[str, Kind]  # "city", "province": what a word says a name is
    kinds_of_units: frozenset[str]  # those of towns and administrative units, which are no part of the name
    inflection: Inflection
    countries: frozenset[str]  # where it is spoken
    lower_case_demonyms: bool  # "iranien" against "Iranian"
    names_are_no_demonyms: bool  # as in English, against "Argentine" in French
    lower_starts: frozenset[str]  # words in lower case with which a name may begin
    states_by_adjective: frozenset[str]  # "السعودية", short for the kingdom
    compound_countries: Mapping[str, str]  # "syro" -> SY, in front of another country's adjective: "syro-turque"
    headline_case: bool  # whether headlines may give every word a capital
    contractions: Mapping[str, str]  # "du" -> "le", the article of the name behind it
    titles_mark_persons: bool  # whether a name right behind a title is a person, as in "le docteur Vienne"
    ampersand: str  # the word that "&" stands for in names, in which the gazetteer has them; "" where it has none
    kind_follows: bool  # whether such a word may stand behind the name: "Anbar province"


@cache
def load_lexicon(code: str) -> Lexicon:
    """The lexicon of a supported language; read once. Raises `UnsupportedLanguage`."""
    section = load(code).tables["mentions"]
    kinds = _read_kinds(load(code).tables.get("features", {}))
    units = frozenset(word for word, kind in kinds.items() if kind in _UNITS)
    classes: dict[str, int] = {}
    classes.update((word, Word.OUTSIDE) for word, kind in kinds.items() if kind in _NAMED_APART)
    for name, bit in CLASSES.items():
        for word in section.get(name, ()):
            key = normalise(word)
            classes[key] = classes.get(key, 0) | bit
    abbreviations = _split_countries(section.get("abbreviations", {}).items())
    postal = _split_countries(section.get("postal", {}).items())
    return Lexicon(
        code=code,
        classes=classes,
        **_read_ordinary(code)._asdict(),
        first_names=_read_names("first_names.tsv", frozenset(classes)),
        surnames=_read_names("surnames.tsv"),
        abbreviations=abbreviations,
        postal=postal,
        abbreviated=frozenset(
            printed[:end] for printed in (*abbreviations, *postal) for end in range(1, min(len(printed), 5) + 1)
        ),
        inflection=Inflection.from_table(section),
        countries=frozenset(section.get("countries", ())),
        lower_case_demonyms=bool(section.get("lower_case_demonyms", False)),
        names_are_no_demonyms=bool(section.get("names_are_no_demonyms", False)),
        lower_starts=ARABIC_ARTICLES
        | set(map(normalise, section.get("sites", ())))
        | {
            word
            for word, bits in classes.items()
            if bits & Word.FEATURE_BEFORE and not bits & Word.DIRECTION and word not in units
        },
        states_by_adjective=frozenset(map(normalise, section.get("states_by_adjective", ()))),
        compound_countries={normalise(word): code for word, code in section.get("compound_countries", {}).items()},
        headline_case=bool(section.get("headline_case", False)),
        contractions=dict(section.get("contractions", {})),
        titles_mark_persons=bool(section.get("titles_mark_persons", False)),
        ampersand=section.get("ampersand", ""),
        kind_follows=bool(section.get("kind_follows", False)),
        language_flag=int(LANGUAGE_FLAGS.get(code, 0)),
        nouns_capitalised=bool(section.get("nouns_capitalised", False)),
        kinds=kinds,
        kinds_of_units=units,
    )


class _Ordinary(NamedTuple):
    """The ordinary words of a language, as `Lexicon` has them."""

    zipf: WordTable
    accented: Trie
    never_plain: Trie


@cache
def _read_ordinary(code: str) -> _Ordinary:
    """In a script without capitals no word is asked whether it is a name for its accent, so none is kept for that."""
    words = _read_words(f"{code}.tsv")
    accented = [word for word, _ in words if not word.isascii() and word.islower()]
    # Accents on the first letter do not count: a capital often goes without.
    never_plain = {normalise(word) for word in accented if not word[1:].isascii()}
    never_plain.difference_update([normalise(word) for word, _ in words if word[1:].isascii()])
    return _Ordinary(WordTable(_weigh(words)), Trie(accented), Trie(never_plain))


@cache
def _read_names(file: str, words: frozenset[str] = frozenset()) -> WordTable:
    """Names of people, without those that are `words` of the language."""
    return WordTable({name: weight for name, weight in _weigh(_read_words(file)).items() if name not in words})


def _read_words(name: str) -> list[tuple[str, int]]:
    """Words with their weights, the heaviest first."""
    text = (resources.files(__package__) / "words" / name).read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines())
    return [(word, int(weight)) for weight, words in lines for word in words.split(" ")]


def _weigh(words: Iterable[tuple[str, int]]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for word, weight in words:
        weights.setdefault(normalise(word), weight)
    return weights


def _read_kinds(features: Mapping[str, Iterable[str]]) -> dict[str, Kind]:
    known = {kind.value: kind for kind in Kind}
    return {normalise(word): known[name] for name, words in features.items() if name in known for word in words}


def _split_countries(items: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str | None]]:
    table = {}
    for printed, value in items:
        name, _, country = value.partition(", ")
        table[printed] = (normalise(name), country or None)
    return table
