"""A second opinion adds names that the gazetteer has, and changes nothing else."""

from __future__ import annotations

from types import SimpleNamespace

from geodata.gazetteer import Gazetteer
from geodata.mentions import recognise
from geodata.mentions.spacy_recogniser import recognise_with
from geodata.types import Role

TEXT = "President Georgia Smith flew to Paris with Xyzzyville."


def opinion(*names: str, label: str = "LOC"):
    """A pipeline that takes those names for entities of that label."""

    def pipeline(text: str) -> SimpleNamespace:
        starts = [(text.index(name), name) for name in names]
        return SimpleNamespace(
            ents=[SimpleNamespace(start_char=at, end_char=at + len(name), label_=label) for at, name in starts]
        )

    return pipeline


def places(candidates) -> list[str]:
    return [candidate.text for candidate in candidates if candidate.role not in (Role.PERSON, Role.OTHER)]


def test_a_name_that_only_spacy_takes_for_a_place_is_added_in_order(gazetteer: Gazetteer) -> None:
    assert places(recognise(TEXT, "en", gazetteer)) == ["Paris"]
    assert places(recognise_with(opinion("Georgia", "Paris"), TEXT, "en", gazetteer)) == ["Georgia", "Paris"]


def test_persons_and_names_without_an_entry_are_not_added(gazetteer: Gazetteer) -> None:
    own = recognise(TEXT, "en", gazetteer)
    assert recognise_with(opinion("Xyzzyville"), TEXT, "en", gazetteer) == own
    assert recognise_with(opinion("Georgia", label="PER"), TEXT, "en", gazetteer) == own
