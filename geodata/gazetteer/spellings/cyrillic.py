"""Ukrainian and Russian names in the letters that newspapers use for them.

The tables follow the transcriptions of each language's press and encyclopaedias; English is the Ukrainian
government's of 2010 and that of the US Board on Geographic Names, which papers mix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Letter, then en, fr, de, es, ar. "J" is what makes a vowel soft and the short и; each language spells it its own way.
_LETTERS = """
а a a a a ا
б b b b b ب
в v v w v ف
д d d d d د
е e e e e ي
є Je Je Je Je ي
ж zh j sch zh ج
з z z s z ز
и I I I I ي
і i i i i ي
ї Ji Ji Ji Ji ي
й J J J J ي
к k k k k ك
л l l l l ل
м m m m m م
н n n n n ن
о o o o o و
п p p p p ب
р r r r r ر
с s s s s س
т t t t t ت
у u ou u u و
ф f f f f ف
х kh kh ch j خ
ц ts ts z ts تس
ч ch tch tsch ch تش
ш sh ch sch sh ش
щ shch chtch schtsch shch شتش
ю Ju Jou Ju Ju يو
я Ja Ja Ja Ja يا
ґ g g g g غ
ы y y y y ي
э e e e e ي
ё Jo Jo Jo Jo يو
г G G G G G
"""
LANGUAGES = ("en", "fr", "de", "es", "ar")
_TABLES = {
    language: {ord(cells[0]): cells[at] for cells in map(str.split, _LETTERS.split("\n")) if cells}
    for at, language in enumerate(LANGUAGES, 1)
}
_SILENT = dict.fromkeys(map(ord, "ьъ'’ʼ"))
_UKRAINIAN = re.compile("[іїєґ]|[сц]ьк")
_RUSSIAN = re.compile("[ыэёъ]|[сц]к$")
_SPELT = re.compile("[а-яёіїєґ'’ʼ -]+")
_WORD = re.compile(r"[^ -]+")
_SOFT_E = re.compile(r"(?<![^аеёиоуыэюяьъ -])е")  # Russian е at the beginning, behind a vowel or a sign

# A way of spelling: what is put for what, in turn, in the word as the table leaves it.
_Way = tuple[tuple[str, str], ...]
_BETWEEN_VOWELS = r"(?<=[aeiouy])s(?=[aeiouy])"
_WAYS: dict[str, tuple[_Way, ...]] = {
    "en": (
        (("I", "y"), ("yJ$", "y"), ("iJ$", "y"), ("^J(?=.)", "y"), ("iJi", "ii"), ("J", "i")),
        (("I", "y"), ("yJ$", "yy"), ("iJ$", "iy"), ("J", "y")),
        (("I", "y"), ("yJ$", "y"), ("iJ$", "y"), ("iJi", "ii"), ("J(?=[aeiou])", "y"), ("J", "i")),
    ),
    "fr": (
        (
            ("I", "y"),
            ("yJ$", "y"),
            ("iJ$", "i"),
            ("iJi", "ii"),
            ("J", "i"),
            (_BETWEEN_VOWELS, "ss"),
            ("g(?=[eiy])", "gu"),
        ),
    ),
    "de": (
        (("I", "y"), ("J", "j"), (_BETWEEN_VOWELS, "ss")),
        (("I", "y"), ("yJ$", "y"), ("iJ$", "i"), ("J", "j"), (_BETWEEN_VOWELS, "ss")),
    ),
    "es": (
        (("I", "i"), ("[iy]J$", "i"), ("iJi", "ii"), ("J", "i"), ("zh(zh)?", "y")),
        (("I", "i"), ("[iy]J$", "i"), ("iJi", "ii"), ("J(?=[aeou])", "y"), ("J", "i")),
    ),
}
_RUSSIAN_I = ("I", "i")


def spell(name: str, country: str) -> Iterator[tuple[str, str]]:
    """(language, spelling) of a name in Cyrillic letters; nothing for letters of further languages.

    What shows neither Ukrainian nor Russian is taken for the language of its country.
    """
    lower = name.lower()
    if not _SPELT.fullmatch(lower):
        return
    ukrainian = bool(_UKRAINIAN.search(lower)) or (country == "UA" and not _RUSSIAN.search(lower))
    if ukrainian and country != "UA":
        return  # Belarusian and the like
    if not ukrainian:
        lower = _SOFT_E.sub("є", lower)
    bare = lower.translate(_SILENT)
    for language, ways in _WAYS.items():
        written = bare.translate(_TABLES[language]).replace("G", "h" if ukrainian else "g")
        for way in ways:
            yield language, _by_word(written, way if ukrainian else (_RUSSIAN_I, *way))
    yield "ar", _by_word(bare.translate(_TABLES["ar"]).replace("G", "ه" if ukrainian else "غ"), _ARABIC)


# A vowel at the beginning stands on an alif; "-ий" is one letter; nobody doubles consonants.
_ARABIC: _Way = (("^ا", "أ"), ("^و", "أو"), ("^ي(?=[^اوي])", "إي"), ("يي$", "ي"), (r"([^يو])\1", r"\1"))


def _by_word(text: str, way: _Way) -> str:
    return _WORD.sub(lambda word: _put(word[0], way), text)


def _put(word: str, way: _Way) -> str:
    for what, other in way:
        word = re.sub(what, other, word)
    return word
