"""Where PostgreSQL is missing or is the wrong one, the message says what to install."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.database import programs
from app.database.programs import Account, choose_programs, installed_programs
from app.errors import DatabaseUnavailable


def test_the_newest_version_comes_first() -> None:
    majors = [found.major for found in installed_programs()]
    assert majors
    assert majors == sorted(majors, reverse=True)


def test_without_postgresql_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "FOLDERS", ("/nowhere/*/bin",))
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)
    with pytest.raises(DatabaseUnavailable, match=r"not installed.*apt-get install.*dnf.*brew"):
        choose_programs(None)


def test_a_version_that_was_removed_is_named() -> None:
    with pytest.raises(DatabaseUnavailable, match="made by PostgreSQL 9, which is no longer installed"):
        choose_programs(9)


def test_without_postgis_its_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("postgres", "initdb", "pg_ctl", "pg_config"):
        (tmp_path / name).write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 16.4'\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setattr(programs, "FOLDERS", (str(tmp_path),))
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)
    with pytest.raises(DatabaseUnavailable, match="postgresql-16-postgis-3"):
        choose_programs(None)


def test_root_without_the_servers_user_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_nobody(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr(programs.os, "geteuid", lambda: 0)
    monkeypatch.setattr(programs.pwd, "getpwnam", find_nobody)
    with pytest.raises(DatabaseUnavailable, match=r"as root.*useradd"):
        Account.for_server()
