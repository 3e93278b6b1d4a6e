"""Pages without a map and without scripts, as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.maps.addresses import PageAddresses
from app.maps.assets import STYLES, version
from app.maps.event_types import EVENT_TYPES
from app.maps.pages import environment


def render_list(
    addresses: PageAddresses,
    events: Sequence[Mapping[str, Any]],
    undated: int,
    unplaced: int,
    following: str | None,
) -> str:
    """Events (properties of the contract) as a list. `following` is the address of the next page, if there is one."""
    return environment.get_template("list.html").render(
        **page_frame(addresses),
        events=events,
        types=EVENT_TYPES,
        undated=undated,
        unplaced=unplaced,
        following=following,
        event_page=addresses.event_page,
    )


def render_not_found(addresses: PageAddresses, problem: str) -> str:
    """What a person sees who follows a link to an event that is not there."""
    return environment.get_template("not-found.html").render(**page_frame(addresses), problem=problem)


def page_frame(addresses: PageAddresses) -> dict[str, Any]:
    """What the frame of such a page needs."""
    return {
        "home": addresses.home,
        "icon": addresses.static("icon.svg", version("icon.svg")),
        "styles": [addresses.static(name, version(name)) for name in STYLES],
    }
