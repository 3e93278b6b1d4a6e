"""Names romanised from Arabic, Persian and Pashto ("Ḩuwwārah") as papers write them, and in Arabic letters.

The romanisation is that of the Board on Geographic Names: long vowels and emphatic consonants are marked, so Arabic
letters follow from it but for a few doubtful ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

_Choice = tuple[str, tuple[str, ...]]  # a pattern and what papers put for it

_SPELT = re.compile(r"[a-zāīūōēáḩḥşṣţṭḑḍz̧ẕ‘’' -]+")
_MARKED = re.compile("[āīūḩşţḑ‘]")
_PLAIN = str.maketrans("āīūōēáḩḥşṣţṭḑḍẕ", "aiuoeahhssttddz", "\u0327’'")
_ASSIMILATED = re.compile(r"\b(a)(?:sh|th|dh|[dnrstz])[ -](?=(sh|th|dh|[dnrstz]))")
_GEMINATE = re.compile(r"(sh|kh|[bdfghjklmnqrtwyz])\1")
_AYN = re.compile(r"a‘(?=[bcdfghjklmnpqrstvwxyz])")

_AY = ("ay(?![aiu])", ("ai", "ei"))
_IA = ("(?<=[lrn])y(?=a)", ("i", "y"))  # "Qalqilia"
_PRESS: dict[str, tuple[_Choice, ...]] = {
    "en": (("ay(?![aiu])", ("ay", "ai", "ei")), ("aw(?![aiu])", ("aw", "au")), ("ah$", ("a", "ah"))),
    "fr": (
        _AY, ("aw(?![aiu])", ("aw", "ao")), ("ah$", ("a",)), ("sh", ("ch",)), _IA,
        (r"(?<=[aeiou])s(?=[aeiou])", ("s", "ss")), ("u", ("ou",)), ("j", ("j", "dj")),
    ),
    "de": (
        _AY, ("aw(?![aiu])", ("au",)), ("ah$", ("a",)), ("sh", ("sch",)), ("j", ("dsch",)), ("z", ("s",)),
        ("(?<=[lrn])iy(?=a)", ("i", "ij")), ("(?<=[lrn])y(?=a)", ("i", "j")), ("y(?=[aiu])", ("j",)), ("kh", ("ch",)),
        ("q", ("k", "q")),
    ),
    "es": (
        _AY, ("aw(?![aiu])", ("au",)), ("ah$", ("a",)), ("j", ("y", "j")), ("iy(?=a)", ("iy", "i")), _IA,
        ("kh", ("j",)), ("gh", ("g",)), ("dh", ("d",)), ("q", ("q", "k")), ("w", ("w", "u")),
    ),
}  # fmt: skip


def is_marked(name: str) -> bool:
    """Whether a name bears the marks of the romanisation."""
    return bool(_MARKED.search(unicodedata.normalize("NFC", name).lower()))


def spell(name: str) -> Iterator[tuple[str, str]]:
    """(language, spelling) of a romanised name in the letters of four presses."""
    lower = unicodedata.normalize("NFC", name).lower()
    if not _SPELT.fullmatch(lower):
        return
    articles = {lower, _ASSIMILATED.sub("al ", lower)}
    for form in sorted(articles):
        with_ayn = {_AYN.sub("aa", form), form}
        for plain in sorted({one.replace("‘", "").translate(_PLAIN) for one in with_ayn}):
            for doubled in sorted({plain, _GEMINATE.sub(r"\1", plain)}):
                for language, choices in _PRESS.items():
                    for spelling in _written(doubled, choices):
                        yield language, spelling


def _written(plain: str, choices: tuple[_Choice, ...]) -> Iterator[str]:
    """Every combination of what the press puts, all words alike; the article and its hyphen are words of their own."""
    words = plain.replace("-", " ").split(" ")
    open_choices = [others if any(re.search(what, word) for word in words) else others[:1] for what, others in choices]
    for choice in product(*open_choices):
        written = words
        for (what, _), other in zip(choices, choice, strict=True):
            written = [re.sub(what, other, word) for word in written]
        yield " ".join(written)


_ARTICLE = re.compile(r"(?:^|(?<=[ -]))(?:al|a(?:sh|th|dh|z̧|[dḑnrsşţtz])|el)[ -](?=\S)")
_CONSTRUCT = re.compile("at(?= )")  # "Madīnat as Sādāt"
_LETTERS: tuple[tuple[str, str], ...] = (
    ("[iī]yah$", "ية"), ("ah$", "ة"), ("á$", "ى"), ("^ā", "آ"), ("^ī", "إي"), ("^ū", "أو"), ("^[au]", "أ"),
    ("^i", "إ"), ("^['’‘]", "ع"), ("(?<=.)ay(?=y)|(?<=.)aw(?=w)", ""), ("sh", "ش"), ("kh", "خ"), ("gh", "غ"),
    ("th", "ث"), ("dh", "ذ"), ("z̧", "ظ"), ("ā’i", "ائ"), ("ā’", "اء"), ("a’", "أ"), ("i’", "ئ"), ("u’", "ؤ"),
    ("ay", "ي"), ("aw", "و"), ("a$|ā", "ا"), ("i$|[īē]", "ي"), ("u$|[ūō]", "و"), ("[aiueo]", ""), (r"(.)\1", r"\1"),
    ("‘", "ع"), ("’", "ء"), ("[ḩḥ]", "ح"), ("[şṣ]", "ص"), ("[ţṭ]", "ط"), ("[ḑḍ]", "ض"), ("b|p", "ب"), ("t", "ت"),
    ("j", "ج"), ("d", "د"), ("r", "ر"), ("z", "ز"), ("s", "س"), ("f", "ف"), ("q", "ق"), ("k", "ك"), ("l", "ل"),
    ("m", "م"), ("n", "ن"), ("h", "ه"), ("w", "و"), ("y", "ي"), ("g", "غ"),
)  # fmt: skip
_WRITTEN = re.compile("[\u0621-\u064a ]+")


def in_arabic(name: str) -> str | None:
    """A romanised Arabic name in Arabic letters; None for one without marks, whose long vowels nobody knows."""
    lower = unicodedata.normalize("NFC", name).lower()
    if not is_marked(name) or not _SPELT.fullmatch(lower):
        return None
    words = []
    for word in _ARTICLE.sub("ال_", _CONSTRUCT.sub("ah", lower)).replace("-", " ").split(" "):
        article, _, rest = word.rpartition("_")
        for what, letter in _LETTERS:
            rest = re.sub(what, letter, rest)
        words.append(article + rest)
    written = " ".join(words)
    return written if _WRITTEN.fullmatch(written) else None
