"""JSON that may stand inside a `<script type="application/json">`."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

# A JSON string may carry these as escapes, and then no parser of HTML or JavaScript sees them.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def script_json(value: Any) -> Markup:
    """The value as JSON text that ends no script element and opens no comment."""
    return escape_json(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def escape_json(text: str) -> Markup:
    """The same for text that is JSON already."""
    return Markup(text.translate(ESCAPES))  # noqa: S704
