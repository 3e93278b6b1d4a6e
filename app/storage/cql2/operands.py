"""What CQL2 compares: properties, literals and arithmetic over them, each with its kind."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime
from math import isfinite
from typing import Any, NamedTuple

from sqlalchemy import Boolean, ColumnElement, DateTime, Double, Text, cast, func, literal, literal_column
from sqlalchemy.dialects.postgresql import JSONB

from app.errors import InvalidParameter
from app.instants import parse_moment
from app.storage.fields import QUERYABLES, Kind

INSTANT = DateTime(timezone=True)
COMBINING = "[\u0300-\u036f]"  # what is left of accents in decomposed text


class Operand(NamedTuple):
    """A value: its kind, its SQL, and for a literal day both of its ends."""

    kind: Kind
    sql: ColumnElement[Any]
    day: tuple[datetime, datetime] | None = None


def refuse(problem: str, example: str | None = None) -> InvalidParameter:
    return InvalidParameter("filter", problem, example)


def operand(node: object) -> Operand:
    """A node of the parsed filter as a value."""
    if isinstance(node, bool):
        return Operand(Kind.BOOLEAN, literal(node, Boolean))
    if isinstance(node, int | float):
        if not isfinite(node):
            raise refuse("numbers are finite")
        return Operand(Kind.NUMBER, literal(float(node), Double))
    if isinstance(node, str):
        return Operand(Kind.TEXT, literal(node, Text))
    if isinstance(node, list):
        return Operand(Kind.TEXTS, literal([_text(item) for item in node], JSONB))
    if isinstance(node, dict):
        return _named(node)
    raise refuse("holds a value that cannot be compared")


def moment(text: object) -> Operand:
    """A literal day or instant."""
    try:
        first, last = parse_moment(text if isinstance(text, str) else "")
    except (ValueError, OverflowError) as error:
        raise refuse(f"cannot read {str(text)[:40]!r} as a day or instant", "date_from > DATE('2024-01-31')") from error
    return Operand(Kind.INSTANT, literal(first, INSTANT), None if first == last else (first, last))


def _named(node: dict[str, Any]) -> Operand:
    if "property" in node:
        name = node["property"]
        if name not in QUERYABLES:
            raise refuse(f"there is no property {str(name)[:40]!r}; there are {', '.join(QUERYABLES)}")
        return Operand(QUERYABLES[name].kind, QUERYABLES[name].column)
    for kind in ("timestamp", "date"):
        if kind in node:
            return moment(node[kind])
    operator, arguments = str(node.get("op")), node.get("args")
    if operator in ARITHMETIC and isinstance(arguments, list) and len(arguments) == 2:
        left, right = (_number(argument) for argument in arguments)
        return Operand(Kind.NUMBER, ARITHMETIC[operator](left, right))
    if operator in ("casei", "accenti") and isinstance(arguments, list) and len(arguments) == 1:
        return _folded(operator, arguments[0])
    raise refuse(f"cannot be read at {str(node)[:60]}", "type = 'flood' AND confidence > 0.5")


def _number(node: object) -> ColumnElement[Any]:
    value = operand(node)
    if not value.kind.is_number:
        raise refuse(f"arithmetic needs numbers, not a {value.kind}")
    return cast(value.sql, Double)


def _text(node: object) -> str:
    if not isinstance(node, str):
        raise refuse("lists hold texts", "A_CONTAINS(actors, ('Hamas'))")
    return node


def _folded(operator: str, node: object) -> Operand:
    if isinstance(node, str):
        return Operand(Kind.TEXT, literal(node.lower() if operator == "casei" else _without_accents(node), Text))
    inner = operand(node)
    if inner.kind is not Kind.TEXT:
        raise refuse(f"{operator.upper()} needs a text, not a {inner.kind}")
    if operator == "casei":
        return Operand(Kind.TEXT, func.lower(inner.sql))
    decomposed = func.normalize(inner.sql, literal_column("NFD"))
    return Operand(Kind.TEXT, func.regexp_replace(decomposed, COMBINING, "", "g"))


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")


# A division by zero is no value, as in every column that knows none.
ARITHMETIC: dict[str, Callable[[Any, Any], ColumnElement[Any]]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / func.nullif(b, 0),
    "div": lambda a, b: func.trunc(a / func.nullif(b, 0)),
    "%": lambda a, b: a - b * func.trunc(a / func.nullif(b, 0)),
    "^": lambda a, b: func.power(a, b),
}
