"""A text as recognition reads it: tokens with their word classes, sentence starts, and runs of capitalised words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.gazetteer.names import tokenise
from geodata.mentions.dateline import find_datelines
from geodata.mentions.lexicon import Lexicon, Word
from geodata.sentences import split_sentences

if TYPE_CHECKING:
    from geodata.gazetteer.names import Token

_NO_RUN = Word.CALENDAR | Word.NEVER
_LONGEST_RUN = 14  # no name is longer, and what looks along a run stays cheap
_SURROGATE = re.compile("[\ud800-\udfff]")
_SCORE = re.compile(r"(?<![\w.,:/–-])\d[-–:]\d(?![\w:/%–-]|[.,]\d)")
# Of a sentence's words longer than three letters, the share with a capital that makes it a headline in title case.
_TITLE_CASE = 0.8
_LEAST_CAPITALS = 4  # long words, so that 0.8 of them are at least as many


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
    lower_words: Set[str] = field(default=frozenset())  # words that the text has in lower case too
    datelines: Sequence[tuple[int, int]] = ()
    _unaccented: bool | None = None
    _sport: list[int] | None = None

    @property
    def sport(self) -> Sequence[int]:
        """Indices of the words of matches, in order; most texts have none. Looked for once.

        Where there is any, scores are such words too ("2-1", "3:1"); elsewhere a council votes 5-2.
        """
        if self._sport is None:
            words = [index for index, bits in enumerate(self.classes) if bits & Word.SPORT]
            self._sport = sorted({*words, *_find_scores(self.text, self.tokens)}) if words else words
        return self._sport

    def is_unaccented(self) -> bool:
        """Whether it is typed without accents: "segun" and "inundacion" are no words of Spanish. Found out once."""
        if self._unaccented is None:
            never = self.lexicon.never_plain
            texts = (token.text for token in self.tokens if token.norm in never)
            self._unaccented = any(text.isascii() and text.islower() for text in texts)
        return self._unaccented


def read(
    text: str,
    lexicon: Lexicon,
    sentences: Sequence[tuple[int, int]] | None = None,
    tokens: Sequence[Token] | None = None,
) -> Reading:
    """Tokenise and mark up; linear in the text."""
    text = replace_surrogates(text)
    tokens = tokenise(text) if tokens is None else tokens
    norms = [token[3] for token in tokens]
    firsts = [token[2][0] for token in tokens]
    lookup = lexicon.classes.get
    classes = [lookup(norm, 0) for norm in norms]
    if (
        lexicon.ampersand and "&" in text
    ):  # in a name as "Tyne & Wear"; between words it is no "and": "Stevens & Wilkinson"
        norms = [lexicon.ampersand if norm == "&" else norm for norm in norms]
    capital = [first.isupper() for first in firsts]
    if lexicon.nouns_capitalised:  # only a capital on what is no common word says something
        words = lexicon.zipf
        capital = [c and norm not in words and not bits for c, norm, bits in zip(capital, norms, classes, strict=True)]
    if sentences is None:
        sentences = split_sentences(text, lexicon.code)
    opens, title_case = _mark_sentences(tokens, capital, sentences, lexicon.headline_case)
    _discount_headlines(tokens, norms, classes, capital, title_case, lexicon)
    run_first, run_last = _find_runs(tokens, capital, opens, classes)
    lower = frozenset([norm for norm, first in zip(norms, firsts, strict=True) if first.islower()])
    datelines = find_datelines(text)
    return Reading(
        text, lexicon, tokens, norms, classes, capital, opens, title_case, run_first, run_last, lower, datelines
    )


def _find_scores(text: str, tokens: Sequence[Token]) -> list[int]:
    """Indices of the tokens that scores of matches begin with."""
    starts = [token[0] for token in tokens]
    return [bisect_left(starts, score.start()) for score in _SCORE.finditer(text)]


def replace_surrogates(text: str) -> str:
    """Halves of surrogate pairs, which no name holds and no hash takes, become marks; all offsets stay."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _mark_sentences(
    tokens: Sequence[Token], capital: list[bool], sentences: Sequence[tuple[int, int]], headline_case: bool
) -> tuple[list[bool], list[bool]]:
    opens = [False] * len(tokens)
    title_case = [False] * len(tokens)
    starts = [token[0] for token in tokens]
    last = 0
    for _, end in sentences:
        first, last = last, bisect_left(starts, end, last)
        opening = first
        while opening < last and not tokens[opening][2][0].isalnum():
            opening += 1
        if opening < last:
            opens[opening] = True
        if sum(capital[first:last]) >= _LEAST_CAPITALS:  # most sentences are done with here
            long_words = [i for i in range(first, last) if len(tokens[i][2]) > 3 and tokens[i][2][0].isalpha()]
            # Only English gives every word of a headline a capital; elsewhere headlines are all in capitals.
            capitals = sum([capital[i] and (headline_case or tokens[i][2].isupper()) for i in long_words])
            if len(long_words) >= _LEAST_CAPITALS and capitals >= _TITLE_CASE * len(long_words):
                title_case[first:last] = [True] * (last - first)
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
    for index, in_title in enumerate(title_case) if True in title_case else ():
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
