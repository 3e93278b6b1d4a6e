"""Forms of demonyms: what a reader of five languages makes of "irakien", "irakisch", "iraquí" without thinking."""

from __future__ import annotations

from collections.abc import Callable


def english(word: str) -> list[str]:
    """Plurals: "Iraqis"; words in -ese, -sh and the like have none, and "-men" is one already."""
    if word.endswith(("ese", "sh", "ss", "ch", "men", "ois", "s")):
        return [word]
    if word.endswith(("hman", "tsman", "woman")):
        return [word, word[:-3] + "men"]
    return [word, word + "s"]


_FRENCH = (
    # ending of the masculine, feminine ending in its place
    ("éen", "éenne"), ("ien", "ienne"), ("yen", "yenne"), ("on", "onne"), ("ais", "aise"), ("ois", "oise"),
    ("ain", "aine"), ("in", "ine"), ("an", "ane"), ("and", "ande"), ("ol", "ole"), ("al", "ale"), ("ar", "are"),
    ("é", "ée"), ("i", "ie"),
)  # fmt: skip


def french(word: str) -> list[str]:
    """Feminine and plurals of "américain"; a word of two forms is given as "grec/grecque"."""
    masculine, _, feminine = word.partition("/")
    if not feminine:
        endings = (masculine[: -len(end)] + other for end, other in _FRENCH if masculine.endswith(end))
        feminine = next(endings, masculine)
    if masculine == "nippon":
        feminine = "nippone"
    plural = (
        masculine
        if masculine.endswith("s")
        else masculine[:-2] + "aux"
        if masculine.endswith("al")
        else masculine + "s"
    )
    return [masculine, plural, feminine, feminine + "s"]


def german(word: str) -> list[str]:
    """Endings of an adjective in -isch, or case, number and gender of a noun."""
    if not word[0].isupper() or word.endswith("isch"):
        return [word + ending for ending in ("", "e", "er", "en", "em", "es")]
    if word in ("Deutscher", "Deutsche"):
        return ["Deutsche", "Deutscher", "Deutschen", "Deutschem"]
    if word.endswith("e"):
        stem = word[:-1]
        female = {"Franzos": "Französ"}.get(stem, stem)
        return [word, stem + "en", female + "in", female + "innen"]
    if word.endswith("er"):
        return [word, word + "s", word + "n", word + "in", word + "innen"]
    return [word, word + "s", word + "en", word + "in", word + "innen"]


def spanish(word: str) -> list[str]:
    """Gender and number of "iraquí", "español", "alemán", "turco"."""
    if word.endswith(("í", "ú")):
        return [word, word + "es", word + "s"]
    for end, bare in (("és", "es"), ("án", "an"), ("ón", "on"), ("ís", "is")):
        if word.endswith(end):
            stem = word[: -len(end)] + bare
            return [word, stem + "a", stem + "es", stem + "as"]
    if word.endswith("o"):
        return [word, word[:-1] + "a", word + "s", word[:-1] + "as"]
    if word.endswith(("a", "e", "é")):
        return [word, word + "s"]
    if word == "español":
        return [word, "española", "españoles", "españolas"]
    return [word, word + "es", word + "a", word + "as"]


def arabic(word: str) -> list[str]:
    """Gender, number and case, each with and without the article."""
    *head, last = word.split(" ")
    if last.endswith("ي"):
        forms = [last, last + "ة", last + "ون", last + "ين", last + "ات", last + "تان", last + "ان"]
    else:
        forms = [last]
    front = " ".join(head)
    if not front:
        return [*forms, *("ال" + form for form in forms)]
    return [f"{front} {form}" for form in forms] + [f"ال{front} ال{form}" for form in forms]


INFLECT: dict[str, Callable[[str], list[str]]] = {
    "en": english,
    "fr": french,
    "de": german,
    "es": spanish,
    "ar": arabic,
}
