"""Bearer tokens for those who may add articles; only their hashes are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Identity, func
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Token(Base):
    """A token. `digest` is SHA-256: the token itself is 256 random bits, so a slow hash would add nothing."""

    __tablename__ = "tokens"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    digest: Mapped[str] = mapped_column(unique=True)
    created: Mapped[datetime] = mapped_column(server_default=func.now())
    revoked: Mapped[datetime | None]
