"""What long reports have and sentences lack: headlines over datelines, adjectives for states, old wars in figures."""

import pytest

from tests.app.extraction.test_claims_and_roles import actors
from tests.app.extraction.test_event_reading import events

WORLD = {"Iraq": "Iraq", "BAGHDAD": "Baghdad", "Baghdad": "Baghdad", "Bagdad": "Baghdad", "Mosul": "Mosul"}
REPORTER = {**WORLD, "GOMA": "Goma", "Nairobi": "Nairobi"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Four killed in Iraq\n\nBAGHDAD, Iraq (Newswire) — A bomb killed four on Monday. It hit a café in Mosul.",
        ),
        ("en", "Bomb kills four in Mosul\n\nBAGHDAD: A bomb killed four people on Monday, officials said."),
        (
            "fr",
            "Attentat : quatre morts\n\nBagdad (Agence) – Une bombe a tué quatre personnes lundi. Elle visait Mosul.",
        ),
    ],
)
def test_news_below_a_headline_is_not_where_it_is_written(language: str, text: str) -> None:
    told = events(text, language, places=WORLD)
    assert told
    places = {evidence.text for event in told for evidence in event.evidence if evidence.field == "location"}
    assert not places & {"BAGHDAD", "Bagdad"}


def test_a_reporter_in_a_small_town_went_there_for_the_news() -> None:
    text = "GOMA (Newswire) - A bomb killed four people on Monday. The wounded were flown to Nairobi."
    (bombing,) = events(text, places=REPORTER)
    assert [e.text for e in bombing.evidence if e.field == "location"] == ["GOMA"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A bomb killed four in Mosul on Monday. The war has killed tens of thousands and displaced 12 million."),
        ("fr", "Une bombe a tué quatre personnes lundi à Mosul. La guerre a fait des dizaines de milliers de morts."),
        (
            "de",
            "Eine Bombe tötete am Montag in Mosul vier Menschen. Der Krieg hat bereits Zehntausende Tote gefordert.",
        ),
        ("es", "Una bomba mató a cuatro personas el lunes en Mosul. La guerra ha causado decenas de miles de muertos."),
    ],
)
def test_the_toll_of_a_war_is_not_that_of_its_latest_attack(language: str, text: str) -> None:
    (bombing,) = events(text, language)
    assert bombing.counts["killed"].best == 4
    assert "displaced" not in bombing.counts


@pytest.mark.parametrize(
    ("language", "text", "demonyms", "expected"),
    [
        ("en", "An Israeli air strike killed four in Mosul.", {"Israeli": "Israel"}, {("Israel", "source")}),
        (
            "fr",
            "Une frappe israélienne a tué quatre personnes à Mosul.",
            {"israélienne": "Israel"},
            {("Israel", "source")},
        ),
        ("es", "Un bombardeo israelí mató a cuatro personas en Mosul.", {"israelí": "Israel"}, {("Israel", "source")}),
        ("ar", "قتل أربعة في غارة إسرائيلية على Mosul.", {"إسرائيلية": "Israel"}, {("Israel", "source")}),
        ("en", "An Iranian protest shook Mosul.", {"Iranian": "Iran"}, set()),
        ("en", "Iran says Israeli air strikes killed four in Mosul.", {"Israeli": "Israel"}, {("Israel", "source")}),
    ],
)
def test_the_adjective_of_a_deed_tells_who_did_it(
    language: str, text: str, demonyms: dict[str, str], expected: set[tuple[str, str]]
) -> None:
    assert (
        actors(language, text, demonyms=demonyms, actors={"Iran ": "Iran"} if "Iran says" in text else {}) == expected
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fifty people were killed in Mosul on Monday when gunmen raided a market.", {("gunmen", "source")}),
        ("Fifty people were killed in Mosul on Monday when gunmen were attacked.", {("gunmen", "target")}),
        ("Police spokesman Ali Hassan confirmed the attack in Mosul.", set()),
    ],
)
def test_who_acts_in_a_clause_and_who_only_confirms(text: str, expected: set[tuple[str, str]]) -> None:
    assert actors("en", text) == expected


def test_the_date_of_what_was_called_off_dates_nothing_else() -> None:
    text = "Some 3,000 people protested in Mosul. A rally planned for Tuesday in Baghdad was banned."
    (protest,) = events(text)
    assert protest.when.basis.startswith("no date")


def test_what_had_been_signed_before_is_no_news() -> None:
    text = "Armed men attacked a mosque in Mosul on Friday. The town is in a region where a peace deal had been signed."
    assert [event.subtype for event in events(text)] == ["attack"]


def test_a_quake_has_no_sides() -> None:
    (quake,) = events("A magnitude 6 earthquake killed 22 people in Mosul on Monday, the army said.")
    assert quake.actors == ()
    assert quake.counts["killed"].best == 22


def test_clashes_erupt_and_are_no_volcano() -> None:
    assert [e.subtype for e in events("Clashes erupted in Mosul on Monday.")] == ["armed_clash"]
    assert [e.subtype for e in events("Mount Etna erupted near Mosul on Monday.")] == ["volcanic_eruption"]


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "Thirty people died when a bus from Mosul to Nairobi crashed in Iraq on Monday.", "Iraq"),
        ("en", "Rockets were fired from Mosul towards Baghdad on Monday.", "Baghdad"),
        ("fr", "Un car parti de Mosul à Nairobi s'est renversé lundi en Iraq, faisant 12 morts.", "Iraq"),
    ],
)
def test_a_journey_is_cut_short_elsewhere(language: str, text: str, place: str) -> None:
    (event,) = events(text, language, places={**WORLD, "Nairobi": "Nairobi"})
    assert [e.text for e in event.evidence if e.field == "location"] == [place]


def test_a_headline_and_the_wave_of_attacks_below_it_are_one() -> None:
    text = "Car bomb kills seven in Mosul\n\nSeven people were killed in a wave of bombings in Mosul on Monday."
    (event,) = events(text)
    assert event.aggregate
    assert event.counts["killed"].best == 7


def test_strikes_far_apart_are_two_though_both_name_the_country() -> None:
    text = "Drones hit a depot in Iraq's Mosul region and hurt no one. A drone strike near Baghdad killed two."
    told = events(text, places=WORLD, vague={"Mosul": 60})
    assert [event.counts.get("killed") and event.counts["killed"].best for event in told] == [None, 2]


def test_a_bus_that_fell_is_no_statistic() -> None:
    (crash,) = events("Un autobús cayó a un abismo en Nairobi y dejó 15 muertos.", "es")
    assert (crash.subtype, crash.counts["killed"].best) == ("road_accident", 15)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A 58-year-old man died in a fire in Mosul."),
        ("de", "Bei einem Brand in Mosul kam ein 58-jähriger Mann ums Leben."),
    ],
)
def test_an_age_is_no_toll(language: str, text: str) -> None:
    (fire,) = events(text, language)
    assert fire.counts["killed"].best == 1


def test_a_landslide_with_some_of_the_storms_dead_is_an_event_of_its_own() -> None:
    text = "A typhoon killed 12 people in Iraq. A landslide buried a house in Mosul on Tuesday, killing three."
    storm, landslide = events(text, places=WORLD)
    assert (storm.subtype, storm.counts["killed"].best) == ("storm", 12)
    assert (landslide.subtype, landslide.counts["killed"].best) == ("landslide", 3)


def test_what_was_months_ago_is_told_to_recall_it() -> None:
    text = "A boat sank off Mosul on Monday, killing 20 migrants. In March, four boats sank off Odesa."
    assert [event.background for event in events(text)] == [False, True]


def test_wind_that_fans_a_fire_is_no_storm_and_a_forest_fire_no_accident() -> None:
    text = "Un incendie de forêt attisé par des vents violents a détruit dix maisons lundi à Mosul."
    assert [event.subtype for event in events(text, "fr")] == ["wildfire"]


def test_a_car_driven_into_a_rally_is_an_attack() -> None:
    text = (
        "Bei einem Anschlag mit einem Auto auf eine Demonstration sind am Montag in Mosul 36 Menschen verletzt worden."
    )
    assert [event.subtype for event in events(text, "de")] == ["attack"]


def test_uniforms_take_no_side() -> None:
    text = "Doce personas murieron en Mosul cuando hombres armados con uniformes militares atacaron un bar."
    assert actors("es", text) == {("hombres armados", "source")}


def test_soldiers_killed_elsewhere_are_not_the_strikes_dead() -> None:
    text = "An air strike in Baghdad killed eight people. Three soldiers were killed in Mosul on Monday."
    assert [event.counts["killed"].best for event in events(text)] == [8, 3]


def test_and_is_written_together_with_its_number_in_arabic() -> None:
    (quake,) = events("ارتفعت حصيلة الزلزال الذي ضرب Mosul إلى أكثر من 800 قتيل و2700 جريح.", "ar")
    assert (quake.counts["killed"].low, quake.counts["wounded"].best) == (800, 2700)


def test_a_note_of_its_own_gives_its_toll_to_nobody() -> None:
    text = "On 2 June 2023 fighters blocked roads in Mosul.\nOn 6 June 2023 three bodies were seen in Kharkiv."
    assert all("killed" not in event.counts or event.counts["killed"].best != 3 for event in events(text)[:1])


def test_the_pluperfect_of_a_clause_behind_is_not_that_of_the_main_one() -> None:
    text = "Ein Unwetter traf Kharkiv. In Mosul entgleiste ein Zug, nachdem ein Hang abgerutscht war; drei starben."
    assert not any(event.background for event in events(text, "de") if event.subtype == "train_crash")


def test_firefighters_battle_no_enemy() -> None:
    text = "Firefighters battled several large blazes across Iraq on Tuesday. Militants battled the army in Mosul."
    assert [event.subtype for event in events(text, places=WORLD)] == ["armed_clash"]


def test_headline_and_lead_tell_one_toll_of_one_event() -> None:
    text = "Bomb kills 64 in Baghdad\n\nSixty-four people died on Monday in a bombing in the suburb of Mosul."
    (event,) = events(text)
    assert event.counts["killed"].best == 64


def test_thousands_are_not_the_toll_that_five_rose_to() -> None:
    text = "Five soldiers were killed in an ambush in Mosul on Monday. Thousands of people died there before."
    assert events(text)[0].counts["killed"].best == 5
