"""The types of the taxonomy as the map shows them: a name, and a hue that colour-blind people can tell from the others.

The hues are those of Okabe and Ito (2008), "Color universal design", with their yellow darkened for a light ground
and a brown for the eighth.
"""

from __future__ import annotations

from typing import NamedTuple


class EventType(NamedTuple):
    """How one type of event looks."""

    label: str
    colour: str


EVENT_TYPES = {
    "armed_conflict": EventType("Armed conflict", "#d55e00"),
    "unrest": EventType("Protest and unrest", "#0072b2"),
    "politics": EventType("Politics", "#56b4e9"),
    "crime": EventType("Crime", "#cc79a7"),
    "accident": EventType("Accident", "#e69f00"),
    "natural_hazard": EventType("Natural hazard", "#009e73"),
    "epidemic": EventType("Epidemic", "#b8a800"),
    "infrastructure": EventType("Infrastructure", "#8c564b"),
    "other": EventType("Other", "#5f6770"),
}
