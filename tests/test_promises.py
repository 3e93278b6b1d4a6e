"""What the documentation and the packaging promise."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import fields
from pathlib import Path

import click
import pytest

from app.cli import eventmap
from app.settings import Settings

PROJECT = Path(__file__).resolve().parents[1]
MIGRATIONS = sorted((PROJECT / "migrations").glob("*.py"))
LONGEST_MODULE = 400


def documentation() -> str:
    return "\n".join(path.read_text() for path in [PROJECT / "README.md", *(PROJECT / "docs").glob("*.md")])


def commands(group: click.Group, path: str = "eventmap") -> list[str]:
    """Every command as it is typed, `eventmap token create`."""
    found = []
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            is_group = isinstance(command, click.Group)
            found += commands(command, f"{path} {name}") if is_group else [f"{path} {name}"]
    return found


@pytest.mark.parametrize("command", commands(eventmap))
def test_every_command_is_documented(command: str) -> None:
    *group, name = command.split()
    written = documentation()
    together = re.search(rf"{' '.join(group)} [a-z|]*\b{name}\b", written)  # `eventmap db upgrade|check`
    assert together, f"`{command}` stands neither in README.md nor in docs/"


def test_every_setting_is_in_the_example_and_the_other_way_round() -> None:
    example = set(re.findall(r"^#?([A-Z_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))
    read = set(re.findall(r'"(DATABASE_URL|EVENTMAP_[A-Z_]+)"', (PROJECT / "app" / "settings.py").read_text()))
    assert example == read
    assert len(read) == len(fields(Settings))


def test_the_example_shows_values_that_are_right() -> None:
    example = dict(re.findall(r"^#([A-Z_]+)=\"?(.*?)\"?$", (PROJECT / ".env.example").read_text(), re.MULTILINE))
    settings = Settings.from_env(example)
    assert settings.basemap_url == example["EVENTMAP_BASEMAP_URL"]
    assert settings.statement_timeout_ms == Settings.from_env({}).statement_timeout_ms
    assert settings.max_body_bytes == Settings.from_env({}).max_body_bytes


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_is_in_the_operators_documentation(name: str) -> None:
    variable = {"database_url": "DATABASE_URL", "data_dir": "EVENTMAP_HOME", "gazetteer_path": "EVENTMAP_GAZETTEER"}
    written = (PROJECT / "docs" / "operations.md").read_text()
    assert variable.get(name, f"EVENTMAP_{name.upper()}") in written


@pytest.mark.parametrize(
    ("lock", "groups"), [("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])]
)
def test_the_lock_pins_what_is_declared(lock: str, groups: list[str]) -> None:
    """The build backend too: without it, installing the project would fetch one that is not pinned."""
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    wanted = [
        *declared["project"]["dependencies"],
        *(w for group in groups for w in declared["dependency-groups"][group]),
    ]
    names = {re.match(r"[\w.-]+", name)[0].lower() for name in wanted if isinstance(name, str)}
    pinned = set(re.findall(r"^([\w.-]+)==", (PROJECT / lock).read_text(), re.MULTILINE))
    assert names <= pinned


def test_migrations_are_numbered_without_a_gap_in_one_line() -> None:
    sources = [path.read_text() for path in MIGRATIONS]
    numbers = [path.name[:4] for path in MIGRATIONS]
    assert numbers == [f"{i:04}" for i in range(1, len(MIGRATIONS) + 1)]
    assert [re.search(r'^revision = "(.*)"', source, re.MULTILINE)[1] for source in sources] == numbers
    before = [re.search(r"^down_revision = (.*)", source, re.MULTILINE)[1].strip('"') for source in sources]
    assert before == ["None", *numbers[:-1]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()


def test_the_wheel_holds_every_tracked_file_of_the_program(wheel: list[str]) -> None:
    listing = subprocess.run(
        ["git", "ls-files", "app", "geodata", "migrations"], cwd=PROJECT, capture_output=True, text=True
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    expected = {re.sub(r"^migrations/", "app/migrations/", name) for name in listing.stdout.splitlines()}
    assert {name for name in expected if (PROJECT / name.replace("app/migrations", "migrations")).exists()} <= set(
        wheel
    )


def test_the_wheel_holds_nothing_that_is_not_the_programs(wheel: list[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel} == {"app", "geodata", "eventmap"}


@pytest.mark.parametrize("package", ["app", "geodata", "migrations"])
def test_no_module_is_too_long_to_read_at_once(package: str) -> None:
    modules = (PROJECT / package).rglob("*.py")
    assert [path for path in modules if len(path.read_text().splitlines()) > LONGEST_MODULE] == []


def test_no_committed_file_is_over_five_mebibytes() -> None:
    folders = [PROJECT / name for name in ("app", "geodata", "docs", "tests")]
    large = [p for folder in folders for p in folder.rglob("*") if p.is_file() and p.stat().st_size > 5 * 2**20]
    assert large == []
