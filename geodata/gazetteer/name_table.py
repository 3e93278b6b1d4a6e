"""Names as the file holds them: hashes in order, a directory over them, entries by weight, prefix marks.

Forty million names pass through here; whatever is no longer needed is let go at once, and sorting is by narrow columns.
"""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer.collect import Collector
from geodata.gazetteer.flags import NameFlag

PREFIX_MARK = 0x80000000
# An alias is distrusted when another holder of the name weighs this many times more.
_DWARFED = 20.0


def arrange_names(
    collected: Collector, weights: NDArray[np.float64], capitals: NDArray[np.bool_], towns: NDArray[np.bool_]
) -> dict[str, NDArray[Any]]:
    """Sections `key`, `key_bucket`, `key_start`, `hit_row`, `hit_flags`; empties the name columns of `collected`."""
    keys, rows, flags = _united(collected)
    if len(rows) >= PREFIX_MARK:
        raise OverflowError("the format holds 2^31 name entries")
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(first).astype(np.uint32)
    names = keys[starts]
    del keys
    # The weightiest place first, so that a reader may stop after a few entries of a common name.
    weight = weights[rows].astype(np.float32)
    if len(rows):
        _yield_to_capitals(flags, weight, capitals[rows], towns[rows], starts)
    order = np.lexsort((rows, -weight, np.cumsum(first, dtype=np.uint32)))
    del first
    rows, flags, weight = rows[order], flags[order], weight[order]
    del order
    if len(rows):
        _distrust_dwarfed(flags, weight, starts)
    del weight

    prefixes = np.unique(np.frombuffer(collected.prefix, np.uint64))
    collected.prefix = array("Q")
    unique = np.union1d(names, prefixes)
    # A mere prefix has no entries: it begins and ends where the next name begins.
    posting_start = np.append(starts, np.uint32(len(rows)))[np.searchsorted(names, unique)]
    posting_start[np.searchsorted(unique, prefixes)] |= np.uint32(PREFIX_MARK)
    bits = max(8, len(unique).bit_length() - 1)
    edges = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
    return {
        "key": unique,
        "key_bucket": np.append(np.searchsorted(unique, edges), len(unique)).astype(np.uint32),
        "key_start": np.append(posting_start, np.uint32(len(rows))),
        "hit_row": rows,
        "hit_flags": flags,
    }


def _united(collected: Collector) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint16]]:
    """Sorted by name, then by place; several entries of one place under one name become one, their flags united."""
    keys = np.frombuffer(collected.key, np.uint64)
    rows = np.frombuffer(collected.key_row, np.uint32)
    flags = np.frombuffer(collected.key_flags, np.uint16)
    collected.key, collected.key_row, collected.key_flags = array("Q"), array("I"), array("H")
    order = np.lexsort((rows, keys))
    keys = keys[order]
    rows = rows[order]
    flags = flags[order]
    del order
    first = np.ones(len(keys), bool)
    first[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
    starts = np.flatnonzero(first)
    united = np.bitwise_or.reduceat(flags, starts) if len(starts) else flags
    # "Jos" and "Ufa" are their airports' codes too, but the town is written like any other.
    united[united & NameFlag.PREFERRED != 0] &= np.uint16(~NameFlag.CODE & 0xFFFF)
    return keys[first], rows[first], united


def _distrust_dwarfed(flags: NDArray[np.uint16], weight: NDArray[np.float32], starts: NDArray[np.uint32]) -> None:
    """Mark, in place, the aliases whose place weighs little beside the weightiest one of the same name."""
    ends = np.append(starts[1:], np.uint32(len(flags)))
    counts: NDArray[np.int64] = ends.astype(np.int64) - starts
    heaviest = np.repeat(np.maximum.reduceat(weight, starts), counts)
    trusted = int(NameFlag.PREFERRED | NameFlag.DEMONYM)
    flags[(weight * np.float32(_DWARFED) < heaviest) & (flags & trusted == 0)] |= int(NameFlag.LOW_TRUST)


def _yield_to_capitals(
    flags: NDArray[np.uint16],
    weight: NDArray[np.float32],
    capitals: NDArray[np.bool_],
    towns: NDArray[np.bool_],
    starts: NDArray[np.uint32],
) -> None:
    """Distrust, in place, a town's alias that is the main name of a capital, and let it weigh no more than that.

    Islamabad is an old name of Chattogram, which has six times the people.
    """
    preferred = flags & NameFlag.PREFERRED != 0
    counts = np.append(starts[1:], np.uint32(len(flags))).astype(np.int64) - starts
    capital = np.repeat(np.maximum.reduceat(np.where(capitals & preferred, weight, 0), starts), counts)
    yielding = towns & ~preferred & (flags & NameFlag.DEMONYM == 0) & (capital > 0)
    flags[yielding] |= int(NameFlag.LOW_TRUST)
    np.minimum(weight, capital * np.float32(0.5), out=weight, where=yielding)
