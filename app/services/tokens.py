"""Bearer tokens: shown once, kept as a hash, revoked by name."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.errors import Conflict, InvalidParameter, NotFound, Unauthorized
from app.storage import tokens

PREFIX = "evt_"  # lets scanners of leaked secrets know one
NAME = re.compile(r"[\w.@-]{1,64}")


class TokenInfo(NamedTuple):
    """What may be shown of a token."""

    name: str
    created: datetime
    revoked: datetime | None


def create(session: Session, name: str) -> str:
    """The new token; nobody can read it again."""
    if not NAME.fullmatch(name):
        raise InvalidParameter("NAME", "is 1 to 64 letters, digits, dots, dashes or @", "feed-reader")
    if tokens.find_token(session, name=name):
        raise Conflict(f"there is a token {name} already; names are not used twice, not even after a revocation")
    token = PREFIX + secrets.token_urlsafe(32)
    tokens.add_token(session, name, _digest(token))
    session.commit()
    return token


def list_all(session: Session) -> Sequence[TokenInfo]:
    return [TokenInfo(token.name, token.created, token.revoked) for token in tokens.list_tokens(session)]


def revoke(session: Session, name: str) -> None:
    """Raises `NotFound` where no valid token has that name."""
    if not tokens.revoke_token(session, name):
        raise NotFound(f"there is no valid token {name}")
    session.commit()


def check(session: Session, token: str | None) -> str:
    """The name of a valid token; raises `Unauthorized`."""
    found = tokens.find_token(session, digest=_digest(token)) if token else None
    if found is None or found.revoked:
        raise Unauthorized("this needs the header 'Authorization: Bearer TOKEN' with a token of this server")
    return found.name


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
