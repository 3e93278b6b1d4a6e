"""The tree of a filter: logic, comparisons and lists; dates and shapes have modules of their own."""

from __future__ import annotations

import operator as python
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, literal, not_, or_, true
from sqlalchemy.dialects.postgresql import ARRAY, TEXT

from app.storage.cql2.operands import INSTANT, Operand, moment, operand, refuse
from app.storage.cql2.spatial import FUNCTIONS, spatial
from app.storage.cql2.temporal import RELATIONS, temporal
from app.storage.fields import Kind

Condition = ColumnElement[bool]

DEEPEST = 60  # nested operators; far beyond what people write
COMPARISONS = {
    "=": python.eq,
    "<>": python.ne,
    "<": python.lt,
    "<=": python.le,
    ">": python.gt,
    ">=": python.ge,
}
ARRAYS = ("a_contains", "a_containedby", "a_equals", "a_overlaps")


def condition(node: object, depth: int = 0) -> Condition:
    """A boolean expression in the JSON encoding of CQL2. Raises `InvalidParameter` that says what is wrong."""
    if depth > DEEPEST:
        raise refuse(f"is nested deeper than {DEEPEST} levels")
    if isinstance(node, bool):
        return true() if node else false()
    if isinstance(node, dict) and "property" in node:
        value = operand(node)
        if value.kind is not Kind.BOOLEAN:
            raise refuse(f"{node['property']} is a {value.kind} and stands where a condition should")
        return value.sql
    if not (isinstance(node, dict) and isinstance(node.get("args"), list)):
        raise refuse(f"is no condition at {str(node)[:60]}", "type = 'flood'")
    return _operation(str(node.get("op")).lower(), node["args"], depth)


def _operation(name: str, arguments: list[Any], depth: int) -> Condition:
    if name in ("and", "or") and len(arguments) >= 2:
        parts = [condition(argument, depth + 1) for argument in arguments]
        return and_(*parts) if name == "and" else or_(*parts)
    if name == "not" and len(arguments) == 1:
        return not_(condition(arguments[0], depth + 1))
    if name in COMPARISONS and len(arguments) == 2:
        return compare(name, *_alike(*map(operand, arguments)))
    if name == "between" and len(arguments) == 3:
        value, low, high = map(operand, arguments)
        return and_(compare(">=", *_alike(value, low)), compare("<=", *_alike(value, high)))
    if name == "in" and len(arguments) == 2 and isinstance(arguments[1], list) and arguments[1]:
        value = operand(arguments[0])
        return or_(*(compare("=", *_alike(value, operand(item))) for item in arguments[1]))
    if name == "isnull" and len(arguments) == 1:
        return operand(arguments[0]).sql.is_(None)
    if name == "like" and len(arguments) == 2:
        return _like(*map(operand, arguments))
    if name in ARRAYS and len(arguments) == 2:
        return _arrays(name, *map(operand, arguments))
    if name in RELATIONS:
        return temporal(name, arguments)
    if name in FUNCTIONS:
        return spatial(name, arguments)
    raise refuse(f"{name[:40]!r} with {len(arguments)} arguments is unknown", "type = 'flood'")


def compare(name: str, left: Operand, right: Operand) -> Condition:
    """A comparison; a literal day is compared as the whole day that it is."""
    if left.day and not right.day:
        swapped = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(name, name)
        return compare(swapped, right, left)
    if right.day:
        first, last = (literal(end, INSTANT) for end in right.day)
        inside = left.sql.between(first, last)
        by_end = {"=": inside, "<>": not_(inside), "<": left.sql < first, ">": left.sql > last}
        return by_end[name] if name in by_end else COMPARISONS[name](left.sql, first if name == ">=" else last)
    return COMPARISONS[name](left.sql, right.sql)


def _alike(left: Operand, right: Operand) -> tuple[Operand, Operand]:
    """Two operands that can be compared; a text beside a time is read as one."""
    if left.kind is Kind.INSTANT and right.kind is Kind.TEXT:
        right = moment(getattr(right.sql, "value", None))
    elif right.kind is Kind.INSTANT and left.kind is Kind.TEXT:
        left = moment(getattr(left.sql, "value", None))
    if left.kind in (Kind.SHAPE, Kind.TEXTS) or not (
        left.kind is right.kind or (left.kind.is_number and right.kind.is_number)
    ):
        raise refuse(f"a {left.kind} cannot be compared with a {right.kind}")
    return left, right


def _like(value: Operand, pattern: Operand) -> Condition:
    if value.kind is not Kind.TEXT or pattern.kind is not Kind.TEXT:
        raise refuse("LIKE compares texts", "title LIKE 'Flood%'")
    text = getattr(pattern.sql, "value", None)
    if not isinstance(text, str) or (len(text) - len(text.rstrip("\\"))) % 2:
        raise refuse("LIKE takes a pattern that does not end in a single backslash", "title LIKE 'Flood%'")
    return value.sql.like(pattern.sql)


def _arrays(name: str, left: Operand, right: Operand) -> Condition:
    if left.kind is not Kind.TEXTS or right.kind is not Kind.TEXTS:
        raise refuse(f"{name.upper()} compares lists", "A_CONTAINS(actors, ('Hamas'))")
    contains, contained = left.sql.op("@>", is_comparison=True), left.sql.op("<@", is_comparison=True)
    if name == "a_contains":
        return contains(right.sql)
    if name == "a_containedby":
        return contained(right.sql)
    if name == "a_equals":
        return and_(contains(right.sql), contained(right.sql))
    shared = getattr(right.sql, "value", None)
    if shared is None:
        raise refuse("A_OVERLAPS takes a property and a list of texts", "A_OVERLAPS(actors, ('Hamas', 'IDF'))")
    return func.jsonb_exists_any(left.sql, literal(shared, ARRAY(TEXT)))
