"""How often a process that reads article after article looks for unreachable cycles: seldom, for it makes few."""

from __future__ import annotations

import gc

_ALLOCATIONS = 50_000  # between two looks at what is young; Python's own 700 cost a tenth of the reading


def collect_seldom() -> None:
    """Leave out of every look what is loaded by now, and look seldom at the rest. Counts of references free most."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, 20, 20)
