"""Where a page finds what it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """Addresses in one application. `static` gives that of a browser file by name and version."""

    static: Callable[[str, str], str]
    home: str
    feed: str
    summary: str
    geocode: str
    event_list: str
    event_page: str  # holds the letters ID where the id goes
    downloads: Mapping[str, str]  # name of the format -> address
    online_basemap: str | None = None
    online_attribution: str = ""
