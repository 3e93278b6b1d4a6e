"""A river's line as one course: "the upper Nile", "at the mouth of the Danube", "east of the Tigris".

Maps draw rivers downstream, in pieces with gaps where a lake or a border lies between.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

WIDEST_GAP_KM = 150.0
# Where along the course, from 0 at the source to 1 at the mouth: 90 %, 50 %.
STRETCHES = {
    "upper": ((0.0, 0.45), (0.05, 0.3)),
    "middle": ((0.25, 0.75), (0.38, 0.62)),
    "lower": ((0.55, 1.0), (0.7, 0.95)),
}
ENDS = {"source": 0.0, "mouth": 1.0}
END_KM = ((40.0, 15.0), (15.0, 6.0))  # (stretch of the course, either side of it): 90 %, 50 %


def course_of(line: BaseGeometry) -> shapely.LineString:
    """The longest piece with those that it flows into and from; `line` is on a plane in kilometres."""
    parts = [part for part in shapely.get_parts(shapely.line_merge(line)) if part.length]
    longest = max(range(len(parts)), key=lambda i: parts[i].length)
    course = shapely.get_coordinates(parts.pop(longest))
    pieces = [shapely.get_coordinates(part) for part in parts]
    while pieces:
        below = [float(np.hypot(*(piece[0] - course[-1]))) for piece in pieces]
        above = [float(np.hypot(*(piece[-1] - course[0]))) for piece in pieces]
        nearest = min(min(below), min(above))
        if nearest > WIDEST_GAP_KM:
            break
        if nearest in below:
            course = np.vstack([course, pieces.pop(below.index(nearest))])
        else:
            course = np.vstack([pieces.pop(above.index(nearest)), course])
    return shapely.LineString(course)


def stretch_of(line: BaseGeometry, part: str, half_km: tuple[float, float]) -> tuple[BaseGeometry, BaseGeometry] | None:
    """The 90 % and the 50 % band of a named part of a river; None for a part that rivers do not have."""
    if part in STRETCHES:
        course = course_of(line)
        wide, core = (
            substring(course, *ends, normalized=True).buffer(km)
            for ends, km in zip(STRETCHES[part], half_km, strict=True)
        )
        return wide, core
    if part in ENDS:
        course = course_of(line)
        at = ENDS[part] * course.length
        wide, core = (
            substring(course, max(0.0, at - reach), min(course.length, at + reach)).buffer(km) for reach, km in END_KM
        )
        return wide, core
    return None


def bank_of(line: BaseGeometry, bearing_deg: float, reach_km: float) -> BaseGeometry:
    """The land on one side of a line: all that it sweeps when it is moved that far along the bearing."""
    way = reach_km * np.array([np.sin(np.radians(bearing_deg)), np.cos(np.radians(bearing_deg))])
    swept: list[BaseGeometry] = []
    for part in shapely.get_parts(line):
        points = shapely.get_coordinates(part)
        fields = np.stack([points[:-1], points[1:], points[1:] + way, points[:-1] + way], axis=1)
        swept.extend(np.ravel(np.array(shapely.polygons(fields), dtype=object)))
    return shapely.union_all(shapely.buffer(swept, 0.01)).difference(line.buffer(0.2))
