"""Causes and their consequences, tolls told later or before, reminders of older events, datelines."""

from datetime import date

import pytest

from app.extraction.dateline import find_dateline
from app.extraction.lexicon import load
from app.extraction.tokens import tokenise
from tests.app.extraction.test_event_reading import events


def test_what_a_quake_brings_about_is_part_of_it() -> None:
    (quake,) = events("An earthquake struck Mosul on Monday. The quake triggered landslides and power cuts in Mosul.")
    assert quake.subtype == "earthquake"


def test_another_four_wounded_are_no_second_attack() -> None:
    (attack,) = events("Rockets hit Mosul on 3 November. Two civilians were killed, and another four were wounded.")
    assert attack.counts["killed"].best == 2
    assert attack.counts["wounded"].best == 4


def test_another_bomb_is_a_second_attack() -> None:
    assert len(events("A car bomb killed five people in Mosul. Another car bomb killed two people in Mosul.")) == 2


def test_an_older_attack_keeps_its_year_and_its_dead() -> None:
    news, reminder = events("A car bomb in Mosul killed nine people. In October 2017 a truck bomb killed 500 people.")
    assert news.counts["killed"].best == 9
    assert reminder.counts["killed"].best == 500
    assert reminder.when.earliest is not None
    assert reminder.when.earliest.date() == date(2017, 10, 1)


def test_a_toll_in_a_new_paragraph_is_that_of_the_event_told_first() -> None:
    first, second = events(
        "An earthquake struck Mosul on Monday. Hours later another earthquake hit Baghdad on Monday.\n\n"
        "More than 500 people were killed."
    )
    assert first.counts["killed"].low == 500
    assert "killed" not in second.counts


def test_an_epidemic_since_march_goes_on() -> None:
    (outbreak,) = events("Since the cholera outbreak in Mosul began in March 2023, 40 people have died.")
    assert not outbreak.background
    assert outbreak.when.earliest is not None
    assert outbreak.when.latest is not None
    assert (outbreak.when.earliest.date(), outbreak.when.latest.date()) == (date(2023, 3, 1), date(2023, 11, 22))


def test_a_state_of_emergency_is_politics() -> None:
    (event,) = events("The government in Baghdad declared a state of emergency on Monday.")
    assert (event.type, event.subtype) == ("politics", "emergency_rule")


def test_two_sites_were_hit() -> None:
    (strike,) = events("Jets carried out air strikes on two sites in Mosul.")
    assert strike.counts["targets"].best == 2


def test_a_title_ends_at_a_word() -> None:
    text = (
        "L’aviation a bombardé lundi à Mosul "
        + "des positions tenues depuis des mois par des milices " * 2
        + "de l’Iran."
    )
    (strike,) = events(text, "fr")
    assert len(strike.title) <= 120
    assert not strike.title.removesuffix(" …").endswith((" l", "’"))


def test_a_title_begins_with_its_sentence() -> None:
    text = (
        "MOSUL (Agency) - The operator of what is thought to be by far the largest pipeline in the whole of Iraq "
        "remained shut on Monday, after a “bombing” in Mosul killed three."
    )
    titles = {event.title for event in events(text, "en")}
    assert len(titles) == 1
    assert titles.pop().startswith("The operator of what is thought")


@pytest.mark.parametrize(
    ("language", "text", "end"),
    [
        ("en", "MOGADISHU, Oct 30 (Newswire) - The death toll has risen.", 8),
        ("de", "Genf/Kampala - Seit Beginn des Ausbruchs sind 55 Menschen gestorben.", 4),
        ("en", "The army - or what is left of it - attacked.", 0),
        ("en", "Gunmen attacked a market.", 0),
    ],
)
def test_where_a_dateline_ends(language: str, text: str, end: int) -> None:
    assert find_dateline(tokenise(text), load(language)).stop == end


def test_who_died_the_next_day_died_of_what_was_told_before() -> None:
    (attack,) = events("Gunmen injured three traders in Mosul on Monday. Two of them died the next day.")
    assert (attack.counts["killed"].best, attack.counts["wounded"].best) == (2, 3)
