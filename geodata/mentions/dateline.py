"""Datelines: "GAO, Mali (Reuters) -", "SANTA ROSA.-", "Mekelle –". The name at the start of such a line is a town's."""

from __future__ import annotations

import re
from collections.abc import Sequence

_AGENCY = "AP|AFP|AFX|ANSA|APA|ATS|BBC|dpa|EFE|epd|IPS|KNA|Reuters|SID|TASS|UPI|Xinhua|Bloomberg|Europa Press"
# Up to sixty characters of names, regions and dates, then a dash or an agency.
_LINE = re.compile(
    rf"^[ \t]*([^\W\d_][^\n:;!?()]{{1,60}}?)\s*"
    rf"(?:\((?:{_AGENCY})\)|(?:\([^()\n]{{2,40}}\)\s*)?(?:[ \t][-–—]{{1,2}}[ \t]|\.[ \t]?[-–—]))",
    re.MULTILINE,
)
_SENTENCE = re.compile(r"\.\s+[^\W\d_]+\s+[a-zà-ÿ]{2}")  # that begins before the dash: no dateline


def find_datelines(text: str) -> list[tuple[int, int]]:
    """(start, end) of what stands in front of the dash or the agency, in order; most texts have one or none."""
    return [line.span(1) for line in _LINE.finditer(text) if not _SENTENCE.search(line[1])]


def opens_dateline(start: int, text: str, datelines: Sequence[tuple[int, int]]) -> bool:
    """Whether a name that starts there is a dateline's first, or stands behind a slash: "WASHINGTON/SEOUL (AFP) -"."""
    for first, end in datelines:
        if first <= start < end:
            return start == first or text[first:start].rstrip().endswith("/")
    return False
