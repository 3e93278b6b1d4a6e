"""Many reports of one event become one, and apart again."""

from __future__ import annotations

import json
from pathlib import Path

import orjson
import pytest
from sqlalchemy import text

from app.errors import NotFound
from app.records import Participant, SourceNote, Tally
from app.services import duplicates, linking
from app.services.documents import Defaults
from app.services.documents.document import make_document
from app.services.ingest import ingest
from app.storage import links, summary
from app.storage.event_filter import EventFilter, PageRequest, Window
from app.storage.events import delete_events, row_ids, write_events
from app.storage.extents import count_all
from app.storage.find_events import count_events, find_event, stream_events
from app.storage.summary import Period

PAIRS = Path(__file__).parents[2] / "data" / "report_pairs.jsonl"
TOWN = (44.4, 33.3, 0.1)


@pytest.fixture
def report(make_event):
    """A report of the same nine deaths; keywords make it differ."""

    def make(source, **fields):
        given = {
            "square": TOWN,
            "day": "2024-01-31",
            "subtype": "attack",
            "source": source,
            "counts": {"killed": Tally(9, 9, 9, "nine")},
            "actors": (Participant("Hamas", "source"),),
            "sources": (SourceNote(f"Report of {source}", f"https://{source}.example/1"),),
            "status": "imported",
        }
        return make_event(**(given | fields))

    return make


@pytest.fixture
def load(session):
    """Writes records and links them, as an import does; gives how many links are new."""

    def write(*records):
        write_events(session, records)
        made = linking.link_events(session, row_ids(session, [record.id for record in records]).values())
        session.commit()
        return made

    return write


def listed(session, **wanted):
    return [event.id for event in stream_events(session, EventFilter(**wanted), PageRequest(limit=None))]


def served(session, public_id):
    return orjson.loads(find_event(session, public_id).properties)


def test_two_reports_are_shown_once_with_the_sources_of_both(load, report, session):
    vague, exact = report("a", square=(44.4, 33.3, 0.2)), report("b")
    assert load(vague, exact) == 1
    assert listed(session) == [exact.id]
    shown = served(session, exact.id)
    assert [note["title"] for note in shown["sources"]] == ["Report of b", "Report of a"]
    assert shown["duplicates"] == [vague.id]
    assert count_all(session) == count_events(session, EventFilter()) == 1
    assert summary.summarise_events(session, EventFilter(), Period.DAY).total == 1


def test_a_duplicate_is_still_there_for_who_asks(load, report, session):
    vague, exact = report("a", square=(44.4, 33.3, 0.2)), report("b")
    load(vague, exact)
    assert served(session, vague.id)["status"] == "duplicate"
    assert served(session, vague.id)["duplicate_of"] == exact.id
    assert listed(session, statuses=("duplicate",)) == [vague.id]
    assert sorted(listed(session, statuses=("duplicate", "imported"))) == sorted([vague.id, exact.id])


def test_a_filter_that_leaves_the_shown_one_out_finds_the_other(load, report, session):
    vague, exact = report("a", square=(44.4, 33.3, 0.2)), report("b")
    load(vague, exact)
    assert listed(session, sources=("a",)) == [vague.id]
    assert listed(session, sources=("a", "b"), boxes=((44, 33, 45, 34),)) == [exact.id]
    start = exact.date_from
    assert listed(session, window=Window(start, start), types=("armed_conflict",)) == [exact.id]


def test_loading_again_changes_nothing_and_links_nothing_new(load, report, session):
    records = report("a"), report("b")
    assert load(*records) == 1
    before = [served(session, record.id) for record in records]
    assert load(*records) == 0
    assert [served(session, record.id) for record in records] == before


def test_what_a_source_changes_later_stays_linked(load, report, session):
    first, second = report("a", confidence=0.9), report("b", confidence=0.5)
    load(first, second)
    changed = report("b", id=second.id, confidence=0.5, title="Corrected")
    write_events(session, [changed])
    assert served(session, second.id)["title"] == "Corrected"
    assert served(session, second.id)["duplicate_of"] == first.id
    assert listed(session) == [first.id]


def test_splitting_brings_back_what_was_there_and_stays(load, report, session):
    records = report("a"), report("b")
    write_events(session, records)
    before = [served(session, record.id) for record in records]
    load(*records)
    assert linking.split(session, [records[0].id]) == 1
    assert [served(session, record.id) for record in records] == before
    assert load(*records) == 0
    assert linking.merge(session, [record.id for record in records]) == 1
    assert len(listed(session)) == 1


def test_who_leaves_a_set_leaves_the_others_together(load, report, session):
    records = [report("a", confidence=0.9), report("b"), report("c")]
    load(*records)
    assert listed(session) == [records[0].id]
    linking.split(session, [records[0].id])
    assert sorted(listed(session)) == sorted([records[0].id, records[1].id])
    assert served(session, records[1].id)["duplicates"] == [records[2].id]
    assert load(*records) == 0


def test_when_the_shown_one_is_deleted_the_other_is_shown(load, report, session):
    records = report("a", confidence=0.9), report("b")
    load(*records)
    delete_events(session, row_ids(session, [records[0].id]).values())
    assert listed(session) == [records[1].id]
    assert served(session, records[1].id)["status"] == "imported"


def test_what_must_not_be_passed_on_does_not_get_out_through_another(load, report, session):
    free, kept = report("a", square=(44.4, 33.3, 0.2)), report("b", do_not_reexport=True)
    load(free, kept)
    assert listed(session, for_export=True) == [free.id]
    assert [note["title"] for note in served(session, free.id)["sources"]] == ["Report of a"]


@pytest.mark.parametrize(
    "other",
    [
        {"source": "a"},  # the ids of one data set tell its events apart
        {"source": "b", "aggregate": True},
        {"source": "b", "background": True},
        {"source": "b", "type": "flood"},
        {"source": "b", "day": "2024-02-03"},
        {"source": "b", "square": (46.4, 33.3, 0.1)},
        {"source": "b", "counts": {"killed": Tally(1, 1, 1, "one")}},
        {"source": "b", "counts": {}, "actors": (), "title": "Something", "language": "fr"},  # nothing speaks for it
    ],
)
def test_what_is_not_the_same_is_not_linked(load, report, other):
    assert load(report("a"), report(**other)) == 0


def test_events_of_one_article_are_never_one(load, report):
    assert load(*(report("a", origin="article", source_id="hash") for _ in range(2))) == 0
    assert load(*(report("a", origin="article", source_id=f"hash {n}") for n in range(2))) >= 1


def test_likeness_does_not_pass_from_link_to_link(load, report, session):
    first, second = (report(name, day=f"2024-01-{day}") for name, day in (("a", 29), ("b", 31)))
    across = report("c", date_from=first.date_from, date_to=second.date_to)
    load(first, second, across)
    keys = row_ids(session, [first.id, second.id])
    assert keys[second.id] not in links.set_of(session, keys[first.id])


def test_an_unknown_event_is_named(session):
    with pytest.raises(NotFound, match="evaaaaaaaaaaaaa"):
        linking.merge(session, ["evaaaaaaaaaaaaa", "evbbbbbbbbbbbbb"])


def test_annotated_pairs_are_linked_without_a_wrong_one(session, geocoder):
    """`bench/duplicates.py` tells which are missed and why; here none may be wrong."""
    right = wrong = 0
    for line in PAIRS.read_text("utf-8").splitlines():
        pair = json.loads(line)
        session.execute(text("TRUNCATE events, articles CASCADE"))  # some reports stand in two pairs
        for told in (pair["a"], pair["b"]):
            given = Defaults(told["published"], told["language"])
            ingest(session, geocoder, make_document("report", told["text"], given))
        is_linked = bool(linking.list_links(session, (), 10))
        right += is_linked and pair["same"]
        wrong += is_linked and not pair["same"]
    assert wrong == 0
    assert right >= 5


ARMY, REBELS = {"name": "army", "role": "source"}, {"name": "Rebels", "role": "target"}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ([{"name": "rebels", "role": "source"}, {"name": "Army", "role": "target"}], True),
        ([{"name": "army", "role": "source"}, {"name": "rebels", "role": "target"}], False),
        ([{"name": "rebels", "role": "source"}], False),
    ],
)
def test_attackers_and_attacked_turned_round_are_two_events(other: list[dict[str, str]], expected: bool) -> None:
    assert duplicates.are_turned_round([ARMY, REBELS], other) is expected


def test_like_tolls_in_two_towns_are_two_events_and_the_same_toll_may_be_one(load, report):
    one = report("a", actors=(), counts={"killed": Tally(8, 8, 8, "8")}, place_id="geonames:1")
    near = report("b", actors=(), counts={"killed": Tally(7, 7, 7, "7")}, place_id="geonames:2")
    same = report("c", actors=(), counts={"killed": Tally(8, 8, 8, "8")}, place_id="geonames:3")
    assert load(one, near) == 0
    assert load(same) == 1


def test_as_few_dead_by_a_bomb_and_by_bullets_are_two_events(load, report):
    few, many = ({"killed": Tally(n, n, n, str(n))} for n in (5, 45))
    assert load(report("a", actors=(), counts=few), report("b", actors=(), counts=few, subtype="bombing")) == 0
    assert load(report("c", actors=(), counts=many), report("d", actors=(), counts=many, subtype="bombing")) == 1


def test_an_attack_by_rebels_is_not_one_on_rebels_whatever_they_are_called(load, report):
    rebels, troops = Participant("djihadistes", "source", "rebel group"), Participant("army", "target", "state force")
    back = Participant("Burkina Faso", "source", "state force"), Participant("jihadists", "target", "rebel group")
    assert load(report("a", actors=(rebels, troops)), report("b", actors=back)) == 0


def test_of_two_power_cuts_in_one_town_on_one_day_nobody_hears(load, report):
    told = {"type": "infrastructure", "subtype": "power_outage", "counts": {}, "actors": ()}
    assert load(report("a", **told), report("b", **told)) == 1


def test_the_toll_of_a_disaster_rises_and_it_is_still_one(load, report):
    tolls = [{"killed": Tally(n, n, n, str(n))} for n in (632, 2000)]
    one, other = (
        report(s, type="natural_hazard", subtype="earthquake", actors=(), counts=c)
        for s, c in zip("ab", tolls, strict=True)
    )
    assert load(one, other) == 1
    one, other = (report(s, actors=(), counts=c) for s, c in zip("cd", tolls, strict=True))
    assert load(one, other) == 0


def test_dozens_and_forty_may_be_one_toll(load, report):
    dozens, forty = {"killed": Tally(20, None, None, "dozens")}, {"killed": Tally(40, 40, 40, "40")}
    named = {"actors": (), "place_id": "geonames:1"}
    assert load(report("a", counts=dozens, **named), report("b", counts=forty, **named)) == 1
    four = {"killed": Tally(4, 4, 4, "four")}
    assert load(report("c", counts=four, **named)) == 0


def test_many_dead_in_a_city_and_in_a_part_of_it_are_one_attack(load, report):
    lon, lat, half = TOWN
    tolls = [{"killed": Tally(n, n, n, str(n))} for n in (133, 145)]
    city = report("a", actors=(), counts=tolls[0], place_id="geonames:1", square=(lon, lat, 3 * half))
    assert load(city, report("b", actors=(), counts=tolls[1], place_id="geonames:2")) == 1


def test_a_protest_of_which_two_languages_report_is_one(load, report):
    told = {"type": "unrest", "subtype": "protest", "counts": {}, "actors": (), "place_id": "geonames:1"}
    assert load(report("a", language="de", **told), report("b", language="en", **told)) == 1
    alike = {**told, "place_id": "geonames:2", "square": (10.0, 50.0, 0.1)}
    assert load(report("d", language="de", **alike), report("e", language="de", **alike)) == 0


def test_rebels_and_their_other_enemies_are_another_clash(load, report):
    army, rebels = Participant("army", "source", "state force"), Participant("Arakan Army", "target", "rebel group")
    others = Participant("militants", "target", "rebel group")
    assert load(report("a", actors=(army, rebels)), report("b", actors=(rebels, others))) == 0
