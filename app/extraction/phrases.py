"""Find all phrases of a lexicon in one pass over the tokens.

A pattern is words with single spaces. `attack*` takes any ending, `*angriff` any beginning, `a|b` either word, `(the)`
may be missing, `<month>` stands for a class of words and a lone `*` for any word that is not the first.

All patterns share one trie; a token is asked once which words of the lexicon it can be, so the cost grows with the
length of the text and not with the size of the lexicon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from app.extraction.tokens import Tokens, normalise

_ANY = "*"


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens [first, last) match a phrase; `value` is what the lexicon says about it."""

    first: int
    last: int
    value: Any


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)  # domain -> value


def expand(pattern: str) -> list[tuple[str, ...]]:
    """Every plain sequence of symbols that the pattern stands for."""
    slots: list[list[str | None]] = []
    for word in pattern.split():
        optional = word.startswith("(")
        choices: list[str | None] = [*word.strip("()").split("|")]
        slots.append([*choices, None] if optional else choices)
    return [tuple(word for word in words if word is not None) for words in product(*slots)]


class PhraseTable:
    """A trie over words and word classes. `classify` names a token's classes; `proclitics` are prefixes it may wear."""

    def __init__(self, classify: Callable[[str], Iterable[str]], proclitics: tuple[str, ...] = ()) -> None:
        self._root = _Node()
        self._classify = classify
        self._proclitics = proclitics
        self._words: set[str] = set()
        self._prefixes: dict[int, set[str]] = {}
        self._suffixes: set[str] = set()
        self._infixes: set[str] = set()
        self._known: dict[str, tuple[tuple[str, ...], tuple[_Node, ...]]] = {}

    def add(self, pattern: str, domain: str, value: Any) -> None:
        for symbols in expand(pattern):
            node = self._root
            for symbol in symbols:
                node = node.children.setdefault(self._register(symbol), _Node())
            node.values[domain] = value

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

    def _look_up(self, norm: str) -> tuple[tuple[str, ...], tuple[_Node, ...]]:
        """Called once for every distinct word; the answer is kept."""
        found = [*self._classify(norm)]
        forms = [norm] + [norm[len(p) :] for p in self._proclitics if norm.startswith(p) and len(norm) >= len(p) + 2]
        for form in forms:
            if form in self._words:
                found.append(form)
            found += [f"{form[:n]}*" for n, stems in self._prefixes.items() if form[:n] in stems]
        found += [f"*{stem}" for stem in self._suffixes if norm.endswith(stem)]
        found += [f"*{stem}*" for stem in self._infixes if stem in norm]
        symbols = tuple(dict.fromkeys(found))
        if len(self._known) > 200_000:  # a process that reads for weeks must not grow
            self._known.clear()
        entry = symbols, tuple(self._root.children[s] for s in symbols if s in self._root.children)
        self._known[norm] = entry
        return entry

    def scan(self, tokens: Tokens) -> dict[str, list[Hit]]:
        """All hits, by domain; within a domain leftmost, then longest, and none overlaps another."""
        known = self._known
        line = [known.get(norm) or self._look_up(norm) for norm in tokens.norm]
        free: dict[str, int] = {}
        hits: dict[str, list[Hit]] = {}
        for first, (_, nodes) in enumerate(line):
            if not nodes:
                continue
            best: dict[str, tuple[int, Any]] = {}
            self._walk(first, nodes, line, tokens, best)
            for domain, (end, value) in best.items():
                if first >= free.get(domain, 0):
                    hits.setdefault(domain, []).append(Hit(first, end, value))
                    free[domain] = end
        return hits

    @staticmethod
    def _walk(
        first: int,
        reached: Sequence[_Node],
        line: list[tuple[tuple[str, ...], tuple[_Node, ...]]],
        tokens: Tokens,
        best: dict[str, tuple[int, Any]],
    ) -> None:
        """Follow the trie from token `first`; what is longer replaces what is shorter."""
        last = first + 1
        while True:
            onward = []
            for node in reached:
                for domain, value in node.values.items():
                    if domain not in best or best[domain][0] < last:  # of two as long, the word beats its stem
                        best[domain] = (last, value)
                if node.children:
                    onward.append(node.children)
            if not onward or last >= len(line):
                return
            following = line[last][0]
            reached = [children[s] for children in onward for s in following if s in children]
            if tokens.norm[last][0].isalnum():
                reached += [children[_ANY] for children in onward if _ANY in children]
            if not reached:
                return
            last += 1
