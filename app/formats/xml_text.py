"""Text as XML takes it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

# XML 1.0 has no way to write these, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(value: object) -> str:
    """The content of an element."""
    return escape(_FORBIDDEN.sub("", str(value)))


def xml_attribute(value: object) -> str:
    """An attribute with its quotes."""
    return quoteattr(_FORBIDDEN.sub("", str(value)))
