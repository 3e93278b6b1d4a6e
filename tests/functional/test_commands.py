"""The command line keeps its contract: what it prints where, and the status it ends with."""

from __future__ import annotations

import json

ARTICLE = "A drone strike killed three fighters near Mosul on Tuesday, two officials said.\n"


def test_ingest_names_what_it_leaves_out_and_takes_the_rest(eventmap, tmp_path):
    (tmp_path / "good.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01")
    first = eventmap("ingest", tmp_path, "--published", "2023-11-22")
    assert first.returncode == 0
    assert first.stdout == ""
    assert "bad.txt: it is binary" in first.stderr
    assert "1 articles added" in first.stderr
    assert "0 articles added with 0 events, 1 known already" in eventmap("ingest", tmp_path).stderr
    assert eventmap("ingest", tmp_path / "bad.txt").returncode == 1


def test_ingest_reads_standard_input(eventmap):
    assert "1 articles added" in eventmap("ingest", "-", "--published", "2023-11-22", stdin=ARTICLE).stderr


def test_parse_answers_line_by_line_in_order_whatever_a_line_holds(eventmap):
    lines = [
        {"id": "a", "text": ARTICLE, "published": "2023-11-22"},
        "not json",
        {"id": "c"},
        {"id": "d", "text": "Nothing happened in Paris.", "spans": [[20, 25]]},
    ]
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    done = eventmap("parse", "--jsonl", stdin=text)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [answer["id"] for answer in answers] == ["a", None, "c", "d"]
    assert answers[0]["events"][0]["when"]["earliest"] == "2023-11-21"
    assert "reason" in answers[1]
    assert "text" in answers[2]["reason"]
    assert [mention["text"] for mention in answers[3]["mentions"]] == ["Paris"]


def test_parse_of_a_file_needs_no_database(eventmap, tmp_path):
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, "utf-8")
    parsed = json.loads(eventmap("parse", file, "--published", "2023-11-22").stdout)
    assert set(parsed) >= {"id", "language", "mentions", "locations", "events"}


def test_export_writes_the_format_of_the_ending(eventmap, tmp_path):
    eventmap("ingest", "-", "--published", "2023-11-22", stdin=ARTICLE)
    for ending in ("geojson", "geojsonl", "csv"):
        done = eventmap("export", "-o", tmp_path / f"events.{ending}", "--region", "Iraq")
        assert (done.returncode, done.stdout) == (0, "")
        assert "Mosul" in (tmp_path / f"events.{ending}").read_text("utf-8")
    assert json.loads(eventmap("export", "-o", "-", "--limit", "1").stdout)["features"]
    assert not list(tmp_path.glob("*.part"))


def test_our_own_export_can_be_imported_and_changes_nothing(eventmap, tmp_path):
    eventmap("ingest", "-", "--published", "2023-11-22", stdin=ARTICLE)
    file = tmp_path / "events.geojson"
    eventmap("export", "-o", file)
    assert "0 added, 0 changed" in eventmap("import", "geojson", file).stderr


def test_map_writes_one_file_that_asks_for_nothing_else(eventmap, tmp_path):
    eventmap("ingest", "-", "--published", "2023-11-22", stdin=ARTICLE)
    assert eventmap("map", "-o", tmp_path / "map.html", "--region", "Iraq").returncode == 0
    page = (tmp_path / "map.html").read_text("utf-8")
    assert "Mosul" in page
    assert "src=" not in page.replace("data:", "")[: page.find("<body")]


def test_tokens_and_articles_have_their_life(eventmap):
    token = eventmap("token", "create", "reader").stdout
    assert token.startswith("evt_")
    assert len(token.splitlines()) == 1
    assert "valid" in eventmap("token", "list").stdout
    assert eventmap("token", "revoke", "reader").returncode == 0
    assert eventmap("token", "revoke", "reader").returncode == 1
    eventmap("ingest", "-", stdin=ARTICLE)
    number = eventmap("article", "list").stdout.split("\t")[0]
    assert eventmap("article", "retract", number).returncode == 0
    assert eventmap("article", "retract", number).returncode == 1


def test_an_error_is_one_line_and_debug_adds_the_traceback(eventmap):
    plain = eventmap("parse", "/nonexistent.txt")
    assert (plain.returncode, plain.stdout, len(plain.stderr.splitlines())) == (1, "", 1)
    assert "Traceback" in eventmap("--debug", "parse", "/nonexistent.txt").stderr
