"""Two place indexes: a dozen records, built once a run, and the whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely

from app.settings import Settings
from geodata.errors import GazetteerNotBuilt
from geodata.gazetteer import Gazetteer
from geodata.gazetteer.build import build
from geodata.gazetteer.flags import NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.types import Kind

IRAQ = shapely.Polygon(
    [(39, 33), (44.7, 29.2), (48, 30), (48, 31), (45.8, 33), (46, 35), (44.8, 37.2), (42.4, 37.2), (41, 34.5)]
)
EUPHRATES = [(38.8, 37.0), (40.1, 35.3), (41.0, 34.5), (42.8, 33.6), (44.3, 32.5), (46.2, 31.1), (47.4, 31.0)]


class FewPlaces:
    """Iraq with some of its towns, and a namesake elsewhere."""

    name = "test"
    licence = "none"
    attribution = "made for the tests"

    def records(self) -> Iterator[PlaceRecord]:
        iraq = PlaceRecord("geonames:99237", "Iraq", Kind.COUNTRY, 44.0, 33.0, "IQ", population=38_433_600)
        iraq.outline, iraq.outline_method, iraq.feature_code = shapely.to_wkb(IRAQ), "hand", "PCLI"
        for name in ("Irak", "العراق"):
            iraq.add(name)
        iraq.add("Iraqi", NameFlag.DEMONYM)
        yield iraq
        anbar = PlaceRecord("geonames:99592", "Anbar", Kind.ADMIN1, 41.5, 33.2, "IQ", "01", population=1_500_000)
        anbar.feature_code, anbar.also = "ADM1", ("iso:IQ-AN",)
        yield anbar
        baghdad = PlaceRecord(
            "geonames:98182", "Baghdad", Kind.CITY, 44.40088, 33.34058, "IQ", "07", "", 7_216_000, "PPLC"
        )
        for name in ("Bagdad", "بغداد"):
            baghdad.add(name)
        yield baghdad
        yield PlaceRecord("geonames:99072", "Mosul", Kind.CITY, 43.11889, 36.335, "IQ", "15", "", 1_739_800, "PPLA")
        yield PlaceRecord("geonames:94787", "Kirkuk", Kind.CITY, 44.39219, 35.46806, "IQ", "13", "", 601_433, "PPLA")
        euphrates = PlaceRecord("test:euphrates", "Euphrates", Kind.RIVER, 41.0, 34.5, feature_code="STM")
        course = shapely.MultiLineString([EUPHRATES[:3], EUPHRATES[3:]])  # maps break a river where a lake lies
        euphrates.outline, euphrates.outline_method = shapely.to_wkb(course), "hand"
        yield euphrates
        yield PlaceRecord("geonames:4074277", "Bagdad", Kind.CITY, -87.03, 30.6, "US", "FL", "", 3_761, "PPL")


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The opened index of `FewPlaces`."""
    path: Path = tmp_path_factory.mktemp("index") / "few.emg"
    build(path, [FewPlaces()])
    return Gazetteer.open(path)


@pytest.fixture(scope="session")
def whole() -> Gazetteer:
    """The index that the program uses, which `./run test` builds."""
    try:
        return Gazetteer.open(Settings.from_env({}).gazetteer_path)
    except GazetteerNotBuilt as error:
        pytest.skip(str(error))
