"""The place index of the checkout, which `./run test` builds."""

from __future__ import annotations

import pytest

from app.settings import Settings
from geodata.errors import GazetteerNotBuilt
from geodata.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    try:
        return Gazetteer.open(Settings.from_env({}).gazetteer_path)
    except GazetteerNotBuilt as error:
        pytest.skip(str(error))
