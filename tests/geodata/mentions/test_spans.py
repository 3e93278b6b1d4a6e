"""Where a name begins and ends: articles, elision, contractions, kinds that stand beside it, capitals of a headline."""

from __future__ import annotations

import pytest

from geodata.gazetteer import Gazetteer
from geodata.mentions import recognise
from geodata.resolution import resolve
from geodata.types import Role

FOUND = [
    ("fr", "La Guadeloupe se prépare au passage de l'ouragan.", "Guadeloupe"),
    ("fr", "La Loire a gelé à Saumur.", "Loire"),
    ("fr", "Le cyclone approche de Saint-Denis (La Réunion).", "La Réunion"),
    ("ar", "انسحبت القوات من شمال شرق سوريا أمس.", "سوريا"),
    ("es", "CULIACÁN, Sin.- Siete hombres fueron hallados sin vida.", "Sin."),
    ("fr", "Le Caire juge la décision illégale.", "Le Caire"),
    ("es", "La Rioja registra heladas.", "La Rioja"),
    ("fr", "La Haye accueille le procès.", "La Haye"),
    ("fr", "Aux Cayes, l'hôpital n'a plus d'électricité.", "Cayes"),
    ("fr", "Les combats continuent dans le nord de la bande de Gaza.", "bande de Gaza"),
    ("fr", "L'armée a bombardé un monastère de l'État d'Arakan.", "Arakan"),
    ("es", "Investigan un tiroteo en L'Hospitalet de Llobregat.", "L'Hospitalet de Llobregat"),
    ("es", "El Salvador prorrogó el régimen de excepción.", "El Salvador"),
    ("es", "Un golpe de Estado en Níger derrocó al presidente.", "Níger"),
    ("es", "La coalición bombardeó Saná y el puerto.", "Saná"),
    ("es", "SISMO DE 6,8 SACUDE PUERTO ESCONDIDO", "PUERTO ESCONDIDO"),
    ("en", "The quake shook L'Aquila in the night.", "L'Aquila"),
    ("en", "Gunmen attacked a school in Kaduna state, officials said.", "Kaduna"),
    ("en", "A fire broke out in 6th of October City on Monday.", "6th of October City"),
    ("en", "Police in Brighton & Hove arrested two men.", "Brighton & Hove"),
    ("en", "MAGNITUDE 7.4 QUAKE HITS HUALIEN; BUILDINGS COLLAPSE", "HUALIEN"),
]


@pytest.mark.parametrize(("language", "text", "name"), FOUND)
def test_a_name_has_the_bounds_that_a_reader_gives_it(
    gazetteer: Gazetteer, language: str, text: str, name: str
) -> None:
    assert name in [c.text for c in recognise(text, language, gazetteer) if c.role in (Role.PLACE, Role.ACTOR)]


def test_a_contraction_holds_the_article_of_the_name_behind_it(gazetteer: Gazetteer) -> None:
    text = "Le navire a quitté le port du Havre."
    (mention,) = resolve(recognise(text, "fr", gazetteer), text, gazetteer)
    assert mention.place is not None
    assert (mention.text, mention.place.name, mention.place.country) == ("Havre", "Le Havre", "FR")


NO_PLACES = [
    ("fr", "La capitale est privée d'eau depuis samedi."),
    ("fr", "Le docteur Vienne estime que le vaccin est sûr."),
    ("fr", "Un policier, Fabien Rennes, a été suspendu."),
    ("fr", "La Sûreté du Québec cherche des témoins."),
    ("fr", "Le Tour de France s'achève dimanche."),
    ("fr", "Le Festival de Cannes a décerné sa Palme d'or à Justine Triet."),
    ("fr", "Kylian Mbappé a signé au Real Madrid."),
    ("es", "El sargento Almería fue ascendido."),
    ("fr", "Le cyclone Belna s'éloigne."),
    ("fr", "L'Élysée a démenti mardi."),
    ("de", "Ein Lkw rutschte in einen Graben."),
    ("ar", "وصف المتحدث القرار بأنه خطأ."),
    ("es", "Santiago Abascal acusó al Gobierno de mentir."),
    ("es", "La Virgen de Guadalupe congrega a millones de fieles."),
    ("es", "El Cártel de Sinaloa pactó una tregua."),
    ("en", "Paris Jackson will perform at the Grammys."),
]


@pytest.mark.parametrize(("language", "text"), NO_PLACES)
def test_people_and_organisations_are_no_places(gazetteer: Gazetteer, language: str, text: str) -> None:
    found = recognise(text, language, gazetteer)
    assert not [c.text for c in found if c.role in (Role.PLACE, Role.ACTOR, Role.DEMONYM)]
