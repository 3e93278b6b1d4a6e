"""Recognition: which spans of a text name places, and what each does there.

    recognise(text, language, gazetteer, spans=None) -> list[Candidate]

in text order, without overlaps. With `spans` the answer has exactly those, in the order given.
"""

from geodata.mentions.candidate import Candidate
from geodata.mentions.recogniser import recognise

__all__ = ["Candidate", "recognise"]
