"""Find all phrases of a lexicon in one pass over the tokens.

A pattern is words with single spaces. `attack*` takes any ending, `*angriff` any beginning, `a|b` either word, `(the)` may be
missing, `<month>` stands for a class of words and a lone `*` for any word that is not the first. All patterns share one trie; a token is asked once which words of the lexicon
it can be, so the cost grows with the length of the text and not with the size of the lexicon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    """A trie over words and word classes. `classify` names the classes of a token; `proclitics` are prefixes it may wear."""

    def __init__(self, classify: Callable[[str], Iterable[str]], proclitics: tuple[str, ...] = ()) -> None:
        self._root = _Node()
        self._classify = classify
        self._proclitics = proclitics
        self._words: set[str] = set()
        self._prefixes: dict[int, set[str]] = {}
        self._suffixes: set[str] = set()
        self._infixes: set[str] = set()
        self._symbols: dict[str, tuple[str, ...]] = {}

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

    def _symbols_of(self, norm: str) -> tuple[str, ...]:
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
        if len(self._symbols) > 200_000:  # a process that reads for weeks must not grow
            self._symbols.clear()
        self._symbols[norm] = symbols
        return symbols

    def scan(self, tokens: Tokens) -> dict[str, list[Hit]]:
        """All hits, by domain; within a domain leftmost, then longest, and none overlaps another."""
        known = self._symbols
        line = [known.get(norm) or (() if norm in known else self._symbols_of(norm)) for norm in tokens.norm]
        size = len(line)
        top = self._root.children
        free: dict[str, int] = {}
        hits: dict[str, list[Hit]] = {}
        for first, symbols in enumerate(line):
            if not symbols:
                continue
            best: dict[str, tuple[int, Any]] = {}
            reached = [top[s] for s in symbols if s in top]
            last = first + 1
            while reached:
                for node in reached:
                    for domain, value in node.values.items():
                        best[domain] = (last, value)
                if last >= size:
                    break
                following = (*line[last], _ANY) if tokens.norm[last][0].isalnum() else line[last]
                reached = [node.children[s] for node in reached for s in following if s in node.children]
                last += 1
            for domain, (end, value) in best.items():
                if first >= free.get(domain, 0):
                    hits.setdefault(domain, []).append(Hit(first, end, value))
                    free[domain] = end
        return hits
