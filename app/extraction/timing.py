"""When an event happened that no time expression of its own dates."""

from __future__ import annotations

from datetime import date, timedelta

from app.extraction.clusters import Cluster
from app.extraction.intervals import closing, opening
from app.extraction.types import When

# News without a date tells of the day of publication or the one before it.
_NEWS_DAYS = 1
_RECENT = timedelta(days=14)
_LONG_PAST = timedelta(days=45)


def time_of(cluster: Cluster, published: date | None, opening_event: When | None) -> When:
    """`opening_event` is the time of the event since which a series runs."""
    if opening_event is not None and opening_event.earliest is not None:
        latest = closing(published) if published else None
        return When(opening_event.earliest, latest, "range", f"since {opening_event.basis}", published is None)
    if cluster.when is not None:
        return cluster.when
    if published is None:
        return When(None, None, "unknown", "no date in the text; needs the day of publication", needs_published=True)
    if cluster.background or cluster.aggregate:
        return When(None, closing(published), "unknown", f"no date in the text; before the publication on {published}")
    first = published - timedelta(days=_NEWS_DAYS)
    return When(opening(first), closing(published), "days", f"no date in the text; news published on {published}")


def is_history(cluster: Cluster, when: When, lead: When | None, published: date | None) -> bool:
    """Whether an event is told only to recall it, beside `lead`, the time of the one told first (None: it is).

    "Had killed" and no time of its own, or weeks ago; or months ago, while the first one is news.
    """
    had = any(s.modality.pluperfect for s in cluster.sightings)
    if _is_before(when, published, _RECENT) and had:
        return True
    if lead is None:
        return False
    undated = cluster.when is None and all(s.modality.pluperfect for s in cluster.sightings)
    return undated or (_is_before(when, published, _LONG_PAST) and not _is_before(lead, published, _LONG_PAST))


def _is_before(when: When, published: date | None, span: timedelta) -> bool:
    return bool(published and when.latest and when.latest < opening(published - span))
