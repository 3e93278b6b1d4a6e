"""The number of the last change; answers of the same number are the same."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.models import DataVersion


def read_version(session: Session) -> str:
    """A word that stands for what this session sees; the time in it tells two databases apart."""
    row = session.execute(select(DataVersion.version, DataVersion.changed)).one_or_none()
    return version_word(row.version, row.changed) if row else "0"


def version_word(version: int, changed: datetime) -> str:
    """The word, for queries that read the version beside something else."""
    return f"{version:x}-{int(changed.timestamp() * 1e6):x}"


def raise_version(session: Session) -> None:
    """Say that served data changed; the last statement before a commit, since it makes other writers wait."""
    session.execute(update(DataVersion).values(version=DataVersion.version + 1, changed=func.now()))
