"""Names are read here over the index that the program uses."""

import pytest

from geodata.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer(whole: Gazetteer) -> Gazetteer:
    return whole
