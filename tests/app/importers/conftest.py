"""Files in the real columns of the data sets, written row by row."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.importers.coded_places import CodedPlaces
from app.importers.registry import IMPORTERS, Knowledge
from app.importers.rows import BadRow
from app.records import EventRecord


@pytest.fixture(scope="session")
def known(session_settings, geocoder) -> Knowledge:
    knowledge = Knowledge(session_settings.gazetteer_path)
    knowledge.geocoder = geocoder
    return knowledge


@pytest.fixture
def places(known) -> CodedPlaces:
    return known.places


@pytest.fixture
def read(known, tmp_path) -> Callable[..., list[EventRecord | BadRow]]:
    """Reads a file of the given bytes or rows with the importer of that name."""

    def read_rows(form: str, content: bytes | str | list[list[Any]], name: str = "data.csv", **options: Any):
        path = tmp_path / name
        if isinstance(content, list):
            delimiter = "\t" if form in ("gdelt", "polecat") else ","
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file, delimiter=delimiter).writerows(content)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(IMPORTERS[form](str(path), options.pop("source", None), options.pop("known", known)))

    return read_rows


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write_file(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write_file
