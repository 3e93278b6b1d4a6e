"""`eventmap events`: what is linked can be seen, parted and joined again."""

from __future__ import annotations

import json

REPORTS = (
    "A car bomb killed nine people in Mosul on Tuesday, police said.\n",
    "Neuf personnes ont été tuées mardi dans l'explosion d'une voiture piégée à Mossoul, selon la police.\n",
)


def test_links_are_listed_parted_and_joined(eventmap, tmp_path):
    for number, text in enumerate(REPORTS):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    assert eventmap("ingest", tmp_path, "--published", "2024-03-13").returncode == 0
    state, _, one, other, made_by, parts = eventmap("events", "links").stdout.strip().split("\t")
    assert (state, made_by) == ("linked", "score")
    assert "time=1.00" in parts
    assert shown(eventmap, tmp_path) == 1

    assert "1 pairs are parted" in eventmap("events", "split", one).stderr
    assert shown(eventmap, tmp_path) == 2
    assert eventmap("events", "links", one).stdout.startswith("undone")
    assert "0 links are new" in eventmap("events", "link").stderr
    assert eventmap("events", "candidates").stdout == ""

    assert "1 links are new" in eventmap("events", "merge", one, other).stderr
    assert shown(eventmap, tmp_path) == 1


def test_wrong_usage_is_said(eventmap):
    assert eventmap("events", "merge", "evaaaaaaaaaaaaa").returncode == 2
    unknown = eventmap("events", "split", "evaaaaaaaaaaaaa")
    assert unknown.returncode == 1
    assert "there is no event" in unknown.stderr


def shown(eventmap, folder):
    file = folder / "shown.geojson"
    eventmap("export", "-o", file)
    return len(json.loads(file.read_text("utf-8"))["features"])
