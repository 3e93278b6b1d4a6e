"""What can go wrong in `geodata`. "Nothing found" is a value with a reason, never an error."""


class GeodataError(Exception):
    """Base of all errors that `geodata` raises on purpose; the text is fit for users."""


class GazetteerNotBuilt(GeodataError):
    """The place index does not exist yet."""


class GazetteerUnreadable(GeodataError):
    """The place index is damaged or of another format version."""


class SourceUnreadable(GeodataError):
    """A gazetteer source file is missing or not of its format."""


class UnsupportedLanguage(GeodataError):
    """No language file for that code."""


class BadText(GeodataError):
    """The text cannot be read as text (binary, too long, ...)."""
