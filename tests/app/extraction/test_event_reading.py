"""From small geoparsed articles to events: what is one, where, when, and how many there are."""

from datetime import date
from time import process_time

import pytest

from app.extraction import extract_events
from app.extraction.types import EventDraft
from geodata.types import GeoParse
from tests.app.extraction.parses import parse_with

PUBLISHED = date(2023, 11, 22)
PLACES = {"Kharkiv": "Kharkiv", "Odesa": "Odesa", "Baghdad": "Baghdad", "Mosul": "Mosul", "Nairobi": "Nairobi"}


def events(
    text: str, language: str = "en", published: date | None = PUBLISHED, **names: dict[str, str]
) -> list[EventDraft]:
    parse = parse_with(text, language, names.pop("places", PLACES), **names)
    return extract_events(parse, text, published)


def subtypes(text: str, language: str = "en") -> list[str | None]:
    return [event.subtype for event in events(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Gunmen attacked a market in Mosul.", ["attack"]),
        ("en", "The army threatened to attack Mosul.", []),
        ("en", "There was no attack on Mosul.", []),
        ("en", "Soldiers held an exercise to prevent attacks in Mosul.", []),
        ("en", "Police fear an attack in Mosul.", []),
        ("en", "An attack helicopter landed in Mosul.", []),
        ("en", "Voters in Mosul handed the party a landslide victory.", []),
        ("en", "2,500 soldiers are stationed in Mosul.", []),
        ("en", "Drones attacked a depot in Mosul.", ["air_strike"]),
        ("en", "Protesters threw stones at police in Nairobi.", ["violent_demonstration"]),
        ("en", "Police used tear gas to disperse a protest in Nairobi.", ["protest_intervention"]),
        ("en", "The explosion in Mosul was caused by a car bomb.", ["bombing"]),
        ("en", "A gas explosion killed five people in Nairobi.", ["explosion"]),
        ("fr", "L’armée a menacé d’attaquer Mosul.", []),
        ("fr", "Une manifestation est prévue vendredi à Nairobi.", []),
        ("fr", "Une manifestation a eu lieu à Nairobi.", ["protest"]),
        ("de", "Bei einem Luftangriff auf Mosul starben drei Menschen.", ["air_strike"]),
        ("de", "Die Armee drohte mit einem Angriff auf Mosul.", []),
        ("es", "Un terremoto sacudió Mosul.", ["earthquake"]),
        ("es", "El ejército amenazó con atacar Mosul.", []),
        ("en", "A ransomware attack shut the port of Odesa on Tuesday.", ["cyber_attack"]),
        ("en", "Ten were killed when an earthquake struck Mosul on Tuesday.", ["earthquake"]),
        ("en", "Police arrested four men in Mosul who were involved in a mass rape.", ["arrests"]),
        ("fr", "Cinquante personnes ont été tuées mardi lors de manifestations à Mosul.", ["protest_force"]),
        ("en", "Thousands marched in Mosul against the coup.", ["protest"]),
        ("en", "Students destroyed property at an institute.", ["violent_demonstration"]),
        ("en", "Ten were killed when a quake hit Mosul on Tuesday, disaster officials said.", ["earthquake"]),
        ("es", "Diez migrantes murieron el martes en un incendio en un centro de detención de Mosul.", ["fire"]),
    ],
)
def test_what_is_an_event(language: str, text: str, expected: list[str]) -> None:
    assert subtypes(text, language) == expected


def test_each_of_two_deeds_keeps_its_place() -> None:
    first, second = events("The army bombed Baghdad and gunmen kidnapped a doctor in Mosul.")
    assert (first.subtype, second.subtype) == ("air_strike", "abduction")
    assert first.location != second.location


def test_one_event_told_three_times_is_one() -> None:
    text = (
        "Air strike on Mosul\n\nAn air strike hit a market in Mosul on Tuesday. "
        "The strike killed at least 12 people. Witnesses said the attack came at noon."
    )
    (event,) = events(text)
    assert event.counts["killed"].best == 12
    assert event.when.earliest is not None
    assert event.when.earliest.date() == date(2023, 11, 21)
    assert sum(e.field == "type" for e in event.evidence) >= 3


def test_strikes_on_two_cities_are_two() -> None:
    assert len(events("A missile strike hit Kharkiv on Monday. A missile strike hit Odesa on Tuesday.")) == 2


def test_already_tells_of_another_event() -> None:
    text = "Jets bombed targets in Mosul. An air strike on a car had already taken place on Tuesday in Mosul."
    assert len(events(text)) == 2


def test_a_sum_becomes_a_parent_with_children() -> None:
    text = "Since Monday there have been 66 attacks in total: 32 in Mosul and 34 in Baghdad."
    parent, *children = events(text)
    assert parent.aggregate
    assert parent.counts["events"].best == 66
    assert [(c.parent, c.counts["events"].best) for c in children] == [(0, 32), (0, 34)]
    assert "killed" not in parent.counts
    assert len({child.location for child in children}) == 2


def test_background_is_told_apart() -> None:
    text = "Tension has grown since the attack on Baghdad on 7 October. On Tuesday an air strike hit Mosul."
    old, new = sorted(events(text), key=lambda e: not e.background)
    assert old.background
    assert old.when.earliest is not None
    assert old.when.earliest.date() == date(2023, 10, 7)
    assert not new.background


def test_the_day_of_a_statement_is_not_the_day_of_the_event() -> None:
    (event,) = events("An air strike on Monday hit Mosul, officials said on Wednesday.")
    assert event.when.latest is not None
    assert event.when.latest.date() == date(2023, 11, 20)


def test_without_publication_date_times_stay_open_and_say_so() -> None:
    (event,) = events("An air strike hit Mosul on Monday.", published=None)
    assert (event.when.earliest, event.when.latest) == (None, None)
    assert event.when.needs_published


def test_a_claim_names_the_claimant_and_is_no_event() -> None:
    text = "A bomb exploded in Mosul. Islamic State claimed responsibility for the attack."
    (event,) = events(text)
    assert ("Islamic State", "claimant") in {(a.name, a.role) for a in event.actors}


def test_sources_and_targets() -> None:
    (event,) = events("Hamas fighters attacked a base near Baghdad.")
    assert ("Hamas", "source") in {(a.name, a.role) for a in event.actors}


def test_passive_turns_the_roles() -> None:
    text = "American soldiers were attacked by Houthi fighters in Mosul."
    (event,) = events(text, demonyms={"American": "United States"})
    roles = {a.name: a.role for a in event.actors}
    assert roles["United States"] == "target"
    assert roles["Houthis"] == "source"


def test_brackets_around_places_are_no_walls() -> None:
    text = "On Tuesday rebels attacked a depot in Mosul (Mosul, Iraq) with drones. Two soldiers died."
    [event] = events(text, places=PLACES | {"Iraq": "Iraq"})
    assert (event.subtype, event.counts["killed"].best) == ("air_strike", 2)


def test_each_deed_of_a_list_has_its_own_toll() -> None:
    attack, abduction = events("Militants attacked a convoy in Mosul, killing one and kidnapping three.")
    assert (attack.counts["killed"].best, abduction.counts["abducted"].best) == (1, 3)


def test_a_number_word_is_no_place() -> None:
    places = {"Quarante": "Mosul", "Odesa": "Odesa"}
    text = "Quarante migrants sont morts mardi dans un naufrage au large d'Odesa."
    (event,) = events(text, "fr", places=places)
    assert event.location is not None
    assert parse_with(text, "fr", places).locations[event.location].text == "Odesa"


def test_an_ambush_on_civilians_is_no_battle() -> None:
    (event,) = events("Gunmen ambushed traders near Mosul on Tuesday.")
    assert event.codes["acled"] == ["Violence against civilians", "Attack"]


def test_codes_follow_the_target() -> None:
    (event,) = events("Militants attacked soldiers in Mosul.")
    assert event.codes["acled"] == ["Battles", "Armed clash"]
    (event,) = events("Militants attacked villagers in Mosul.")
    assert event.codes["acled"] == ["Violence against civilians", "Attack"]


def test_every_piece_of_evidence_quotes_the_text() -> None:
    text = "At least 12 people were killed on Tuesday in an air strike on Mosul by Houthi forces."
    for event in events(text):
        assert event.evidence
        for piece in event.evidence:
            assert text[piece.start : piece.end] == piece.text


@pytest.mark.parametrize("text", ["", " \n ", "(((((", "12 12 12", "attack " * 50, "killed 5 " * 50])
def test_odd_texts_are_harmless(text: str) -> None:
    assert isinstance(events(text), list)


@pytest.mark.parametrize("piece", ["attack ", "killed 5 people and ", "on Monday ", "12 ", "( "])
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    before = process_time()
    extract_events(GeoParse("en", sentences=((0, len(text)),)), text, PUBLISHED)
    assert process_time() - before < 5  # quadratic readings took a minute


def test_an_unknown_language_reads_names_and_numbers_only() -> None:
    assert extract_events(GeoParse("ru"), "Взрыв в городе.", PUBLISHED) == []


def test_the_unit_in_brackets_is_not_where_it_happened() -> None:
    text = "A bomb exploded near Baghdad (Mosul)."
    parse = parse_with(text, "en", {"near Baghdad": "Baghdad", "Mosul": "Mosul"}, vague={"near Baghdad": 40})
    (event,) = extract_events(parse, text, PUBLISHED)
    assert event.location is not None
    assert parse.locations[event.location].text == "near Baghdad"


def test_a_name_abroad_gives_way_to_the_unit_that_the_note_names() -> None:
    text = "A bomb exploded in Nairobi (Mosul)."
    parse = parse_with(text, "en", {"Nairobi": "Nairobi", "Mosul": "Mosul"})
    (event,) = extract_events(parse, text, PUBLISHED)
    assert event.location is not None
    assert parse.locations[event.location].text == "Mosul"


def test_a_place_within_the_words_of_the_event() -> None:
    text = "A grid failure plunged Mosul into darkness on Monday."
    (event,) = events(text)
    assert event.location is not None


def test_an_ambush_that_bandits_lay_for_traders_is_no_battle() -> None:
    (ambush,) = events("Bandits ambushed traders near Mosul on Monday, killing three people.")
    assert ambush.codes["acled"] == ["Violence against civilians", "Attack"]


def test_the_day_on_which_an_epidemic_is_confirmed_is_its_day() -> None:
    (outbreak,) = events("Iraq confirmed on Monday a cholera outbreak in Mosul.")
    assert outbreak.when.earliest is not None
    assert outbreak.when.earliest.date() == date(2023, 11, 20)


def test_an_attack_that_did_not_happen() -> None:
    assert events("قال الجيش إن أي هجوم على الموصل لم يقع.", "ar", places={"الموصل": "Mosul"}) == []


def test_an_attack_with_no_toll_of_its_own_is_the_abduction_that_it_served() -> None:
    [event] = events("On Tuesday militants attacked Mosul and abducted three residents.")
    assert (event.subtype, event.counts["abducted"].best) == ("abduction", 3)


def test_a_coders_rubric_says_what_a_sentence_tells() -> None:
    [event] = events("Defusal: On 7 November 2023, troops dismantled an IED planted by Hamas in Mosul.")
    assert event.subtype == "weapons_disrupted"
    [event] = events("Non-violent transfer of territory: On 7 November 2023, Hamas fighters entered Mosul.")
    assert event.subtype == "territory_transferred"


def test_nobody_hurt_is_the_toll_of_what_was_told_before() -> None:
    [event] = events("A fire destroyed a depot in Mosul on Monday. Nobody was injured. The depot opens on Friday.")
    assert (event.subtype, event.counts["wounded"].best) == ("fire", 0)


def test_a_time_parts_no_phrase() -> None:
    [event] = events("Rebels took on Monday control of Mosul.")
    assert event.subtype == "territory_seized"


def test_since_a_day_opens_no_clause() -> None:
    [event] = events("Firefighters have since Monday battled a blaze in Mosul.")
    assert (event.subtype, event.background) == ("fire", False)


def test_a_toll_stays_on_its_side_of_while() -> None:
    text = "A fire swept through a depot in Mosul without casualties, while a house collapsed in Baghdad, killing two."
    fire, collapse = events(text)
    assert (fire.counts["killed"].best, collapse.counts["killed"].best) == (0, 2)


def test_drills_and_foiled_attacks_tell_of_no_event() -> None:
    assert events("Rescue workers held an earthquake drill in Mosul on Tuesday.") == []
    assert events("The army foiled an attack on a depot in Mosul.") == []
