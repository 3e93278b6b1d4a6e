"""Natural Earth's admin-1 units, with what decides how the line between two of them is drawn.

Natural Earth draws who holds the ground. Lines that states dispute, and ceasefire lines, are drawn dashed: the pairs
stand in `DISPUTED`, so that the policy can be read and argued about in one place.
"""

from __future__ import annotations

import json
from collections import defaultdict
from math import cos, radians
from pathlib import Path
from typing import Any

from shapely.geometry import shape

# Units that take part in a dispute apart from the rest of the country that Natural Earth puts them in.
APART = {
    "UA-43": "Crimea",
    "UA-40": "Crimea",
    "GE-AB": "Abkhazia",
    "MD-SN": "Transnistria",
    "IN-JK": "Indian Kashmir",
    "PK-JK": "Pakistani Kashmir",
    "PK-GB": "Pakistani Kashmir",
    "IN-AR": "Arunachal Pradesh",
}
ANY = "*"
DISPUTED = {
    ("Abkhazia", "GEO"),
    ("Arunachal Pradesh", "CHN"),
    ("CYN", ANY),  # Northern Cyprus
    ("Crimea", "UKR"),
    ("ISR", "PSX"),
    ("ISR", "SYR"),  # the 1974 line; the Golan Heights lie west of it
    ("Indian Kashmir", "CHN"),
    ("Indian Kashmir", "Pakistani Kashmir"),
    ("KAS", ANY),  # Siachen
    ("KOR", "PRK"),
    ("KOS", "SRB"),
    ("MAR", "SAH"),
    ("SOL", "SOM"),
    ("Transnistria", "MDA"),
}
# Countries whose units are municipalities: their lines would be a grey mass on a map of provinces.
SMALL_UNIT_KM2 = 2_500
KM2_PER_SQUARE_DEGREE = 12_364  # at the equator; scaled by the cosine of the latitude


def read_units(path: Path) -> list[dict[str, Any]]:
    """Units as GeoJSON features: `side` names the party at a border, `country` is Natural Earth's alpha-3 code."""
    found = []
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        own = feature["properties"]
        code = own["adm0_a3"]
        properties = {
            "country": code,
            "side": APART.get(own.get("iso_3166_2", ""), code),
            "country_name": own.get("admin") or "",
            "iso2": own.get("iso_a2") or "",
            "name": own.get("name_en") or own.get("name") or "",
            "lon": own.get("longitude"),
            "lat": own.get("latitude"),
            "min_label": own.get("min_label") or 10,
        }
        found.append({"type": "Feature", "properties": properties, "geometry": feature["geometry"]})
    municipal = _countries_of_small_units(found)
    for feature in found:
        feature["properties"]["small"] = feature["properties"]["country"] in municipal
    return found


def _countries_of_small_units(features: list[dict[str, Any]]) -> set[str]:
    areas = defaultdict(list)
    for feature in features:
        own = feature["properties"]
        square_degrees = shape(feature["geometry"]).area
        areas[own["country"]].append(square_degrees * KM2_PER_SQUARE_DEGREE * cos(radians(own["lat"] or 0)))
    return {code for code, sizes in areas.items() if sum(sizes) / len(sizes) < SMALL_UNIT_KM2}


def disputed_test() -> str:
    """The expression, in mapshaper's JavaScript, that is true where the line between units A and B is disputed."""
    pairs = sorted("|".join(sorted(pair)) for pair in DISPUTED if ANY not in pair)
    everywhere = sorted(side for pair in DISPUTED if ANY in pair for side in pair if side != ANY)
    return (
        f"A.side !== B.side && ({json.dumps(pairs)}.includes([A.side, B.side].sort().join('|'))"
        f" || {json.dumps(everywhere)}.some(s => s === A.side || s === B.side))"
    )
