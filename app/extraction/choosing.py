"""Which triggers of a sentence report something real: the strong before the weak, the news before its background."""

from __future__ import annotations

from dataclasses import replace

from app.extraction import taxonomy
from app.extraction.compounds import without_heads
from app.extraction.finds import Finds, Sentence
from app.extraction.genres import Genres
from app.extraction.lexicon import TriggerWord
from app.extraction.modality import CueReader, Modality
from app.extraction.phrases import Hit

_ENDURING = frozenset({"epidemic"})
_ARMED = frozenset({"rebel group", "militia", "gang"})
_DEEDS = frozenset({"attack", "arrests", "looting"})  # weak triggers that are verbs
_GRIEVANCE_REACH = 6  # words from "against" to what is protested against

Candidate = tuple[Hit, Modality]


class Chooser:
    """Judges each trigger by the cues around it and by what else its sentence tells."""

    def __init__(self, finds: Finds, cues: CueReader, genres: Genres) -> None:
        self._finds, self._cues, self._genres = finds, cues, genres
        self._taxonomy = taxonomy.load()

    def choose(self, sentence: Sentence, causes: set[Hit]) -> list[Candidate]:
        """The triggers that report something; weak ones only where no strong one tells more.

        `causes` are what a protest is about (`grievances`).
        """
        if sentence.rubric is not None:
            return [self._under_rubric(sentence, sentence.rubric)]
        triggers = [t for t in without_heads(sentence.triggers) if not self._is_attacked(t)]
        read = [(t, self._read_modality(t, sentence)) for t in triggers]
        read = [(t, replace(m, background=True) if t in causes else m) for t, m in read]
        real = _put_back([(t, m) for t, m in read if m.unreal is None])
        strong = [(t, m) for t, m in real if not t.value.weak]
        if any(not (m.soft or m.background) for _, m in strong):
            return self._settle_background(strong)
        if strong:
            return self._with_cause(real, strong)
        if any(not t.value.weak for t, _ in read):
            return []  # "threatened to bomb ...": what was killed or hit there is part of the threat
        agents = {p.first for p in sentence.parties if p.actor.kind in _ARMED}  # "twelve died when gunmen ..."
        return sorted(real, key=lambda r: r[0].first not in agents)[:1]

    def _is_attacked(self, trigger: Hit) -> bool:
        """'An attack on a rally': the rally is what was attacked."""
        attacks = self._finds.contexts.get("attacked_protest", ())
        is_protest = self._taxonomy.types[trigger.value.subtype].type == "unrest"
        return is_protest and any(0 < trigger.first - attack <= _GRIEVANCE_REACH for attack in attacks)

    def _under_rubric(self, sentence: Sentence, rubric: TriggerWord) -> Candidate:
        """'Looting: On 3 May ...': a coder says what it is; the sentence's own word for it says where to look."""
        types = self._taxonomy.types
        ranked = sorted(
            sentence.triggers,
            key=lambda t: (types[t.value.subtype].family != types[rubric.subtype].family, t.value.weak, t.first),
        )
        own = ranked[0] if ranked else Hit(sentence.last - 1, sentence.last, rubric)
        return own._replace(value=rubric), Modality()

    def grievances(self, sentence: Sentence) -> set[Hit]:
        """What a protest is about: "marched against the coup", "rallied to denounce the killing"."""
        types, triggers = self._taxonomy.types, sentence.triggers
        protest = next((t for t in triggers if types[t.value.subtype].type == "unrest" and not t.value.weak), None)
        if protest is None:
            return set()
        cues = self._cues.positions("grievance", protest.last, sentence.last)
        return {
            t
            for t in triggers
            if types[t.value.subtype].type != "unrest" and any(0 < t.first - cue <= _GRIEVANCE_REACH for cue in cues)
        }

    def _grievance_before(self, trigger: Hit, sentence: Sentence) -> int | None:
        """'Haben gegen das geplante Gesetz demonstriert': planned is the law, and not the protest."""
        if self._taxonomy.types[trigger.value.subtype].type != "unrest":
            return None
        return next(iter(self._cues.positions("grievance", sentence.first, trigger.first)), None)

    def endures(self, trigger: Hit) -> bool:
        return self._taxonomy.types[trigger.value.subtype].type in _ENDURING

    def _read_modality(self, trigger: Hit, sentence: Sentence) -> Modality:
        """'Since the outbreak began in March': it goes on, so that it is the news and no background."""
        modality = self._cues.read(trigger, sentence.first, sentence.last, self._grievance_before(trigger, sentence))
        if modality.since and self.endures(trigger):
            return replace(modality, background=False)
        if modality.background and not modality.since and self._cues.positions("toll", sentence.first, sentence.last):
            return replace(modality, background=False)  # "the number of victims of the collapse rose to 18"
        kind = self._taxonomy.types[trigger.value.subtype]
        return self._genres.judge(modality, trigger, kind, sentence.first, sentence.last, sentence.counts)

    def _settle_background(self, real: list[Candidate]) -> list[Candidate]:
        """'After an attack on X, protests broke out in Y': the attack is background, for the sentence has other news.

        "78 drowned when a boat capsized" is one event told twice.
        """
        news = [t.value.subtype for t, m in real if not (m.soft or m.background)]
        return [
            (t, replace(m, background=True))
            if m.soft and not any(self._taxonomy.compatible(t.value.subtype, subtype) for subtype in news)
            else (t, m)
            for t, m in real
        ]

    def _with_cause(self, real: list[Candidate], strong: list[Candidate]) -> list[Candidate]:
        """All strong triggers stand after "after" or "when".

        "A jet struck a car after a rocket attack": two events. "Nine died when gunmen attacked": one, the cause.
        """
        # In "the earthquake struck" it is the verb of the cause, in "police arrested" a deed with its toll.
        deeds = [
            (t, m)
            for t, m in real
            if t.value.weak
            and t.value.subtype in _DEEDS
            and (t.first not in self._finds.nouns or t.value.subtype == "arrests")
            and not any(s.last == t.first for s, _ in strong)
        ]
        if not deeds:
            return strong
        background = [(t, replace(m, background=True)) for t, m in strong]
        return sorted([deeds[0], *background], key=lambda r: r[0].first)


def _put_back(real: list[Candidate]) -> list[Candidate]:
    """'The attack was in X, where a truce had been signed': what lies before the news of its sentence is no news."""
    news = next((t.first for t, m in real if not m.pluperfect), None)
    if news is None:
        return real
    return [(t, replace(m, soft=True) if m.pluperfect and news < t.first else m) for t, m in real]
