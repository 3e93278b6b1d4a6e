"""Find all phrases of a lexicon in one pass over the tokens.

A pattern is words with single spaces. `attack*` takes any ending, `*angriff` any beginning, `a|b` either word, `(the)`
may be missing, `<month>` stands for a class of words and a lone `*` for any word that is not the first.

All patterns share one trie; a token is asked once which words of the lexicon it can be, so the cost grows with the
length of the text and not with the size of the lexicon.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from app.extraction.tokens import Tokens, normalise
from geodata.met import Met

_ANY = "*"
_AROUND_GAP = 6  # words of a phrase on either side of what parts it
_NONE: dict[str, tuple[int, Any]] = {}  # of most words; read only


class Hit(NamedTuple):
    """Tokens [first, last) match a phrase; `value` is what the lexicon says about it."""

    first: int
    last: int
    value: Any


_new_hit = partial(tuple.__new__, Hit)  # without the call in between, for what is made for every other word


@dataclass(frozen=True, slots=True)
class _Node:
    """What ends here, and where phrases go on; phrases that end alike share their nodes."""

    children: dict[str, _Node]
    values: dict[str, Any]  # domain -> value


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word can be: symbols of the lexicon, what it says by itself, and where phrases go on from it.

    A word that says nothing and begins nothing is `mute`, as most are.
    """

    symbols: tuple[str, ...]
    values: dict[str, Any]
    onward: dict[str, list[_Node]]  # by the symbol of the next word
    mute: bool


def expand(pattern: str) -> list[tuple[str, ...]]:
    """Every plain sequence of symbols that the pattern stands for."""
    slots: list[list[str | None]] = []
    for word in pattern.split():
        optional = word.startswith("(")
        choices: list[str | None] = [*word.strip("()").split("|")]
        slots.append([*choices, None] if optional else choices)
    return [tuple(word for word in words if word is not None) for words in product(*slots)]


def _grow(phrases: list[tuple[tuple[str, ...], str, Hashable]]) -> _Node:
    """The root of a trie whose equal branches are one: (symbols, domain, value) of every phrase."""
    known: dict[Hashable, _Node] = {}

    def grow(phrases: list[tuple[tuple[str, ...], str, Hashable]], depth: int) -> _Node:
        values: dict[str, Any] = {}
        following: dict[str, list[tuple[tuple[str, ...], str, Hashable]]] = {}
        for phrase in phrases:
            symbols, domain, value = phrase
            if len(symbols) == depth:
                values[domain] = value
            else:
                following.setdefault(symbols[depth], []).append(phrase)
        children = {symbol: grow(some, depth + 1) for symbol, some in following.items()}
        key = frozenset(values.items()), frozenset((symbol, id(child)) for symbol, child in children.items())
        return known.setdefault(key, _Node(children, values))

    return grow(phrases, 0)


class Phrase(NamedTuple):
    """A pattern, with what the lexicon says of it in one of its domains."""

    pattern: str
    domain: str
    value: Hashable


class PhraseTable:
    """A trie over words and word classes. `classify` names a token's classes; `proclitics` are prefixes it may wear.

    Of two phrases with the same words and domain the later counts.
    """

    def __init__(
        self,
        phrases: Iterable[Phrase],
        classify: Callable[[str], Iterable[str]],
        proclitics: tuple[str, ...] = (),
    ) -> None:
        self._classify = classify
        self._proclitics = proclitics
        self._words: set[str] = set()
        self._prefixes: dict[int, set[str]] = {}
        self._suffixes: set[str] = set()
        self._infixes: set[str] = set()
        self._known = Met(self._look_up)
        self._entries: dict[tuple[str, ...], _Word] = {}  # one for all words that can be the same
        self._root = _grow(
            [
                (tuple(map(self._register, symbols)), domain, value)
                for pattern, domain, value in phrases
                for symbols in expand(pattern)
            ]
        )

    def _register(self, symbol: str) -> str:
        if symbol.startswith("<") or symbol == _ANY:
            return symbol
        before, after = symbol.startswith("*"), symbol.endswith("*")
        stem = normalise(symbol.strip("*"))
        if before and after:
            self._infixes.add(stem)
        elif before:
            self._suffixes.add(stem)
        elif after:
            self._prefixes.setdefault(len(stem), set()).add(stem)
        else:
            self._words.add(stem)
        return f"{'*' if before else ''}{stem}{'*' if after else ''}"

    def _look_up(self, norm: str) -> _Word:
        """Called once for every distinct word; the answer is kept."""
        found = [*self._classify(norm)]
        forms = [norm] + [norm[len(p) :] for p in self._proclitics if norm.startswith(p) and len(norm) >= len(p) + 2]
        for form in forms:
            if form in self._words:
                found.append(form)
            # The longest stem says most: "villagers" are "villager*" before they are "village*".
            found += [f"{form[:n]}*" for n, stems in sorted(self._prefixes.items(), reverse=True) if form[:n] in stems]
        found += [f"*{stem}" for stem in self._suffixes if norm.endswith(stem)]
        found += [f"*{stem}*" for stem in self._infixes if stem in norm]
        symbols = tuple(dict.fromkeys(found))
        entry = self._entries.get(symbols)
        if entry is None:
            entry = self._entries[symbols] = self._make_entry(symbols)
        return entry

    def _make_entry(self, symbols: tuple[str, ...]) -> _Word:
        nodes = [self._root.children[s] for s in symbols if s in self._root.children]
        values = {domain: value for node in reversed(nodes) for domain, value in node.values.items()}
        onward: dict[str, list[_Node]] = {}
        for node in nodes:
            for symbol, child in node.children.items():
                onward.setdefault(symbol, []).append(child)
        return _Word(symbols, values, onward, mute=not (values or onward))

    def scan(self, tokens: Tokens) -> dict[str, list[Hit]]:
        """All hits, by domain; within a domain leftmost, then longest, and none overlaps another."""
        norms = tokens.norm
        line = list(map(self._known.__getitem__, norms))
        free: dict[str, int] = {}  # by domain, behind the phrases of several words
        hits: defaultdict[str, list[Hit]] = defaultdict(list)
        for first, word in [(first, word) for first, word in enumerate(line) if not word.mute]:
            goes_on = word.onward and (_ANY in word.onward or (first + 1 < len(line) and line[first + 1].symbols))
            longer = self._walk(first + 1, word.onward, line, norms) if goes_on else _NONE
            for domain, value in word.values.items():
                if domain not in longer and first >= free.get(domain, 0):
                    hits[domain].append(_new_hit((first, first + 1, value)))
            for domain, (end, value) in longer.items():
                if first >= free.get(domain, 0):
                    hits[domain].append(Hit(first, end, value))
                    free[domain] = end
        return dict(hits)

    def scan_across(self, tokens: Tokens, gaps: Iterable[tuple[int, int]], domain: str) -> list[Hit]:
        """Phrases that one of the gaps, token ranges, parts: "took [on Monday] the town"."""
        hits = []
        for first, last in gaps:
            low = max(0, first - _AROUND_GAP)
            at = [*range(low, first), *range(last, min(len(tokens), last + _AROUND_GAP))]
            norms = [tokens.norm[i] for i in at]
            line = [self._known[norm] for norm in norms]
            for begin in range(first - low):
                longest = self._walk(begin + 1, line[begin].onward, line, norms) if line[begin].onward else _NONE
                end, value = longest.get(domain, (0, None))
                if end > first - low:
                    hits.append(Hit(at[begin], at[end - 1] + 1, value))
                    break
        return hits

    @staticmethod
    def _walk(
        last: int, onward: dict[str, list[_Node]], line: list[_Word], norms: list[str]
    ) -> dict[str, tuple[int, Any]]:
        """Phrases of several words that go on at token `last`, the longest of each domain."""
        if last == len(line):
            return _NONE
        reached = [node for symbol in line[last].symbols for node in onward.get(symbol, ())]
        if _ANY in onward and norms[last][0].isalnum():
            reached += onward[_ANY]
        if not reached:
            return _NONE
        longest: dict[str, tuple[int, Any]] = {}
        while reached:
            last += 1
            for node in reached:
                for domain, value in node.values.items():
                    if domain not in longest or longest[domain][0] < last:  # of two as long, the word beats its stem
                        longest[domain] = (last, value)
            children = [node.children for node in reached if node.children]
            if not children or last == len(line):
                break
            reached = [branch[symbol] for symbol in line[last].symbols for branch in children if symbol in branch]
            if norms[last][0].isalnum():
                reached += [branch[_ANY] for branch in children if _ANY in branch]
        return longest
