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
        name = self.scheme_of(place_id)
        value = place_id.partition(":")[2]
        code = self._codes.get(name)
        if code is None:
            code = self._codes[name] = len(self.schemes)
            self.schemes.append(name)
        if name.endswith("#"):
            return code, int(value)
        self.slugs.append(value)
        return code, len(self.slugs) - 1

    @staticmethod
    def scheme_of(place_id: str) -> str:
        """'geonames:#' of "geonames:98182", "eventmap:" of "eventmap:darfur"."""
        scheme, _, value = place_id.partition(":")
        numeric = value.isascii() and value.isdigit() and (value == "0" or value[0] != "0") and len(value) < 19
        return scheme + (":#" if numeric else ":")


def hash_id(place_id: str) -> int:
    """The key of an id in the file's id table."""
    return xxh3_64_intdigest(place_id.encode())
