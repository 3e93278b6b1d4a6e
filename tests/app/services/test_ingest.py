"""From an article to stored events, and back when it is retracted."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.errors import NotFound
from app.models import Article, Event, Evidence
from app.services import library, search
from app.services.demo import read_samples
from app.services.documents import Defaults, Document, Unreadable, read_bytes
from app.services.ingest import ingest_all
from app.services.parsing import parse_article
from app.services.retraction import retract

STRIKE = "A drone strike killed three fighters near Mosul on Tuesday, two officials said.\n\nNobody claimed it."
FLOOD = "Des inondations ont fait douze morts à Derna le 11 septembre 2023, selon les autorités libyennes."


def documents(*texts: str, **defaults: str):
    for text in texts:
        yield from read_bytes("test", text.encode(), Defaults(**defaults), ".txt")


def count(session, table) -> int:
    return session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def take_in(database, geocoder):
    return lambda *texts, **defaults: ingest_all(database.session, geocoder, documents(*texts, **defaults))


def test_an_article_becomes_events_with_evidence_in_its_text(take_in, session):
    report = take_in(STRIKE, published="2023-11-22", source="Daily", url="https://daily.example/1")
    assert (report.added, report.known, report.unreadable) == (1, 0, [])
    event = session.scalars(select(Event)).first()
    assert (event.origin, event.source, event.language) == ("article", "Daily", "en")
    assert event.date_from.date().isoformat() == "2023-11-21"
    assert event.killed_best == 3
    assert event.country == "IQ"
    for evidence in session.scalars(select(Evidence)):
        assert STRIKE[evidence.start : evidence.end] == evidence.quote
        assert STRIKE.find(evidence.prefix + evidence.quote + evidence.suffix) >= 0


def test_events_are_written_at_whole_seconds(take_in, session):
    take_in(STRIKE, published="2023-11-22")
    assert {moment.microsecond for moment in session.scalars(select(Event.updated))} == {0}


def test_the_same_article_twice_changes_nothing(take_in, session):
    take_in(STRIKE, published="2023-11-22")
    before = search.version(session), count(session, Event), count(session, Evidence)
    report = take_in(STRIKE.replace(" ", "  "), published="2024-01-01")
    assert (report.added, report.known) == (0, 1)
    assert (search.version(session), count(session, Event), count(session, Evidence)) == before


def test_without_a_publication_date_weekdays_stay_open(take_in, session):
    take_in(STRIKE)
    event = session.scalars(select(Event)).first()
    assert event.date_from is None
    assert event.occurred is None


def test_what_cannot_be_read_leaves_the_rest_alone(database, geocoder, session):
    mixed = [Unreadable("a.txt", "binary"), *documents(STRIKE), *documents(FLOOD)]
    seen = []
    report = ingest_all(database.session, geocoder, mixed, progress=lambda report: seen.append(report.read))
    assert (report.added, len(report.unreadable), seen) == (2, 1, [1, 2, 3])
    assert count(session, Article) == 2


def test_an_article_that_finds_a_fault_of_ours_leaves_the_rest_alone(take_in, monkeypatch, caplog):
    def fail_once(*arguments):
        if "Mosul" in arguments[0]:
            raise KeyError("a bug")
        return parse_article(*arguments)

    monkeypatch.setattr("app.services.ingest.parse_article", fail_once)
    caplog.set_level("ERROR", "app.services")
    report = take_in(STRIKE, FLOOD)
    assert (report.added, len(report.unreadable)) == (1, 1)
    assert "KeyError" in report.unreadable[0].reason
    assert "a bug" in caplog.text


def test_an_article_without_events_is_known_all_the_same(take_in, session):
    assert take_in("The library opens at nine.").added == 1
    assert count(session, Event) == 0
    assert take_in("The library opens at nine.").known == 1


def test_retracting_takes_the_events_that_rested_on_the_article_alone(take_in, session):
    take_in(STRIKE, FLOOD, published="2023-11-22")
    kept = set(session.scalars(select(Event.id).where(Event.language == "fr")))
    article = next(
        entry for entry in library.list_articles(session) if entry.id == min(session.scalars(select(Article.id)))
    )
    version = search.version(session)
    assert retract(session, article.id) >= 1
    assert set(session.scalars(select(Event.id))) == kept
    assert search.version(session) != version
    assert library.list_articles(session)[0].retracted
    with pytest.raises(NotFound):
        retract(session, article.id)
    assert take_in(STRIKE, published="2023-11-22").known == 1


def test_an_event_that_another_article_also_reports_stays(take_in, session):
    take_in(STRIKE, FLOOD, published="2023-11-22")
    first, second = session.scalars(select(Article.id).order_by(Article.id))
    event = session.scalars(select(Event).where(Event.language == "en")).first()
    session.add(
        Evidence(event_id=event.id, article_id=second, field="type", start=0, end=3, quote="Des", prefix="", suffix="")
    )
    session.commit()
    retract(session, first)
    session.expire_all()
    assert search.event_detail(session, event.public_id).articles[0].id == second


def test_the_detail_of_an_event_cites_its_articles(take_in, session):
    take_in(STRIKE, published="2023-11-22", url="https://daily.example/1")
    event_id = session.scalars(select(Event.public_id)).first()
    detail = search.event_detail(session, event_id)
    assert detail.properties["id"] == event_id
    assert detail.region["type"] == detail.core["type"] == "MultiPolygon"
    (article,) = detail.articles
    assert (article.url, article.published) == ("https://daily.example/1", "2023-11-22")
    assert {quote.field for quote in article.quotes} >= {"type"}
    assert search.event_detail(session, "evaaaaaaaaaaaaa") is None


def test_the_samples_are_documents():
    samples = list(read_samples())
    assert len(samples) >= 12
    assert all(isinstance(sample, Document) and sample.published for sample in samples)
    assert {sample.language for sample in samples} >= {"en", "fr"}
