"""Place ids ("geonames:98182", "eventmap:darfur") as a scheme and a number, and their hashes."""

from __future__ import annotations

from xxhash import xxh3_64_intdigest


class IdTable:
    """Codes ids while building: a number stays a number, any other text goes into a table of its own."""

    def __init__(self) -> None:
        self.schemes: list[str] = []
        self.slugs: list[str] = []
        self._codes: dict[str, int] = {}

    def code(self, place_id: str) -> tuple[int, int]:
        """(scheme number, value). A scheme that ends in "#" is numeric, the others point into `slugs`."""
        scheme, _, value = place_id.partition(":")
        numeric = value.isascii() and value.isdigit() and (value == "0" or value[0] != "0") and len(value) < 19
        name = scheme + (":#" if numeric else ":")
        code = self._codes.get(name)
        if code is None:
            code = self._codes[name] = len(self.schemes)
            self.schemes.append(name)
        if numeric:
            return code, int(value)
        self.slugs.append(value)
        return code, len(self.slugs) - 1


def hash_id(place_id: str) -> int:
    """The key of an id in the file's id table."""
    return xxh3_64_intdigest(place_id.encode())
