"""Rows out of a table file, one at a time: CSV of any dialect, Excel, Parquet, JSON lines; plain, gzip or zip.

The first row that is given holds the column names, or the first record where the file has none.
"""

from __future__ import annotations

import codecs
import csv
import re
import sys
import zipfile
from collections import deque
from collections.abc import Iterator
from itertools import chain
from typing import IO, Any, TypeAlias

import orjson

from app.errors import UnreadableInput
from app.importers.excel import excel_rows, is_excel
from app.importers.packed_files import BROKEN, lines_of, unpacked
from app.importers.parquet import parquet_rows
from app.importers.rows import BadRow

LONGEST_CELL = 10_000_000  # UCDP joins all source articles of an event in one cell
MOST_COLUMNS = 4_096
PIECE = 1 << 16  # bytes of UTF-16 at a time
DELIMITERS = "\t,;|"
_TOLD_DELIMITER = re.compile(r"sep=(.)\s*")  # what Excel writes above the header, for itself
_LONE_RETURN = re.compile(r"(?<=\r)(?!\n)")

RawRows: TypeAlias = Iterator[tuple[int, "list[Any] | BadRow"]]


def read_table(path: str, *, quoted: bool = True) -> RawRows:
    """(line, cells) of each row. `quoted=False` is for tab files that never quote: a lone " is text there.

    Raises `UnreadableInput`, with the first row, for what is no table.
    """
    return _sound(_rows_of(path, quoted))


def _rows_of(path: str, quoted: bool) -> RawRows:
    if path == "-":
        return delimited_rows(sys.stdin.buffer, quoted)
    with open(path, "rb") as file:
        magic = file.read(4)
    if magic == b"PAR1":
        return parquet_rows(path)
    if magic == b"PK\x03\x04" and zipfile.is_zipfile(path) and is_excel(path):
        return excel_rows(path)
    if magic == b"\xd0\xcf\x11\xe0":
        raise UnreadableInput("an Excel file of before 2007, or one with a password; save it as .xlsx or CSV")
    file = open(path, "rb")  # noqa: SIM115 -- closed with the last row, by the generator that reads it
    if path.removesuffix(".gz").endswith((".jsonl", ".ndjson")):
        return json_rows(file)
    return delimited_rows(file, quoted)


def _sound(rows: RawRows) -> RawRows:
    """The rows up to where the file breaks off, which is told as a bad row: what came before it is sound."""
    last = 0
    try:
        for line, cells in rows:
            if not isinstance(cells, BadRow) and len(cells) > MOST_COLUMNS:
                raise UnreadableInput(f"line {line} has {len(cells):,} columns, more than {MOST_COLUMNS:,}")
            yield line, cells
            last = line
    except (*BROKEN, UnreadableInput) as error:
        reason = str(error) if isinstance(error, UnreadableInput) else f"the file is cut off or broken ({error})"
        if not last:
            raise UnreadableInput(reason) from error
        yield last + 1, BadRow(last + 1, f"{reason}; nothing is read from here on")


def delimited_rows(file: IO[bytes], quoted: bool) -> RawRows:
    """CSV by its own delimiter, which the first line tells."""
    csv.field_size_limit(LONGEST_CELL)
    with file, unpacked(file) as content:
        texts = decoded_lines(content)
        first = next(texts, "")
        told = _TOLD_DELIMITER.fullmatch(first)
        delimiter = told[1] if told else max(DELIMITERS, key=first.count)
        lines = _Lines(texts if told else chain([first], texts), 1 if told else 0)
        quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        reader, width = csv.reader(lines, delimiter=delimiter, quoting=quoting), 0
        while True:
            line = lines.begin_row()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, BadRow(line, f"no readable CSV: {error}")
                lines.give_back()
                continue
            if not any(cells):
                continue
            width = width or len(cells)
            if len(cells) != width and lines.give_back():
                yield line, BadRow(line, 'a cell begins with " here, and no other " ends it where the row would fit')
            else:
                yield line, cells


class _Lines:
    """Lines for a CSV reader. Those that an unclosed quote swallowed can be given back, all but the first."""

    def __init__(self, lines: Iterator[str], number: int) -> None:
        self._lines, self._number = lines, number
        self._taken: list[str] = []
        self._again: deque[str] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self._taken.append(line)
        self._number += 1
        return line

    def begin_row(self) -> int:
        """The number of the row's first line."""
        self._taken.clear()
        return self._number + 1

    def give_back(self) -> bool:
        """False where the row had one line only."""
        swallowed = self._taken[1:]
        self._again.extendleft(reversed(swallowed))
        self._number -= len(swallowed)
        return bool(swallowed)


def decoded_lines(file: IO[bytes]) -> Iterator[str]:
    """Lines as text: UTF-8 or UTF-16 by their mark, else UTF-8, line by line else Windows-1252; without NULs.

    A lone carriage return ends a line, too, as in files of old Macs.
    """
    lines = lines_of(file)
    first = next(lines, b"")
    if first[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from _utf16_lines(first, file)
        return
    for line in chain([first.removeprefix(b"\xef\xbb\xbf")], lines):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode("cp1252", "replace")
        text = text.replace("\0", "") if "\0" in text else text
        if text.count("\r") > text.endswith("\r\n"):
            yield from filter(None, _LONE_RETURN.split(text))
        else:
            yield text


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
        if len(rest) > LONGEST_CELL:
            raise UnreadableInput(f"a line is longer than {LONGEST_CELL:,} characters")
    if rest:
        yield rest.replace("\0", "")


def json_rows(file: IO[bytes]) -> RawRows:
    """One object a line; the first one's names are the columns."""
    names: list[str] = []
    with file, unpacked(file) as content:
        for line, text in enumerate(lines_of(content), start=1):
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
