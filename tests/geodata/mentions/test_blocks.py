"""Long texts are read block by block, and say what they said as one."""

from __future__ import annotations

import pytest

from geodata.errors import BadText
from geodata.gazetteer import Gazetteer
from geodata.mentions import recognise
from geodata.mentions.blocks import cut
from geodata.sentences import split_sentences

STORY = (
    "A drone hit a depot near Mosul on Tuesday, the governor of Nineveh said. Fighters from Anbar had crossed the "
    "Euphrates. Paris Hilton was in Paris, Texas. Washington said it would answer; people in Basra did not. "
)


def test_blocks_hold_every_sentence_once_and_in_order() -> None:
    text = STORY * 20
    sentences = split_sentences(text, "en")
    blocks = list(cut(text, sentences, 500))
    told = [block.text[a:b] for block in blocks for a, b in block.sentences]
    assert told == [text[a:b] for a, b in sentences]
    assert len(blocks) > 5
    assert all(len(block.text) <= 500 + len(STORY) for block in blocks)
    assert all(text[b.start : b.start + len(b.text)] == b.text for b in blocks)


@pytest.mark.parametrize("word", ["Baghdad ", "Baghdad"])
def test_a_sentence_without_end_is_cut_and_nothing_of_it_lost(word: str) -> None:
    text = (word * 1000).strip()
    blocks = list(cut(text, [(0, len(text))], 500))
    assert max(len(block.text) for block in blocks) <= 1001
    covered = "".join(block.text[a:b] for block in blocks for a, b in block.sentences)
    assert covered.replace(" ", "") == text.replace(" ", "")


def test_a_text_in_blocks_has_the_same_names_as_in_one(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    text = STORY * 12
    whole = recognise(text, "en", gazetteer)
    monkeypatch.setattr("geodata.mentions.recogniser.BLOCK", 400)
    monkeypatch.setattr("geodata.mentions.recogniser.cut", lambda text, sentences: cut(text, sentences, 400))
    assert recognise(text, "en", gazetteer) == whole
    assert len(whole) > 50


def test_blocks_keep_their_words_only_while_they_are_read(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []

    def read_seen(text: str, *rest: object) -> object:
        sizes.append(len(text))
        return read(text, *rest)  # type: ignore[arg-type]

    from geodata.mentions.reading import read

    monkeypatch.setattr("geodata.mentions.recogniser.read", read_seen)
    recognise("Baghdad " * 50_000, "en", gazetteer)
    assert len(sizes) > 4
    assert max(sizes) <= 200_001


def test_a_list_of_names_without_end_is_refused(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.mentions.recogniser.MOST_NAMES", 5000)
    with pytest.raises(BadText, match="5,000 places"):
        recognise("Baghdad " * 20_000, "en", gazetteer)
