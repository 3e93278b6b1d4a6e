"""UCDP GED: three layouts, seven levels of precision, words checked against the point."""

from __future__ import annotations

import pytest
import shapely

from app.errors import UnreadableInput
from app.importers.rows import BadRow
from app.importers.ucdp import COLUMNS

MOSUL = (43.1189, 36.335)
EVENT = {
    "id": "244657",
    "type_of_violence": "1",
    "conflict_name": "Iraq: Islamic State",
    "dyad_name": "Government of Iraq - IS",
    "side_a": "Government of Iraq",
    "side_b": "IS",
    "source_article": "Reuters News,2017-07-21,A headline",
    "source_headline": "A headline;Another",
    "source_date": "2017-07-21;2017-07-22",
    "where_prec": "1",
    "where_coordinates": "Mosul city",
    "where_description": "Mosul city",
    "adm_1": "Ninawa province",
    "latitude": str(MOSUL[1]),
    "longitude": str(MOSUL[0]),
    "country": "Iraq",
    "country_id": "645",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2017-07-20 00:00:00.000",
    "date_end": "2017-07-20 00:00:00.000",
    "deaths_civilians": "2",
    "best": "4",
    "high": "9",
    "low": "2",
}
OLD_COLUMNS = [
    name for name in COLUMNS if not name.endswith("_dset_id") and name not in ("relid", "code_status", "active_year")
]


def rows(*changes: dict, columns=COLUMNS, header=True) -> list[list[str]]:
    body = [[{**EVENT, **change}.get(column, "") for column in columns] for change in changes]
    return [columns, *body] if header else body


def test_every_field(read):
    (event,) = read("ucdp", rows({}))
    assert (event.type, event.country, event.date_precision) == ("armed_conflict", "IQ", "day")
    killed = event.counts["killed"]
    assert (killed.low, killed.best, killed.high, killed.text) == (2, 4, 9, None)
    assert event.counts["killed_civilians"].best == 2
    assert [(note.title, note.published) for note in event.sources] == [
        ("A headline", "2017-07-21"),
        ("Another", "2017-07-22"),
    ]
    assert not event.do_not_reexport


def test_the_layout_of_old_releases_with_the_codebooks_misspelling(read):
    columns = ["where_decription" if name == "where_description" else name for name in OLD_COLUMNS]
    content = rows({}, columns=OLD_COLUMNS)
    (event,) = read("ucdp", [columns, *content[1:]])
    assert event.location == "Mosul city"


def test_a_candidate_release_without_a_header(read):
    events = read("ucdp", rows({}, {"id": "2"}, header=False))
    assert [event.source_id for event in events] == ["244657", "2"]


def test_no_header_and_other_columns_is_no_ucdp(read):
    with pytest.raises(UnreadableInput, match="no header, and 5 columns"):
        read("ucdp", [["1", "2", "3", "4", "5"]])


@pytest.mark.parametrize(("level", "radius_km"), [("1", 5), ("2", 25), ("5", 100), ("7", 100)])
def test_loose_levels_are_discs(read, level, radius_km):
    (event,) = read("ucdp", rows({"where_prec": level}))
    assert event.radius_km == radius_km
    assert event.precision_ucdp == int(level)


def test_a_province_is_its_outline_and_a_country_its_own(read):
    province, country = read("ucdp", rows({"where_prec": "4"}, {"id": "2", "where_prec": "6"}))
    baghdad = shapely.Point(44.4, 33.3)
    assert "outline" in province.method
    assert province.region.contains(shapely.Point(MOSUL))
    assert not province.region.contains(baghdad)
    assert country.region.contains(baghdad)


def test_words_that_relate_make_the_region_where_they_agree_with_the_point(read):
    south = {
        "where_prec": "2",
        "where_description": "about 30 km south of Mosul",
        "latitude": "36.07",
        "longitude": "43.15",
    }
    (event,) = read("ucdp", rows(south))
    assert "its words" in event.method
    assert event.region.contains(shapely.Point(43.15, 36.07))
    assert not event.region.contains(shapely.Point(MOSUL))


def test_words_that_point_elsewhere_leave_the_coded_point(read):
    (event,) = read("ucdp", rows({"where_prec": "2", "where_description": "about 30 km south of Basra"}))
    assert "its words" not in event.method
    assert event.point == MOSUL


def test_of_places_that_share_a_name_the_words_mean_the_one_at_the_point(read):
    illinois = {"latitude": "39.80", "longitude": "-89.64", "country": "USA", "country_id": "2"}
    (event,) = read("ucdp", rows(illinois | {"where_prec": "2", "where_description": "near Springfield"}))
    assert "near Springfield" in event.method  # the town of that name in Missouri is the larger one
    assert event.region.distance(shapely.Point(-89.64, 39.80)) < 0.1
    assert event.region.distance(shapely.Point(-93.30, 37.22)) > 1


def test_one_sided_violence_has_a_direction(read):
    (event,) = read("ucdp", rows({"type_of_violence": "3", "side_a": "IS", "side_b": "Civilians"}))
    assert [(actor.name, actor.role) for actor in event.actors] == [("IS", "source"), ("Civilians", "target")]
    assert event.subtype == "attack"


def test_contradictory_counts_are_kept_and_told(read):
    (event,) = read("ucdp", rows({"low": "5", "best": "3", "high": "4"}))
    killed = event.counts["killed"]
    assert (killed.low, killed.best, killed.high) == (5, 3, 4)
    assert "low 5, best 3" in killed.text


@pytest.mark.parametrize(
    "change", [{"where_prec": "8"}, {"type_of_violence": ""}, {"date_end": "2017-07-01"}, {"latitude": "x"}]
)
def test_bad_rows_stay_out(read, change):
    bad, good = read("ucdp", rows(change, {"id": "2"}))
    assert isinstance(bad, BadRow)
    assert bad.number == 2
    assert good.source_id == "2"
