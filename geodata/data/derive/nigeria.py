"""Reads Nigeria's towns with their points: the lists of its states, by way of ng-address-toolkit.

Nine in ten share their point with others, as a geocoder guesses it that knows no better; some fell on a namesake. Kept
is a point that no other town shares and that lies near the town's own local government area.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.gazetteer.cells import sphere_km

_REACH_KM = 40.0
# Quarters of a town and what is no town: "Industrial area", "Ogbor ii", "Army barracks", "Old gra".
_NO_TOWN = re.compile(
    r"\b(?:area|barracks|camp|clinic|college|dispensary|estate|extension|farm|gra|hospital|housing|junction|layout|"
    r"lga|market|mile|new|office|old|palace|phase|police|quarters?|road|school|secretariat|settlement|station|street|"
    r"town|university|ward|i|ii|iii|iv|v|vi|a|b|c)\b|[\d()/,&.]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NigerianTown:
    """A town and the code of its state (ISO 3166-2 without the country)."""

    id: str
    name: str
    state: str
    lon: float
    lat: float


def nigerian_towns(fetched: Path) -> Iterator[NigerianTown]:
    """In the order of the list, which goes by state and name."""
    towns, areas = (_json(fetched, name) for name in ("towns", "lgas"))
    points = {(area["state_code"], area["alias"]): (area["longitude"], area["latitude"]) for area in areas}
    shared = Counter((town["longitude"], town["latitude"]) for town in towns)
    for town in towns:
        lon, lat = town["longitude"], town["latitude"]
        area = points.get((town["state_code"], town["lga_alias"]))
        name = " ".join(town["name"].split())
        if (
            area
            and shared[lon, lat] == 1
            and sphere_km(lon, lat, *area) <= _REACH_KM
            and len(name) > 3
            and not _NO_TOWN.search(name)
        ):
            slug = "-".join((town["state_code"], town["lga_alias"], *name.split())).lower()
            yield NigerianTown(f"nigeria:{slug}", name, town["state_code"], lon, lat)


def _json(fetched: Path, name: str) -> Any:
    return json.loads((fetched / f"ng_address_toolkit/ng-address-toolkit/data/{name}.json").read_text("utf-8"))
