"""Full plus codes (Open Location Code) to the box that they name.

The published library comes as source only, which a machine without a compiler's packages installs badly; reading a
code is this much. Specification: https://github.com/google/open-location-code/blob/main/Documentation/Specification/specification.md
"""

from __future__ import annotations

DIGITS = "23456789CFGHJMPQRVWX"
PAIRS_END = 10  # from the eleventh digit on, each divides the box into five rows and four columns
ROWS, COLUMNS = 5, 4


def read_plus_code(code: str) -> tuple[float, float, float, float] | None:
    """The box (west, south, east, north) in degrees; None for a code that lies off the earth."""
    values = [DIGITS.index(digit) for digit in code.upper().replace("+", "")]
    south, west, height, width = -90.0, -180.0, 400.0, 400.0
    for lat_digit, lon_digit in zip(values[:PAIRS_END:2], values[1:PAIRS_END:2], strict=True):
        height, width = height / len(DIGITS), width / len(DIGITS)
        south, west = south + lat_digit * height, west + lon_digit * width
    for digit in values[PAIRS_END:]:
        height, width = height / ROWS, width / COLUMNS
        south, west = south + digit // COLUMNS * height, west + digit % COLUMNS * width
    return (west, south, west + width, south + height) if south < 90 and west < 180 else None
