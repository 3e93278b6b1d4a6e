"""ACLED: both exports, precision codes, what is unknown, deletions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import shapely

from app.errors import UnreadableInput
from app.importers.acled import acled_id, read_deleted
from app.importers.rows import BadRow
from app.importers.table_files import read_table
from app.services.imports import delete_imported, import_events
from app.storage.events import row_ids

# The 31 columns of the export.
COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
CLASH = {
    "event_id_cnty": "IRQ1",
    "event_date": "2022-06-30",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Iraq (2022-)",
    "assoc_actor_1": "Police Forces of Iraq (2022-); Popular Mobilization Forces",
    "actor2": "Islamic State (Iraq)",
    "iso": "368",
    "country": "Iraq",
    "admin1": "Al Anbar",
    "location": "Al-Qa'im",
    "latitude": "34.3688",
    "longitude": "41.0955",
    "geo_precision": "1",
    "source": "A newspaper; An agency",
    "notes": "On 30 June 2022, soldiers and gunmen exchanged fire. Three were killed.",
    "fatalities": "3",
    "timestamp": "1656979200",
}


def rows(*changes: dict, columns=COLUMNS) -> list[list[str]]:
    return [columns, *([({**CLASH, **change}).get(column, "") for column in columns] for change in changes)]


def test_every_field_of_a_clash(read):
    (event,) = read("acled", rows({}))
    assert (event.type, event.subtype) == ("armed_conflict", "armed_clash")
    assert event.date_from == datetime(2022, 6, 30, tzinfo=UTC)
    assert event.date_to.date() == event.date_from.date()
    assert (event.country, event.place, event.precision_acled) == ("IQ", "Al-Qa'im", 1)
    assert event.region.contains(shapely.Point(41.0955, 34.3688))
    assert event.radius_km == 5
    assert event.counts["killed"].best == 3
    assert [actor.role for actor in event.actors] == [None] * 4
    assert event.do_not_reexport
    assert event.updated == datetime(2022, 7, 5, tzinfo=UTC)
    assert event.sources[0].title == "A newspaper; An agency"


@pytest.mark.parametrize("text", ["2022-06-30", "30 June 2022", "30-06-2022", "30-June-2022"])
def test_all_ways_that_acled_writes_a_day(read, text):
    (event,) = read("acled", rows({"event_date": text}))
    assert event.date_from.date().isoformat() == "2022-06-30"


@pytest.mark.parametrize(
    ("code", "first", "last", "precision"),
    [("1", "06-15", "06-15", "day"), ("2", "06-12", "06-18", "week"), ("3", "06-01", "06-30", "month")],
)
def test_time_precision_is_an_interval(read, code, first, last, precision):
    (event,) = read("acled", rows({"event_date": "2022-06-15", "time_precision": code}))
    assert (f"{event.date_from:%m-%d}", f"{event.date_to:%m-%d}", event.date_precision) == (first, last, precision)


def test_a_larger_region_is_drawn_as_its_outline(read):
    (event,) = read("acled", rows({"geo_precision": "3", "latitude": "33.4258", "longitude": "43.2994"}))
    assert "outline" in event.method
    assert event.region.contains(shapely.Point(40.5, 33.0))  # the far west of Anbar
    assert not event.region.contains(shapely.Point(44.4, 33.3))  # Baghdad


def test_an_outline_far_from_the_coded_point_is_not_believed(read):
    (event,) = read("acled", rows({"geo_precision": "3", "latitude": "30.5", "longitude": "47.8"}))
    assert "outline of Anbar" not in event.method
    assert event.region.distance(shapely.Point(47.8, 30.5)) < 0.3


def test_a_newer_export_with_other_columns_in_another_order(read):
    columns = [column.upper() for column in reversed(COLUMNS) if column != "iso"] + ["population_best", "ISO3"]
    content = [columns, [{**CLASH, "iso3": "IRQ", "inter1": "State forces"}.get(c.lower(), "") for c in columns]]
    (event,) = read("acled", content)
    assert (event.country, event.subtype) == ("IQ", "armed_clash")


def test_a_byte_order_mark_and_semicolons_are_no_obstacle(read):
    text = "\ufeff" + "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows({}))
    (event,) = read("acled", text)
    assert event.source_id == "IRQ1"


def test_unknown_types_are_kept_under_their_name(read):
    (event,) = read(
        "acled", rows({"event_type": "Cyber attacks", "sub_event_type": "Leak", "disorder_type": "Demostrations"})
    )
    assert (event.type, event.subtype) == ("cyber_attacks", "leak")


def test_the_crowd_in_the_notes_is_counted(read):
    (event,) = read("acled", rows({"notes": "Residents protested. [size=between 200 and 1,500]"}))
    tally = event.counts["participants"]
    assert (tally.low, tally.best, tally.high, tally.text) == (200, None, 1500, "between 200 and 1,500")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"latitude": "234"}, "lie outside"),
        ({"event_date": "last week"}, "event_date|no date"),
        ({"event_id_cnty": ""}, "event_id_cnty is empty"),
        ({"geo_precision": "7"}, "geo_precision is 7"),
        ({"fatalities": "many"}, "fatalities is 'many'"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_rest_goes_in(read, change, reason):
    import re

    first, bad, last = read("acled", rows({}, change, {"event_id_cnty": "IRQ3"}))
    assert isinstance(bad, BadRow)
    assert bad.number == 3
    assert re.search(reason, bad.reason)
    assert (first.source_id, last.source_id) == ("IRQ1", "IRQ3")


def test_another_file_is_refused_with_what_is_missing(read):
    with pytest.raises(UnreadableInput, match="event_id_cnty, event_date"):
        read("acled", "a,b\n1,2\n")


def test_the_newest_timestamp_counts_whatever_the_order(read, database):
    def load(*changes):
        return import_events(database.session, iter(read("acled", rows(*changes))), {"armed_conflict"})

    load({"notes": "second", "timestamp": "1700000000"}, {"notes": "first", "timestamp": "1600000000"})
    report = load({"notes": "older still", "timestamp": "1500000000"})
    assert report.written.unchanged == 1
    assert load({"notes": "third", "timestamp": "1800000000"}).written.changed == 1


def test_deleted_events_go_and_unknown_ones_are_no_problem(read, database, session, write):
    import_events(database.session, iter(read("acled", rows({}, {"event_id_cnty": "IRQ2"}))), {"armed_conflict"})
    deleted = write("deleted.csv", b"event_id_cnty,deleted_timestamp\nIRQ1,1700000000\nIRQ9,1700000000\n")
    deletion = delete_imported(database.session, read_deleted(read_table(str(deleted))))
    assert (deletion.named, deletion.deleted) == (2, 1)
    assert set(row_ids(session, [acled_id("IRQ1"), acled_id("IRQ2")])) == {acled_id("IRQ2")}


def test_a_bare_list_of_deleted_ids_will_do(write):
    assert list(read_deleted(read_table(str(write("ids.txt", b"IRQ1\nIRQ2\n"))))) == [
        acled_id("IRQ1"),
        acled_id("IRQ2"),
    ]


@pytest.mark.parametrize("text", ["yesterday", "1e30", "-1e30", "2024-07-02"])
def test_a_timestamp_that_cannot_be_read_costs_no_event(read, text):
    (event,) = read("acled", rows({"timestamp": text}))
    assert event.updated is None


@pytest.mark.parametrize(("iso", "country"), [("368", "IQ"), ("IRQ", "IQ"), ("Iraq", "IQ"), ("0", "XK")])
def test_the_country_is_a_number_a_code_or_a_name(read, iso, country):
    (event,) = read("acled", rows({"iso": iso, "country": "" if iso == "0" else "Iraq"}))
    assert event.country == country


def test_a_crowd_beyond_counting_is_kept_as_words(read):
    (event,) = read("acled", rows({"notes": f"[size={'9' * 5000}]"}))
    assert event.counts["participants"].best is None
    assert event.counts["participants"].text.startswith("999")
