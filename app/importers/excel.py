"""Rows of an Excel workbook (.xlsx): the first sheet, streamed."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from app.errors import UnreadableInput

MARK = "[Content_Types].xml"
LARGEST_REST = 256 << 20  # bytes unpacked of all but the sheets: it is read whole, and a bomb would fill the memory


def is_excel(path: str) -> bool:
    """Whether a zip is a workbook."""
    with zipfile.ZipFile(path) as archive:
        return MARK in archive.namelist()


def excel_rows(path: str) -> Iterator[tuple[int, list[Any]]]:
    """Rows that a person left empty are no rows. A formula counts by the value that the spreadsheet kept with it."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(path) as archive:
        whole = sum(part.file_size for part in archive.infolist() if not part.filename.startswith("xl/worksheets/"))
    if whole > LARGEST_REST:
        raise UnreadableInput(f"the workbook unpacks to over {LARGEST_REST >> 20} MB beside its sheets; save it as CSV")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and dates that it passes over
        book = load_workbook(path, read_only=True, data_only=True)
    try:
        if not book.worksheets:
            raise UnreadableInput("the workbook has no sheet with cells")
        sheet, width = book.worksheets[0], 0
        sheet.reset_dimensions()  # some programs write a wrong size, and rows would end there
        for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            row = list(cells)
            if all(cell is None for cell in row):
                continue
            while not width and row[-1] is None:
                row.pop()
            width = width or len(row)
            # Excel keeps no trailing empty cells, and formats columns that hold nothing.
            while len(row) > width and row[-1] is None:
                row.pop()
            yield line, row + [None] * (width - len(row))
    finally:
        book.close()
