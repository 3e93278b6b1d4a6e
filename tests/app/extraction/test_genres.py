"""Sport, fiction, forecasts, trials, figures and obituaries have the words of events and tell of none."""

from datetime import date

import pytest

from app.extraction import extract_events
from app.extraction.types import EventDraft
from tests.app.extraction.parses import parse_with

PLACES = {"Mosul": "Mosul", "Mossoul": "Mosul", "Mossul": "Mosul", "الموصل": "Mosul", "Nairobi": "Nairobi"}


def news(text: str, language: str) -> list[EventDraft]:
    """What is told as news, with the place names of `PLACES` known."""
    drafts = extract_events(parse_with(text, language, places=PLACES), text, date(2023, 11, 22))
    return [draft for draft in drafts if not draft.background]


NO_EVENT = [
    ("en", "The striker fired home his third goal of the season as Mosul destroyed the visitors."),
    ("en", "In her new novel the hunt begins when gunmen attack a train near Mosul."),
    ("en", "Forecasters said heavy rain could flood parts of Mosul by the weekend."),
    ("en", "A court in Mosul sentenced a former officer to 20 years in prison for the killing of a student."),
    ("en", "Murders in Mosul fell by 12 percent compared with 2021, according to the annual report."),
    ("en", "The composer, who survived the bombing of Mosul, died aged 91, her family said."),
    ("fr", "L'attaquant a marqué deux buts et le gardien de but a sauvé le match à Mossoul, un vrai combat."),
    ("fr", "Le film raconte l'attaque d'un convoi près de Mossoul par une bande armée."),
    ("fr", "Météo-France a placé la région de Mossoul en vigilance orange pour des inondations."),
    ("fr", "Un homme a été condamné mardi à Mossoul à dix ans de prison pour le meurtre de son voisin."),
    ("fr", "Les meurtres ont baissé de 4 % à Mossoul par rapport à 2021, selon les chiffres officiels."),
    ("de", "Nach dem Ausgleich griff die Mannschaft aus Mossul an, der Stürmer schoss das Tor in der Nachspielzeit."),
    ("de", "Der Roman erzählt von einem Anschlag auf einen Zug bei Mossul."),
    ("de", "Die Behörden warnten vor Überschwemmungen in Mossul am Wochenende."),
    ("de", "Wegen Mordes an einer Studentin ist ein Mann in Mossul zu lebenslanger Haft verurteilt worden."),
    ("de", "Die Zahl der Morde in Mossul ist laut Jahresbericht um 5 Prozent gesunken."),
    ("es", "El delantero disparó dos veces y el portero evitó el gol en un partido que fue una guerra en Mosul."),
    ("es", "La novela narra el secuestro de un médico en Mosul durante la guerra."),
    ("es", "Se esperan fuertes tormentas e inundaciones en Mosul, según el pronóstico."),
    ("es", "Un tribunal de Mosul condenó a 30 años de prisión al autor del asesinato de una maestra."),
    ("es", "Los homicidios en Mosul bajaron un 8 % frente a los 120 de 2021, según el informe anual."),
    ("ar", "سجل المهاجم هدفين في مباراة نارية في الدوري وهاجم فريق الموصل بقوة."),
    ("ar", "تدور أحداث الفيلم حول هجوم على قرية قرب الموصل."),
    ("ar", "من المتوقع أن تشهد الموصل سيولا وعواصف نهاية الأسبوع."),
    ("ar", "قضت محكمة في الموصل بالسجن المؤبد على رجل بتهمة قتل زوجته."),
]


@pytest.mark.parametrize(("language", "text"), NO_EVENT)
def test_none_of_these_is_news(language: str, text: str) -> None:
    assert news(text, language) == []


STILL_NEWS = [
    ("en", "Nine people were killed in a stampede at a football match in Nairobi before the championship season."),
    ("en", "A film crew was attacked by gunmen near Mosul on Monday."),
    ("en", "Floods killed four people in Mosul; more heavy rain is expected to hit the city."),
    ("en", "A bomb exploded on Monday in Mosul outside a court where a trial was to open."),
    ("en", "Protesters clashed with police in Mosul after a court sentenced an activist to ten years in prison."),
    ("fr", "Des milliers de personnes ont manifesté à Mossoul contre la hausse de 10 % des prix."),
    ("de", "Bei Überschwemmungen in Mossul sind drei Menschen ums Leben gekommen, weitere Regenfälle werden erwartet."),
    ("es", "Un sismo sacudió el lunes Mosul; las autoridades advirtieron de que podría haber réplicas."),
    ("ar", "قتل ثلاثة أشخاص في سيول اجتاحت الموصل، ومن المتوقع هطول مزيد من الأمطار."),
]


@pytest.mark.parametrize(("language", "text"), STILL_NEWS)
def test_these_are_news_all_the_same(language: str, text: str) -> None:
    assert news(text, language) != []


def test_what_a_trial_is_about_is_told_as_history() -> None:
    text = "A former officer went on trial in Nairobi over the massacre of 1994, in which 50 people were killed."
    drafts = extract_events(parse_with(text, "en", places=PLACES), text, date(2023, 11, 22))
    assert drafts
    assert all(draft.background for draft in drafts)
