"""Resolution: which place each name means.

    resolve(candidates, text, gazetteer, context=Context(), expressions=(), language="") -> list[Mention]

one mention per candidate, in the same order; `place` is None, with the reason, where nothing fits and for roles that
name no place (in-name, person, other).
"""

from geodata.resolution.resolver import resolve

__all__ = ["resolve"]
