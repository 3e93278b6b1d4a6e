"""Bearer tokens, by their hash."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.models import Token


def add_token(session: Session, name: str, digest: str) -> None:
    session.add(Token(name=name, digest=digest))
    session.flush()


def find_token(session: Session, *, name: str | None = None, digest: str | None = None) -> Token | None:
    """A token by name or by hash, revoked ones included."""
    column, value = (Token.name, name) if name is not None else (Token.digest, digest)
    return session.scalar(select(Token).where(column == value))


def list_tokens(session: Session) -> Sequence[Token]:
    return session.scalars(select(Token).order_by(Token.created, Token.id)).all()


def revoke_token(session: Session, name: str) -> bool:
    """False where no valid token has that name."""
    revoking = update(Token).where(Token.name == name, Token.revoked.is_(None)).values(revoked=func.now())
    return session.execute(revoking).rowcount > 0
