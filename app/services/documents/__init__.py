"""Files, web pages and JSON records -> documents: the text of an article with what is known about it."""

from app.services.documents.document import Defaults, Document, Unreadable
from app.services.documents.files import read_bytes, read_documents

__all__ = ["Defaults", "Document", "Unreadable", "read_bytes", "read_documents"]
