"""Rows out of a table file, one at a time: CSV of any dialect, Excel, Parquet, JSON lines; plain, gzip or zip.

The first row that is given holds the column names, or the first record where the file has none.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import sys
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any, TypeAlias

import orjson

from app.errors import UnreadableInput
from app.importers.rows import BadRow

LONGEST_CELL = 10_000_000  # UCDP joins all source articles of an event in one cell
PIECE = 1 << 16  # bytes of UTF-16 at a time
DELIMITERS = "\t,;|"
EXCEL_MEMBER = "[Content_Types].xml"

RawRows: TypeAlias = Iterator[tuple[int, "list[Any] | BadRow"]]


def read_table(path: str, *, quoted: bool = True) -> RawRows:
    """(line, cells) of each row. `quoted=False` is for tab files that never quote: a lone " is text there."""
    if path == "-":
        return delimited_rows(sys.stdin.buffer, quoted)
    with open(path, "rb") as file:
        magic = file.read(4)
    if magic == b"PAR1":
        return parquet_rows(path)
    if magic == b"PK\x03\x04" and EXCEL_MEMBER in zipfile.ZipFile(path).namelist():
        return excel_rows(path)
    if magic == b"\xd0\xcf\x11\xe0":
        raise UnreadableInput("an Excel file of before 2007; save it as .xlsx or CSV")
    file = open(path, "rb")  # noqa: SIM115 -- closed with the last row, by the generator that reads it
    if path.removesuffix(".gz").endswith((".jsonl", ".ndjson")):
        return json_rows(file)
    return delimited_rows(file, quoted)


def delimited_rows(file: IO[bytes], quoted: bool) -> RawRows:
    """CSV by its own delimiter, which the first line tells."""
    csv.field_size_limit(LONGEST_CELL)
    with file, _unpacked(file) as unpacked:
        lines = decoded_lines(unpacked)
        first = next(lines, "")
        delimiter = max(DELIMITERS, key=first.count)
        quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        reader = csv.reader(_chained(first, lines), delimiter=delimiter, quoting=quoting)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, BadRow(line, f"no readable CSV: {error}")
                continue
            if any(cells):
                yield line, cells


def decoded_lines(file: IO[bytes]) -> Iterator[str]:
    """Lines as text: UTF-8 or UTF-16 by their mark, else UTF-8, line by line else Windows-1252; without NULs."""
    first = file.readline()
    if first[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from _utf16_lines(first, file)
        return
    for line in _chained(first.removeprefix(b"\xef\xbb\xbf"), file):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode("cp1252", "replace")
        yield text.replace("\0", "") if "\0" in text else text


def _utf16_lines(first: bytes, file: IO[bytes]) -> Iterator[str]:
    """A line feed is two bytes there, so text is decoded in pieces and cut into lines afterwards."""
    decode = codecs.getincrementaldecoder("utf-16")("replace").decode
    rest = decode(first)
    while True:
        piece = file.read(PIECE)
        *lines, rest = (rest + decode(piece, final=not piece)).split("\n")
        for line in lines:
            yield line.replace("\0", "") + "\n"
        if not piece:
            break
    if rest:
        yield rest.replace("\0", "")


def excel_rows(path: str) -> RawRows:
    """The first sheet, streamed; rows that a person left empty are no rows."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        width = 0
        for line, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            row = list(cells)
            if all(cell is None for cell in row):
                continue
            while not width and row[-1] is None:
                row.pop()
            width = width or len(row)
            # Excel keeps no trailing empty cells, and formats columns that hold nothing.
            yield line, row[:width] + [None] * (width - len(row))
    finally:
        book.close()


def parquet_rows(path: str) -> RawRows:
    """Batch by batch; the names come first, as in a CSV."""
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        yield 1, list(file.schema_arrow.names)
        line = 1
        for batch in file.iter_batches(batch_size=4096):
            for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                line += 1
                yield line, list(cells)


def json_rows(file: IO[bytes]) -> RawRows:
    """One object a line; the first one's names are the columns."""
    names: list[str] = []
    with file, _unpacked(file) as lines:
        for line, text in enumerate(lines, start=1):
            if not text.strip():
                continue
            try:
                record = orjson.loads(text)
                if not names:
                    names = list(record)
                    yield line, names
                yield line, [record.get(name) for name in names]
            except (ValueError, AttributeError, TypeError):
                yield line, BadRow(line, "no JSON object")


def _unpacked(file: IO[bytes]) -> IO[bytes]:
    """What gzip or zip hold; of a zip the first file."""
    magic = file.peek(2)[:2]  # type: ignore[attr-defined]
    if magic == b"\x1f\x8b":
        return gzip.open(file)
    if magic == b"PK":
        if not file.seekable():
            raise UnreadableInput("a zip cannot be read from standard input; give the file, or unzip -p it")
        archive = zipfile.ZipFile(file)
        return archive.open(next(name for name in archive.namelist() if not name.endswith("/")))
    return file


def _chained(first: Any, rest: Iterable[Any]) -> Iterator[Any]:
    yield first
    yield from rest
