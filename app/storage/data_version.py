"""The number of the last change; answers of the same number are the same."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.models import DataVersion


def read_version(session: Session) -> str:
    """A word that stands for what this session sees; the time in it tells two databases apart."""
    row = session.execute(select(DataVersion.version, DataVersion.changed)).one_or_none()
    return f"{row.version:x}-{int(row.changed.timestamp() * 1e6):x}" if row else "0"


def raise_version(session: Session) -> None:
    """Say that served data changed; the last statement before a commit, since it makes other writers wait."""
    session.execute(update(DataVersion).values(version=DataVersion.version + 1, changed=func.now()))
