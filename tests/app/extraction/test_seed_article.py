"""The article that the project was asked for with: what must come out, and what must not."""

import json
from datetime import date
from pathlib import Path

import pytest
from shapely.geometry import Point

from app.extraction import extract_events
from app.extraction.types import EventDraft
from app.settings import Settings
from geodata.geocoder import Geocoder
from geodata.types import GeoParse

SEED = Path(__file__).parents[4] / "shared" / "seed"
GAZETTEER = Settings.from_env({}).gazetteer_path

pytestmark = [
    pytest.mark.skipif(not SEED.exists(), reason="the seed article is not the project's to ship"),
    pytest.mark.skipif(not GAZETTEER.exists(), reason="needs the built gazetteer"),
]
ABU_GHRAIB = Point(44.18477, 33.30563)
JURF_AS_SAKHR = Point(44.194, 32.874)
NORTHERN_BAGHDAD = Point(44.34, 33.38)

Told = tuple[str, GeoParse, list[EventDraft]]


@pytest.fixture(scope="module")
def told() -> Told:
    gold = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
    text = (SEED / gold["document"]).read_text(encoding="utf-8")
    parse = Geocoder.open(GAZETTEER).parse(text, language="fr")
    return text, parse, extract_events(parse, text, date(2023, 11, 22))


def strikes(told: Told) -> list[EventDraft]:
    return [event for event in told[2] if event.subtype == "air_strike"]


def region_of(event: EventDraft, parse: GeoParse):  # type: ignore[no-untyped-def]
    assert event.location is not None
    region = parse.locations[event.location].region
    assert region is not None
    return region


def test_one_strike_lies_south_of_baghdad_and_is_kept_once(told: Told) -> None:
    south = [e for e in strikes(told) if region_of(e, told[1]).area.covers(JURF_AS_SAKHR)]
    assert len(south) == 1
    assert not region_of(south[0], told[1]).area.covers(NORTHERN_BAGHDAD)
    assert sum(e.field == "type" for e in south[0].evidence) >= 5
    when = south[0].when
    assert when.earliest is not None
    assert when.latest is not None
    assert (when.earliest.date(), when.latest.date()) == (date(2023, 11, 21), date(2023, 11, 22))


def test_the_other_was_near_baghdad_on_tuesday(told: Told) -> None:
    near = [e for e in strikes(told) if e.when.precision == "day"]
    assert len(near) == 1
    assert near[0].when.earliest is not None
    assert near[0].when.earliest.date() == date(2023, 11, 21)
    assert region_of(near[0], told[1]).area.covers(ABU_GHRAIB)
    assert near[0].counts["killed"].low == 2
    assert near[0].counts["killed"].best is None


def test_the_series_is_a_parent_with_a_child_per_country(told: Told) -> None:
    parents = [(n, e) for n, e in enumerate(told[2]) if e.aggregate and e.counts.get("events") and e.parent is None]
    ((number, series),) = parents
    assert series.counts["events"].best == 66
    assert series.when.earliest is not None
    assert series.when.earliest.date() == date(2023, 10, 7)
    children = [e for e in told[2] if e.parent == number]
    assert [(told[1].locations[c.location or 0].text, c.counts["events"].best) for c in children] == [
        ("Irak", 32),
        ("Syrie", 34),
    ]


def test_hamas_attacked_israel_on_7_october(told: Told) -> None:
    (attack,) = [e for e in told[2] if "Hamas" in {a.name for a in e.actors if a.role == "source"}]
    assert attack.background
    assert attack.when.earliest is not None
    assert attack.when.earliest.date() == date(2023, 10, 7)
    assert attack.location is not None
    assert told[1].locations[attack.location].text == "Israël"


def test_nothing_happens_in_the_united_states_or_iran(told: Told) -> None:
    _, parse, events = told
    for event in events:
        for index in (event.location, *event.other_locations):
            if index is not None:
                places = {parse.mentions[m].place for m in parse.locations[index].mentions}
                assert not {"US", "IR"} & {p.country for p in places if p is not None}


def test_troops_and_attacks_are_no_casualties(told: Told) -> None:
    for event in told[2]:
        for kind in ("killed", "wounded", "missing", "displaced"):
            count = event.counts.get(kind)
            assert count is None or not {66, 32, 34, 900, 2500} & {count.low, count.best, count.high}
