"""What happened, when, who, how many, and which location belongs to it: pure functions from a geoparsed text to event drafts."""

from app.extraction.extract import extract_events

__all__ = ["extract_events"]
