"""Single values out of named texts (a query string, command line options); each checks and names itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from app.errors import InvalidParameter

LONGEST_VALUE = 500
MOST_VALUES = 50
NO_TEXT = re.compile("[\0\ud800-\udfff]")  # PostgreSQL keeps no NUL, and UTF-8 no halves of a pair

Choice = TypeVar("Choice", bound=StrEnum)


class Parameters:
    """Texts by name. Empty ones count as not given, as a form sends them. Every unknown name is refused at once."""

    def __init__(
        self, given: Mapping[str, Sequence[str]], known: Iterable[str], long: Mapping[str, int] | None = None
    ) -> None:
        """`long` names the parameters whose values may be longer than others."""
        known = frozenset(known) if given else ()
        for name in given:
            if name not in known:
                near = get_close_matches(name, sorted(known), n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}"
                raise InvalidParameter(name[:60], f"unknown parameter; {hint}")
        self._given = {name: [text for text in texts if text.strip()] for name, texts in given.items()}
        for name, texts in self._given.items():
            _check_texts(name, texts, (long or {}).get(name, LONGEST_VALUE))

    def names(self) -> Iterable[str]:
        """The parameters that are given."""
        return self._given

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of a repeatable parameter, each once."""
        return tuple(dict.fromkeys(text.strip() for text in self._given.get(name, ())))

    def text(self, name: str) -> str | None:
        """The value of a parameter that stands once."""
        if name not in self._given:  # most are not, and a request asks for twenty
            return None
        values = self.texts(name)
        if len(values) > 1:
            raise InvalidParameter(name, "is given more than once with different values")
        return values[0] if values else None

    def number(self, name: str, low: float, high: float, example: str) -> float | None:
        """A number within bounds."""
        text = self.text(name)
        if text is None:
            return None
        try:
            number = float(text)
        except ValueError as error:
            raise InvalidParameter(name, f"cannot read {text[:40]!r} as a number", example) from error
        if not (isfinite(number) and low <= number <= high):
            raise InvalidParameter(name, f"lies between {low:g} and {high:g}", example)
        return number

    def whole_number(self, name: str, default: int | None, maximum: int | None = None) -> int | None:
        """A number from 1; what is over the maximum is cut to it."""
        text = self.text(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 19 and int(text) > 0):
            raise InvalidParameter(name, f"is {text[:40]!r}, not a whole number above zero", str(default or 100))
        return int(text) if maximum is None else min(int(text), maximum)

    def choice(self, name: str, kind: type[Choice], default: Choice) -> Choice:
        """One of a few words."""
        text = self.text(name)
        if text is None:
            return default
        try:
            return kind(text)
        except ValueError as error:
            raise InvalidParameter(name, f"is one of {', '.join(kind)}, not {text[:40]!r}", default.value) from error


def _check_texts(name: str, texts: Sequence[str], longest: int) -> None:
    if len(texts) > MOST_VALUES:
        raise InvalidParameter(name, f"is given more than {MOST_VALUES} times")
    for text in texts:
        if len(text) > longest:
            raise InvalidParameter(name, f"is longer than {longest} characters")
        if NO_TEXT.search(text):
            raise InvalidParameter(name, "holds characters that are no text")
