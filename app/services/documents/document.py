"""The document as a value, and how its parts are made clean."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

from app.errors import UnreadableInput
from app.instants import instant_text, is_day, parse_moment
from app.records import clean

LONGEST_TEXT = 2_000_000  # characters; a long book
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Document:
    """An article. `text` begins with the headline; offsets of evidence count in it."""

    text: str
    name: str  # where it was read, for messages: a path, with the line or record
    title: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    published: datetime | None = None
    published_is_day: bool = True

    @property
    def content_hash(self) -> str:
        """The same words are the same article, whoever brings them."""
        return sha256(" ".join(self.text.split()).encode()).hexdigest()

    @property
    def published_text(self) -> str | None:
        """The publication date as precisely as it is known."""
        if self.published is None:
            return None
        return self.published.date().isoformat() if self.published_is_day else instant_text(self.published)

    @property
    def published_on(self) -> date | None:
        return self.published.date() if self.published else None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that is no article, with the reason."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the caller knows about documents that do not say it themselves."""

    published: str | None = None
    language: str | None = None
    source: str | None = None
    url: str | None = None


def make_document(
    name: str,
    body: str | None,
    defaults: Defaults,
    *,
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    language: str | None = None,
    published: str | None = None,
) -> Document:
    """Raises `UnreadableInput` where there is no text, or a date that cannot be read."""
    text = unicodedata.normalize("NFC", clean(body or "").replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        raise UnreadableInput("there is no text in it")
    if len(text) > LONGEST_TEXT:
        raise UnreadableInput(f"the text has {len(text):,} characters; at most {LONGEST_TEXT:,} are read")
    title = " ".join(clean(title).split()) if title else None
    # A headline says most of what happened, so it is read as the first paragraph.
    whole = text if not title or text.startswith(title) else f"{title}\n\n{text}"
    moment, is_whole_day = parse_published(published or defaults.published)
    return Document(
        text=whole,
        name=name,
        title=title or first_line(text),
        url=url or defaults.url,
        source=source or defaults.source,
        language=language or defaults.language,
        published=moment,
        published_is_day=is_whole_day,
    )


def parse_published(text: str | None) -> tuple[datetime | None, bool]:
    """A day, an RFC 3339 instant, or the date of a mail or feed; the second value says that it is a whole day."""
    if not text:
        return None, True
    text = text.strip()
    try:
        return parse_moment(text)[0], is_day(text)
    except (ValueError, OverflowError):
        pass
    try:
        return parse_moment(parsedate_to_datetime(text).isoformat())[0], False
    except (ValueError, OverflowError, TypeError, IndexError) as error:
        raise UnreadableInput(f"{text[:40]!r} is no publication date such as 2023-11-22") from error


def first_line(text: str) -> str | None:
    """The first line where it looks like a headline: short, and not the whole text."""
    line, _, rest = text.partition("\n")
    return line.strip() if rest.strip() and len(line) <= LONGEST_TITLE else None
