"""Files, folders and standard input -> documents, one at a time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from app.errors import UnreadableInput
from app.services.documents.document import Defaults, Document, Unreadable, make_document
from app.services.documents.json_records import read_json, read_json_lines
from app.services.documents.plain_text import decode

Documents = Iterator[Document | Unreadable]
LARGEST_FILE = 20_000_000  # bytes of one article or one JSON document; JSONL has no limit, it is read by line


def _text(name: str, raw: bytes, defaults: Defaults) -> Documents:
    yield make_document(name, decode(raw), defaults)


def _page(name: str, raw: bytes, defaults: Defaults) -> Documents:
    # With the first page: its libraries take 14 MiB and a quarter of a second, which readers of text can do without.
    from app.services.documents.html_page import read_page

    yield read_page(name, raw, defaults)


def _json(name: str, raw: bytes, defaults: Defaults) -> Documents:
    yield from read_json(name, decode(raw), defaults)


def _lines(name: str, raw: bytes, defaults: Defaults) -> Documents:
    yield from read_json_lines(name, io.StringIO(decode(raw)), defaults)


READERS: dict[str, Callable[[str, bytes, Defaults], Documents]] = {
    ".txt": _text,
    ".html": _page,
    ".htm": _page,
    ".json": _json,
    ".jsonl": _lines,
    ".ndjson": _lines,
}


def read_documents(paths: Iterable[Path], defaults: Defaults) -> Documents:
    """Documents of files, and of all files with a known ending in folders; what cannot be read is named and skipped."""
    for path in paths:
        for file in list_files(path):
            yield from _guarded(str(file), lambda file=file: read_file(file, defaults))


def read_bytes(name: str, raw: bytes, defaults: Defaults, ending: str | None = None) -> Documents:
    """Documents in bytes, of the kind that `ending` says or that they look like."""
    reader = READERS[ending or sniff(raw)]
    yield from _guarded(name, lambda: reader(name, raw, defaults))


def list_files(path: Path) -> Iterator[Path]:
    """The file itself, or what a folder holds, in the order of names, hidden files left out."""
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in entry.relative_to(path).parts)
        if entry.is_file() and entry.suffix.lower() in READERS and not hidden:
            yield entry


def read_file(file: Path, defaults: Defaults) -> Documents:
    """Documents of one file; JSONL of any length."""
    ending = file.suffix.lower()
    if ending in (".jsonl", ".ndjson"):
        with file.open(encoding="utf-8-sig") as lines:
            yield from read_json_lines(str(file), lines, defaults)
        return
    with file.open("rb") as opened:
        raw = opened.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise UnreadableInput(f"it is larger than {LARGEST_FILE:,} bytes")
    yield from READERS[ending if ending in READERS else sniff(raw)](str(file), raw, defaults)


def sniff(raw: bytes) -> str:
    """The ending that the first bytes deserve."""
    head = raw[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")):
        return ".html"
    if head.startswith((b"{", b"[")):
        first_line = raw.strip().split(b"\n", 1)
        several = len(first_line) > 1 and first_line[0].rstrip().endswith(b"}") and head.startswith(b"{")
        return ".jsonl" if several else ".json"
    return ".txt"


def _guarded(name: str, read: Callable[[], Documents]) -> Documents:
    try:
        yield from read()
    except UnreadableInput as error:
        yield Unreadable(name, str(error))
    except UnicodeDecodeError:
        yield Unreadable(name, "it is no UTF-8 text")
    except OSError as error:
        yield Unreadable(name, error.strerror or str(error))
