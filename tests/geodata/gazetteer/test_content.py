"""What the whole index holds: names that must mean the right place under nothing but weight."""

import csv

import pytest

from geodata.gazetteer import NameFlag
from geodata.gazetteer.sources.admin1 import admin1_at
from geodata.types import Kind

NAMES = [
    # names, kind, country, lon, lat, how far off the point may be in degrees
    ("Baghdad Bagdad بغداد Багдад", "city", "IQ", 44.4, 33.34),
    ("Mosul Mossoul Mossul الموصل Мосул", "city", "IQ", 43.12, 36.34),
    ("Erbil Arbil أربيل", "city", "IQ", 44.01, 36.19),
    ("Kirkuk كركوك", "city", "IQ", 44.39, 35.47),
    ("Basra Bassora Basora البصرة", "city", "IQ", 47.78, 30.51),
    ("Deir_ez-Zor Deir_Ezzor Deir_al-Zor دير_الزور", "city", "SY", 40.14, 35.34),
    ("Abu_Kamal Albu_Kamal البوكمال", "city", "SY", 40.92, 34.45),
    ("Khan_Younis Khan_Yunis خان_يونس", "city", "PS", 34.31, 31.34),
    ("Goma", "city", "CD", 29.23, -1.67),
    ("Sinjar Shingal سنجار", "city", "IQ", 41.88, 36.32),
    ("Hasakah Hassaké الحسكة", "city", "SY", 40.75, 36.5),
    ("Rafah رفح", "city", "PS", 34.24, 31.3),
    ("Jenin Jénine جنين", "city", "PS", 35.3, 32.46),
    ("Al-Qaim Al-Qa'im القائم", "city", "IQ", 40.99, 34.39),
    ("Avdiivka Avdiïvka Awdijiwka", "city", "UA", 37.75, 48.14),
    ("Gaza_City", "city", "PS", 34.47, 31.5),
    ("Hodeidah Hodeida Hodeïda الحديدة", "city", "YE", 42.95, 14.8),
    ("Aleppo Alep Haleb حلب", "city", "SY", 37.16, 36.2),
    ("Cairo Le_Caire Kairo القاهرة", "city", "EG", 31.25, 30.06),
    ("Jurf_al-Sakhar Jurf_as_Sakhr Jurf_al-Nasr جرف_الصخر", "city", "IQ", 44.194, 32.874),
    ("Abu_Ghraib Abou_Ghraib أبو_غريب", "city", "IQ", 44.18, 33.31),
    ("Anbar Al-Anbar الأنبار", "admin1", "IQ", 41.5, 33.2),
    ("Nineveh Ninive نينوى", "admin1", "IQ", 42.7, 36.0),
    ("Babil Babylon_Governorate", "admin1", "IQ", 44.5, 32.7),
    ("Gaza_Strip Gazastreifen قطاع_غزة", "admin1", "PS", 34.33, 31.42),
    ("West_Bank Westjordanland Cisjordanie الضفة_الغربية", "admin1", "PS", 35.25, 31.67),
    ("Tigray", "admin1", "ET", 38.83, 14.17),
    ("Crimea Crimée Krim القرم", "admin1", "UA", 34.3, 45.3),
    ("Euphrates Euphrate Euphrat Fırat الفرات", "river", "", 40.4, 35.2),
    ("Tigris Dicle دجلة", "river", "", 43.5, 35.1),
    ("Darfur Darfour دارفور", "region", "SD", 25.2, 14.4),
    ("Donbas Donbass Donbás دونباس", "region", "UA", 38.3, 48.5),
    ("Kivu", "region", "CD", 28.4, -1.9),
    ("Sinai Sinaï Sinaí سيناء", "region", "EG", 33.8, 29.7),
    ("Kurdistan_Region Kurdistan_irakien إقليم_كردستان", "region", "IQ", 44.5, 36.1),
    ("Golan_Heights Golan Golanhöhen الجولان", "region", "SY", 35.8, 33.0),
    ("Sahel", "region", "", 11.0, 14.5),
    ("Nagorno-Karabakh Haut-Karabakh Bergkarabach", "region", "AZ", 46.7, 39.9),
    ("Sinjar_Mountains Mount_Sinjar جبل_سنجار", "mountain", "IQ", 41.7, 36.36),
    ("Red_Sea mer_Rouge البحر_الأحمر", "sea", "", 38.5, 20.5),
    ("Bab-el-Mandeb Bab_al-Mandab باب_المندب", "strait", "", 43.35, 12.6),
    ("Al-Tanf التنف", "base", "SY", 38.66, 33.49),
    ("Ain_al-Asad Al_Asad_airbase عين_الأسد", "base", "IQ", 42.44, 33.78),
    ("Iraq Irak العراق Ирак 伊拉克", "country", "IQ", 44.0, 33.0),
    ("United_States Vereinigte_Staaten États-Unis Estados_Unidos U.S. USA", "country", "US", -98.5, 39.76),
    ("Syria Syrie سوريا", "country", "SY", 38.0, 35.0),
    ("Georgia", "country", "GE", 43.5, 42.0),
    ("Texas Texas", "admin1", "US", -99.25, 31.25),
    ("Washington", "city", "US", -77.04, 38.9),
    ("Europe", "continent", "", 9.14, 48.69),
]


@pytest.mark.parametrize(
    ("name", "kind", "country", "lon", "lat"),
    [(name.replace("_", " "), *rest) for names, *rest in NAMES for name in names.split()],
)
def test_a_name_means_its_place(whole, name, kind, country, lon, lat):
    place = whole.search(name, 1)[0]
    assert (place.kind, place.country or "") == (kind, country)
    assert abs(place.lon - lon) < 0.5
    assert abs(place.lat - lat) < 0.5


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Iraqis", "IQ"), ("irakienne", "IQ"), ("irakischen", "IQ"), ("iraquíes", "IQ"), ("العراقية", "IQ"),
        ("Frenchmen", "FR"), ("américaines", "US"), ("estadounidense", "US"), ("israelische", "IL"), ("rusos", "RU"),
        ("السوريين", "SY"), ("turques", "TR"), ("grecque", "GR"), ("Palästinenserin", "PS"), ("British", "GB"),
    ],
)  # fmt: skip
def test_a_demonym_leads_to_its_country(whole, word, country):
    assert country in {whole.country[hit.row] for hit in whole.hits(word) if hit.flags & NameFlag.DEMONYM}


@pytest.mark.parametrize(
    ("name", "state"), [("Calif.", "CA"), ("Ky.", "KY"), ("N.Y.", "NY"), ("W.Va.", "WV"), ("D.C.", "DC")]
)
def test_abbreviations_of_states_are_flagged(whole, name, state):
    row = whole.admin1_place("US", state).row
    flags = {hit.row: hit.flags for hit in whole.hits(name)}[row]
    assert flags & (NameFlag.ABBREVIATION | NameFlag.CODE)


@pytest.mark.parametrize("name", ["Jos", "Ufa", "Lae", "Diu"])
def test_a_town_spelled_like_its_airports_code_needs_no_capitals(whole, name):
    flags = [hit.flags for hit in whole.hits(name) if whole.place(hit.row).name == name]
    assert flags
    assert not flags[0] & NameFlag.CODE


def test_old_names_are_flagged(whole):
    assert whole.hits("Burma")[0].flags & NameFlag.HISTORIC


@pytest.mark.parametrize(
    ("country", "unit", "lon", "lat"),
    [
        ("SO", "06", 42.0, 3.0),
        ("RU", "64", 143.0, 50.0),
        ("CA", "08", -84.5, 49.25),
        ("YE", "25", 44.0, 13.5),
        ("US", "NY", -75.5, 43.0),
    ],
)  # docs/decisions/0012
def test_units_stand_at_the_points_of_geonames(whole, country, unit, lon, lat):
    place = whole.admin1_place(country, unit)
    assert (place.lon, place.lat) == pytest.approx((lon, lat), abs=0.01)


def test_units_of_countries_in_the_news_stand_at_points_of_geonames():
    from geodata.gazetteer.sources.admin1 import read_units
    from geodata.gazetteer.sources.unit_points import unit_points

    for country in ("IQ", "SY", "PS", "IL", "LB", "UA", "SD", "SS", "SO", "AF", "PK", "MX", "CO", "NG", "ML", "NE"):
        codes = [u["code"] for u in read_units()["units"] if u["country"] == country and u["kind"] == "admin1"]
        assert sum(code in unit_points() for code in codes) >= 0.75 * len(codes), country


def test_a_finer_unit_does_not_stand_where_the_unit_around_it_does(whole):
    for name, country, lon, lat in (
        ("Kent", "GB", 0.7, 51.2), ("Lancashire", "GB", -2.6, 53.9), ("Vendée", "FR", -1.3, 46.7),
        ("Huesca", "ES", -0.1, 42.2), ("Como", "IT", 9.2, 45.9),
    ):  # fmt: skip
        found = [
            whole.place(hit.row)
            for hit in whole.hits(name)
            if whole.kind[hit.row] is Kind.ADMIN2 and whole.country[hit.row] == country
        ]
        assert any(abs(p.lon - lon) < 0.6 and abs(p.lat - lat) < 0.6 for p in found), name


def test_the_european_union_is_not_europe(whole):
    assert {whole.place(whole.hits(name)[0].row).id for name in ("EU", "European Union", "Europäische Union")} == {
        "eventmap:european-union"
    }


@pytest.mark.parametrize(
    ("name", "country", "lon", "lat"),
    [
        ("Torkham", "PK", 71.09, 34.12), ("Khiam", "LB", 35.61, 33.33), ("Solhan", "BF", 0.6, 13.3),
        ("Amizmiz", "MA", -8.24, 31.21), ("Bunagana", "CD", 29.59, -1.3), ("Walikale", "CD", 28.07, -1.43),
        ("Zamzam", "SD", 25.3, 13.5), ("Gran Canaria", "ES", -15.6, 27.95), ("Lombok", "ID", 116.33, -8.58),
        ("Tennessee Colony", "US", -95.84, 31.84), ("Pochalla", "SS", 34.1, 7.18), ("Gargai", "NG", 8.39, 11.54),
        ("الكرادة", "IQ", 44.43, 33.3), ("Scheich Maksud", "SY", 37.16, 36.23), ("Imbaba", "EG", 31.21, 30.08),
    ],
)  # fmt: skip
def test_small_places_and_islands_are_known(whole, name, country, lon, lat):
    found = [whole.place(hit.row) for hit in whole.hits(name)]
    assert any(p.country == country and abs(p.lon - lon) < 0.4 and abs(p.lat - lat) < 0.4 for p in found)


def test_a_village_of_our_table_knows_its_province(whole):
    village = whole.by_id("eventmap:walikale")
    assert (village.admin1, village.country) == ("11", "CD")


def test_the_table_of_villages_is_sound():
    from geodata.data import open_data
    from geodata.gazetteer.renown import renown_of

    with open_data("villages.csv") as file:
        rows = list(csv.DictReader(file))
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert -180 <= float(row["lon"]) <= 180, row["id"]
        assert -60 <= float(row["lat"]) <= 75, row["id"]
        assert 0 < float(row["within_km"]) <= 60, row["id"]
        assert renown_of(row["renown"]), row["id"]
        # Majdal Shams: GeoNames codes the towns of the Golan IL, the outline is Syria's (docs/decisions/0011).
        unit = admin1_at(row["country"], float(row["lon"]), float(row["lat"]), 0.1)
        assert unit or row["id"] == "majdal-shams", f"{row['id']} lies outside {row['country']}"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Kordofán del Sur", "SD-KS"), ("Bajo Uele", "CD-BU"), ("Kalabrien", "IT-78"), ("Normandía", "FR-NOR"),
        ("شبيلا السفلى", "SO-SH"), ("Kordofan du Nord", "SD-KN"), ("وسط دار فور", "SD-DC"),
    ],
)  # fmt: skip
def test_units_bear_their_names_in_five_languages(whole, name, unit):
    assert whole.by_id(f"iso:{unit}").row in [hit.row for hit in whole.hits(name)]


def test_no_village_of_our_table_stands_in_the_index_twice(whole):
    from geodata.data import open_data
    from geodata.gazetteer.cells import sphere_km

    with open_data("villages.csv") as file:
        rows = list(csv.DictReader(file))
    twice = []
    for row in rows:
        point, reach_km = (float(row["lon"]), float(row["lat"])), min(10.0, float(row["within_km"]))
        for hit in whole.hits(row["names"].split("|")[0]):
            place = whole.place(hit.row)
            is_other = place.kind in (Kind.CITY, Kind.DISTRICT) and place.id != f"eventmap:{row['id']}"
            if is_other and place.country == row["country"] and sphere_km(*point, place.lon, place.lat) < reach_km:
                twice.append((row["id"], place.id))
    assert twice == []


def test_no_place_stands_in_two_of_our_tables():
    from collections import Counter

    from geodata.data import open_data

    seen = Counter[str]()
    for table in ("regions", "waters", "landforms", "sites", "villages"):
        with open_data(f"{table}.csv") as file:
            seen.update(row["id"] for row in csv.DictReader(file))
    assert [place for place, times in seen.items() if times > 1] == []


def test_quarters_of_our_table_lie_in_a_large_town_of_their_country(whole):
    from geodata.data import open_data

    with open_data("villages.csv") as file:
        quarters = [row for row in csv.DictReader(file) if row["feature"] == "PPLX"]
    for row in quarters:
        near = whole.nearest(float(row["lon"]), float(row["lat"]), k=40, kinds={Kind.CITY}, max_km=15)
        assert any(p.country == row["country"] and p.population >= 200_000 for p, _ in near), row["id"]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Burkina", "BF"), ("Centrafrique", "CF"), ("Mazedonien", "MK"), ("أمريكا", "US"), ("أفريقيا الوسطى", "CF"),
        ("الكونغو الديمقراطية", "CD"), ("المجر", "HU"), ("كوت ديفوار", "CI"), ("VAE", "AE"), ("Polynésie", "PF"),
    ],
)  # fmt: skip
def test_everyday_names_of_countries_are_known(whole, name, country):
    assert whole.country_place(country).row == whole.hits(name)[0].row


@pytest.mark.parametrize(
    ("name", "place"),
    [("San Sebastián", 3110044), ("Donostia", 3110044), ("ماليه", 1282027), ("عمان", 250441), ("El Alto", None)],
)
def test_a_town_with_two_names_goes_by_either(whole, name, place):
    towns = [hit for hit in whole.hits(name) if whole.kind[hit.row] is Kind.CITY]
    row = whole.by_id(f"geonames:{place}" if place else "eventmap:el-alto").row
    assert towns[0].row == row
    assert not towns[0].flags & NameFlag.LOW_TRUST


def test_a_river_within_one_country_knows_it(whole):
    assert whole.by_id("eventmap:river-seine").country == "FR"
    assert not whole.by_id("eventmap:river-rhine").country


def test_short_names_of_countries_in_little_read_languages_are_left_out(whole):
    assert whole.hits("Beni")[0].row not in {whole.country_place("BJ").row}


def test_counties_answer_to_their_full_name(whole):
    counties = [whole.place(hit.row) for hit in whole.hits("Fulton County")]
    assert {"GA", "NY", "OH"} <= {county.admin1 for county in counties if county.kind is Kind.ADMIN2}


@pytest.mark.parametrize(
    ("unit", "country", "seat"),
    [
        ("Gao Cercle", "ML", "Gao"), ("Département de Ouallam", "NE", "Ouallam"), ("Tartus District", "SY", "Tartus"),
        ("Borama District", "SO", "Borama"), ("Shahrestān-e Bābolsar", "IR", "Babolsar"),
    ],
)  # fmt: skip
def test_a_unit_without_places_stands_at_its_seat(whole, unit, country, seat):
    (place,) = {
        found
        for h in whole.hits(unit)
        if (found := whole.place(h.row)).country == country and found.kind is Kind.ADMIN2
    }
    town = next(p for h in whole.hits(seat) if (p := whole.place(h.row)).kind is Kind.CITY and p.country == country)
    assert (place.lon, place.lat) == pytest.approx((town.lon, town.lat), abs=0.001)
    assert place.row in whole.parents(town.row)


@pytest.mark.parametrize(
    ("district", "state", "towns", "elsewhere"),
    [
        ("Ahrweiler", "08", ["Adenau"], ["Koblenz", "Bonn"]),
        ("Emsland", "06", ["Meppen", "Lingen"], ["Osnabrück", "Oldenburg"]),
        ("Vogtlandkreis", "13", ["Plauen"], ["Chemnitz", "Hof"]),
        ("Ostholstein", "10", ["Eutin"], ["Lübeck", "Kiel"]),
    ],
)
def test_german_districts_are_units_with_an_outline(whole, district, state, towns, elsewhere):
    from shapely.geometry import Point

    (row,) = {
        hit.row
        for hit in whole.hits(district)
        if whole.kind[hit.row] is Kind.ADMIN2 and whole.feature_code[hit.row] == "ADM3"
    }
    place, outline = whole.place(row), whole.outline(row)
    assert (place.country, place.admin1, whole.outline_method(row)) == ("DE", state, "voronoi")
    for names, inside in ((towns, True), (elsewhere, False)):
        for name in names:
            town = next(
                p for h in whole.hits(name) if (p := whole.place(h.row)).country == "DE" and p.kind is Kind.CITY
            )
            assert outline.covers(Point(town.lon, town.lat)) is inside, name


def test_every_country_has_an_outline_round_its_capital(whole):
    capitals = [row for row in range(len(whole)) if whole.feature_code[row] == "PPLC"]
    assert len(capitals) > 180
    from shapely.geometry import Point

    outside = []
    for row in capitals:
        outline = whole.outline(whole.country_place(whole.country[row]))
        if outline is None or outline.distance(Point(whole.lon[row], whole.lat[row])) > 0.1:
            outside.append(whole.name(row))
    assert len(outside) <= 3, outside


def test_neighbours_share_their_border_without_slivers(whole):
    iraq, syria = (whole.outline(whole.country_place(code)) for code in ("IQ", "SY"))
    assert iraq.intersection(syria).area < 1e-9
    assert iraq.intersection(syria).length > 4


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [
        (34.3, 45.2, "UA"),
        (35.78, 33.0, "SY"),
        (34.45, 31.5, "PS"),
        (44.06, 9.56, "SO"),
        (33.36, 35.33, "CY"),
        (21.16, 42.66, "XK"),
    ],
)  # Crimea, the Golan, Gaza, Hargeisa, Kyrenia, Pristina: docs/decisions/0011
def test_disputed_land_follows_the_policy(whole, lon, lat, country):
    from shapely.geometry import Point

    assert whole.outline(whole.country_place(country)).covers(Point(lon, lat))


def test_every_admin1_unit_says_how_its_outline_came_about(whole):
    methods = {
        whole.outline_method(row)
        for code, row in whole.metadata["admin1_rows"].items()
        if code.split(".")[0] in ("IQ", "SY", "CD", "ET", "FR", "SO")
    }
    assert methods == {"survey", "union", "voronoi"}


def test_the_euphrates_runs_past_raqqa(whole):
    from shapely.geometry import Point

    assert whole.outline(whole.by_id("eventmap:river-euphrates")).distance(Point(39.01, 35.95)) < 0.1


def test_outlines_are_valid(whole):
    rows = list(whole.metadata["countries"].values()) + [
        hit.row for name in ("Sahel", "Red Sea") for hit in whole.hits(name)
    ]
    assert all(outline.is_valid for row in rows if (outline := whole.outline(row)) is not None)


def test_villages_of_the_news_weigh_like_towns_and_have_no_made_up_people(whole):
    village = whole.by_id("eventmap:torkham")
    assert village.population == 0
    assert 50_000 < whole.weight(village.row) < 100_000
    assert whole.standing(village.row) > whole.standing(whole.by_id("eventmap:boga").row) > 0


def test_of_the_towns_that_share_a_capitals_name_only_the_capital_is_one(whole):
    capitals = [hit.row for hit in whole.hits("Washington") if whole.feature_code[hit.row] == "PPLC"]
    assert [whole.place(row).id for row in capitals] == ["geonames:4140963"]


def test_a_capital_leads_the_towns_that_bear_its_name_as_an_alias(whole):
    from geodata.gazetteer.flags import NameFlag

    first, *others = whole.hits("Islamabad")
    assert whole.country[first.row] == "PK"
    assert whole.feature_code[first.row] == "PPLC"
    chattogram = next(hit for hit in others if whole.country[hit.row] == "BD")
    assert chattogram.flags & NameFlag.LOW_TRUST
