"""A wrong setting is named, with a right value; secrets are not repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import InvalidSetting
from app.settings import Settings


def test_without_any_setting_all_have_their_defaults() -> None:
    settings = Settings.from_env({})
    assert settings.database_url is None
    assert settings.data_dir == Path(__file__).resolve().parents[1] / ".eventmap"
    assert settings.gazetteer_path == settings.data_dir / "gazetteer.emg"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_each_way_to_write_a_postgresql_address_is_taken(scheme: str) -> None:
    settings = Settings.from_env({"DATABASE_URL": f"{scheme}://u:p@host:1/db?sslmode=require"})
    assert settings.database_url == "postgresql+psycopg://u:p@host:1/db?sslmode=require"


def test_the_place_index_follows_the_data_folder(tmp_path: Path) -> None:
    assert Settings.from_env({"EVENTMAP_HOME": str(tmp_path)}).gazetteer_path == tmp_path / "gazetteer.emg"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "mysql://u:secret@host/db"),
        ("DATABASE_URL", "u:secret@host/db"),
        ("EVENTMAP_STATEMENT_TIMEOUT_MS", "0"),
        ("EVENTMAP_STATEMENT_TIMEOUT_MS", "30s"),
        ("EVENTMAP_MAX_BODY_BYTES", "-1"),
        ("EVENTMAP_MAX_BODY_BYTES", "²"),
        ("EVENTMAP_BASEMAP_URL", "https://tile.example.org/"),
        ("EVENTMAP_BASEMAP_URL", "javascript:{z}{x}{y}"),
        ("EVENTMAP_PUBLIC_URL", "events.example.org"),
    ],
)
def test_a_wrong_value_is_named_with_a_right_one(variable: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=rf"^{variable} .*; a right value is ") as caught:
        Settings.from_env({variable: value})
    assert "secret" not in str(caught.value).split("; a right value")[0]
    Settings.from_env({variable: caught.value.example})


def test_an_empty_setting_counts_as_unset() -> None:
    """Compose files and CI pass variables on that nobody has set."""
    names = ("DATABASE_URL", "EVENTMAP_HOME", "EVENTMAP_GAZETTEER", "EVENTMAP_BASEMAP_URL", "EVENTMAP_PUBLIC_URL")
    assert Settings.from_env(dict.fromkeys(names, "")) == Settings.from_env({})
