"""Named columns: rows as dicts, whatever the order, case and spelling of the header."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from app.errors import UnreadableInput
from app.importers.rows import BadRow, Rows, UnusableRow, checked
from app.importers.table_files import RawRows
from app.records import EventRecord

Row: TypeAlias = dict[str, Any]

# Nothing, in R's, Excel's, pandas', SQL's and POLECAT's spellings.
MISSING = frozenset({None, "", "NA", "N/A", "#N/A", "NULL", "None", "nan", "NaN", "\\N", "--"})
_NO_WORD = re.compile(r"\W+")


def column_name(text: object) -> str:
    """'Event ID' and '\\ufeffevent_id ' are both 'event_id'."""
    return _NO_WORD.sub("_", str(text).strip("\ufeff ")).strip("_").lower()


def read_header(rows: RawRows, required: Iterable[str], what: str) -> list[str]:
    """The columns of the first row; raises `UnreadableInput` naming those that are missing."""
    _, cells = next(rows, (0, []))
    names = [column_name(cell) for cell in cells] if isinstance(cells, list) else []
    require(names, required, what)
    return names


def require(names: Sequence[str], required: Iterable[str], what: str) -> None:
    """Raises `UnreadableInput` when a column without which nothing can be read is missing."""
    missing = [name for name in required if name not in names]
    if missing:
        raise UnreadableInput(f"no {what}: the column{'s' * (len(missing) > 1)} {', '.join(missing)} missing")


def read_records(rows: RawRows, names: Sequence[str], convert: Callable[[Row], EventRecord]) -> Rows:
    """Each row as a record, or as the reason why not; one at a time, so that memory stays constant."""
    for line, row in named_rows(rows, names):
        if isinstance(row, BadRow):
            yield row
            continue
        try:
            yield checked(convert(row))
        except UnusableRow as problem:
            yield BadRow(line, str(problem))


def named_rows(rows: RawRows, names: Sequence[str]) -> Iterator[tuple[int, Row | BadRow]]:
    """Rows as dicts of the cells that hold something; one of another width is bad, its cells cannot be told apart."""
    width = len(names)
    for line, cells in rows:
        if isinstance(cells, BadRow):
            yield line, cells
        elif len(cells) != width:
            yield line, BadRow(line, f"{len(cells)} columns where the header has {width}")
        else:
            # Stripped here, at once for the whole row: importers look into most cells.
            try:
                given = list(map(str.strip, cells))
            except TypeError:  # Excel, Parquet and JSON have numbers and dates as well
                given = [cell.strip() if cell.__class__ is str else _hashable(cell) for cell in cells]
            yield line, {name: cell for name, cell in zip(names, given, strict=True) if cell not in MISSING}


def _hashable(cell: Any) -> Any:
    """Lists and structs of JSON and Parquet as text; numbers and dates as they are."""
    return str(cell) if isinstance(cell, list | dict) else cell
