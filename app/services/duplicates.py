"""How likely two reports tell of one event: a score from 0 to 1 with its parts. Pure.

A part is None where one of the two says nothing; what is not said speaks neither for nor against.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from app.storage.candidates import Report
from app.storage.search_words import words_of

POSSIBLE = 0.55  # worth a person's look
AUTOMATIC = 0.75  # linked without one; see docs/duplicates.md for what this costs and misses
LEAST_PLACE_AND_TIME = 0.45
CONTRADICTS, SUPPORTS, TITLE_SUPPORTS = 0.4, 0.6, 0.5

WEIGHTS = {"time": 2.0, "place": 2.0, "type": 1.0, "actors": 1.5, "counts": 2.0, "title": 1.0}

DAY = timedelta(days=1)
WITHIN = 0.8  # of a region lies in another, so that it is a part of it
EVENING = timedelta(hours=5)
EXACT_KM = 30.0  # a region up to this is a town with its surroundings
WIDE_KM = 60.0  # one beyond this holds several towns
ONCE_A_DAY = frozenset({"election", "coup", "emergency_rule", "volcanic_eruption", "power_outage", "earthquake"})
# Of these, too, there is hardly a second one, and their tolls rise for days: 632 dead are 2,000 on the next one.
RISING = frozenset(
    "earthquake flood storm landslide wildfire heat_wave train_crash aircraft_crash shipwreck stampede "
    "building_collapse industrial_accident explosion fire".split()
)
PROTESTS = frozenset({"protest", "protest_intervention", "violent_demonstration"})
SIDES = frozenset({"state force", "rebel group", "militia", "gang"})
STEM = 4  # letters that Israel, israélien and Israeli share
VAGUE = 5  # times what "dozens" are at least
TITLE_STEM, TITLE_WORDS = 6, 3  # letters of a word that are compared; fewer words than that are no title
TELLING_TOLL = 10  # so many dead on one day in one country are seldom two events with the same number
# Words that armies, crowds and groups of every side bear.
GENERIC = frozenset(
    word[:STEM]
    for word in (
        "military forces force army armed group government soldiers soldier police militants gunmen rebels militia "
        "troops armée forces gouvernement soldats policiers combattants hommes armés rebelles "
        "armee truppen soldaten polizei kämpfer regierung ejército fuerzas soldados policía gobierno hombres armados "
        "قوات القوات جيش الجيش شرطة الشرطة "
        "demonstrators protesters manifestants manifestantes demonstranten متظاهرون المتظاهرين "
        "civilians civils zivilisten civiles unidentified"
    ).split()
)
WEEKDAYS = frozenset(
    word[:TITLE_STEM]
    for word in (
        "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche "
        "montag dienstag mittwoch donnerstag freitag samstag sonntag lunes martes miércoles jueves viernes sábado "
        "domingo الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"
    ).split()
)


class Score(NamedTuple):
    """The weighted mean of the parts that are known, and whether it is enough to link without a person."""

    total: float
    parts: dict[str, float | None]
    is_safe: bool


def score(one: Report, other: Report, shared_region: float) -> Score:
    """Compare two reports; `shared_region` is how much of the smaller region lies in the larger one."""
    parts = {
        "time": time_agreement(one, other),
        "place": place_agreement(one, other, shared_region),
        "type": 1.0 if one.subtype == other.subtype else 0.5,
        "actors": actor_agreement(one.actors, other.actors),
        "counts": count_agreement(one, other),
        "title": title_agreement(one, other),
    }
    known = {name: value for name, value in parts.items() if value is not None}
    total = sum(WEIGHTS[name] * value for name, value in known.items()) / sum(WEIGHTS[name] for name in known)
    named = (parts["actors"] or 0.0) >= SUPPORTS or (parts["title"] or 0.0) >= TITLE_SUPPORTS
    counted = (parts["counts"] or 0.0) if _may_counts_speak(one, other, shared_region) else 0.0
    alone = _is_only_one(one, other) and parts["time"] == 1.0 and shared_region > 0.9
    apart = are_turned_round(one.actors, other.actors) or _have_other_sides(one, other) or _are_neighbours(one, other)
    is_safe = (
        total >= AUTOMATIC
        and parts["time"] >= LEAST_PLACE_AND_TIME
        and (parts["place"] >= LEAST_PLACE_AND_TIME or (_same_toll(one, other) and shared_region > 0.9))
        and (parts["counts"] is None or parts["counts"] >= CONTRADICTS)
        and (alone or named or counted >= SUPPORTS)
        and not apart
    )
    return Score(round(total, 3), {name: value and round(value, 3) for name, value in parts.items()}, is_safe)


def _may_counts_speak(one: Report, other: Report, shared_region: float) -> bool:
    """Tolls that are alike speak for one event in one town, or for many dead in a city and a part of it.

    In neighbouring towns and whole regions only the same ones do, but of disasters. "A bomb killed five" and "five were
    shot" are two, unless it was many; one dead is told every day.
    """
    telling = (one.subtype == other.subtype and not _is_of_one(one, other)) or _same_toll(one, other)
    narrow = max(one.radius_km or 0.0, other.radius_km or 0.0) <= WIDE_KM
    one_place = one.place_id == other.place_id or (shared_region > WITHIN and _are_many(one, other))
    same = one.killed_best == other.killed_best and one.wounded_best == other.wounded_best
    return telling and (same or (narrow and one_place) or one.subtype in RISING)


def _is_only_one(one: Report, other: Report) -> bool:
    """Of some things there are no two on one day at one place.

    Two languages report a town's protest if it is the one of which people abroad speak.
    """
    abroad = None not in (one.language, other.language) and one.language != other.language
    in_town = one.place_id == other.place_id and max(one.radius_km or 0.0, other.radius_km or 0.0) <= EXACT_KM
    if {one.subtype, other.subtype} <= PROTESTS:
        return abroad and in_town
    return one.subtype == other.subtype and one.subtype in ONCE_A_DAY


def _is_of_one(one: Report, other: Report) -> bool:
    return max(one.killed_best or 0, one.wounded_best or 0, other.killed_best or 0, other.wounded_best or 0) == 1


def _are_many(one: Report, other: Report) -> bool:
    return min(one.killed_best or 0, other.killed_best or 0) >= TELLING_TOLL


def _are_neighbours(one: Report, other: Report) -> bool:
    """Few dead in one town and another number in the next: a front or a bombardment, of which there are many blows."""
    towns = one.place_id != other.place_id and max(one.radius_km or 0.0, other.radius_km or 0.0) <= WIDE_KM
    told = None not in (one.killed_best, other.killed_best) and one.killed_best != other.killed_best
    return towns and told and one.subtype not in RISING and not _are_many(one, other)


def _have_other_sides(one: Report, other: Report) -> bool:
    """The army against rebels, and those rebels against others: a clash where only one report has a state's forces."""
    sides = [[a["kind"] for a in report.actors if a.get("kind") in SIDES] for report in (one, other)]
    return min(map(len, sides)) > 1 and ("state force" in sides[0]) != ("state force" in sides[1])


def time_agreement(one: Report, other: Report) -> float:
    """1 for the same day; less the longer one of the intervals is; 0.4 for neighbouring days (night, time zones)."""
    if None in (one.date_from, one.date_to, other.date_from, other.date_to):
        return 0.2
    lengths = [max(report.date_to - report.date_from, DAY / 24) for report in (one, other)]
    overlap = min(one.date_to, other.date_to) - max(one.date_from, other.date_from)
    vague = max(1.0, max(lengths) / (2 * DAY))
    if overlap < timedelta(0):
        return 0.4 / vague
    # "On Tuesday" and "in the night to Wednesday" share an evening, and no more was to be told.
    shared = 1.0 if overlap >= EVENING else max(overlap, DAY / 24) / min(lengths)
    return min(1.0, shared) / vague**0.5


def place_agreement(one: Report, other: Report, shared_region: float) -> float:
    """How much of the smaller region lies in the larger, less the larger one is: many things happen in a country."""
    widest = max(one.radius_km or 0.0, other.radius_km or 0.0, EXACT_KM)
    if one.place_id is not None and one.place_id == other.place_id:
        shared_region = max(shared_region, 0.9)
    return shared_region * (EXACT_KM / widest) ** 0.25


def actor_agreement(ones: list[dict[str, Any]], others: list[dict[str, Any]]) -> float | None:
    """The share of the shorter list that the other one has, too."""
    few, many = sorted(([_stems(a["name"]) for a in actors] for actors in (ones, others)), key=len)
    few, many = [stems for stems in few if stems], [stems for stems in many if stems]
    if not few or not many:
        return None
    return sum(any(_same_name(a, b) for b in many) for a in few) / len(few)


def are_turned_round(ones: list[dict[str, Any]], others: list[dict[str, Any]]) -> bool:
    """Whether each one's attackers are the other's attacked, and nobody attacks in both: by name or by kind."""
    for sides in (_names, _kinds):
        sources, targets = sides(ones, "source"), sides(ones, "target")
        other_sources, other_targets = sides(others, "source"), sides(others, "target")
        if sources & other_targets and targets & other_sources and not sources & other_sources:
            return True
    return False


def _names(actors: list[dict[str, Any]], role: str) -> set[str]:
    return {word[:STEM] for actor in actors if actor.get("role") == role for word in words_of(actor["name"])}


def _kinds(actors: list[dict[str, Any]], role: str) -> set[str]:
    """'Rebels attacked soldiers' and "the army attacked rebels", in whatever language."""
    return {actor["kind"] for actor in actors if actor.get("role") == role and actor.get("kind") in SIDES}


def _stems(name: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words_of(name) if len(word) > 2) - GENERIC


def _same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) / min(len(one), len(other)) > 0.5


def count_agreement(one: Report, other: Report) -> float | None:
    """Killed before wounded. Early counts are low: 12 and 14 agree well, 8 and 1 do not."""
    rising = one.subtype == other.subtype and one.subtype in RISING
    for kind in ("killed", "wounded"):
        spans = [_span(report, kind) for report in (one, other)]
        if None not in spans:
            return _closeness(*spans) ** (0.25 if rising else 1.0)
    return None


def _same_toll(one: Report, other: Report) -> bool:
    return one.killed_best is not None and one.killed_best == other.killed_best >= TELLING_TOLL


def _span(report: Report, kind: str) -> tuple[int, int] | None:
    numbers = [getattr(report, f"{kind}_{side}") for side in ("low", "best", "high")]
    known = [number for number in numbers if number is not None]
    if known and numbers[1:] == [None, None]:
        return (known[0], VAGUE * known[0])  # "dozens"
    return (min(known), max(known)) if known else None


def _closeness(one: tuple[int, int], other: tuple[int, int]) -> float:
    if one[0] <= other[1] and other[0] <= one[1]:
        return 1.0
    low, high = sorted((one, other))
    # Half a death more on both sides: 0 and 1 contradict, but 1 and 2 less than 0 and 5.
    return ((low[1] + 0.5) / (high[0] + 0.5)) ** 2


def title_agreement(one: Report, other: Report) -> float | None:
    """Words in common but for day and place, which are compared by themselves; titles of two languages cannot be."""
    if one.language != other.language or one.origin != other.origin:
        return None
    places = _title_stems(f"{one.place} {other.place}") | WEEKDAYS
    few, many = sorted((_title_stems(report.title) - places for report in (one, other)), key=len)
    return len(few & many) / len(few) if len(few) >= TITLE_WORDS else None


def _title_stems(title: str) -> set[str]:
    return {word[:TITLE_STEM] for word in words_of(title) if len(word) >= STEM or word.isdigit()}
