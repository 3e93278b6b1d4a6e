"""What happened, when, who, how many and where: pure functions from a geoparsed text to event drafts."""

from app.extraction.extract import extract_events

__all__ = ["extract_events"]
