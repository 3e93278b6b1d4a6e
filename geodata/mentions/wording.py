"""Features in words for a person: "<in" is "behind a word for being in a place"."""

from __future__ import annotations

import re
from functools import cache

_BEFORE = {
    "in": "behind a word for being in a place",
    "of": "behind a word such as 'of'",
    "to": "behind a word such as 'to' or 'with'",
    "against": "behind a word such as 'against'",
    "preposition": "behind a preposition",
    "article": "behind an article",
    "title": "behind a title",
    "feature": "behind a word for a kind of place",
    "movement": "behind a word for coming or going",
    "organisation": "behind a word for an organisation",
    "street": "behind a word for a street",
    "conjunction": "behind a conjunction",
    "speech": "behind a word for saying",
    "act": "behind a word for doing",
    "auxiliary": "behind an auxiliary verb",
    "calendar": "behind a word of the calendar",
    "compound": "behind the first half of a compound",
    "direction": "behind a direction",
    "name": "behind another capitalised word",
    "first": "behind a first name",
    "initial": "behind an initial",
    "number": "behind a number",
    "start": "at the start of a sentence",
    "comma": "behind a comma",
    "stop": "behind a full stop",
    "open": "in brackets",
    "close": "behind a bracket",
    "colon": "behind a colon",
    "dash": "behind a dash",
    "mark": "behind a mark",
    "word": "behind an ordinary word",
}
_AFTER = {
    "street": "before a word for a street",
    "county": "before a word for a kind of place",
    "area": "before a word for a kind of place",
    "team": "before a word for a team",
    "newspaper": "before a newspaper's word",
    "organisation": "before a word for an organisation",
    "title": "before a title",
    "mayor": "before a title",
    "jr": "before what follows a person's name",
    "calendar": "before a word of the calendar",
    "direction": "before a direction",
    "said": "before a word for saying",
    "backed": "before a word such as 'backed'",
    "government": "before a word for a government",
    "act": "before a word for what states do",
    "auxiliary": "before an auxiliary verb",
    "conjunction": "before a conjunction",
    "preposition": "before a preposition",
    "comma container": "before the region that holds it",
    "open container": "before the region that holds it",
    "'s name": "a genitive before a name",
    "'s government": "a genitive before a word for a government",
    "'s": "in the genitive",
    "surname": "before a surname",
    "name": "before another capitalised word",
    "initial": "before an initial",
    "number": "before a number",
    "end": "at the end of the text",
    "comma": "before a comma",
    "stop": "before a full stop",
    "open": "before a bracket",
    "close": "before a closing bracket",
    "colon": "before a colon",
    "dash": "before a dash",
    "mark": "before a mark",
    "word": "before an ordinary word",
}
_KNOWN = {
    "country": "the name of a country",
    "capital": "the name of a capital",
    "admin1": "the name of a province or state",
    "admin2": "the name of a county or district",
    "demonym": "the name of a people",
    "alias": "a doubtful second name of a place",
    "natural": "the name of a river, sea, mountain, island or region",
    "feature": "the name of a site",
    "large city": "the name of a large city",
    "city": "the name of a town",
    "aka": "another name of a town",
}
# What follows the group ("large city named 2 times"), or stands alone; the first that is found says it.
_SAYINGS = (
    (r"first name before surname|spells a person", "reads like a person's name"),
    (r"first name in run before", "a first name stands before it"),
    (r"title in run before", "a title stands before it"),
    (r"organisation in run", "within the name of an organisation"),
    (r"street in run", "within the name of a street"),
    (r"elsewhere a person", "a person's name elsewhere in the text"),
    (r"elsewhere in place", "elsewhere in the text behind a word for being in a place"),
    (r"elsewhere with container", "elsewhere in the text with the region that holds it"),
    (r"lower case elsewhere", "an ordinary word elsewhere in the text"),
    (r"named \d", "named more than once"),
    (r"in its province", "its province is named too"),
    (r"in its country", "its country is named too"),
    (r"alone$", "nothing else in the text lies near it"),
    (r"neighbours0", "nothing else in the text lies near it"),
    (r"neighbours[1-4]", "other places near it are named"),
    (r"called its kind", "called by its kind"),
    (r"called another kind", "called a kind of place that it is not"),
    (r"first name", "also a first name"),
    (r"surname", "also a surname"),
    (r"function word", "also a word of grammar"),
    (r"feature word", "also a word for a kind of place"),
    (r"ordinary", "also an ordinary word"),
    (r"unknown word", "no ordinary word"),
    (r"title case", "in a headline"),
    (r"^opens", "at the start of a sentence"),
    (r"abbreviation", "an abbreviation"),
    (r"^(capitals|short capitals)", "written in capitals"),
    (r"^letters", "a very short word"),
    (r"^words1", "a single word"),
    (r"^words", "a name of several words"),
    (r"^run00", "no capitalised word beside it"),
    (r"^run", "capitalised words beside it"),
    (r"^hits1$", "the name of one place only"),
    (r"^hits", "the name of several places"),
)
_AROUND_IT = "the words around it"
_AROUND = re.compile(r"(?P<group>[a-z0-9 ]*?)<{1,2}(?P<before>[A-Za-z]+)(?:[</].*)?$")
_BEHIND = re.compile(rf"(?:{'|'.join(sorted(_KNOWN, key=len, reverse=True))})?(?P<after>['A-Za-z ]+)>$")


@cache
def in_words(feature: str) -> str:
    """What a feature says, in plain English; several may say the same."""
    match = _AROUND.match(feature)
    if match and match["group"] != "abbreviation":
        return _BEFORE.get(match["before"].lower(), _AROUND_IT)
    match = _BEHIND.match(feature)
    if match:
        return _AFTER.get(match["after"].lower(), _AROUND_IT)
    known = _KNOWN.get(feature) or _KNOWN.get(feature.rstrip("01234567"))
    if known:
        return known
    return next((words for pattern, words in _SAYINGS if re.search(pattern, feature)), "its shape")
