"""News feeds and lists of addresses -> documents to ingest; what is known already is not fetched again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from app.errors import UnreadableInput
from app.importers.feed import Entry, Feed, read_feed
from app.importers.fetching import Fetcher, site_of
from app.services.documents import Document, Unreadable
from app.services.documents.document import Defaults, make_document, parse_published
from app.services.documents.html_page import read_page

ENOUGH_TEXT = 1_200  # characters; a feed that holds so much of an article holds all of it, and the site is left alone
LARGEST_FEED = 50_000_000

IsKnown = Callable[[str], bool]


def open_feed(given: str, fetcher: Fetcher) -> Feed:
    """From a file, or from an address, whose site is thereby allowed. So is every address of a list that is a file."""
    if given.startswith(("http://", "https://")):
        fetcher.allow([given])
        page = fetcher.fetch(given)
        return read_feed(page.body, page.url)
    with Path(given).open("rb") as file:
        raw = file.read(LARGEST_FEED + 1)
    if len(raw) > LARGEST_FEED:
        raise UnreadableInput(f"{given} is larger than {LARGEST_FEED:,} bytes")
    feed = read_feed(raw)
    # A saved feed may lead to its own site; a list was made by the operator.
    fetcher.allow([feed.home] if feed.home else [e.url for e in feed.entries if e.url] if feed.title is None else [])
    return feed


def feed_documents(
    feed: Feed, fetcher: Fetcher | None, is_known: IsKnown, source: str | None
) -> Iterator[Document | Unreadable]:
    """Articles of the entries. Without a fetcher what the feed holds must do."""
    for number, entry in enumerate(feed.entries, start=1):
        name = entry.url or f"entry {number}"
        if entry.url and is_known(entry.url):
            continue
        try:
            yield _document(name, entry, feed, fetcher, source)
        except UnreadableInput as problem:
            yield Unreadable(name, str(problem))


def _document(name: str, entry: Entry, feed: Feed, fetcher: Fetcher | None, source: str | None) -> Document:
    source, published = source or feed.title, _readable_date(entry.published)
    if fetcher is None or entry.url is None or len(entry.text or "") >= ENOUGH_TEXT:
        return make_document(
            name,
            entry.text or entry.title,
            Defaults(),
            title=entry.title,
            url=entry.url,
            source=source,
            language=feed.language,
            published=published,
        )
    page = fetcher.fetch(entry.url)
    defaults = Defaults(published=published, url=entry.url, source=source or site_of(page.url))
    return read_page(name, page.body, defaults)


def _readable_date(text: str | None) -> str | None:
    """None for what is no date: an article without its day is still an article."""
    try:
        parse_published(text)
    except UnreadableInput:
        return None
    return text
