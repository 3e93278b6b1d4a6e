"""Time expressions of five languages, read on Wednesday 22 November 2023."""

from datetime import UTC, date, datetime

import pytest

from app.extraction import lexicon
from app.extraction.dateline import read_dateline
from app.extraction.dates import TimeExpression, find_dates
from app.extraction.tokens import tokenise

PUBLISHED = date(2023, 11, 22)


def read(language: str, text: str, published: date | None = PUBLISHED) -> list[TimeExpression]:
    words = lexicon.load(language)
    tokens = tokenise(text)
    return find_dates(tokens, words.table.scan(tokens).get("dates", []), words, published)


@pytest.mark.parametrize(
    ("language", "text", "first", "last", "precision"),
    [
        ("en", "on Tuesday", "2023-11-21", "2023-11-21", "day"),
        ("en", "on Wednesday", "2023-11-22", "2023-11-22", "day"),
        ("en", "on Thursday", "2023-11-16", "2023-11-16", "day"),
        ("en", "yesterday", "2023-11-21", "2023-11-21", "day"),
        ("en", "last night", "2023-11-21", "2023-11-22", "days"),
        ("en", "12 March 2022", "2022-03-12", "2022-03-12", "day"),
        ("en", "March 12, 2022", "2022-03-12", "2022-03-12", "day"),
        ("en", "on 7 October", "2023-10-07", "2023-10-07", "day"),
        ("en", "on 24 December", "2022-12-24", "2022-12-24", "day"),
        ("en", "on 29 February", "2020-02-29", "2020-02-29", "day"),
        ("en", "early November", "2023-11-01", "2023-11-10", "days"),
        ("en", "late October 2021", "2021-10-21", "2021-10-31", "days"),
        ("en", "three days ago", "2023-11-19", "2023-11-19", "day"),
        ("en", "last week", "2023-11-13", "2023-11-19", "week"),
        ("en", "over the weekend", "2023-11-18", "2023-11-19", "days"),
        ("en", "in recent weeks", "2023-10-11", "2023-11-22", "range"),
        ("en", "2023-11-20", "2023-11-20", "2023-11-20", "day"),
        ("en", "overnight from Sunday to Monday", "2023-11-19", "2023-11-20", "days"),
        ("en", "29 and 30 November 2022", "2022-11-29", "2022-11-30", "days"),
        ("en", "between 30 December and 2 January", "2022-12-30", "2023-01-02", "days"),
        ("fr", "mardi", "2023-11-21", "2023-11-21", "day"),
        ("fr", "dans la nuit de lundi à mardi", "2023-11-20", "2023-11-21", "days"),
        ("fr", "ces dernières semaines", "2023-10-11", "2023-11-22", "range"),
        ("fr", "le 7 octobre", "2023-10-07", "2023-10-07", "day"),
        ("fr", "début novembre", "2023-11-01", "2023-11-10", "days"),
        ("fr", "la semaine dernière", "2023-11-13", "2023-11-19", "week"),
        ("fr", "il y a deux jours", "2023-11-20", "2023-11-20", "day"),
        ("fr", "avant-hier", "2023-11-20", "2023-11-20", "day"),
        ("fr", "1er mars 2021", "2021-03-01", "2021-03-01", "day"),
        ("de", "am Dienstagabend", "2023-11-21", "2023-11-21", "day"),
        ("de", "in der Nacht zum Dienstag", "2023-11-20", "2023-11-21", "days"),
        ("de", "in der Nacht von Montag auf Dienstag", "2023-11-20", "2023-11-21", "days"),
        ("de", "am 7. Oktober", "2023-10-07", "2023-10-07", "day"),
        ("de", "21.11.2023", "2023-11-21", "2023-11-21", "day"),
        ("de", "vor drei Tagen", "2023-11-19", "2023-11-19", "day"),
        ("de", "Anfang November", "2023-11-01", "2023-11-10", "days"),
        ("es", "el martes", "2023-11-21", "2023-11-21", "day"),
        ("es", "en la noche del lunes al martes", "2023-11-20", "2023-11-21", "days"),
        ("es", "el 7 de octubre de 2023", "2023-10-07", "2023-10-07", "day"),
        ("es", "anoche", "2023-11-21", "2023-11-22", "days"),
        ("es", "hace tres días", "2023-11-19", "2023-11-19", "day"),
        ("es", "a principios de noviembre", "2023-11-01", "2023-11-10", "days"),
        ("ar", "يوم الثلاثاء", "2023-11-21", "2023-11-21", "day"),
        ("ar", "7 أكتوبر", "2023-10-07", "2023-10-07", "day"),
        ("ar", "أمس", "2023-11-21", "2023-11-21", "day"),
        ("ar", "الأسبوع الماضي", "2023-11-13", "2023-11-19", "week"),
        ("ar", "٧ تشرين الأول أكتوبر ٢٠٢٣", "2023-10-07", "2023-10-07", "day"),
        ("ar", "في ساعة متأخرة من مساء الثلاثاء", "2023-11-21", "2023-11-21", "day"),
        ("ar", "في تشرين الثاني 2022", "2022-11-01", "2022-11-30", "month"),
        ("de", "in der Nacht auf Dienstag", "2023-11-20", "2023-11-21", "days"),
        ("de", "am frühen Dienstagmorgen", "2023-11-21", "2023-11-21", "day"),
        ("de", "in der Dienstagnacht", "2023-11-21", "2023-11-21", "day"),
        ("en", "early on Tuesday", "2023-11-21", "2023-11-21", "day"),
        ("en", "in the early hours of Tuesday", "2023-11-21", "2023-11-21", "day"),
        ("en", "overnight", "2023-11-21", "2023-11-22", "days"),
        ("es", "la madrugada del martes", "2023-11-21", "2023-11-21", "day"),
        ("fr", "mardi à l'aube", "2023-11-21", "2023-11-21", "day"),
        ("en", "on 22/06", "2023-06-22", "2023-06-22", "day"),
        ("en", "on 06/22", "2023-06-22", "2023-06-22", "day"),
        ("en", "in the third quarter", "2023-07-01", "2023-09-30", "range"),
        ("en", "in the first half of 2022", "2022-01-01", "2022-06-30", "range"),
        ("en", "in the first half of June", "2023-06-01", "2023-06-15", "days"),
        ("en", "the week of 7 June", "2023-06-05", "2023-06-11", "week"),
        ("en", "the weekend before last", "2023-11-11", "2023-11-12", "days"),
        ("en", "the day before yesterday", "2023-11-20", "2023-11-20", "day"),
        ("en", "in the fiscal year 2022", "2021-04-01", "2023-03-31", "range"),
        ("en", "in the 2021/22 fiscal year", "2021-04-01", "2022-09-30", "range"),
        ("fr", "au deuxième trimestre 2022", "2022-04-01", "2022-06-30", "range"),
        ("fr", "l'exercice budgétaire 2021-2022", "2021-04-01", "2022-09-30", "range"),
        ("fr", "dans la nuit du 3 au 4 novembre", "2023-11-03", "2023-11-04", "days"),
        ("fr", "mardi en fin de soirée", "2023-11-21", "2023-11-21", "day"),
        ("fr", "le premier mai 2021", "2021-05-01", "2021-05-01", "day"),
        ("de", "in der Nacht vom 3. auf den 4. November", "2023-11-03", "2023-11-04", "days"),
        ("de", "im zweiten Halbjahr 2022", "2022-07-01", "2022-12-31", "range"),
        ("de", "im Haushaltsjahr 2022", "2021-04-01", "2023-03-31", "range"),
        ("es", "en el cuarto trimestre de 2022", "2022-10-01", "2022-12-31", "range"),
        ("es", "en el ejercicio fiscal 2021-2022", "2021-04-01", "2022-09-30", "range"),
        ("es", "en la noche del 3 al 4 de noviembre", "2023-11-03", "2023-11-04", "days"),
        ("es", "en lo que va del año", "2023-01-01", "2023-11-22", "year"),
        ("ar", "أمس الأول", "2023-11-20", "2023-11-20", "day"),
        ("ar", "في الثالث من نوفمبر", "2023-11-03", "2023-11-03", "day"),
        ("ar", "السنة المالية 2021/2022", "2021-04-01", "2022-09-30", "range"),
        ("ar", "الربع الأول من عام 2022", "2022-01-01", "2022-03-31", "range"),
    ],
)
def test_interval(language: str, text: str, first: str, last: str, precision: str) -> None:
    when = read(language, text)[0].when
    assert when.earliest is not None
    assert when.latest is not None
    assert (when.earliest.date().isoformat(), when.latest.date().isoformat()) == (first, last)
    assert when.precision == precision


LEVANT = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
ALGERIA = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
MOROCCO = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
EGYPT = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]


@pytest.mark.parametrize(
    ("name", "month"),
    [row for names in (LEVANT, ALGERIA, MOROCCO, EGYPT) for row in zip(names, range(1, 13), strict=True)],
)
def test_arabic_months_of_all_regions(name: str, month: int) -> None:
    when = read("ar", f"في 9 {name} 2022")[0].when
    assert when.earliest is not None
    assert when.earliest.date() == date(2022, month, 9)


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "on Tuesday ... the day before", "2023-11-20", "2023-11-20"),
        ("en", "on Tuesday ... hours earlier", "2023-11-20", "2023-11-21"),
        ("en", "on 7 October ... the next day", "2023-10-08", "2023-10-08"),
        ("fr", "mardi ... plus tôt dans la journée", "2023-11-21", "2023-11-21"),
        ("fr", "mardi ... la veille", "2023-11-20", "2023-11-20"),
        ("de", "am Dienstag ... am Tag zuvor", "2023-11-20", "2023-11-20"),
        ("de", "am Dienstag ... zeitgleich", "2023-11-21", "2023-11-21"),
        ("es", "el martes ... horas antes", "2023-11-20", "2023-11-21"),
        ("es", "el martes ... al día siguiente", "2023-11-22", "2023-11-22"),
        ("ar", "الثلاثاء ... في اليوم نفسه", "2023-11-21", "2023-11-21"),
    ],
)
def test_a_day_counted_from_the_one_told_before(language: str, text: str, first: str, last: str) -> None:
    _, counted = read(language, text)
    assert counted.when.earliest is not None
    assert counted.when.latest is not None
    assert (counted.when.earliest.date().isoformat(), counted.when.latest.date().isoformat()) == (first, last)


def test_a_day_counted_from_none_is_none() -> None:
    assert read("en", "the next day") == []
    assert read("en", "the day before", published=None) == []


def test_the_evening_before_counts_from_the_publication_where_no_day_is_told() -> None:
    for language, text in (("de", "am Vorabend"), ("fr", "la veille au soir"), ("es", "la víspera")):
        when = read(language, text)[0].when
        assert when.earliest == datetime(2023, 11, 21, 0, 0, 0, tzinfo=UTC)


def test_a_day_is_whole_and_in_utc() -> None:
    when = read("en", "on Tuesday")[0].when
    assert when.earliest == datetime(2023, 11, 21, 0, 0, 0, tzinfo=UTC)
    assert when.latest == datetime(2023, 11, 21, 23, 59, 59, tzinfo=UTC)


def test_an_instant_keeps_its_zone() -> None:
    when = read("en", "at 2023-11-21T23:30:00-05:00")[0].when
    assert when.earliest == when.latest == datetime(2023, 11, 22, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text"), [("en", "on Tuesday"), ("en", "on 7 October"), ("fr", "hier"), ("de", "vor drei Tagen")]
)
def test_without_publication_date_it_stays_open(language: str, text: str) -> None:
    when = read(language, text, None)[0].when
    assert (when.earliest, when.latest, when.precision) == (None, None, "unknown")
    assert when.needs_published


def test_an_absolute_date_needs_no_publication_date() -> None:
    when = read("en", "on 7 October 2023", None)[0].when
    assert when.earliest is not None
    assert not when.needs_published


@pytest.mark.parametrize("text", ["30 February 2023", "the 45th of nowhere", "may attack", "a march on the palace"])
def test_what_is_no_date(text: str) -> None:
    assert read("en", text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BAGHDAD, Nov 21, 2023 (Agency) - A bomb exploded.", date(2023, 11, 21)),
        ("KYIV, 8 April 2022 – A missile hit the station.", date(2022, 4, 8)),
        ("A bomb exploded on 21 November 2023 (see below).", None),
        ("BAGHDAD, Nov 21 (Agency) - A bomb exploded.", None),
    ],
)
def test_dateline(text: str, day: date | None) -> None:
    assert read_dateline(tokenise(text), lexicon.load("en")) == day
