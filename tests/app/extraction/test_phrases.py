"""One pass finds every phrase, the longest at each place."""

import pytest

from app.extraction.phrases import Phrase, PhraseTable, expand
from app.extraction.tokens import tokenise


@pytest.fixture
def table() -> PhraseTable:
    phrases = [
        Phrase("strike*", "trigger", "short"),
        Phrase("air|drone strike*", "trigger", "long"),
        Phrase("(the) town", "place", "town"),
        Phrase("<n> days ago", "date", "ago"),
        Phrase("griffen * an", "trigger", "separable"),
        Phrase("*angriff*", "trigger", "compound"),
        Phrase("هجوم", "trigger", "arabic"),
        Phrase("the village", "place", "hamlet"),
        Phrase("the village", "place", "village"),
    ]
    return PhraseTable(phrases, lambda norm: ["<n>"] if norm.isdecimal() else [], proclitics=("و", "ال"))


@pytest.mark.parametrize(
    ("text", "domain", "found"),
    [
        ("An air strike and strikes", "trigger", [("air strike", "long"), ("strikes", "short")]),
        ("near the town", "place", [("the town", "town")]),
        ("the village", "place", [("the village", "village")]),
        ("12 days ago", "date", [("12 days ago", "ago")]),
        ("griffen Rebellen an", "trigger", [("griffen Rebellen an", "separable")]),
        ("die Luftangriffe", "trigger", [("Luftangriffe", "compound")]),
        ("والهجوم وهجوم", "trigger", [("وهجوم", "arabic")]),
        ("air, strike", "trigger", [("strike", "short")]),
        ("air", "trigger", []),
    ],
)
def test_hits(table: PhraseTable, text: str, domain: str, found: list[tuple[str, str]]) -> None:
    tokens = tokenise(text)
    hits = table.scan(tokens).get(domain, [])
    assert [(tokens.quote(h.first, h.last), h.value) for h in hits] == found


def test_a_pattern_stands_for_all_its_readings() -> None:
    assert set(expand("(the) a|b c")) == {("the", "a", "c"), ("the", "b", "c"), ("a", "c"), ("b", "c")}


def test_apostrophes_and_hyphens_only_separate_words() -> None:
    assert tokenise("l’attaque pro-iranienne, 2 500 morts").norm == [
        "l",
        "attaque",
        "pro",
        "iranienne",
        ",",
        "2 500",
        "morts",
    ]


def test_offsets_count_code_points() -> None:
    tokens = tokenise("😀 Été")
    assert (tokens.start, tokens.end) == ([0, 2], [1, 5])
