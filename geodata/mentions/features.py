"""What speaks for and against a span being the name of a place, as named yes/no features for a linear model.

The features are classes of words, shapes and counts, never words themselves, so that weights fitted on English text
hold for the other languages, whose word classes stand in their language files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.hint import said_kind
from geodata.mentions.lexicon import Word

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions.document import Document
    from geodata.mentions.reading import Reading
    from geodata.mentions.spans import Span

# The first class that fits names the neighbour; order matters.
_BEFORE = (
    (Word.TITLE, "title"),
    (Word.FEATURE_BEFORE, "feature"),
    (Word.IN_PLACE, "in"),
    (Word.OF, "of"),
    (Word.AGAINST, "against"),
    (Word.TIED_TO, "to"),
    (Word.PREPOSITION, "preposition"),
    (Word.MOVEMENT, "movement"),
    (Word.ORGANISATION_BEFORE, "organisation"),
    (Word.STREET_BEFORE, "street"),
    (Word.ARTICLE, "article"),
    (Word.CONJUNCTION, "conjunction"),
    (Word.SPEECH, "speech"),
    (Word.ACT, "act"),
    (Word.AUXILIARY, "auxiliary"),
    (Word.CALENDAR, "calendar"),
    (Word.COMPOUND_DEMONYM, "compound"),
)
_AFTER_CAPITAL = (
    (Word.STREET, "Street"),
    (Word.FEATURE_AFTER, "County"),
    (Word.TEAM, "Team"),
    (Word.NEWSPAPER, "Newspaper"),
    (Word.ORGANISATION_AFTER, "Organisation"),
    (Word.TITLE, "Title"),
    (Word.NAME_SUFFIX, "Jr"),
    (Word.CALENDAR, "Calendar"),
    (Word.DIRECTION, "Direction"),
)
_AFTER_LOWER = (
    (Word.SPEECH, "said"),
    (Word.BACKED, "backed"),
    (Word.INSTITUTION, "government"),
    (Word.TEAM, "team"),
    (Word.ORGANISATION_AFTER, "organisation"),
    (Word.STREET, "street"),
    (Word.FEATURE_AFTER, "area"),
    (Word.TITLE, "mayor"),
    (Word.ACT, "act"),
    (Word.AUXILIARY, "auxiliary"),
    (Word.CONJUNCTION, "conjunction"),
    ((Word.PREPOSITION | Word.IN_PLACE | Word.OF), "preposition"),
)
_GROUPS = dict.fromkeys(("city4", "city5", "city6", "city7"), "large city") | {"admin1": "admin1", "admin2": "admin2"}
_SMALL = frozenset({"city0", "city1", "city2", "aka0", "aka1", "aka2", "alias"})
_LARGE = frozenset({"country", "capital", "admin1", "large city"})
_MARKS = {
    ",": "comma",
    ".": "stop",
    "(": "open",
    ")": "close",
    ":": "colon",
    "\n": "stop",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    ";": "colon",
}


def features(span: Span, reading: Reading, document: Document, gazetteer: Gazetteer) -> list[str]:
    """The names of the features that hold. Constant time."""
    first, last = span.first, span.last
    tokens, norms, classes = reading.tokens, reading.norms, reading.classes
    lexicon = reading.lexicon
    strong = "demonym" if span.demonym else document.profile(span).strength
    group = _GROUPS.get(strong) or strong.rstrip("01234567")
    before, beyond = _before(reading, span)
    after = _after(reading, last, document)
    found = [strong, f"<{before}", f"{after}>", f"{group}<{before}", f"{group}{after}>", f"<{before}/{after}>"]
    if beyond:
        found.append(f"<<{beyond}")
        found.append(f"<<{beyond}<{before}")
    run_first, run_last = reading.run_first[first], reading.run_last[first]
    left, right = first - run_first, run_last - last
    found.append(f"run{min(left, 2)}{min(max(right, 0), 2)}")
    if left:
        for index in range(run_first, first):
            if norms[index] in lexicon.first_names:
                found.append("first name in run before")
                break
        if any(classes[index] & Word.TITLE for index in range(run_first, first)):
            found.append("title in run before")
        if any(classes[index] & Word.ORGANISATION_BEFORE for index in range(run_first, first)):
            found.append("organisation in run before")
    if right > 0:
        for index in range(last, min(run_last, last + 4)):
            if classes[index] & (Word.ORGANISATION_AFTER | Word.NEWSPAPER | Word.TEAM):
                found.append("organisation in run after")
                break
            if classes[index] & Word.STREET:
                found.append("street in run after")
                break
    length = last - first
    single = length == 1 and not span.abbreviation
    found.append(f"words{min(length, 3)}")
    if single:
        _add_word_features(found, *_word(span, reading), group, strong in _SMALL, reading, first)
    elif norms[first] in lexicon.first_names and norms[last - 1] in lexicon.surnames:
        found.append("spells a person")
    elif all(norm in lexicon.zipf or classes[index] for index, norm in enumerate(norms[first:last], first)):
        found.append(f"{group} all ordinary words")
    if span.abbreviation:
        found.append(f"abbreviation<{before}")
    if tokens[first].text.isupper() and len(tokens[first].text) > 1:
        found.append("capitals" if len(tokens[first].text) > 3 else "short capitals")
    if reading.title_case[first]:
        found.append(f"title case {group}")
    if reading.opens[first]:
        found.append(f"opens {group}")
    hint = said_kind(span, reading)
    if hint is not None:
        as_called = any(gazetteer.kind[hit.row] is hint for hit in span.hits[:5])
        found.append(f"{group} called its kind" if as_called else "called another kind")
    found.append(f"hits{min(len(span.hits), 8)}")
    found.extend(document.features(span, group))
    return found


def _word(span: Span, reading: Reading) -> tuple[str, bool]:
    """The name without the letters in front, and whether it is an ordinary word however large the place."""
    name = reading.lexicon.inflection.behind(reading.norms[span.first], len(span.clitics))
    return name, bool(reading.lexicon.classes.get(name, 0) & Word.ORDINARY)


def _add_word_features(
    found: list[str], norm: str, is_ordinary: bool, group: str, is_small: bool, reading: Reading, first: int
) -> None:
    lexicon = reading.lexicon
    # Without capitals the dictionary knows Baghdad as a word too: there a large place is not doubted for that.
    uncased = not reading.tokens[first].text[0].isupper()
    large = uncased and group in _LARGE and not is_ordinary
    # And a German noun hardly follows "in" or "nach" without an article; but "in Schulen" is no small town.
    before = reading.classes[first - 1] if first and lexicon.nouns_capitalised and not is_small else 0
    bare = before & Word.IN_PLACE and not before & Word.CONTRACTED
    zipf = None if large or bare else lexicon.zipf.get(norm)
    if zipf is not None and not uncased and _differs_by_accent(reading.tokens[first].text, norm, reading):
        zipf = None
    ordinary = "unknown word" if zipf is None else f"ordinary{min(zipf // 10, 6)}"
    found.append(ordinary)
    found.append(f"{group} {ordinary}")
    if reading.opens[first] or reading.title_case[first]:
        found.append(f"opens {ordinary}")
    given, family = lexicon.first_names.get(norm, 0), lexicon.surnames.get(norm, 0)
    if given:
        found.append(f"first name{given // 10}")
        found.append(f"{group} first name")
        if first + 1 < reading.run_last[first] and reading.norms[first + 1] in lexicon.surnames:
            found.append("first name before surname")
    if family:
        found.append(f"surname{family // 10}")
        found.append(f"{group} surname")
    if reading.classes[first] & (Word.CALENDAR | Word.NEVER | Word.TITLE | Word.ARTICLE):
        found.append("function word")
    elif reading.classes[first] & (
        Word.DIRECTION | Word.FEATURE_BEFORE | Word.FEATURE_AFTER | Word.ORGANISATION_AFTER | Word.STREET
    ):
        found.append("feature word")
    if norm in reading.lower_words:
        found.append("lower case elsewhere")
        found.append(f"lower case elsewhere {group}")
    size = len(norm)
    if size <= 3 and not uncased:
        found.append(f"{'capitals' if reading.tokens[first].text.isupper() else 'letters'}{size}")


def _differs_by_accent(printed: str, norm: str, reading: Reading) -> bool:
    """ "Saná" is not the word "sana" and "Beni" not "béni"; "ETAT" may be "état", since capitals often lack it."""
    if printed.isascii():
        return norm in reading.lexicon.never_plain and not printed.isupper() and not reading.is_unaccented()
    return printed.lower() not in reading.lexicon.accented


def _before(reading: Reading, span: Span) -> tuple[str, str]:
    """The class of the word before the span, and of the one before that where the first says little."""
    first = span.first
    if span.clitics:
        near = reading.lexicon.inflection.clitic_classes.get(span.clitics[-1], "conjunction")
        if near != "conjunction":
            return near, ""
        return near, "start" if first == 0 or reading.opens[first] else _class_before(reading, first - 1)
    if first == 0 or reading.opens[first]:
        return "start", ""
    index = first - 1
    if reading.classes[index] & Word.CONTRACTED:
        return "article", "in"
    near = _class_before(reading, index)
    if near == "of" and index and reading.classes[index] & Word.ARTICLE and reading.classes[index - 1] & Word.IN_PLACE:
        near = "article"  # "in der Halle", against "Hauptstadt der Ukraine"
    if near in ("article", "feature", "direction", "comma", "Name", "dash", "conjunction", "of", "to") and index > 0:
        return near, "start" if reading.opens[index] else _class_before(reading, index - 1)
    return near, ""


def _class_before(reading: Reading, index: int) -> str:
    token = reading.tokens[index]
    mark = _MARKS.get(token.text)
    if mark:
        if mark == "stop" and index and len(reading.tokens[index - 1].text) == 1:
            return "initial"
        return mark
    bits = reading.classes[index]
    if bits & Word.DIRECTION:
        return "Direction" if reading.capital[index] else "direction"
    for mask, name in _BEFORE:
        if bits & mask:
            return name.capitalize() if reading.capital[index] and not reading.opens[index] else name
    if reading.capital[index]:
        if token.norm in reading.lexicon.first_names:
            return "First"
        if len(token.text) == 1:
            return "initial"
        return "Name"
    first = token.text[0]
    if first.isdigit():
        return "number"
    return "word" if first.isalpha() else "mark"


def _after(reading: Reading, last: int, document: Document) -> str:
    tokens = reading.tokens
    if last >= len(tokens):
        return "end"
    token = tokens[last]
    mark = _MARKS.get(token.text)
    if mark == "comma" or mark == "open":
        return f"{mark} container" if document.is_container(last + 1) else mark
    if mark:
        return mark
    text = token.text
    if text[0] in "'’":
        following = last + 1
        if following < len(tokens) and reading.capital[following]:
            return "'s Name"
        if following < len(tokens) and reading.classes[following] & Word.INSTITUTION:
            return "'s government"
        return "'s"
    bits = reading.classes[last]
    capital = reading.capital[last] and not reading.opens[last]
    for mask, name in _AFTER_CAPITAL if capital else _AFTER_LOWER:
        if bits & mask:
            return name
    if capital:
        if token.norm in reading.lexicon.surnames:
            return "Surname"
        return "initial" if len(text) == 1 else "Name"
    if text[0].isdigit():
        return "number"
    return "word" if text[0].isalpha() else "mark"
