"""The number of the last change; answers of the same number are the same."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.models import DataVersion


def read_version(session: Session) -> int:
    """The number that stands for what this session sees."""
    return session.scalar(select(DataVersion.version)) or 0


def raise_version(session: Session) -> None:
    """Say that served data changed; the last statement before a commit, since it makes other writers wait."""
    session.execute(update(DataVersion).values(version=DataVersion.version + 1, changed=func.now()))
