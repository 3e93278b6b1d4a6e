"""Turns collected columns into the sections of the file: sorted, deduplicated, with the look-up tables."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer.cells import arrange_cells
from geodata.gazetteer.collect import Collector
from geodata.gazetteer.importance import KINDS, importances
from geodata.gazetteer.layout import pack_strings
from geodata.gazetteer.name_table import arrange_names
from geodata.types import Kind

NO_ROW = 0xFFFFFFFF

Sections = dict[str, NDArray[Any]]


def arrange(collected: Collector) -> tuple[Sections, dict[str, object]]:
    """The sections and the part of the metadata that describes them. Empties `collected` of what it has used up."""
    kinds = np.frombuffer(collected.kind, np.uint8)
    populations = _column(collected.population)
    capitals = _column(collected.feature) == collected.features.code("PPLC")
    weights = importances(kinds, _renowned(populations, collected.renown), capitals)
    sections: Sections = {
        "lon": _column(collected.lon),
        "lat": _column(collected.lat),
        "population": populations,
        "kind": kinds,
        "country": _column(collected.country),
        "admin1": _column(collected.admin1),
        "feature": _column(collected.feature),
        "parent": _parents(collected, kinds),
        "id_scheme": np.frombuffer(collected.id_scheme, np.uint8),
        "id_value": _column(collected.id_value),
        "name_text": np.frombuffer(collected.name_text, np.uint8),
        "name_at": _column(collected.name_at),
    }
    sections["slug_text"], sections["slug_at"] = pack_strings(collected.ids.slugs)
    sections |= _arrange_ids(collected)
    sections |= arrange_names(collected, weights, capitals, kinds == KINDS.index(Kind.CITY))
    sections |= _arrange_outlines(collected)
    sections |= arrange_cells(sections["lon"], sections["lat"])
    return sections, _describe(collected, kinds, len(sections["hit_row"]))


def _column(values: Any) -> NDArray[Any]:
    return np.frombuffer(values, f"<{values.typecode if values.typecode == 'd' else 'u' + str(values.itemsize)}")


def _renowned(populations: NDArray[np.uint32], renown: dict[int, int]) -> NDArray[np.uint32]:
    """The populations, and how well known a place is where none is counted."""
    populations = populations.copy()
    for row, people in renown.items():
        populations[row] = populations[row] or people
    return populations


def _arrange_ids(collected: Collector) -> Sections:
    keys, rows = _column(collected.id_key), _column(collected.id_row)
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    collected.id_key, collected.id_row = array("Q"), array("I")
    return {"id_key": keys, "id_row": rows}


def _arrange_outlines(collected: Collector) -> Sections:
    rows = sorted(collected.outlines)
    methods = sorted({method for _, method in collected.outlines.values()})
    blobs = [collected.outlines[row][0] for row in rows]
    offsets = np.zeros(len(rows) + 1, np.uint64)
    offsets[1:] = np.cumsum([len(blob) for blob in blobs], dtype=np.uint64)
    return {
        "outline_row": np.array(rows, np.uint32),
        "outline_at": offsets,
        "outline_method": np.array([methods.index(collected.outlines[row][1]) for row in rows], np.uint8),
        "outline_wkb": np.frombuffer(b"".join(blobs), np.uint8),
    }


def _parents(collected: Collector, kinds: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """The smallest administrative unit around each place, by its codes: admin-2, else admin-1, else the country."""
    country, admin1 = _column(collected.country).astype(np.uint64), _column(collected.admin1).astype(np.uint64)
    admin2 = _column(collected.admin2).astype(np.uint64)
    wide = (country << np.uint64(48)) | (admin1 << np.uint64(32))
    parents = np.full(len(kinds), NO_ROW, np.uint32)
    levels = (
        (Kind.COUNTRY, country, np.ones(len(kinds), bool)),
        (Kind.ADMIN1, wide, admin1 > 0),
        (Kind.ADMIN2, wide | admin2, (admin1 > 0) & (admin2 > 0)),
    )
    wider = np.zeros(len(kinds), bool)
    for kind, codes, coded in levels:
        units = np.flatnonzero((kinds == KINDS.index(kind)) & coded & (country > 0))
        if not len(units):
            continue
        units = units[np.argsort(codes[units], kind="stable")]
        at = np.minimum(np.searchsorted(codes[units], codes), len(units) - 1)
        found = (codes[units][at] == codes) & coded & (country > 0)
        # A unit lies neither in itself nor in a narrower one, whatever codes it has: parents must lead to an end.
        found &= (units[at] != np.arange(len(kinds))) & ~wider
        parents[found] = units[at][found]
        wider |= kinds == KINDS.index(kind)
    return parents


def _describe(collected: Collector, kinds: NDArray[np.uint8], names: int) -> dict[str, object]:
    units = {"countries": {}, "admin1_rows": {}}  # type: dict[str, dict[str, int]]
    for row in np.flatnonzero(kinds == KINDS.index(Kind.COUNTRY)).tolist():
        units["countries"].setdefault(collected.countries.values[collected.country[row]], row)
    for row in np.flatnonzero(kinds == KINDS.index(Kind.ADMIN1)).tolist():
        country = collected.countries.values[collected.country[row]]
        units["admin1_rows"].setdefault(f"{country}.{collected.admin1s.values[collected.admin1[row]]}", row)
    return {
        "kinds": [str(kind) for kind in KINDS],
        "country_codes": collected.countries.values,
        "admin1_codes": collected.admin1s.values,
        "feature_codes": collected.features.values,
        "id_schemes": collected.ids.schemes,
        "outline_methods": sorted({method for _, method in collected.outlines.values()}),
        "renown": {str(row): people for row, people in sorted(collected.renown.items())},
        "counts": {
            "places": len(kinds),
            "names": names,
            "outlines": len(collected.outlines),
            "by_kind": {str(kind): int((kinds == code).sum()) for code, kind in enumerate(KINDS)},
            "by_source": {name: dict(counts) for name, counts in collected.counts.items()},
        },
        **units,
    }
