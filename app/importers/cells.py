"""One cell as a value; what cannot be read makes the row unusable and names the column."""

from __future__ import annotations

from app.importers.columns import Row
from app.importers.rows import LARGEST, UnusableRow
from app.records import clean


def text_of(row: Row, name: str) -> str | None:
    """The text of a cell; None where there is none."""
    value = row.get(name)
    if value.__class__ is str:
        # Texts of delimited files are clean already; those of Excel and Parquet may be anything.
        return value if value.isascii() else clean(value)
    return None if value is None else str(value)


def required_text(row: Row, name: str) -> str:
    text = text_of(row, name)
    if text is None:
        raise UnusableRow(f"{name} is empty")
    return text


def number_of(row: Row, name: str) -> float | None:
    """A number, with a decimal comma, too."""
    text = text_of(row, name)
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        try:
            value = float(text.replace(" ", "").replace(",", "."))
        except ValueError:
            raise UnusableRow(f"{name} is {text[:40]!r}, no number") from None
    return None if value != value else value


def whole_of(row: Row, name: str) -> int | None:
    """A whole number; '3.0' is one."""
    given = row.get(name)
    if given.__class__ is str and len(given) < 10 and given.isdecimal():  # nearly all of them, in a third of the time
        return int(given)
    value = number_of(row, name)
    if value is None:
        return None
    if not -LARGEST <= value <= LARGEST or value != int(value):
        raise UnusableRow(
            f"{name} is {value:g}, no whole number" + (" up to a billion" if abs(value) > LARGEST else "")
        )
    return int(value)


def point_of(row: Row, lon_name: str, lat_name: str) -> tuple[float, float] | None:
    """(lon, lat); None where the row gives none."""
    lon, lat = number_of(row, lon_name), number_of(row, lat_name)
    if lon is None or lat is None:
        return None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise UnusableRow(f"{lon_name} {lon:g}, {lat_name} {lat:g} lie outside -180..180, -90..90")
    return lon, lat


def list_of(row: Row, name: str, separator: str = ";") -> list[str]:
    """The parts of a joined list."""
    text = text_of(row, name)
    return [part for part in (piece.strip() for piece in text.split(separator)) if part] if text else []
