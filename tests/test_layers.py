"""Who may import whom: the table in docs/development.md, held against every import in the code."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
TABLE_HEAD = "| package | must not import |"
# The composition root is for whoever starts the program.
IMPORTERS_OF_THE_ROOT = {"app.cli.serve"}


def read_table() -> dict[str, tuple[str, ...]]:
    """Package -> names that it must not import, from the documentation's table."""
    lines = (PROJECT / "docs" / "development.md").read_text().splitlines()
    rules = {}
    for line in lines[lines.index(TABLE_HEAD) + 2 :]:
        if not line.startswith("|"):
            return rules
        packages, forbidden = (cell.replace("`", "").split(", ") for cell in line.strip("| ").split(" | "))
        rules |= {package.strip(): tuple(name.strip() for name in forbidden) for package in packages}
    return rules


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in ("app", "geodata"):
        for path in sorted((PROJECT / package).rglob("*.py")):
            parts = path.relative_to(PROJECT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield name, ast.parse(path.read_text(), path)


def imported(tree: ast.AST) -> Iterator[str]:
    """Every name that is imported, at whatever place, as `package.module` or `package.module.name`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def lies_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


RULES = read_table()
MODULES = dict(modules())


@pytest.mark.parametrize("package", RULES)
def test_the_layers_hold(package: str) -> None:
    broken = [
        f"{module} imports {name}"
        for module, tree in MODULES.items()
        if lies_in(module, package)
        for name in imported(tree)
        if any(lies_in(name, forbidden) for forbidden in RULES[package]) and not lies_in(name, package)
    ]
    assert broken == []


def test_every_package_has_a_rule() -> None:
    packages = {".".join(name.split(".")[:2]) if lies_in(name, "app") else "geodata" for name in MODULES}
    assert packages - {"app"} == set(RULES)


def test_only_the_program_starts_from_the_composition_root() -> None:
    importers = {module for module, tree in MODULES.items() if {"app", "app.create_app"} & set(imported(tree))}
    assert importers <= IMPORTERS_OF_THE_ROOT


def test_imports_are_absolute() -> None:
    """So that a rule can be read off a line, and searched for."""
    relative = [m for m, tree in MODULES.items() for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level]
    assert relative == []


def test_what_is_imported_is_locked_for_users_too() -> None:
    """A package that only the developers' lock holds would be missing where the program runs."""
    from importlib.metadata import packages_distributions

    distributions = packages_distributions()
    lock = (PROJECT / "requirements.lock").read_text()
    locked = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
    foreign = {name.split(".")[0] for tree in MODULES.values() for name in imported(tree)}
    foreign -= {"app", "geodata", *sys.stdlib_module_names}
    unlocked = {name for name in foreign if not locked & {d.lower().replace("_", "-") for d in distributions[name]}}
    assert unlocked == set()
