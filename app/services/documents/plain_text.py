"""Bytes -> text, whatever encoding they are in."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from app.errors import UnreadableInput

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
MOST_CONTROLS = 0.01  # share of control bytes above which it is no text
SAMPLE_BYTES = 50_000
SHARED_BLOCKS = ("General Punctuation", "Control character", "Currency Symbols", "Letterlike Symbols")


def decode(raw: bytes) -> str:
    """UTF-8, what its byte order mark says, or the likeliest encoding. Raises `UnreadableInput` for binary data."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableInput(f"it says it is {encoding}, but is not") from error
    sample = raw[:SAMPLE_BYTES]
    if b"\0" in sample or sum(byte in CONTROLS for byte in sample) > MOST_CONTROLS * len(sample):
        raise UnreadableInput("it is binary, no text")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(sample).best()
        # Between the Latin code pages the guess is a lottery; of the languages read here all use the western one.
        is_latin = best is None or all("Latin" in block or block in SHARED_BLOCKS for block in best.alphabets)
        return raw.decode("cp1252" if is_latin else best.encoding, errors="replace")
