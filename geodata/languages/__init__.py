"""What the stages know of a language: one TOML file each, read once.

To add a language, write its file and its table of test expressions; no code changes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from geodata.errors import UnsupportedLanguage


@dataclass(frozen=True, eq=False)
class Language:
    """A language file as it stands; each stage compiles the sections it needs and caches the result by `code`."""

    code: str  # ISO 639-1
    name: str
    tables: Mapping[str, Any]


@cache
def supported() -> tuple[str, ...]:
    """Codes of the languages that have a file, sorted."""
    files = resources.files(__package__).iterdir()
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in files if entry.name.endswith(".toml")))


def load(code: str) -> Language:
    """The language of an ISO 639-1 code, region and case ignored ("fr", "fr-CA"); raises `UnsupportedLanguage`."""
    return _read(code.replace("_", "-").split("-")[0].lower())


@cache
def _read(base: str) -> Language:
    if base not in supported():
        raise UnsupportedLanguage(f"No language file for {base!r}; there are {', '.join(supported())}.")
    tables = tomllib.loads((resources.files(__package__) / f"{base}.toml").read_text(encoding="utf-8"))
    return Language(base, tables["name"], tables)
