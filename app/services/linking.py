"""Many reports of one event become one: pairs are found, scored, linked, and links undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import combinations, pairwise
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.errors import NotFound
from app.services.duplicates import POSSIBLE, Score, score
from app.storage import candidates, data_version, links
from app.storage.candidates import Pair, Report
from app.storage.events import row_ids
from app.storage.links import LinkInfo

AT_ONCE = 500  # events that are looked at in one transaction
BY_SCORE, BY_HAND = "score", "person"

Sessions = Callable[[], AbstractContextManager[Session]]


class Candidate(NamedTuple):
    """Two events that may be one."""

    later: Report
    earlier: Report
    score: Score


def find_candidates(session: Session, keys: Iterable[int]) -> list[Candidate]:
    """These events with the earlier ones that they may repeat, the likeliest first."""
    pairs = candidates.find_pairs(session, keys)
    reports = candidates.read_reports(session, (key for pair in pairs for key in (pair.later, pair.earlier)))
    scored = [Candidate(reports[p.later], reports[p.earlier], _score(reports, p)) for p in pairs]
    possible = [candidate for candidate in scored if candidate.score.total >= POSSIBLE]
    return sorted(possible, key=lambda c: (-c.score.total, c.later.key, c.earlier.key))


def link_events(session: Session, keys: Iterable[int]) -> int:
    """Link these events with earlier ones where the score is safe; how many links are new. The caller commits."""
    made = 0
    for candidate in find_candidates(session, keys):
        if candidate.score.is_safe and _may_join(session, candidate):
            one, other, (total, parts, _) = candidate.later.key, candidate.earlier.key, candidate.score
            links.put_link(session, one, other, total, parts, BY_SCORE)
            links.redraw_sets(session, [one])
            made += 1
    return made


def _may_join(session: Session, candidate: Candidate) -> bool:
    """Nobody told the two sets apart, and what stands for them agrees: likeness does not pass from link to link."""
    one, other = (links.set_of(session, report.key) for report in (candidate.later, candidate.earlier))
    if one == other or links.are_told_apart(session, one, other):
        return False
    heads = links.representative_of(session, one), links.representative_of(session, other)
    if heads == (candidate.later.key, candidate.earlier.key):
        return True
    return _compare(session, *heads).is_safe


def link_after(sessions: Sessions, key: int, progress: Callable[[int, int], None] = lambda *_: None) -> int:
    """Link everything that came after row `key`, some at a time; 0 is all there is. How many links are new."""
    made = looked_at = 0
    while True:
        with sessions() as session:
            keys = candidates.keys_after(session, key, AT_ONCE)
            if not keys:
                return made
            new = link_events(session, keys)
            if new:
                data_version.raise_version(session)
            session.commit()
        key, made, looked_at = keys[-1], made + new, looked_at + len(keys)
        progress(looked_at, made)


def last_key(sessions: Sessions) -> int:
    """Where `link_after` has to begin for what comes from now on."""
    with sessions() as session:
        return candidates.last_key(session)


def all_candidates(session: Session) -> Iterator[Candidate]:
    """Unlinked pairs of the whole database that a person might look at, some events at a time."""
    key = 0
    while keys := candidates.keys_after(session, key, AT_ONCE):
        key = keys[-1]
        for candidate in find_candidates(session, keys):
            one, other = (links.set_of(session, report.key) for report in (candidate.later, candidate.earlier))
            if one != other and not links.are_told_apart(session, one, other):
                yield candidate


def merge(session: Session, public_ids: Sequence[str]) -> int:
    """A person says that these are one event; how many links are new. Overrules what was split before."""
    keys = _keys(session, public_ids)
    made = 0
    for one, other in pairwise(keys):
        sets = links.set_of(session, one), links.set_of(session, other)
        if sets[0] != sets[1]:
            links.forget_differences(session, *sets)
            total, parts, _ = _compare(session, one, other)
            links.put_link(session, one, other, total, parts, BY_HAND)
            made += 1
    links.redraw_sets(session, keys)
    return _committed(session, made)


def split(session: Session, public_ids: Sequence[str]) -> int:
    """A person says that each of these is an event of its own; from how many others they were parted.

    The pairs are remembered as different, so that no later run joins them. What is left of a set stays one.
    """
    keys = _keys(session, public_ids)
    sets = [members for members in links.sets_of(session, keys) if len(members) > 1]
    parted = 0
    for members in sets:
        leaving = members & set(keys)
        staying = sorted(members - leaving)
        for one, other in combinations(sorted(members), 2):
            if one in leaving or other in leaving:
                links.put_difference(session, one, other, BY_HAND)
                parted += 1
        for one, other in pairwise(staying):  # what was joined by way of one that leaves
            if other not in links.set_of(session, one):
                total, parts, _ = _compare(session, one, other)
                links.put_link(session, one, other, total, parts, BY_SCORE)
        links.redraw_sets(session, members)
    return _committed(session, parted)


def list_links(session: Session, public_ids: Sequence[str], limit: int) -> list[LinkInfo]:
    """Links of these events, or the latest of all."""
    return links.list_links(session, _keys(session, public_ids) if public_ids else None, limit)


def _compare(session: Session, one: int, other: int) -> Score:
    reports = candidates.read_reports(session, (one, other))
    return _score(reports, Pair(one, other, candidates.shared_region(session, one, other)))


def _score(reports: dict[int, Report], pair: Pair) -> Score:
    return score(reports[pair.later], reports[pair.earlier], pair.shared)


def _keys(session: Session, public_ids: Sequence[str]) -> list[int]:
    found = row_ids(session, public_ids)
    missing = [public_id for public_id in public_ids if public_id not in found]
    if missing:
        raise NotFound(f"there is no event {missing[0][:60]!r}")
    return [found[public_id] for public_id in dict.fromkeys(public_ids)]


def _committed(session: Session, changes: int) -> int:
    if changes:
        data_version.raise_version(session)
    session.commit()
    return changes
