"""Which place a name means, by what the text says."""

from __future__ import annotations

import pytest

from geodata.gazetteer import Gazetteer
from geodata.mentions import recognise
from geodata.resolution import resolve
from geodata.types import Context, Kind, Mention

NOTHING_SAID = Context()
CASES = [
    ("en", "The fire broke out in Paris, Texas, on Monday.", "Paris", "US"),
    ("en", "The fire broke out in Paris, the capital of France.", "Paris", "FR"),
    ("en", "Police in London, Ontario, said nobody was hurt in Toronto or Hamilton.", "London", "CA"),
    ("en", "Atlanta and Savannah voted while the rest of Georgia waited.", "Georgia", "US"),
    ("en", "Russian troops entered Georgia near Tbilisi.", "Georgia", "GE"),
    ("fr", "La Russie affirme avoir détruit un dépôt à Odessa, en Ukraine.", "Odessa", "UA"),
    ("es", "En Córdoba, Argentina, hubo protestas.", "Córdoba", "AR"),
    ("ar", "اندلعت اشتباكات في طرابلس بعد وصول قوات من بنغازي في ليبيا.", "طرابلس", "LY"),
]


def read(text: str, language: str, gazetteer: Gazetteer, context: Context = NOTHING_SAID) -> dict[str, Mention]:
    return {m.text: m for m in resolve(recognise(text, language, gazetteer), text, gazetteer, context)}


@pytest.mark.parametrize(("language", "text", "name", "country"), CASES)
def test_the_text_tells_which_place_is_meant(
    gazetteer: Gazetteer, language: str, text: str, name: str, country: str
) -> None:
    place = read(text, language, gazetteer)[name].place
    assert place is not None
    assert place.country == country


def test_all_mentions_of_a_name_share_its_sense(gazetteer: Gazetteer) -> None:
    text = "Police in Paris, Texas, made an arrest. The mayor of Paris thanked the officers in Paris."
    mentions = resolve(recognise(text, "en", gazetteer), text, gazetteer)
    assert {m.place.country for m in mentions if m.text == "Paris" and m.place} == {"US"}


def test_every_name_keeps_the_role_that_recognition_gave_it(gazetteer: Gazetteer) -> None:
    text = "Washington said Iranian forces near Baghdad had met George Orwell of the Bank of England, Xyzzy."
    candidates = recognise(text, "en", gazetteer)
    mentions = resolve(candidates, text, gazetteer)
    roles = [(c.start, c.role) for c in candidates]
    assert [(m.start, m.role) for m in mentions] == roles
    assert len({role for _, role in roles}) > 2


def test_a_context_names_the_country(gazetteer: Gazetteer) -> None:
    text = "Hubo protestas en Valencia."
    place = read(text, "es", gazetteer, Context(country="VE"))["Valencia"].place
    assert place is not None
    assert place.country == "VE"


def test_scores_are_probabilities_with_a_runner_up(gazetteer: Gazetteer) -> None:
    mention = read("The fire broke out in Springfield.", "en", gazetteer)["Springfield"]
    assert 0 < mention.score < 0.8
    assert mention.runner_up is not None
    assert mention.place is not None
    assert mention.runner_up.id != mention.place.id


def test_a_small_namesake_far_from_all_else_is_doubted(gazetteer: Gazetteer) -> None:
    # A village of Banka in Burkina Faso is not in the index, a town of that name in India is.
    elsewhere = "Les blessés de Banka ont été évacués vers Dori, Ouahigouya et Ouagadougou, au Burkina Faso."
    at_home = "Un séisme a secoué Banka et Patna, en Inde."
    assert read(elsewhere, "fr", gazetteer)["Banka"].score < 0.4 < read(at_home, "fr", gazetteer)["Banka"].score


def test_a_village_of_a_war_is_told_from_its_namesake(gazetteer: Gazetteer) -> None:
    elsewhere = "Les blessés de Solhan ont été évacués vers Dori et Ouagadougou, au Burkina Faso."
    at_home = "Un séisme a secoué Solhan et Bingöl, en Turquie."
    countries = [read(text, "fr", gazetteer)["Solhan"].place.country for text in (elsewhere, at_home)]
    assert countries == ["BF", "TR"]


def test_an_unknown_given_name_takes_the_focus_and_says_so(gazetteer: Gazetteer) -> None:
    text = "Fighting went on in Mosul, near Xyzzy Bridge."
    start = text.index("Xyzzy")
    spans = [(20, 25), (start, start + len("Xyzzy Bridge"))]
    mosul, bridge = resolve(recognise(text, "en", gazetteer, spans), text, gazetteer)
    assert mosul.place is not None
    assert bridge.place == mosul.place
    assert bridge.score < 0.2
    assert "not in the gazetteer" in str(bridge.reason)


BRACKETS = [
    ("Militants attacked Gajibo village (Dikwa, Borno).", "Dikwa", ("NG", Kind.ADMIN2)),
    ("Soldiers left their post near Mopti (Mopti, Mopti).", "Mopti", ("ML", Kind.ADMIN1)),
    ("A car bomb exploded in Mahas town (Bulo Burto, Hiiraan).", "Hiiraan", ("SO", Kind.ADMIN1)),
    ("A car bomb exploded in Banka town (Bulo Burto, Hiiraan).", "Banka", None),
    ("Gunmen attacked Paris (Texas) on Monday.", "Paris", ("US", Kind.CITY)),
    ("Clashes broke out in Goma (M23, according to Kinshasa).", "Goma", ("CD", Kind.CITY)),
]


@pytest.mark.parametrize(("text", "name", "expected"), BRACKETS)
def test_a_bracket_of_units_tells_where_the_name_before_it_lies(
    gazetteer: Gazetteer, text: str, name: str, expected: tuple[str, Kind] | None
) -> None:
    place = read(text, "en", gazetteer)[name].place
    assert (place and (place.country, place.kind)) == expected


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("A Lebanon man was held in the Boone County jail. He had been seen in Lebanon before.", "IN"),
        ("The Gainesville council met with Cooke County officials about the road to Gainesville.", "TX"),
        ("Police in Athens said the McMinn County man was driving to Athens.", "TN"),
    ],
)
def test_a_town_and_its_county_tell_each_other_apart(gazetteer: Gazetteer, text: str, state: str) -> None:
    found = resolve(recognise(text, "en", gazetteer), text, gazetteer, language="en")
    assert {m.place.admin1 for m in found if m.place is not None} == {state}


def test_a_given_span_without_its_last_full_stop_is_the_abbreviation(gazetteer: Gazetteer) -> None:
    text = "They came from the U.S. last year."
    start = text.index("U.S")
    (mention,) = resolve(recognise(text, "en", gazetteer, [(start, start + 3)]), text, gazetteer)
    assert mention.place is not None
    assert mention.place.country == "US"


QUARTERS = [
    ("en", "A blast hit Wentworth, Durban, on Monday.", "Wentworth", "Durban"),
    ("en", "Police shot two men in Eastleigh, Nairobi.", "Eastleigh", "Nairobi"),
    ("en", "Police shot two men in Eastleigh, Nairobi, Kenya.", "Eastleigh", "Nairobi"),
    ("en", "A fire broke out in the Crown Heights neighbourhood in Lagos.", "Crown Heights", "Lagos"),
    ("en", "A car bomb exploded in the Sadr City district of Baghdad.", "Sadr City", "Sadr City"),
    ("en", "A fire broke out in the Kibera neighborhood of Nairobi.", "Kibera", "Kibera"),
    ("fr", "Des tirs ont été entendus à Cité Soleil, Port-au-Prince.", "Cité Soleil", "Cité Soleil"),
    ("de", "Bei einer Explosion im Stadtteil Neukölln in Berlin starb ein Mann.", "Neukölln", "Neukölln"),
    ("en", "Residents of Richmond, a quiet suburb of London, complained.", "Richmond", "Richmond"),
    # A list is none, nor is the town that a sentence goes on with, nor a larger place before a smaller one.
    ("en", "Protests were held in Zongo, Accra and Kumasi.", "Zongo", "Zongo"),
    ("en", "Protests were held in Baghdad, Mosul and Basra.", "Baghdad", "Baghdad"),
    ("en", "He visited London, Paris and Rome.", "London", "London"),
    ("en", "Troops left Zongo, Accra reported.", "Zongo", "Zongo"),
]


@pytest.mark.parametrize(("language", "text", "name", "expected"), QUARTERS)
def test_a_town_behind_a_name_holds_it_or_stands_in_for_it(
    gazetteer: Gazetteer, language: str, text: str, name: str, expected: str
) -> None:
    found = resolve(recognise(text, language, gazetteer), text, gazetteer, language=language)
    (mention,) = [m for m in found if m.text == name]
    assert mention.place is not None
    assert mention.place.name == expected
    assert (name == expected) == ("in its stead" not in str(mention.reason))


def test_a_name_that_stands_for_its_town_takes_no_namesake_elsewhere_in_the_text(gazetteer: Gazetteer) -> None:
    text = "Police shot two men in Eastleigh, Nairobi. Eastleigh has seen many raids."
    found = resolve(recognise(text, "en", gazetteer), text, gazetteer, language="en")
    assert {m.place.name for m in found if m.text == "Eastleigh" and m.place is not None} == {"Nairobi"}


def test_an_alias_yields_to_the_capital_of_that_name(gazetteer: Gazetteer) -> None:
    # Islamabad is an old name of Chattogram, which has six times the people.
    text = "Die Außenminister reisten nach Islamabad, Neu Delhi und Dhaka."
    place = read(text, "de", gazetteer)["Islamabad"].place
    assert place is not None
    assert place.country == "PK"


def test_what_lies_in_the_town_behind_it_is_preferred_to_a_larger_namesake(gazetteer: Gazetteer) -> None:
    for text in ("Residents of Richmond in London complained.", "He lived in Richmond, a quiet suburb of London."):
        place = read(text, "en", gazetteer)["Richmond"].place
        assert place is not None
        assert (place.country, place.admin1) == ("GB", "ENG")
        assert abs(place.lat - 51.46) < 0.1


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("She left Paris and now studies at the Xyzzy School of Music in Leeds, she said.", "Leeds"),
        ("Paris is far. The Xyzzy Clinic, Leeds, was closed.", "Leeds"),
        ("Paris is far. He saw Xyzzy Hall. In Leeds it rained.", "Paris"),
    ],
)
def test_a_given_name_that_no_gazetteer_has_lies_in_the_town_behind_it(gazetteer, text, town):
    names = [
        "Paris",
        next(name for name in ("Xyzzy School of Music", "Xyzzy Clinic", "Xyzzy Hall") if name in text),
        "Leeds",
    ]
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    _, unknown, _ = resolve(recognise(text, "en", gazetteer, spans), text, gazetteer, language="en")
    assert unknown.place.name == town
    assert unknown.score < 0.5
    assert "not in the gazetteer" in unknown.reason
