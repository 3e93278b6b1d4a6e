"""Queries and texts through the whole pipeline, over a gazetteer of a few dozen places."""

import pytest
import shapely

from geodata.errors import BadText, UnsupportedLanguage
from geodata.gazetteer import Gazetteer
from geodata.geocoder import Geocoder
from geodata.jsonshape import location_json, mention_json
from geodata.types import Context, Kind, Role

BAGHDAD = "geonames:98182"
SAME = {  # the same meaning in five languages
    "en": "20 km south of Baghdad",
    "fr": "à 20 km au sud de Bagdad",
    "de": "20 km südlich von Bagdad",
    "es": "a 20 km al sur de Bagdad",
    "ar": "على بعد 20 كيلومترا جنوب بغداد",
}


@pytest.fixture(scope="module")
def geocoder(gazetteer: Gazetteer) -> Geocoder:
    return Geocoder(gazetteer)


@pytest.mark.parametrize("language", SAME)
def test_the_same_meaning_in_five_languages_gives_the_same_region(geocoder: Geocoder, language: str) -> None:
    wanted = geocoder.geocode(SAME["en"], "en", Context(places=(BAGHDAD,)))[0]
    given = geocoder.geocode(SAME[language], language, Context(places=(BAGHDAD,)))[0]
    assert given.relation == "offset"
    assert given.region.area.equals(wanted.region.area)
    assert given.region.core.equals(wanted.region.core)


def test_south_of_lies_outside_the_city_and_in_the_south_of_inside(geocoder: Geocoder) -> None:
    outside = geocoder.geocode("au sud de Bagdad", "fr")[0]
    inside = geocoder.geocode("dans le sud de Bagdad", "fr")[0]
    centre = shapely.Point(44.4, 33.34)
    assert outside.relation == "direction"
    assert not outside.region.area.contains(centre)
    assert outside.region.area.contains(shapely.Point(44.214, 32.866))  # Jurf as Sakhr
    assert not outside.region.area.contains(shapely.Point(44.34, 33.38))  # Kadhimiya, in the north
    assert inside.relation == "part"
    assert inside.region.radius_km < 50


@pytest.mark.parametrize(
    ("query", "relation", "names"),
    [
        ("south of baghdad", "direction", ["Baghdad"]),
        ("united states", "in", ["United States"]),  # and not United in Pennsylvania
        ("east of the dead sea", "direction", ["Dead Sea"]),
        ("south sudan", "in", ["South Sudan"]),
        ("in the west bank", "in", ["West Bank"]),
        ("democratic republic of the congo", "in", ["Democratic Republic of the Congo"]),
        ("au nord de la côte d'ivoire", "direction", ["Ivory Coast"]),
        ("al norte de la paz", "direction", ["La Paz"]),
        ("halfway between aleppo and damascus", "between", ["Aleppo", "Damascus"]),
        ("paris, texas", "in", ["Paris", "Texas"]),
        ("Gulf of aden", "in", ["Gulf of Aden"]),
        ("near the mosul dam", "near", ["Mosul Dam"]),
        ("au large de port-au-prince", "offshore", ["Port-au-Prince"]),
    ],
)
def test_queries_may_be_typed_in_lower_case(whole: Gazetteer, query: str, relation: str, names: list[str]) -> None:
    answer = Geocoder(whole).ask(query)
    assert answer.locations[0].relation == relation
    assert [mention.place.name for mention in answer.mentions[0]] == names


@pytest.mark.parametrize(
    ("language", "query", "place"),
    [
        ("ar", "حيس، اليمن", "geonames:74906"),
        ("de", "Schuld, Deutschland", "geonames:2835990"),
        ("ar", "الضاحية الجنوبية، لبنان", "eventmap:dahiyeh"),
    ],
)
def test_a_name_with_its_country_behind_a_comma_is_a_place(
    whole: Gazetteer, language: str, query: str, place: str
) -> None:
    assert Geocoder(whole).ask(query, language).mentions[0][0].place.id == place


def test_what_stands_before_a_comma_is_no_place_that_the_country_lacks(whole: Gazetteer) -> None:
    answer = Geocoder(whole).ask("Schuld, Yemen", "de")
    assert [mention.place.name for mention in answer.mentions[0] if mention.place] == ["Yemen"]


@pytest.mark.parametrize(
    ("language", "text", "name", "place"),
    [
        ("en", "Water broke through the Mosul dam on Monday.", "Mosul dam", "eventmap:mosul-dam"),
        ("fr", "Le barrage de Mossoul a cédé lundi.", "barrage de Mossoul", "eventmap:mosul-dam"),
        (
            "es",
            "La central nuclear de Zaporiyia quedó sin luz.",
            "central nuclear de Zaporiyia",
            "eventmap:zaporizhzhia-npp",
        ),
        ("de", "Das Kernkraftwerk Kursk wurde am Montag getroffen.", "Kernkraftwerk Kursk", "eventmap:kursk-npp"),
        ("ar", "وقصف الجيش سد الموصل يوم الاثنين.", "سد الموصل", "eventmap:mosul-dam"),
    ],
)
def test_what_a_site_is_belongs_to_its_name(whole: Gazetteer, language: str, text: str, name: str, place: str) -> None:
    mention = next(m for m in Geocoder(whole).parse(text, language).mentions if m.place)
    assert (mention.text, mention.place.id) == (name, place)


def test_codes_name_places(geocoder: Geocoder) -> None:
    assert geocoder.ask("IQ").mentions[0][0].place.kind is Kind.COUNTRY
    assert geocoder.ask(BAGHDAD).mentions[0][0].place.name == "Baghdad"


def test_nothing_found_is_an_empty_list_with_a_reason(geocoder: Geocoder) -> None:
    answer = geocoder.ask("xyzzyqq frobnitz")
    assert answer.locations == []
    assert answer.reason


def test_written_coordinates_stand_as_they_are(geocoder: Geocoder) -> None:
    location = geocoder.geocode("33.3152, 44.3661")[0]
    assert location.region.point == pytest.approx((44.3661, 33.3152), abs=1e-6)
    assert location.confidence == 1.0
    assert location.precision.acled == 1


def test_the_place_named_beside_the_query_is_meant(geocoder: Geocoder) -> None:
    named = geocoder.ask("12 km north of Bagdad", "en", Context(places=(BAGHDAD,)))
    assert named.mentions[0][0].place.id == BAGHDAD
    unnamed = geocoder.ask("12 km north of the provincial capital", "en", Context(places=(BAGHDAD,)))
    assert unnamed.locations[0].region.area.equals(named.locations[0].region.area)


def test_parse_keeps_offsets_in_code_points(geocoder: Geocoder) -> None:
    text = "🔥 Explosions near Baghdad. Troops moved 20 km south of Baghdad."
    parse = geocoder.parse(text, "en")
    assert {text[location.start : location.end] for location in parse.locations} == {
        "near Baghdad",
        "20 km south of Baghdad",
    }
    assert all(text[m.start : m.end] == m.text for m in parse.mentions)


def test_only_places_become_locations(geocoder: Geocoder) -> None:
    parse = geocoder.parse("Iraq said on Monday that it had struck a camp near Baghdad.", "en")
    assert [location.relation for location in parse.locations] == ["near"]
    assert any(mention.role is Role.ACTOR for mention in parse.mentions)


def test_country_region_is_its_outline_with_its_own_point(geocoder: Geocoder) -> None:
    location = geocoder.geocode("Iraq")[0]
    assert location.region.area.contains(shapely.Point(44.4, 33.34))
    assert location.precision.ucdp == 6
    place = geocoder.ask("Iraq").mentions[0][0].place
    assert location.region.point == (place.lon, place.lat)


def test_json_has_the_contracts_fields(geocoder: Geocoder) -> None:
    parse = geocoder.parse("A strike hit 20 km south of Baghdad.", "en")
    location = location_json(parse.locations[0])
    assert set(location) >= {
        "start", "end", "text", "relation", "mentions", "region", "core", "point", "radius_km", "confidence", "method",
        "precision",
    }  # fmt: skip
    assert shapely.geometry.shape(location["region"]).is_valid
    assert set(mention_json(parse.mentions[0])) >= {"start", "end", "text", "role", "place", "score"}


def test_bad_text_is_named(geocoder: Geocoder) -> None:
    with pytest.raises(BadText):
        geocoder.parse("PK\x00\x01")
    with pytest.raises(UnsupportedLanguage):
        geocoder.parse("Baghdad", language="xx")


def test_empty_text_has_nothing(geocoder: Geocoder) -> None:
    assert geocoder.parse("").locations == ()
    assert geocoder.geocode("") == []


def test_units_answer_to_their_iso_codes(geocoder: Geocoder) -> None:
    assert geocoder.ask("IQ-AN").mentions[0][0].place.name == "Anbar"
    assert "XX-YY" in geocoder.ask("XX-YY").reason


def test_south_of_a_country_is_told_in_both_senses(geocoder: Geocoder) -> None:
    assert [location.relation for location in geocoder.geocode("south of Iraq", "en")] == ["direction", "part"]


def test_readings_are_those_of_geocode_one_by_one(geocoder: Geocoder) -> None:
    one_by_one = geocoder.readings("south of Iraq", "en")
    assert next(one_by_one).relation == "direction"
    assert [location.relation for location in one_by_one] == ["part"]
    assert [*geocoder.readings("XX-99")] == [*geocoder.readings("blah")] == []


def test_parts_of_a_river_follow_its_course(geocoder: Geocoder) -> None:
    upper, lower, mouth = (
        geocoder.geocode(f"{part} Euphrates", "en")[0] for part in ("the upper", "the lower", "the mouth of the")
    )
    assert upper.region.point[1] > lower.region.point[1] > mouth.region.point[1]
    assert mouth.region.radius_km < lower.region.radius_km


def test_what_points_back_has_the_place_or_the_reason(geocoder: Geocoder) -> None:
    told = geocoder.parse("Fighting in Kirkuk. A camp 20 km north of the city burnt.", "en").locations
    assert [location.mentions for location in told] == [(0,), (0,)]
    left_open = geocoder.parse("A camp 20 km north of the city burnt.", "en").locations[0]
    assert left_open.region is None
    assert "city" in left_open.reason
