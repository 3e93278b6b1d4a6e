"""`./run` says what is missing where it cannot install it: tried in a copy, with a PATH that holds little."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
NEEDED = ("bash", "dirname", "mkdir", "id", "tail", "grep", "sed", "cmp", "cp", "env", "find", "rm")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a folder `bin`, the only one in PATH."""
    shutil.copy(PROJECT / "run", tmp_path / "run")
    (tmp_path / "bin").mkdir()
    for name in NEEDED:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name))
    return tmp_path


def add_program(checkout: Path, name: str, script: str) -> None:
    program = checkout / "bin" / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def hide_python(checkout: Path) -> None:
    """So that something is missing wherever this runs; the script looks for the system's own by its full path."""
    script = checkout / "run"
    script.write_text(script.read_text().replace("/usr/bin/python3", "/nowhere/python3"))


def run(checkout: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    environ = {"PATH": str(checkout / "bin"), "HOME": str(checkout), **environ}
    return subprocess.run([checkout / "run", *arguments], env=environ, capture_output=True, text=True)


@pytest.mark.parametrize("arguments", [(), ("nonsense",)])
def test_without_a_goal_it_shows_the_goals(checkout: Path, arguments: tuple[str, ...]) -> None:
    answer = run(checkout, *arguments)
    assert answer.returncode == 2
    assert answer.stderr == "usage: ./run demo|serve|check|test [OPTIONS]\n"


@pytest.mark.parametrize(
    ("manager", "goal", "advice"),
    [
        ("dnf", "test", "sudo dnf install python3 postgresql-server postgis chromium gdal libatomic"),
        ("pacman", "demo", "sudo pacman -S python postgresql postgis"),
        ("brew", "serve", "brew install python@3.13 postgis"),
    ],
)
def test_without_apt_it_names_the_command_to_type(checkout: Path, manager: str, goal: str, advice: str) -> None:
    add_program(checkout, manager, "exit 1")
    hide_python(checkout)
    answer = run(checkout, goal)
    assert answer.returncode == 1
    assert answer.stderr.rstrip().endswith(f"Please do this, then try again: {advice}")


def test_a_python_that_is_too_old_is_passed_over(checkout: Path) -> None:
    add_program(checkout, "python3", "exit 1")
    add_program(checkout, "python3.12", f'exec {sys.executable} "$@"')
    add_program(checkout, "apt-get", "exit 1")
    answer = run(checkout, "demo", DATABASE_URL="postgresql://localhost/events")
    # The virtual environment is made; then pip finds no lock in this copy.
    assert "requirements.lock" in answer.stderr
    assert (checkout / ".venv" / "bin" / "python").exists()


def test_when_apt_fails_its_last_words_are_shown(checkout: Path) -> None:
    add_program(checkout, "apt-get", "echo no route to host; exit 100")
    add_program(checkout, "sudo", 'exec "$@"')
    hide_python(checkout)
    answer = run(checkout, "demo", DATABASE_URL="postgresql://localhost/events")
    assert answer.returncode == 1
    assert "no route to host" in answer.stderr
    assert "could not install python3-venv" in answer.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root needs no sudo")
def test_without_sudo_the_command_for_root_is_named(checkout: Path) -> None:
    add_program(checkout, "apt-get", "exit 1")
    hide_python(checkout)
    answer = run(checkout, "demo")
    assert "this needs root once: apt-get install --no-install-recommends python3-venv" in answer.stderr
