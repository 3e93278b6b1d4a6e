"""The tables, and nothing else. `Base.metadata` is what the migrations lead to; a test compares the two."""

from app.models.article import Article
from app.models.base import Base
from app.models.data_version import DataVersion
from app.models.event import Event
from app.models.event_cell import EventCell
from app.models.event_link import EventLink
from app.models.event_total import EventTotal
from app.models.evidence import Evidence
from app.models.token import Token

__all__ = ["Article", "Base", "DataVersion", "Event", "EventCell", "EventLink", "EventTotal", "Evidence", "Token"]
