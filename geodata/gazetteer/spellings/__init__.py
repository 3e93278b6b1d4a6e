"""How the press of five languages writes names of other scripts, by rule: "Tchassiv Iar", "Wowtschansk", "بوكروفسك".

Data sets hold such spellings for large towns only; the news is about the small ones.
"""

from geodata.gazetteer.spellings.press import PressSpellings

__all__ = ["PressSpellings"]
