"""The sample articles that come with the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import as_file, files

from app.services.documents import Defaults, Document, Unreadable, read_documents
from app.services.ingest import IngestReport, Sessions, ingest_all
from geodata.geocoder import Geocoder


def read_samples() -> Iterator[Document | Unreadable]:
    """All sample articles, the oldest first."""
    with as_file(files("app") / "samples") as folder:
        yield from read_documents([folder], Defaults(source="eventmap sample"))


def ingest_samples(
    sessions: Sessions, geocoder: Geocoder, progress: Callable[[IngestReport], None] = lambda _: None
) -> IngestReport:
    """Take in the samples, marked as such; those that are there already stay as they are."""
    return ingest_all(sessions, geocoder, read_samples(), are_samples=True, progress=progress)
