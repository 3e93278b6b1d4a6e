"""Which paragraph each sentence belongs to; every line break in the text opens a new one."""

from __future__ import annotations

from collections.abc import Sequence


def number_paragraphs(text: str, sentences: Sequence[tuple[int, int]]) -> list[int]:
    numbers, paragraph, before = [], 0, 0
    for start, end in sentences:
        paragraph += "\n" in text[before:start]
        numbers.append(paragraph)
        before = end
    return numbers
