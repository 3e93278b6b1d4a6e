"""The hour of an event, where its zone is known."""

from datetime import date

import pytest

from app.extraction import extract_events, lexicon
from app.extraction.clock import find_clocks
from tests.app.extraction.parses import parse_with

PUBLISHED = date(2023, 11, 22)
PLACES = {"Mosul": "Mosul", "Mossoul": "Mosul", "Mossul": "Mosul", "الموصل": "Mosul", "Nairobi": "Nairobi"}


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("en", "at 5:30 a.m. local time", [5]),
        ("en", "around 12 p.m. and at 12am", [12, 0]),
        ("en", "at 14:20 on Tuesday", [14]),
        ("en", "at 0600 GMT", [6]),
        ("en", "at two o'clock in the afternoon", [14]),
        ("en", "a 5:3 vote, 2,500 men, 30 m, 7 hours", []),
        ("fr", "vers 3 heures du matin", [3]),
        ("fr", "à 8h29 heure locale", [8]),
        ("fr", "à trois heures de l’après-midi", [15]),
        ("de", "gegen 14 Uhr", [14]),
        ("de", "um 6.30 Uhr abends", [18]),
        ("es", "a las 18:20 hora local", [18]),
        ("es", "a las tres de la tarde", [15]),
        ("ar", "حوالي الساعة 5 مساء", [17]),
    ],
)
def test_hours(language: str, text: str, hours: list[int]) -> None:
    assert [clock.hour for clock in find_clocks(text, lexicon.load(language))] == hours


def test_hours_of_one_sentence_are_those_that_begin_in_it() -> None:
    text, words = "At 5 a.m. the first fell. A second came at 6:30 a.m. local time.", lexicon.load("en")
    first, second = (text.index(start) for start in ("At 5", "A second"))
    assert [clock.hour for clock in find_clocks(text, words, first, second)] == [5]
    assert [clock.hour for clock in find_clocks(text, words, second, len(text))] == [6]


@pytest.mark.parametrize(
    ("language", "text", "begin"),
    [
        ("en", "A car bomb killed nine in Mosul at 5:30 a.m. on Tuesday.", "2023-11-21T02:00"),
        ("en", "A car bomb killed nine in Mosul on Tuesday at 0600 GMT.", "2023-11-21T06:00"),
        ("de", "In Mossul tötete am Dienstag gegen 14 Uhr eine Autobombe neun Menschen.", "2023-11-21T11:00"),
        ("fr", "Un attentat a fait neuf morts mardi à 18h à Mossoul.", "2023-11-21T15:00"),
    ],
)
def test_an_hour_narrows_the_day(language: str, text: str, begin: str) -> None:
    when = extract_events(parse_with(text, language, PLACES), text, PUBLISHED)[0].when
    assert when.earliest is not None
    assert when.latest is not None
    assert (f"{when.earliest:%Y-%m-%dT%H:%M}", when.precision) == (begin, "hour")
    assert (when.latest - when.earliest).total_seconds() == 3599


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("A car bomb killed nine in Mosul at 1 a.m. on Tuesday.", "the day of the place is kept"),
        ("A car bomb killed nine at 5 a.m. on Tuesday.", "weekday"),
    ],
)
def test_the_day_stays_where_the_hour_would_leave_it_or_has_no_zone(text: str, basis: str) -> None:
    when = extract_events(parse_with(text, "en", PLACES), text, PUBLISHED)[0].when
    assert when.precision == "day"
    assert basis in when.basis
