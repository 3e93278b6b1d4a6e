"""The words of a language, read from `languages/<code>.toml` once and compiled into one phrase table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from app.extraction import german_numbers
from app.extraction.phrases import Phrase, PhraseTable
from app.extraction.tokens import normalise

LANGUAGES = ("en", "fr", "de", "es", "ar")


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """What a trigger says. Weak ones ("killed") count where no strong one tells more; "none" blocks a false one."""

    subtype: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class ActorName:
    """The normal form of a named actor."""

    name: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True, eq=False)  # one for each language, told apart by identity
class Lexicon:
    code: str
    table: PhraseTable
    months: dict[str, int]  # a name may be of two words: "كانون الثاني"
    weekdays: dict[str, int]  # Monday is 0
    days: dict[str, int]  # ordinals of a month: "الثالث من نوفمبر"
    numbers: dict[str, int]
    vague: dict[str, tuple[int | None, int | None, int | None]]  # "dozens": (24, None, None)
    articles: frozenset[str]  # "a", "an": one, where a person follows
    number_glue: frozenset[str]  # "and" in "one hundred and five"
    teens: frozenset[str]  # ten, where it follows its unit: "ثلاثة عشر"
    ordinals: tuple[str, ...]  # endings after a number that make it no count: "trente-sixième"
    singulars: frozenset[str]  # one person, where the language has no article to say so
    definites: frozenset[str]  # "the", "his", "le": one in a list of people ("the mayor and his driver")
    plurals: frozenset[str]  # nouns that are many behind a word that may be either: "the police"
    plural_ending: str  # "s", where such words leave it to the noun
    active: frozenset[str]  # casualty words whose number stands behind: "killing four and wounding five"
    collectives: frozenset[str]  # singular subjects that are nobody or several: "anyone", "a family"
    clocks: tuple[str, ...]  # regular expressions of hours, groups h, half (of the day)
    zones: dict[str, float | None]  # names of zones -> hours ahead of UTC; None is the time of the place
    morning: tuple[str, ...]  # how the word begins that puts an hour before noon
    afternoon: tuple[str, ...]
    subject_follows: str  # its verb: "always", or "inverted" where something else stands in front
    adjectives_follow: bool  # "frappe israélienne"
    names_stand_out: bool  # by a capital; in German every noun has one, in Arabic no word


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("app.extraction") / name).read_text(encoding="utf-8"))


def _by_name(rows: list[list[str]], first: int) -> dict[str, int]:
    return {normalise(name): number for number, names in enumerate(rows, first) for name in names}


@lru_cache(maxsize=1)
def _actors() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = _read("actors.toml")["actor"]
    return rows


@lru_cache(maxsize=len(LANGUAGES))
def load(code: str) -> Lexicon:
    """The lexicon of `code`; of English where the language has none, because names and numbers still help."""
    data = _read(f"languages/{code if code in LANGUAGES else 'en'}.toml")
    months = _by_name(data["calendar"]["months"], 1)
    weekdays = _by_name(data["calendar"]["weekdays"], 0)
    days = _by_name(data["calendar"].get("days", []), 1)
    numbers = {normalise(word): value for word, value in data["numbers"]["words"].items()}
    if data["numbers"].get("one_word", False):
        numbers = german_numbers.compose(numbers)

    month_words = {word for name in months for word in name.split()[:1]}
    month_tails = "|".join({word for name in months for word in name.split()[1:]})

    def classify(norm: str) -> list[str]:
        classes = []
        if norm in weekdays:
            classes.append("<weekday>")
        if norm in month_words:
            classes.append("<month>")
        if norm in days:
            classes.append("<day>")
        if norm in numbers:
            classes.append("<n>")
        if norm[0].isdigit():
            classes += _digit_classes(norm)
        return classes

    vague = {
        phrase: (low or None, best or None, high or None)
        for words, (low, best, high) in data["numbers"]["vague"].items()
        for phrase in words.split("/")
    }
    phrases = [*_phrases(data, month_tails), *(Phrase(phrase, "vague", amount) for phrase, amount in vague.items())]
    for row in _actors():
        actor = ActorName(row["name"], row["kind"], row.get("country"))
        phrases += [Phrase(pattern, "actor", actor) for pattern in row["patterns"]]
    table = PhraseTable(phrases, classify, tuple(data.get("proclitics", ())))
    return Lexicon(
        data["code"],
        table,
        months,
        weekdays,
        days,
        numbers,
        vague,
        frozenset(map(normalise, data["numbers"]["articles"])),
        frozenset(map(normalise, data["numbers"]["glue"])),
        frozenset(map(normalise, data["numbers"].get("teens", ()))),
        tuple(data["numbers"].get("ordinals", ())),
        frozenset(map(normalise, data["numbers"].get("singulars", ()))),
        frozenset(map(normalise, data["numbers"].get("definites", ()))),
        frozenset(map(normalise, data["numbers"].get("plurals", ()))),
        str(data["numbers"].get("plural_ending", "")),
        frozenset(map(normalise, data["numbers"].get("active", ()))),
        frozenset(map(normalise, data["numbers"].get("collectives", ()))),
        tuple(data["clock"]["patterns"]),
        {**data["clock"]["zones"], **dict.fromkeys(data["clock"]["local"])},
        tuple(data["clock"].get("morning", ())),
        tuple(data["clock"].get("afternoon", ())),
        str(data.get("subject_follows", "")),
        bool(data.get("adjectives_follow", False)),
        bool(data.get("names_stand_out", True)),
    )


def _phrases(data: dict[str, Any], month_tails: str) -> Iterator[Phrase]:
    """The patterns of a language file, by domain."""
    for section, weak in (("triggers", False), ("weak_triggers", True)):
        for subtype, patterns in data[section].items():
            trigger = TriggerWord(subtype, weak)
            yield from (Phrase(pattern, "trigger", trigger) for pattern in patterns)
    for domain in ("dates", "qualifiers", "cues", "contexts", "genres", "casualties", "people", "forces"):
        # Cues and contexts of different classes may overlap: "depuis" opens a clause and dates it.
        own = domain in ("contexts", "cues", "genres")
        for value, patterns in data[domain].items():
            for pattern in patterns:
                if domain == "dates" and month_tails:
                    pattern = pattern.replace("<month>", f"<month> ({month_tails})")
                yield Phrase(pattern, f"{domain}:{value}" if own else domain, value)


def _digit_classes(norm: str) -> list[str]:
    if len(norm) >= 10 and norm[4] == "-":
        return ["<iso>"]
    if norm.count(".") == 2 or "/" in norm:
        return ["<numeric>"]
    if not norm.isdecimal():
        return ["<n>"]
    value = int(norm)
    classes = ["<n>"]
    if 1 <= value <= 31 and len(norm) <= 2:
        classes.append("<day>")
    if len(norm) == 4 and 1900 <= value <= 2100:
        classes.append("<year>")
    return classes
