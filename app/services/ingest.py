"""Articles -> events in the database. One transaction an article; what is known already changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.services.documents import Document, Unreadable
from app.services.drafting import UNNAMED_SOURCE, make_records
from app.services.linking import link_events
from app.services.parsing import parse_article
from app.storage import articles, data_version
from app.storage.events import row_ids, write_events
from geodata.errors import GeodataError
from geodata.geocoder import Geocoder

logger = logging.getLogger(__name__)

Sessions = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one document. `article_id` is None where its content was there already."""

    name: str
    article_id: int | None
    event_ids: tuple[str, ...] = ()


@dataclass(slots=True)
class IngestReport:
    """What became of all of them."""

    added: int = 0
    known: int = 0
    events: int = 0
    unreadable: list[Unreadable] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.added + self.known + len(self.unreadable)


def ingest_all(
    sessions: Sessions,
    geocoder: Geocoder,
    documents: Iterable[Document | Unreadable],
    *,
    are_samples: bool = False,
    progress: Callable[[IngestReport], None] = lambda _: None,
) -> IngestReport:
    """Take in what can be read; the rest is in the report."""
    report = IngestReport()
    for document in documents:
        if isinstance(document, Unreadable):
            report.unreadable.append(document)
        else:
            done = try_ingest(sessions, geocoder, document, is_sample=are_samples)
            if isinstance(done, Unreadable):
                report.unreadable.append(done)
            else:
                report.added += done.article_id is not None
                report.known += done.article_id is None
                report.events += len(done.event_ids)
        progress(report)
    return report


def try_ingest(
    sessions: Sessions, geocoder: Geocoder, document: Document, *, is_sample: bool = False
) -> Ingested | Unreadable:
    """`ingest` with a session of its own; an article that cannot be read leaves the others alone."""
    try:
        with sessions() as session:
            return ingest(session, geocoder, document, is_sample=is_sample)
    except OperationalError:  # no article's fault: the database is gone
        raise
    except GeodataError as error:
        return Unreadable(document.name, str(error))
    except Exception as error:
        # Thousands of articles must not wait for one that finds a fault of ours.
        logger.exception("article %s", document.name)
        return Unreadable(document.name, f"reading it failed ({type(error).__name__}); please report it")


def ingest(session: Session, geocoder: Geocoder, document: Document, *, is_sample: bool = False) -> Ingested:
    """Parse an article and keep it with its events, in one transaction."""
    if articles.is_known(session, document.content_hash):
        return Ingested(document.name, None)
    parsed = parse_article(document.text, geocoder, document.language, document.published_on)
    article_id = articles.add_article(
        session,
        content_hash=document.content_hash,
        title=document.title,
        url=document.url,
        source=document.source or UNNAMED_SOURCE,
        language=parsed.geo.language,
        published=document.published,
        published_precision="day" if document.published_is_day else "instant",
        text=document.text,
        is_sample=is_sample,
    )
    if article_id is None:  # another process was quicker
        session.rollback()
        return Ingested(document.name, None)
    records, quotes = make_records(document, parsed)
    write_events(session, records)
    keys = row_ids(session, [record.id for record in records])
    articles.add_evidence(session, article_id, document.text, quotes, keys)
    link_events(session, keys.values())
    data_version.raise_version(session)
    session.commit()
    return Ingested(document.name, article_id, tuple(record.id for record in records))
