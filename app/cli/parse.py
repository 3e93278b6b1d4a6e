"""`eventmap parse`: the parse of articles as JSON; no database needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import orjson

from app.cli.collecting import collect_seldom
from app.errors import UnreadableInput
from app.services.documents import Defaults, Document, Unreadable, read_bytes, read_documents
from app.services.parse_shape import answer_line, parsed_json, read_published
from app.services.parsing import parse_article
from app.settings import Settings
from geodata.geocoder import Geocoder


@click.command()
@click.argument("file", required=False)
@click.option("--jsonl", is_flag=True, help="Read one JSON object a line, answer one a line, in order.")
@click.option("--published", help="Publication date where the article does not say it: 2023-11-22.")
@click.option("--language", help="Language of the article; found out where not given.")
@click.pass_obj
def parse(settings: Settings, file: str | None, jsonl: bool, published: str | None, language: str | None) -> None:
    """Show what is read in FILE ("-" is standard input): mentions, locations with their regions, events."""
    if file is None and not jsonl:
        raise click.UsageError("needs a FILE, or --jsonl and one JSON object a line on standard input")
    read_published(published)  # says at once what is wrong with it
    geocoder = Geocoder.open(settings.gazetteer_path)
    out = sys.stdout.buffer
    answers = _answer_lines(geocoder, file) if jsonl else _answer_file(geocoder, file, Defaults(published, language))
    for answer in answers:
        out.write(answer + b"\n")
        if jsonl:
            out.flush()  # whoever feeds us line by line waits for it


def _answer_lines(geocoder: Geocoder, file: str | None) -> Iterator[bytes]:
    collect_seldom()
    with click.open_file(file or "-", "rb") as lines:
        for line in lines:
            if line.strip():
                yield answer_line(geocoder, line)


def _answer_file(geocoder: Geocoder, file: str, defaults: Defaults) -> Iterator[bytes]:
    if file == "-":
        documents = read_bytes("standard input", sys.stdin.buffer.read(), defaults)
    else:
        documents = read_documents([Path(file)], defaults)
    for document in documents:
        if isinstance(document, Unreadable):
            raise UnreadableInput(f"{document.name}: {document.reason}")
        yield orjson.dumps({"id": document.name, "text": document.text} | _parsed(geocoder, document))


def _parsed(geocoder: Geocoder, document: Document) -> dict[str, object]:
    parsed = parse_article(document.text, geocoder, document.language, document.published_on)
    return parsed_json(parsed)
