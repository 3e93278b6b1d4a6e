"""What the server answers stands in docs/api.md, and the other way round."""

from pathlib import Path

import pytest

from app.formats import FORMATS
from app.services.filters import EVENT_PARAMETERS

DOCUMENT = (Path(__file__).parents[3] / "docs" / "api.md").read_text("utf-8")


@pytest.mark.parametrize("name", [*EVENT_PARAMETERS, "by"])
def test_every_parameter_is_documented(name):
    assert f"`{name}`" in DOCUMENT or f"{name}=" in DOCUMENT


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_is_documented(ending):
    assert f"/events.{ending}`" in DOCUMENT


def test_every_route_for_programs_is_documented(client):
    ours = {"events", "geocode", "articles", "health"}
    for rule in client.application.url_map.iter_rules():
        if rule.endpoint.split(".")[0] in ours and "<ending>" not in rule.rule:
            assert rule.rule.replace("<event_id>", "ID") in DOCUMENT, rule.rule
