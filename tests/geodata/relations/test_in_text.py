"""What the words mean once the places are known: containers, what is said before, names that relations lean on."""

import re
from pathlib import Path

import pytest

from geodata.languages import load
from geodata.relations import relate
from geodata.types import Kind, Mention, Place, Role
from tests.geodata.relations.notation import describe

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "in_text.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
MARK = re.compile(r"\[([^\]|]+)\|(\w+) ?(\w*)\]")


def read_with_places(marked: str, language: str) -> str:
    """The expressions of a text whose marks say the kind and the country of each place; an actor is a capital."""
    text, mentions, places, at = "", [], [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        name, kind, country = match.groups()
        role = Role.ACTOR if kind == "actor" else Role.PLACE
        mentions.append(Mention(len(text), len(text) + len(name), name, role))
        places.append(Place(name, name, Kind.CITY if kind == "actor" else Kind(kind), 0, 0, country or None))
        text += name
        at = match.end()
    related = relate(text + marked[at:], mentions, load(language))
    return "; ".join(describe(tree, mentions) for _, _, tree in related.expressions(places))


@pytest.mark.parametrize(("language", "marked", "expected"), ROWS)
def test_text_is_read_as_the_table_says(language: str, marked: str, expected: str) -> None:
    assert read_with_places(marked, language) == expected


def test_between_a_place_and_an_unlikely_name_lie_two_places() -> None:
    text = "between Goma and Sake"

    def claimed(role: Role) -> frozenset[int]:
        return relate(text, [Mention(8, 12, "Goma", Role.PLACE), Mention(17, 21, "Sake", role)], load("en")).claimed

    assert claimed(Role.OTHER) == {1}
    assert claimed(Role.PERSON) == claimed(Role.ACTOR) == frozenset()


def test_a_claimed_name_is_told() -> None:
    mentions = [Mention(9, 14, "Paris", Role.ACTOR)]
    assert relate("north of Paris", mentions, load("en")).claimed == {0}
