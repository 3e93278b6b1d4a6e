"""Features out of a GeoJSON file of any length, one at a time: a FeatureCollection, a line each, or a text sequence."""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any, TextIO

import orjson
from pyproj import CRS
from pyproj.exceptions import CRSError

from app.errors import UnreadableInput

CHUNK = 1 << 20
LONGEST_FEATURE = 64 * CHUNK
_SPACE = " \t\r\n\ufeff\x1e"  # with the byte order mark, and the record separator of RFC 8142


def read_features(file: TextIO) -> Iterator[tuple[int, Any]]:
    """(number, parsed JSON) of each feature; a line that is no JSON gives its text instead."""
    head = _read_head(file).lstrip(_SPACE)
    if not head:  # a day without events is a file without lines
        return
    if _is_feature(head.split("\n", 1)[0]):
        yield from _lines(head, file)
    else:
        yield from enumerate(_members(_Scanner(file, head)), start=1)


def _read_head(file: TextIO) -> str:
    """Enough to tell a line of its own, however long, from the start of a collection."""
    head = ""
    while chunk := file.read(CHUNK):
        head += chunk
        if "\n" in head.lstrip(_SPACE) or '"features"' in head or len(head) > LONGEST_FEATURE:
            break
    return head


def _is_feature(line: str) -> bool:
    try:
        value = orjson.loads(line)
    except ValueError:
        return False
    return isinstance(value, dict) and value.get("type") == "Feature"


def _lines(start: str, file: TextIO) -> Iterator[tuple[int, Any]]:
    number, rest = 0, start
    while rest:
        *lines, rest = rest.split("\n")
        more = file.read(CHUNK)
        if not more and rest:
            lines, rest = [*lines, rest], ""
        if len(rest) > LONGEST_FEATURE:
            raise UnreadableInput(f"a line is longer than {LONGEST_FEATURE:,} characters")
        for line in lines:
            number += 1
            text = line.strip(_SPACE)
            if not text:
                continue
            try:
                yield number, orjson.loads(text)
            except ValueError:
                yield number, text[:80]
        rest += more


def _members(scanner: _Scanner) -> Iterator[Any]:
    """Features of a collection, or the one that the file is."""
    scanner.expect("{")
    others: dict[Any, Any] = {}
    while True:
        name = scanner.value()
        scanner.expect(":")
        if name == "features" and scanner.peek() == "[":
            yield from _elements(scanner)
            return  # what follows the features is of no interest
        others[name] = scanner.value()
        if name == "crs":
            _check_crs(others[name])
        if scanner.peek() != ",":
            break
        scanner.expect(",")
    if others.get("type") != "Feature":
        raise UnreadableInput("the file holds no GeoJSON features")
    yield others


def _check_crs(member: Any) -> None:
    """GeoJSON of before 2016 may name another reference system; degrees are told apart from metres here."""
    name = member.get("properties", {}).get("name") if isinstance(member, dict) else None
    if name is None:
        return
    try:
        in_degrees = CRS.from_user_input(name).is_geographic
    except (CRSError, TypeError) as error:
        raise UnreadableInput(f"the reference system {str(name)[:60]!r} is not known") from error
    if not in_degrees:
        raise UnreadableInput(f"the coordinates are in {name}, not lon, lat; ogr2ogr -t_srs EPSG:4326 turns them")


def _elements(scanner: _Scanner) -> Iterator[Any]:
    scanner.expect("[")
    while scanner.peek() != "]":
        yield scanner.value()
        if scanner.peek() == ",":
            scanner.expect(",")


class _Scanner:
    """JSON values one after another out of a file, with no more than a few of them in memory."""

    def __init__(self, file: TextIO, start: str) -> None:
        self._file, self._text, self._at = file, start, 0
        self._decoder = JSONDecoder(parse_constant=lambda _: None)  # NaN, which Python writes, is no number

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def expect(self, character: str) -> None:
        if self.peek() != character:
            raise UnreadableInput(f"the file is no GeoJSON: {character!r} expected")
        self._at += 1

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                value, self._at = self._decoder.raw_decode(self._text, self._at)
            except (JSONDecodeError, RecursionError) as error:
                # A value may merely reach over the end of what was read so far.
                if len(self._text) - self._at > LONGEST_FEATURE or not self._more():
                    raise UnreadableInput("the file is cut off or no GeoJSON") from error
            else:
                return value

    def _more(self) -> bool:
        # Twice as much at a time of a value that is long: it is read from its start each time.
        chunk = self._file.read(max(CHUNK, len(self._text) - self._at))
        self._text, self._at = self._text[self._at :] + chunk, 0
        return bool(chunk)
