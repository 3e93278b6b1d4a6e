"""Who acts, who suffers, who claims and who only tells the news."""

import pytest

from app.extraction import extract_events
from tests.app.extraction.parses import parse_with
from tests.app.extraction.test_event_reading import PLACES, PUBLISHED


def actors(language: str, text: str, **names: dict[str, str]) -> set[tuple[str, str]]:
    parse = parse_with(text, language, PLACES, **names)
    return {(a.name, a.role) for event in extract_events(parse, text, PUBLISHED) for a in event.actors}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Boko Haram fighters attacked an army base in Mosul.", {("Boko Haram", "source"), ("army", "target")}),
        ("en", "The army was attacked by Boko Haram in Mosul.", {("Boko Haram", "source"), ("army", "target")}),
        ("en", "A bombing in Mosul was claimed by al-Shabaab.", {("Al-Shabaab", "claimant")}),
        ("en", "Nine died in a bombing in Mosul. The Taliban claimed responsibility.", {("Taliban", "claimant")}),
        ("en", "Nine died in a bombing in Mosul. The Taliban did not claim responsibility.", set()),
        ("en", "Nine died in a bombing in Mosul. The mayor blamed al-Shabaab.", {("Al-Shabaab", "source")}),
        ("en", "Nine died in a bombing in Mosul, the army said.", set()),
        ("en", "Clashes between the M23 and the FARDC shook Mosul.", {("M23", "source"), ("FARDC", "target")}),
        ("fr", "L’attentat de Mosul a été revendiqué par les talibans.", {("Taliban", "claimant")}),
        ("fr", "Des combattants du M23 ont attaqué les FARDC à Mosul.", {("M23", "source"), ("FARDC", "target")}),
        ("de", "In Mosul wurde die Armee von den Taliban angegriffen.", {("Taliban", "source"), ("Armee", "target")}),
        ("es", "El ejército fue atacado por el ELN en Mosul.", {("ELN", "source"), ("ejército", "target")}),
        ("es", "El ejército y el ELN se enfrentaron en Mosul.", {("ejército", "source"), ("ELN", "target")}),
        ("de", "Am Montag töteten mutmaßliche Taliban einen Händler in Mosul.", {("Taliban", "source")}),
        ("en", "A jet hit a car near a farm in Mosul, killing three fighters of the PKK.", {("PKK", "target")}),
        ("en", "Residents of Mosul held a sit-in on Monday.", {("Residents", "source")}),
        ("ar", "هاجم مسلحون من داعش حاجزا للجيش في الموصل.", {("Islamic State", "source"), ("للجيش", "target")}),
    ],
)
def test_roles(language: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert actors(language, text) >= expected if expected else not actors(language, text)


def test_a_state_after_against_is_the_attacked() -> None:
    text = "Hamas led an attack against Israel."
    parse = parse_with(text, "en", {"Israel": "Israel"})
    (event,) = extract_events(parse, text, PUBLISHED)
    assert {(a.name, a.role) for a in event.actors} == {("Hamas", "source"), ("Israel", "target")}


def test_the_hyphen_does_not_cut_a_name() -> None:
    text = "L’armée a attaqué des groupes pro-iraniens à Mosul."
    assert ("groupes pro-iraniens", "target") in actors("fr", text)
