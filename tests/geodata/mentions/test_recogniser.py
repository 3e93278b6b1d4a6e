"""Recognition as a whole: offsets, given spans, hostile input, and the hand-written sentences."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from geodata.gazetteer import Gazetteer
from geodata.mentions import recognise
from geodata.resolution import resolve
from geodata.types import Role

ROOT = Path(__file__).resolve().parents[3]
SEED = ROOT.parent / "shared" / "seed"
sys.path.append(str(ROOT / "bench"))

from toponyms_recognition_fit import load_tables  # noqa: E402
from toponyms_tables import TABLES, read_table, score  # noqa: E402


def test_offsets_are_code_points_of_the_text(gazetteer: Gazetteer) -> None:
    text = "🚀 À N’Djamena, l’Iran et Mossoul ; 🚀 Bagdad."
    for candidate in recognise(text, "fr", gazetteer):
        assert text[candidate.start : candidate.end] == candidate.text


def test_given_spans_are_the_mentions_and_nothing_else(gazetteer: Gazetteer) -> None:
    text = "Paris and Xyzzyville and London are named."
    spans = [(10, 20), (0, 5)]
    candidates = recognise(text, "en", gazetteer, spans)
    assert [(c.start, c.end) for c in candidates] == spans
    assert candidates[0].reason == "not in the gazetteer"


@pytest.mark.parametrize(("language", "least"), [("en", 0.94), ("fr", 0.96), ("de", 0.96), ("es", 0.95), ("ar", 0.93)])
def test_names_in_hand_written_sentences_are_found(gazetteer: Gazetteer, language: str, least: float) -> None:
    assert score(TABLES / f"{language}.txt", gazetteer)["F1"] >= least


HOSTILE = {
    "empty": "",
    "only marks": "...,,,!!??«»()[]{}",
    "regular expression": "(Paris|.*)+? [a-z]{1,9999} \\d+$ ^Berlin** (?P<x>London)",
    "right-to-left marks": "\u202b\u200fبغداد\u202c \u200eParis\u202e",
    "lone surrogates": "Paris \ud800 Berlin \udfff",
    "binary": "".join(map(chr, range(1, 256))) * 20,
    "one long word": "A" * 200_000,
    "brackets": "(" * 50_000,
}


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "ar"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_gets_an_answer(gazetteer: Gazetteer, text: str, language: str) -> None:
    resolve(recognise(text, language, gazetteer), text, gazetteer)


@pytest.mark.parametrize(
    "piece", ["Paris ", "Paris, ", "Springfield\n", "بغداد ", "St. ", "U.S. ", "in Paris. ", "coach Paris, "]
)
def test_work_grows_with_the_text_and_no_faster(gazetteer: Gazetteer, piece: str) -> None:
    def lines_run(count: int) -> int:
        lines = 0

        def trace(_frame: FrameType, event: str, _argument: object) -> Callable[..., object]:
            nonlocal lines
            lines += event == "line"
            return trace

        text = piece * count
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            resolve(recognise(text, "en", gazetteer), text, gazetteer)
        finally:
            sys.settrace(before)
        return lines

    lines_run(10)  # fills the caches
    assert lines_run(1_600) < 8 * 1.2 * lines_run(200)


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not at hand")
def test_the_seed_article_has_the_annotated_roles(gazetteer: Gazetteer) -> None:
    roles = {
        "event_location": Role.PLACE,
        "static_presence": Role.PLACE,
        "political_actor": Role.ACTOR,
        "inside_organisation_name": Role.IN_NAME,
    }
    gold = json.loads((SEED / "gold.json").read_text("utf-8"))
    text = (SEED / gold["document"]).read_text("utf-8")
    mentions = {(m.start, m.end): m for m in resolve(recognise(text, "fr", gazetteer), text, gazetteer)}
    for annotated in gold["location_mentions"]:
        span = annotated["start"], annotated["end"]
        expected = roles.get(annotated["role"])
        if expected is None:
            assert span not in mentions, annotated["text"]
            continue
        assert mentions[span].role == expected, annotated["id"]
        if expected is Role.PLACE:
            place = mentions[span].place
            assert place is not None
            assert place.id == f"geonames:{annotated['place']['geonameid']}"


def test_no_weight_is_fitted_on_what_is_held_out() -> None:
    held_out = {text for path in (TABLES / "heldout").rglob("*.txt") for text, _ in read_table(path)}
    fitted = {record["text"] for record in load_tables()}
    assert len(held_out) > 100
    assert not held_out & fitted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Une attaque contre Beni a fait dix morts.", {"Beni"}),  # "béni" has no form without the accent
        ("Gloire au Seigneur, Béni soit-il.", set()),
        ("GLOIRE AU SEIGNEUR, BENI SOIT-IL.", set()),
        ("Le pretre a ete recu. Beni soit-il.", set()),  # typed without any accent
    ],
)
def test_a_name_without_the_accent_of_a_word_is_not_that_word(gazetteer: Gazetteer, text: str, found: set[str]) -> None:
    assert {c.text for c in recognise(text, "fr", gazetteer) if c.role is Role.PLACE} == found


def test_a_village_of_the_news_is_found_as_a_small_town_is(gazetteer: Gazetteer) -> None:
    (village,) = recognise("Rockets fell on Khiam on Monday.", "en", gazetteer)
    assert village.role is Role.PLACE


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("وقعت اشتباكات في هايتي يوم الاثنين.", Role.PLACE),
        ("ضرب زلزال تشيلي يوم الاثنين.", Role.PLACE),
        ("وصل الجندي الهايتي إلى المطار.", Role.DEMONYM),
        ("هاجم المتمردون قرية في زيمبابوي.", Role.PLACE),
    ],
)
def test_a_state_that_is_spelled_like_its_adjective_in_arabic(gazetteer: Gazetteer, text: str, role: Role) -> None:
    assert [
        c.role for c in recognise(text, "ar", gazetteer) if "ايتي" in c.text or "يلي" in c.text or "زيم" in c.text
    ] == [role]


def test_a_name_that_is_none_without_its_short_end_keeps_it(gazetteer: Gazetteer) -> None:
    text = "Fighting was reported in Jeollabuk-do and in Jeju-do on Monday."
    assert [c.text for c in recognise(text, "en", gazetteer) if c.role is Role.PLACE] == ["Jeollabuk-do", "Jeju"]
