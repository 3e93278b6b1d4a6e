"""Wrong usage ends with 2, everything else that goes wrong with 1, each with one line that says what."""

from __future__ import annotations

import pytest

from app.cli import run


@pytest.fixture
def eventmap(committed_settings, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", committed_settings.database_url)
    monkeypatch.setenv("EVENTMAP_GAZETTEER", str(committed_settings.gazetteer_path))
    return run


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["nonsense"], 2),
        (["export"], 2),
        (["export", "-o", "events.docx"], 2),
        (["export", "-o", "x.csv", "--bbox", "1,2,3"], 2),
        (["export", "-o", "x.csv", "--region", "Xqzzyplace"], 2),
        (["export", "-o", "/nonexistent/x.csv"], 1),
        (["parse"], 2),
        (["parse", "/nonexistent.txt"], 1),
        (["import", "geojson", "/nonexistent.geojson"], 1),
        (["ingest", "x.txt", "--published", "soon"], 2),
        (["article", "retract", "7"], 1),
    ],
)
def test_an_error_is_one_line_on_standard_error(eventmap, capfd, arguments, status):
    assert eventmap(arguments) == status
    said = capfd.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("eventmap: ")


def test_an_unexpected_error_is_named_without_a_traceback(eventmap, capfd, monkeypatch):
    monkeypatch.setattr("app.services.tokens.list_all", lambda _: 1 / 0)
    assert eventmap(["token", "list"]) == 1
    said = capfd.readouterr().err
    assert said == "eventmap: unexpected ZeroDivisionError: division by zero (see --debug)\n"


@pytest.mark.parametrize("arguments", [["--help"], ["export", "--help"], ["--version"]])
def test_help_and_version_end_well(eventmap, capfd, arguments):
    assert eventmap(arguments) == 0
    assert capfd.readouterr().out
