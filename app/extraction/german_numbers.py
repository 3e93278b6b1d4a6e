"""German writes a number as one word: "dreihundertfünfundzwanzig"."""

from __future__ import annotations

from collections.abc import Mapping


def compose(words: Mapping[str, int]) -> dict[str, int]:
    """All number words below a million that end in at most two places, from the words that they are made of."""
    units = {w: n for w, n in words.items() if n < 10 and not w.startswith(("eine", "eins"))}
    tens = {w: n for w, n in words.items() if 20 <= n < 100 and n % 10 == 0}
    composed = dict(words)
    composed |= {f"{unit}und{ten}": n + m for unit, n in units.items() for ten, m in tens.items()}
    below_hundred = {w: n for w, n in composed.items() if n < 100}
    for name, size in (("hundert", 100), ("tausend", 1000)):
        heads = {name: size} | {f"{w}{name}": n * size for w, n in below_hundred.items() if n * size < 1_000_000}
        composed |= heads
        if size == 100:
            composed |= {f"{head}{w}": n + m for head, n in heads.items() if n < 1000 for w, m in below_hundred.items()}
    return composed
