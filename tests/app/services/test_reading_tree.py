"""Trees in words."""

from __future__ import annotations

from typing import Any

import pytest

from app.services.reading_tree import tree_json
from geodata.geocoder import Geocoder


def spoken(tree: dict[str, Any]) -> str:
    return " ".join([tree["words"], " and ".join(spoken(part) for part in tree["parts"])]).strip()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("20 km south of Baghdad", "20 km south of Baghdad"),
        ("10 to 15 km north-north-east of Goma", "10 to 15 km north-north-east of Goma"),
        ("au sud de Bagdad", "south of Baghdad"),
        ("im Süden von Bagdad", "in the southern part of Baghdad"),
        ("zwischen Charkiw und Dnipro", "between Kharkiv and Dnipro"),
        ("off the coast of Yemen", "at sea, off the coast of Yemen"),
        ("la frontera entre Colombia y Venezuela", "at the border between Colombia and Venezuela"),
        ("en la carretera de Puno a Juliaca", "on the road between Puno and Juliaca"),
        ("along the Euphrates", "along Euphrates"),
        ("على بعد 20 كيلومترا جنوب بغداد", "20 km south of Baghdad"),
        ("33.3N 44.4E", "the coordinates 33.30000, 44.40000"),
    ],
)
def test_expressions_of_all_languages_read_the_same_in_words(geocoder: Geocoder, query: str, expected: str) -> None:
    answer = geocoder.ask(query)
    tree = tree_json(answer.locations[0].expression, answer.mentions[0], geocoder.gazetteer)
    assert spoken(tree) == expected
