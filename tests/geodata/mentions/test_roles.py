"""What a name does in its sentence."""

from __future__ import annotations

import pytest

from geodata.gazetteer import Gazetteer
from geodata.mentions import recognise

CASES = [
    ("en", "Officials were killed when a bomb exploded in Baghdad.", "Baghdad", "place"),
    ("en", "Iran-backed militias fired rockets in Syria.", "Iran", "actor"),
    ("en", "France has repeatedly condemned the attack in Mali.", "France", "actor"),
    ("en", "Israel's army struck targets in southern Lebanon.", "Israel", "actor"),
    ("en", "The rockets were fired in an attack against Israel.", "Israel", "place"),
    ("en", "Nobody was hurt in the Iranian strike.", "Iranian", "demonym"),
    ("en", "The militia calls itself the Islamic Resistance in Iraq, they said.", "Iraq", "in-name"),
    ("en", "They work for the University of Cambridge.", "Cambridge", "in-name"),
    ("en", "They raided the West Bank city of Nablus before dawn.", "Nablus", "place"),
    ("en", "Israeli forces entered the camp.", "Israeli", "demonym"),
    ("en", "A US destroyer sailed through the strait.", "US", "demonym"),
    ("en", "In the US people vote in November.", "US", "place"),
    ("fr", "Les États-Unis ne se déclarent pas à l’origine des frappes.", "États-Unis", "actor"),
    ("fr", "Les groupes soutenus par l’Iran ont attaqué.", "Iran", "actor"),
    ("fr", "Ils veulent un « axe de résistance » contre Israël.", "Israël", "actor"),
    ("fr", "Depuis l’attaque du Hamas contre Israël, la situation est tendue.", "Israël", "place"),
    ("fr", "Le groupe armé pro-iranien a été visé.", "iranien", "demonym"),
    ("fr", "Un groupe appelé Résistance islamique en Irak a revendiqué l’attaque.", "Irak", "in-name"),
    ("fr", "Au Caire, des centaines de personnes ont manifesté.", "Caire", "place"),
    ("de", "Die Kämpfe in Bagdads Vororten dauern an.", "Bagdads", "place"),
    ("de", "Nördlich von Athen brennt der Wald.", "Athen", "place"),
    ("de", "Die irakische Regierung schweigt.", "irakische", "demonym"),
    ("de", "Die Universität Leipzig vergibt drei Preise.", "Leipzig", "in-name"),
    ("de", "Der Irak-Krieg hat die Region verändert.", "Irak", "demonym"),
    ("de", "Im US-Bundesstaat Texas brennt es.", "US", "demonym"),
    ("de", "Im Swat-Tal wurden Brücken weggerissen.", "Swat-Tal", "place"),
    ("es", "Estados Unidos bombardeó posiciones en Siria.", "Estados Unidos", "actor"),
    ("es", "El ataque ocurrió cerca de Bagdad.", "Bagdad", "place"),
    ("es", "El sur del Líbano fue bombardeado.", "Líbano", "place"),  # also the half of "líbano-sirio"
    ("en", "The coach of Liverpool said that his midfielder was fit.", "Liverpool", "in-name"),
    ("en", "A blast went off before the semifinal in Liverpool.", "Liverpool", "place"),
    ("fr", "L’entraîneur de Lens a salué ses joueurs.", "Lens", "in-name"),
    ("fr", "Des supporteurs se sont battus avant le match dans la ville de Lens.", "Lens", "place"),
    ("de", "Leipzig und Dortmund trennten sich unentschieden.", "Dortmund", "in-name"),
    ("de", "Vor dem Heimspiel brannte es in Dortmund.", "Dortmund", "place"),
    ("es", "El Getafe golea y el Cádiz empata.", "Getafe", "in-name"),
    ("ar", "تعادل ليفربول وبرشلونة في مباراة مثيرة.", "برشلونة", "in-name"),
    ("ar", "انفجرت قنبلة قبل المباراة في برشلونة.", "برشلونة", "place"),
    ("de", "Am Samstag gewann Union 3:1 gegen Augsburg. Der Trainer war froh.", "Augsburg", "in-name"),
    ("en", "The council of Newcastle voted 5-2 for it.", "Newcastle", "place"),  # no word of matches: no score
    ("en", "LEEDS, England (AP) - The striker scored twice against Burnley.", "LEEDS", "place"),
    ("es", "La Fiscalía de Sinaloa abrió una investigación.", "Sinaloa", "in-name"),
    ("de", "Die EU verhängt Sanktionen.", "EU", "in-name"),
    ("en", "Prices rose in the European Union.", "European Union", "place"),
    ("ar", "وصلت القوات إلى كركوك وأربيل.", "أربيل", "place"),
    ("ar", "وصلت القوات السعودية إلى الحدود.", "السعودية", "demonym"),
    ("ar", "وعرضت السعودية المساعدة.", "السعودية", "place"),
    ("ar", "قتل جنديان في محافظة الأنبار.", "الأنبار", "place"),
    ("ar", "وصلت فرق الإغاثة إلى الخرطوم وأم درمان.", "أم درمان", "place"),
    ("ar", "قتل عشرون في تفجير مسجد بكراتشي.", "كراتشي", "place"),
    ("ar", "أعلنت جامعة دمشق نتائج الامتحانات.", "دمشق", "in-name"),
]


@pytest.mark.parametrize(("language", "text", "name", "role"), CASES)
def test_a_name_has_the_role_of_its_sentence(
    gazetteer: Gazetteer, language: str, text: str, name: str, role: str
) -> None:
    found = {candidate.text: candidate for candidate in recognise(text, language, gazetteer)}
    assert name in found, f"{name} was not recognised"
    assert found[name].role == role
    assert found[name].reason


PERSONS = [
    ("en", "President Georgia Smith met the mayor."),
    ("en", "Jordan Henderson scored twice."),
    ("fr", "Nancy Dubois a remporté la médaille d’or."),
]


@pytest.mark.parametrize(("language", "text"), PERSONS)
def test_a_person_is_no_place(gazetteer: Gazetteer, language: str, text: str) -> None:
    assert not [c.text for c in recognise(text, language, gazetteer) if c.role in ("place", "actor", "demonym")]
