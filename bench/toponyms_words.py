"""Derive the word lists in geodata/mentions/words/ from public packages. Run by hand, the result is committed.

    pip install wordfreq simplemma names Faker
    apt-get download wamerican && dpkg -x wamerican*.deb SCOWL
    python bench/toponyms_words.py SCOWL/usr/share/dict/american-english

Ordinary words: what a lower-case dictionary knows, with wordfreq's Zipf frequency. A dictionary tells "reading"
from "london", because the frequencies ignore case. German writes nouns with a capital: there a capitalised lemma counts
as a word if the dictionary has more than its genitive, since place names have no plural. Arabic has no case: only
words outside the names of the gazetteer's larger places are told apart later, by frequency.
"""

from __future__ import annotations

import importlib
import math
import sys
from collections import defaultdict
from pathlib import Path

import names
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from wordfreq import top_n_list, zipf_frequency

TARGET = Path(__file__).resolve().parent.parent / "geodata" / "mentions" / "words"
LEAST_ZIPF = {"en": 2.6, "fr": 2.8, "de": 2.8, "es": 2.8, "ar": 3.2}
FAKER = [
    "fr_FR",
    "fr_BE",
    "fr_CH",
    "fr_QC",
    "de_DE",
    "es_ES",
    "es_MX",
    "es_AR",
    "es_CO",
    "es_CL",
    "it_IT",
    "tr_TR",
    "en_GB",
    "en_IN",
    "en_PK",
    "fr_DZ",
    "ar_SA",
    "ar_DZ",
    "ar_PS",
]
SURNAMES = 12_000
# Languages that detection tells apart; those without a language file are there so that they can be told as unknown.
DETECTED = [
    "en",
    "fr",
    "de",
    "es",
    "ar",
    "it",
    "pt",
    "nl",
    "ca",
    "ro",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "hu",
    "tr",
    "id",
    "fa",
    "ur",
]
DETECTION_WORDS = 800


def dictionary(code: str) -> dict[str, str]:
    raw = DefaultDictionaryFactory().get_dictionary(code)
    return {_text(form): _text(lemma) for form, lemma in raw.items()}


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value


def german_words(forms: dict[str, str]) -> set[str]:
    inflected = defaultdict(set)
    for form, lemma in forms.items():
        if form != lemma and form not in (lemma + "s", lemma + "es", lemma + "er", lemma + "ern", lemma + "ers"):
            inflected[lemma].add(form)
    return {form.lower() for form, lemma in forms.items() if form.islower() or len(inflected[lemma]) >= 1}


def ordinary_words(code: str, scowl: Path) -> dict[str, int]:
    if code == "en":
        known = {word for word in scowl.read_text("utf-8").split() if word.islower()}
    elif code == "de":
        known = german_words(dictionary("de"))
    elif code == "ar":
        known = set(dictionary(code))
    else:  # "paris" is a form of "pari", but where the dictionary has "Paris" too, the name is what is frequent
        forms = dictionary(code)
        known = {form for form in forms if form.islower() and form.title() not in forms}
    frequent = {word: zipf_frequency(word, code) for word in top_n_list(code, 60_000)}
    return {w: round(10 * z) for w, z in frequent.items() if z >= LEAST_ZIPF[code] and w in known and w.isalpha()}


def common_words(code: str) -> str:
    words = (word for word in top_n_list(code, DETECTION_WORDS) if word.isalpha())
    return " ".join(f"{word}:{zipf_frequency(word, code):.1f}" for word in words)


def write_grouped(path: Path, weights: dict[str, int]) -> None:
    groups = defaultdict(list)
    for word, weight in weights.items():
        groups[weight].append(word)
    path.write_text("".join(f"{w}\t{' '.join(sorted(groups[w]))}\n" for w in sorted(groups, reverse=True)), "utf-8")


def census(path: str, limit: int) -> dict[str, int]:
    """Names of the 1990 census of the United States; weight 10 x log10 of bearers per hundred million."""
    rows = [line.split() for line in Path(path).read_text("ascii").splitlines()][:limit]
    return {row[0].lower(): round(10 * math.log10(max(float(row[1]), 0.0005) * 1e6)) for row in rows}


def main(scowl: Path) -> None:
    for code in LEAST_ZIPF:
        write_grouped(TARGET / f"{code}.tsv", ordinary_words(code, scowl))
    (TARGET / "detection.tsv").write_text("".join(f"{code}\t{common_words(code)}\n" for code in DETECTED), "utf-8")
    first = census(names.FILES["first:male"], 5000) | census(names.FILES["first:female"], 5000)
    last = census(names.FILES["last"], SURNAMES)
    for locale in FAKER:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for target, part in ((first, "first_names"), (last, "last_names")):
            given = getattr(provider, part)
            for name in () if isinstance(given, property) else given:  # es_CL makes its surnames as it goes
                if " " not in name:
                    target.setdefault(name.lower(), 40)
    write_grouped(TARGET / "first_names.tsv", first)
    write_grouped(TARGET / "surnames.tsv", last)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
