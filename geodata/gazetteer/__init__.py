"""The read-only index of places: names to places, places to outlines."""

from geodata.gazetteer.flags import NameFlag, NameHit
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.names import Token, normalise, tokenise

__all__ = ["Gazetteer", "NameFlag", "NameHit", "Token", "normalise", "tokenise"]
