"""JSON objects -> documents. Field names differ between exporters; the usual ones are known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import orjson

from app.errors import UnreadableInput
from app.services.documents.document import Defaults, Document, Unreadable, make_document

FIELDS = {
    "body": ("text", "body", "content", "article", "maintext", "articleBody"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "source": ("source", "publisher", "site", "sitename"),
    "language": ("language", "lang"),
    "published": ("published", "date", "datePublished", "date_publish", "published_at", "pubDate"),
}


def read_json(name: str, text: str, defaults: Defaults) -> Iterator[Document | Unreadable]:
    """One object, or a list of them."""
    try:
        value = parse_json(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput("it is no JSON") from error
    if isinstance(value, list):
        for number, record in enumerate(value, start=1):
            yield _document_or_reason(f"{name}, record {number}", record, defaults)
    else:
        yield read_record(name, value, defaults)


def read_json_lines(name: str, lines: Iterator[str], defaults: Defaults) -> Iterator[Document | Unreadable]:
    """One object a line; a bad line leaves the others alone."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = parse_json(line)
        except (ValueError, RecursionError):
            yield Unreadable(f"{name}, line {number}", "it is no JSON")
        else:
            yield _document_or_reason(f"{name}, line {number}", record, defaults)


def parse_json(text: str) -> Any:
    """The slow parser where the quick one refuses: halves of surrogate pairs are common in scraped text."""
    try:
        return orjson.loads(text)
    except ValueError:
        return json.loads(text)


def read_record(name: str, record: Any, defaults: Defaults) -> Document:
    """Raises `UnreadableInput` for what is no object with a text."""
    if not isinstance(record, dict):
        raise UnreadableInput("it is no JSON object")
    given = {field: _first_text(record, names) for field, names in FIELDS.items()}
    return make_document(name, given.pop("body"), defaults, **given)


def _document_or_reason(name: str, record: Any, defaults: Defaults) -> Document | Unreadable:
    try:
        return read_record(name, record, defaults)
    except UnreadableInput as error:
        return Unreadable(name, str(error))


def _first_text(record: dict[str, Any], names: tuple[str, ...]) -> str | None:
    values = (record.get(name) for name in names)
    return next((value for value in values if isinstance(value, str) and value.strip()), None)
