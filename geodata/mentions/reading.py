"""A text as recognition reads it: tokens with their word classes, sentence starts, and runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.gazetteer.names import tokenise
from geodata.mentions.lexicon import Lexicon, Word
from geodata.sentences import split_sentences

if TYPE_CHECKING:
    from geodata.gazetteer.names import Token

_NO_RUN = Word.CALENDAR | Word.NEVER
_LONGEST_RUN = 14  # no name is longer, and what looks along a run stays cheap
_SURROGATE = re.compile("[\ud800-\udfff]")
# Of a sentence's words longer than three letters, the share with a capital that makes it a headline in title case.
_TITLE_CASE = 0.8


@dataclass(slots=True)
class Reading:
    """Parallel sequences over the tokens of one text."""

    text: str
    lexicon: Lexicon
    tokens: Sequence[Token]
    norms: list[str]
    classes: list[int]  # bits of `Word`
    capital: list[bool]  # starts with a capital letter
    opens: list[bool]  # first word of a sentence
    title_case: list[bool]  # in a sentence whose words nearly all have capitals
    run_first: list[int]  # run of capitalised words around each token: index of its first ...
    run_last: list[int]  # ... and behind its last
    lower_words: frozenset[str] = field(default=frozenset())  # words that the text has in lower case too


def read(
    text: str,
    lexicon: Lexicon,
    sentences: Sequence[tuple[int, int]] | None = None,
    tokens: Sequence[Token] | None = None,
) -> Reading:
    """Tokenise and mark up; linear in the text."""
    text = replace_surrogates(text)
    tokens = tokenise(text) if tokens is None else tokens
    norms = [token.norm for token in tokens]
    lookup = lexicon.classes.get
    classes = [lookup(norm, 0) for norm in norms]
    capital = [token.text[0].isupper() for token in tokens]
    if lexicon.nouns_capitalised:  # only a capital on what is no common word says something
        words = lexicon.zipf
        capital = [c and norm not in words and not bits for c, norm, bits in zip(capital, norms, classes, strict=True)]
    if sentences is None:
        sentences = split_sentences(text, lexicon.code)
    opens, title_case = _mark_sentences(tokens, capital, sentences)
    _discount_headlines(tokens, norms, classes, capital, title_case, lexicon)
    run_first, run_last = _find_runs(tokens, capital, opens, classes)
    lower = frozenset([token.norm for token in tokens if token.text[0].islower()])
    return Reading(text, lexicon, tokens, norms, classes, capital, opens, title_case, run_first, run_last, lower)


def replace_surrogates(text: str) -> str:
    """Halves of surrogate pairs, which no name holds and no hash takes, become marks; all offsets stay."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _mark_sentences(
    tokens: Sequence[Token], capital: list[bool], sentences: Sequence[tuple[int, int]]
) -> tuple[list[bool], list[bool]]:
    opens = [False] * len(tokens)
    title_case = [False] * len(tokens)
    position, count = 0, len(tokens)
    for _, end in sentences:
        first, opened, long_words, capitals = position, False, 0, 0
        while position < count:
            start, stop, text, _ = tokens[position]
            if start >= end:
                break
            if not opened and text[0].isalnum():
                opens[position] = opened = True
            if stop - start > 3 and text[0].isalpha():
                long_words += 1
                capitals += capital[position]
            position += 1
        if long_words >= 4 and capitals >= _TITLE_CASE * long_words:
            title_case[first:position] = [True] * (position - first)
    return opens, title_case


def _discount_headlines(
    tokens: Sequence[Token],
    norms: list[str],
    classes: list[int],
    capital: list[bool],
    title_case: list[bool],
    lexicon: Lexicon,
) -> None:
    """In a sentence all in capitals ("SISMO SACUDE PUERTO ESCONDIDO") only a word that is no common one has its own."""
    for index, in_title in enumerate(title_case):
        if in_title and capital[index] and tokens[index].text.isupper():
            capital[index] = not (classes[index] or norms[index] in lexicon.zipf)


def _find_runs(
    tokens: Sequence[Token], capital: list[bool], opens: list[bool], classes: list[int]
) -> tuple[list[int], list[int]]:
    """Maximal runs of capitalised words with nothing but space or a hyphen between; initials' full stops belong."""
    count = len(tokens)
    first, last = list(range(count)), list(range(1, count + 1))
    end = 0
    for position in [index for index, is_capital in enumerate(capital) if is_capital]:
        if position < end or classes[position] & _NO_RUN:
            continue
        end = position + 1
        while end < count and end - position < _LONGEST_RUN:
            if capital[end] and not opens[end] and not classes[end] & _NO_RUN:
                end += 1
            elif tokens[end].text == "." and end + 1 < count and _is_initial(tokens, end) and capital[end + 1]:
                end += 2
            else:
                break
        for index in range(position, end):
            first[index], last[index] = position, end
    return first, last


def _is_initial(tokens: Sequence[Token], stop: int) -> bool:
    before = tokens[stop - 1]
    return before.end - before.start == 1 and before.end == tokens[stop].start
