"""Country codes, types, discs, and the machine-coded sets."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from app.extraction import taxonomy
from app.importers import coded_types, countries
from app.importers.disc import disc
from app.importers.rows import BadRow

GEOD = Geod(ellps="WGS84")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (countries.from_number(368), "IQ"),
        (countries.from_number(0), "XK"),
        (countries.from_number(None), None),
        (countries.from_alpha3("cod"), "CD"),
        (countries.from_fips("IS"), "IL"),
        (countries.from_fips("IZ"), "IQ"),
        (countries.from_fips("GZ"), "PS"),
        (countries.from_gleditsch_ward(490), "CD"),
        (countries.from_gleditsch_ward(678), "YE"),
        (countries.from_gleditsch_ward(9999), None),
    ],
)
def test_country_codes(found, expected):
    assert found == expected


@pytest.mark.parametrize(
    ("name", "iso2"),
    [("DR Congo (Zaire)", "CD"), ("Yemen (North Yemen)", "YE"), ("Myanmar (Burma)", "MM"), ("Iraq", "IQ")],
)
def test_ucdp_names_of_countries(places, name, iso2):
    assert places.country_code(name) == iso2


def test_all_of_acleds_types_come_back_to_themselves():
    for entry in taxonomy.load().types.values():
        if entry.acled and entry.type != "politics":
            assert coded_types.from_acled(*entry.acled) == (entry.type, entry.subtype)


@pytest.mark.parametrize(
    ("code", "subtype"),
    [
        ("1951", "air_strike"),
        ("190", "armed_clash"),
        ("043", "diplomacy"),
        ("1411", "protest"),
        ("2042", "chemical_weapon"),
    ],
)
def test_the_longest_beginning_of_a_cameo_code_decides(code, subtype):
    assert coded_types.from_cameo(code)[1] == subtype


def test_coded_types_are_in_the_taxonomy():
    known = {entry.type for entry in taxonomy.load().types.values()}
    tables = coded_types._codes()
    assert {type_ for table in tables.values() for type_, _ in table.values()} <= known


@given(st.floats(-180, 180), st.floats(-85, 85), st.floats(1, 400))
def test_a_disc_holds_its_point_and_has_its_area(lon, lat, radius_km):
    shape = disc(lon, lat, radius_km)
    assert shape.is_valid
    assert shape.bounds[0] >= -180
    assert shape.bounds[2] <= 180
    assert shape.distance(shapely.Point(lon, lat)) < 1e-6
    polar = abs(lat) + radius_km / 111 > 89
    if not polar:
        area_km2 = sum(abs(GEOD.geometry_area_perimeter(part)[0]) for part in shapely.get_parts(shape)) / 1e6
        assert area_km2 == pytest.approx(3.14159 * radius_km**2, rel=0.03)


def test_icews_is_known_by_id_and_day(read):
    columns = "Event ID,Event Date,Source Name,CAMEO Code,Target Name,City,District,Province,Country,Latitude,Longitude"
    line = "20718170,{day},Police (Iraq),{code},Protester (Iraq),{city},,Baghdad,Iraq,33.3,44.4\n"
    first = line.format(day="2014-01-01", code=173, city="Baghdad")
    text = f"{columns}\n{first}{line.format(day='2014-01-02', code=43, city='')}"
    arrest, talk = read("icews", text)
    assert arrest.id != talk.id
    assert (arrest.subtype, talk.subtype) == ("arrests", "diplomacy")
    assert (arrest.radius_km, arrest.country) == (10, "IQ")
    assert "outline" in talk.method


def test_polecat_leaves_broken_lines_out(read):
    columns = (
        "Event ID,Event Date,Event Type,Event Mode,Contexts,Actor Name,Recipient Name,City,Country,Latitude,Longitude,"
        "Source,Publication Date,Language"
    ).replace(",", "\t")
    good = 'X1,2023-01-09,ASSAULT,drone,military;arms,RUS,UKR,Kherson,Ukraine,46.6,32.6,An "agency,2023-01-10,Spanish'
    good = good.replace(",", "\t")
    event, bad = read("polecat", f"{columns}\n{good}\nbroken\tline\n")
    assert (event.type, event.subtype, event.language) == ("armed_conflict", "air_strike", "es")
    assert event.sources[0].published == "2023-01-10"
    assert bad == BadRow(3, "2 columns where the header has 14")
