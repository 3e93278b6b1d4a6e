"""CQL2's temporal operators: Allen's relations between intervals, both ends inclusive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, cast, func, literal, or_

from app.storage.cql2.operands import INSTANT, Operand, moment, operand, refuse
from app.storage.fields import Kind

EXAMPLE = "T_INTERSECTS(INTERVAL(date_from, date_to), INTERVAL('2024-01-01', '..'))"


class Span(NamedTuple):
    """First and last instant; an instant is a span that begins where it ends."""

    first: ColumnElement[Any]
    last: ColumnElement[Any]


def temporal(operator: str, arguments: list[object]) -> ColumnElement[bool]:
    """The relation between two instants or intervals."""
    if len(arguments) != 2:
        raise refuse(f"{operator.upper()} takes two arguments", EXAMPLE)
    return RELATIONS[operator](_span(arguments[0]), _span(arguments[1]))


def _span(node: object) -> Span:
    if isinstance(node, dict) and isinstance(node.get("interval"), list) and len(node["interval"]) == 2:
        first, last = node["interval"]
        begin, end = _end(first), _end(last)
        return Span(_open(begin, end, "-infinity", 0), _open(end, begin, "infinity", 1))
    value = moment(node) if isinstance(node, str) else operand(node)
    if value.kind is not Kind.INSTANT:
        raise refuse(f"temporal operators need times, not a {value.kind}", EXAMPLE)
    return Span(*(literal(end, INSTANT) for end in value.day)) if value.day else Span(value.sql, value.sql)


def _end(node: object) -> Operand | None:
    if node in ("..", ""):
        return None
    value = moment(node) if isinstance(node, str) else operand(node)
    if value.kind is not Kind.INSTANT:
        raise refuse(f"an interval ends at a time, not at a {value.kind}", EXAMPLE)
    return value


def _open(end: Operand | None, other: Operand | None, far: str, side: int) -> ColumnElement[Any]:
    """An end that is missing lies infinitely far; where both are missing nothing is known and nothing matches."""
    infinite = cast(far, INSTANT)
    if end is None:
        return infinite
    value = literal(end.day[side], INSTANT) if end.day else end.sql
    return value if other is None else func.coalesce(value, case((other.sql.is_not(None), infinite)))


RELATIONS: dict[str, Callable[[Span, Span], ColumnElement[bool]]] = {
    "t_after": lambda a, b: a.first > b.last,
    "t_before": lambda a, b: a.last < b.first,
    "t_contains": lambda a, b: and_(a.first < b.first, a.last > b.last),
    "t_disjoint": lambda a, b: or_(a.last < b.first, a.first > b.last),
    "t_during": lambda a, b: and_(a.first > b.first, a.last < b.last),
    "t_equals": lambda a, b: and_(a.first == b.first, a.last == b.last),
    "t_finishedby": lambda a, b: and_(a.first < b.first, a.last == b.last),
    "t_finishes": lambda a, b: and_(a.first > b.first, a.last == b.last),
    "t_intersects": lambda a, b: and_(a.first <= b.last, a.last >= b.first),
    "t_meets": lambda a, b: a.last == b.first,
    "t_metby": lambda a, b: a.first == b.last,
    "t_overlappedby": lambda a, b: and_(a.first > b.first, a.first < b.last, a.last > b.last),
    "t_overlaps": lambda a, b: and_(a.first < b.first, a.last > b.first, a.last < b.last),
    "t_startedby": lambda a, b: and_(a.first == b.first, a.last > b.last),
    "t_starts": lambda a, b: and_(a.first == b.first, a.last < b.last),
}
