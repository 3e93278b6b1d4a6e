"""Who takes part: names from the lexicon, states and peoples from the place mentions, the text's own words for groups.

An actor after "against" or "on" is the target, one after "by" the source; otherwise what stands before the trigger acts
and what stands behind it suffers, the other way round in the passive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from app.extraction.lexicon import ActorName
from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens
from app.extraction.types import Actor, Count
from geodata.types import Kind, Mention, Role

_REACH = 14  # words between a trigger and somebody who takes part in it
_CUE_REACH = 7
_AHEAD_REACH = 1  # "against the army" before its verb; "killed on Monday when gunmen ..." is no such thing
_INVERTED_REACH = 3  # "töteten mutmaßliche Rebellen", "nahmen türkische Truppen ... fest"
_TO = "لل"  # Arabic "of the", written as one with its noun
_VICTIM_REACH = 2  # "three fighters of the SDF"
_OF_REACH = 4  # "attaque de l’armée": only what follows the trigger at once acts
ROLE_CUES = frozenset({"against", "by", "of", "passive", "between", "perfect", "speech", "clause", "response"})
_CLAUSE_REACH = 3  # words from "when" to its subject, from there to its verb
_RESPONSE_REACH = 6  # "police spokesman N. N. confirmed the attack"
_SAID_REACH = 2  # "said the army", "the army said"
_PARTICLES = 2  # words between "fighters" and the name in "combattants de la milice X"
_STOPS = frozenset(";:()–—")
_WALLS = _STOPS | {",", "،"}
_VICTIMS = "civilians"
_AGAINST = frozenset({"against", "contre", "gegen", "contra", "ضد"})  # "against Israel" is a state, "in Israel" is not
_CROWD = "protesters"
_PROTESTS = frozenset({"protest", "protest_intervention", "violent_demonstration"})  # here residents act
_EQUIPMENT = "equipment"  # "American jets" act for America; "jets" alone are nobody
_STATE_FORCES = frozenset({"state force", "state", _EQUIPMENT})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named at tokens [first, last), not yet given a role."""

    first: int
    last: int
    actor: Actor
    doer: bool = False  # known to act: "an Israeli strike"


def find_parties(tokens: Tokens, hits: dict[str, list[Hit]], mentions: Sequence[Mention]) -> list[Party]:
    """Everybody named in the text, in order; a demonym and the force beside it make one ("forces américaines")."""
    of = {i for hit in hits.get("cues:of", ()) for i in range(hit.first, hit.last)}
    named = [_from_lexicon(tokens, hit) for hit in hits.get("actor", ())]
    taken = {i for party in named for i in range(party.first, party.last)}
    states = [party for mention in mentions if (party := _from_mention(tokens, mention)) and party.first not in taken]
    forces = [
        _with_cause(tokens, hit)
        for hit in hits.get("forces", ())
        if hit.value != "none" and not taken & set(range(hit.first, hit.last)) and not _belongs_to_name(hit, named, of)
    ]
    return sorted([*named, *_join_forces(tokens, states, forces)], key=lambda party: party.first)


def _belongs_to_name(force: Hit, named: Sequence[Party], of: Set[int]) -> bool:
    """'Hamas commander', 'combattants du M23': the name says more than the noun beside it."""
    return any(
        force.first == party.last
        or (0 <= party.first - force.last <= _PARTICLES and all(i in of for i in range(force.last, party.first)))
        for party in named
    )


def _with_cause(tokens: Tokens, force: Hit) -> Hit:
    """'groupes pro-iraniens': the hyphen does not end the name."""
    cut = tokens.norm[force.last - 1] in ("pro", "anti") and force.last < len(tokens)
    return force._replace(last=force.last + 1) if cut else force


def assign_roles(
    trigger: Hit,
    rivals: Sequence[Hit],
    parties: Sequence[Party],
    cues: Sequence[Hit],
    tokens: Tokens,
    *,
    subject_follows: str = "",
) -> tuple[Actor, ...]:
    """Those of the sentence's parties that the trigger concerns, each once, in the role that stands nearest to it."""
    near = [
        p
        for p in parties
        if _is_near(p, trigger, tokens)
        and not _is_rivals(p, trigger, rivals, cues)
        and not _only_says(p, trigger, parties, cues, tokens)
    ]
    opposed = _first_of_two(near, cues)
    opponent = _second_of_two(trigger, near, cues)
    subject = _subject_behind(trigger, near, cues, tokens, subject_follows)
    found: dict[str, Actor] = {}
    for party in sorted(near, key=lambda p: abs(p.first - trigger.first)):
        role = _role(party, trigger, cues, tokens)
        if (
            party.actor.kind == _VICTIMS and not (trigger.value.subtype in _PROTESTS and party.first < trigger.first)
        ) or party is opponent:
            role = "target"
        elif party.doer or party in (opposed, subject) or _is_part_of(party, trigger):
            role = "source"
        actor = party.actor if role == party.actor.role else replace(party.actor, role=role)
        found.setdefault(actor.country or actor.name, actor)
    return tuple(sorted(found.values(), key=lambda actor: actor.start))


def with_victims(
    actors: tuple[Actor, ...], counts: Iterable[Count], parties: Sequence[Party], tokens: Tokens
) -> tuple[Actor, ...]:
    """Add whom a toll counts, however far from the event's word: "..., killing three fighters of the SDF"."""
    known = {actor.name for actor in actors}
    ends = [bisect_left(tokens.start, count.end) for count in counts if count.best]
    victims = [
        replace(party.actor, role="target")
        for party in parties
        if party.actor.name not in known
        and any(
            0 <= party.first - end <= _VICTIM_REACH and not _WALLS & set(tokens.norm[end : party.first]) for end in ends
        )
    ]
    return (*actors, *victims)


def prefer_names(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Leave out "the fighters" beside a named group in the same role, and whoever is told twice."""
    actors = tuple(actors)
    known = {(a.role, a.kind) for a in actors if a.named or a.country}
    kept: dict[str, Actor] = {}
    for actor in actors:
        told = not (actor.named or actor.country) and (actor.role, actor.kind) in known
        claims = actor.role == "claimant"
        if claims or not told:
            kept[actor.name] = actor if claims else kept.get(actor.name, actor)
    return tuple(kept.values())


def are_at_odds(some: Iterable[Actor], others: Iterable[Actor]) -> bool:
    """Whether one event's attackers are the other's attacked: then they are two events."""
    some, others = tuple(some), tuple(others)
    return bool(_sides(some, "source") & _sides(others, "target") or _sides(some, "target") & _sides(others, "source"))


def _sides(actors: Iterable[Actor], role: str) -> set[str]:
    """States and named groups; "fighters" on both sides are hardly the same ones."""
    return {a.country or a.name for a in actors if a.role == role and (a.country or a.named)}


def _from_lexicon(tokens: Tokens, hit: Hit) -> Party:
    name: ActorName = hit.value
    actor = actor_at(tokens, hit.first, hit.last, name.name, name.country, name.kind)
    return Party(hit.first, hit.last, replace(actor, named=True))


def _from_mention(tokens: Tokens, mention: Mention) -> Party | None:
    """States that act and peoples; a plain place only counts as a target ("attacked Israel") if it is a country."""
    if mention.place is None:
        return None
    first, last = tokens_of(mention, tokens)
    attacked = first > 0 and tokens.norm[first - 1] in _AGAINST and mention.place.kind is Kind.COUNTRY
    if mention.role not in (Role.ACTOR, Role.DEMONYM) and not attacked:
        return None
    kind = "people" if mention.role is Role.DEMONYM else "state"
    return Party(first, last, actor_at(tokens, first, last, mention.place.name, mention.place.country, kind))


def tokens_of(mention: Mention, tokens: Tokens) -> tuple[int, int]:
    """Tokens [first, last) of a mention; the first may begin before it ("l'Iran")."""
    return bisect_right(tokens.start, mention.start) - 1, bisect_left(tokens.start, mention.end)


def _join_forces(tokens: Tokens, states: list[Party], forces: list[Hit]) -> list[Party]:
    joined: list[Party] = []
    used: set[int] = set()
    for force in forces:
        state = next(
            (s for s in states if 0 <= force.first - s.last <= 1 or 0 <= s.first - force.last <= 1),
            None,
        )
        if state is None and force.value == _EQUIPMENT:
            continue
        if state is None:
            text = tokens.quote(force.first, force.last)
            joined.append(
                Party(force.first, force.last, actor_at(tokens, force.first, force.last, text, None, force.value))
            )
            continue
        used.add(id(state))
        first, last = min(force.first, state.first), max(force.last, state.last)
        if _is_pro(tokens, state.first):  # "pro-Iranian militia" is not Iran
            joined.append(
                Party(first, last, actor_at(tokens, first, last, tokens.quote(first, last), None, force.value))
            )
        else:
            country = state.actor.country if force.value in _STATE_FORCES else None
            name = state.actor.name if country else tokens.quote(first, last)
            kind = "state force" if country else force.value
            joined.append(Party(first, last, actor_at(tokens, first, last, name, country, kind)))
    joined += [s for s in states if id(s) not in used and s.actor.kind == "state"]
    return joined


def _is_pro(tokens: Tokens, first: int) -> bool:
    return (first > 0 and tokens.norm[first - 1] in ("pro", "anti")) or tokens.norm[first].startswith("pro")


def actor_at(tokens: Tokens, first: int, last: int, name: str, country: str | None, kind: str) -> Actor:
    """Who is named at tokens [first, last), as the source until it is given another role."""
    start, end = tokens.start[first], tokens.end[last - 1]
    return Actor(name, "source", start, end, tokens.text[start:end], country, kind)


def _is_near(party: Party, trigger: Hit, tokens: Tokens) -> bool:
    low, high = (party.last, trigger.first) if party.first < trigger.first else (trigger.last, party.first)
    return high - low <= _REACH and not any(norm in _STOPS for norm in tokens.norm[low:high])


def _first_of_two(parties: Sequence[Party], cues: Sequence[Hit]) -> Party | None:
    """'Clashes between A and B' have no attacker: the one named first stands for it."""
    opposing = next((c for c in cues if c.value == "between"), None)
    behind = [p for p in parties if opposing and 0 <= p.first - opposing.last < _CUE_REACH]
    return behind[0] if len(behind) > 1 else None


def _second_of_two(trigger: Hit, parties: Sequence[Party], cues: Sequence[Hit]) -> Party | None:
    """'The army and the rebels clashed': nobody behind the verb, so that the one next to it is the other side."""
    if trigger.value.subtype != "armed_clash" or any(c.value in ("passive", "by", "against") for c in cues):
        return None
    ahead = [p for p in parties if p.last <= trigger.first]
    return ahead[-1] if len(ahead) > 1 and len(ahead) == len(parties) else None


def _only_says(party: Party, trigger: Hit, parties: Sequence[Party], cues: Sequence[Hit], tokens: Tokens) -> bool:
    """', the Pentagon said', 'selon l’armée': where the news is from; not so "the army said it had shelled"."""
    for cue in cues:
        if cue.value == "response" and cue.last <= trigger.first <= cue.last + 1:
            return 0 <= cue.first - party.last <= _RESPONSE_REACH
        if cue.value != "speech":
            continue
        speakers = any(0 <= cue.first - p.last <= _SAID_REACH for p in parties)
        heard = any(0 <= p.first - cue.last <= _SAID_REACH for p in parties)
        if 0 <= party.first - cue.last < _SAID_REACH and not speakers:
            return True
        # "Ukraine said Russian forces had fired": Ukraine says, Russia fires.
        ends = cue.last < len(tokens) and tokens.norm[cue.last] in _WALLS  # ", the Pentagon said, in answer to ..."
        if 0 <= cue.first - party.last < _SAID_REACH and (heard or ends or party.first > trigger.first):
            return True
    return False


def _opens_clause(party: Party, trigger: Hit, cues: Sequence[Hit]) -> int | None:
    """Where the clause begins in "killed when gunmen raided a mosque": its subject acts, unless in the passive."""
    if any(c.value == "passive" and 0 <= c.first - party.last < _CLAUSE_REACH for c in cues):
        return None
    openers = (c for c in cues if c.value == "clause" and c.first >= trigger.last)
    return next((c.last for c in openers if 0 <= party.first - c.last < _CLAUSE_REACH), None)


def _is_part_of(party: Party, trigger: Hit) -> bool:
    """'Israeli strikes', "protesters marched", where that is one phrase; the police "dispersed protesters"."""
    if party.actor.kind == _CROWD:
        return party.first == trigger.first and party.last < trigger.last
    return party.first <= trigger.first < party.last


def _subject_behind(
    trigger: Hit, parties: Sequence[Party], cues: Sequence[Hit], tokens: Tokens, subject_follows: str
) -> Party | None:
    """Who stands behind the verb and acts.

    Arabic: "bombed the army positions" is "the army bombed positions"; German: "Am Montag griffen Rebellen ... an",
    where a verb, unlike a noun, begins with a small letter.
    """
    behind = [p for p in parties if p.first > trigger.first]
    if not behind or not subject_follows or _marked(trigger.last, cues):
        return None
    if subject_follows == "always":
        return behind[0] if behind[0].first <= trigger.last else None
    verb = tokens.text[tokens.start[trigger.first]].islower()
    ahead = len(behind) < len(parties) or any(c.value == "passive" and c.last <= trigger.first for c in cues)
    return behind[0] if verb and not ahead and behind[0].first - trigger.first <= _INVERTED_REACH else None


def _marked(token: int, cues: Sequence[Hit]) -> bool:
    return any(c.first == token and c.value == "against" for c in cues)


def _is_rivals(party: Party, trigger: Hit, rivals: Sequence[Hit], cues: Sequence[Hit]) -> bool:
    """Another trigger stands between, or in front of "by X": then X belongs to that one."""
    low, high = min(party.first, trigger.first), max(party.first, trigger.first)
    if any(low < rival.first < high for rival in rivals if rival is not trigger):
        return True
    ahead = party.first < trigger.first and any(rival.first < party.first for rival in rivals)
    return ahead and any(
        c.value in ("by", "of", "against") and c.first > rivals[0].first and 0 <= party.first - c.last < _CUE_REACH
        for c in cues
    )


def _role(party: Party, trigger: Hit, cues: Sequence[Hit], tokens: Tokens) -> str:
    before = [
        c
        for c in cues
        if c.value not in ("speech", "clause", "response")
        and 0 <= party.first - c.last < _CUE_REACH
        and not _WALLS & set(tokens.norm[c.last : party.first])
    ]
    if party.first < trigger.first:
        if before and before[-1].value == "by":
            return "source"  # "wurde von Rebellen angegriffen"
        if any(c.value == "perfect" and c.last <= party.first for c in cues):
            return "target"  # "Israel hat Stellungen der Hisbollah bombardiert"
        between = {c.value for c in cues if party.last <= c.first and c.last <= trigger.last}
        if "by" in between and any(c.value == "passive" and c.last <= party.first for c in cues):
            return "target"  # "wurde die Armee von Rebellen angegriffen"
        marked = before and before[-1].value == "against" and party.first - before[-1].last <= _AHEAD_REACH
        return "target" if "passive" in between or marked else "source"
    if tokens.norm[party.first].startswith(_TO) and party.first - trigger.last > 1:
        return "target"  # "هاجم مسلحون حاجزا للجيش": a checkpoint of the army
    opened = _opens_clause(party, trigger, cues)
    marks = [c.value for c in before if c.first >= (trigger.first if opened is None else opened)]
    plain = [mark for mark in marks if mark != "of"]
    if plain:
        return "source" if plain[-1] == "by" else "target"
    if opened is not None:
        return "source"
    return "source" if marks and party.first - trigger.last <= _OF_REACH else "target"
