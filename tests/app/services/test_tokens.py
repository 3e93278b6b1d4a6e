"""Tokens are shown once, kept as a hash, and die when revoked."""

import pytest
from sqlalchemy import select

from app.errors import Conflict, InvalidParameter, NotFound, Unauthorized
from app.models import Token
from app.services import tokens


def test_a_token_is_kept_as_a_hash_only(session):
    token = tokens.create(session, "feed-reader")
    assert tokens.check(session, token) == "feed-reader"
    kept = session.scalars(select(Token)).one()
    assert token not in (kept.digest, kept.name)
    assert [entry.name for entry in tokens.list_all(session)] == ["feed-reader"]


def test_a_revoked_token_is_dead_and_its_name_is_not_used_again(session):
    token = tokens.create(session, "x")
    tokens.revoke(session, "x")
    with pytest.raises(Unauthorized):
        tokens.check(session, token)
    with pytest.raises(NotFound):
        tokens.revoke(session, "x")
    with pytest.raises(Conflict):
        tokens.create(session, "x")


@pytest.mark.parametrize("wrong", [None, "", "evt_", "é", "a" * 10_000])
def test_anything_else_is_no_token(session, wrong):
    with pytest.raises(Unauthorized):
        tokens.check(session, wrong)


@pytest.mark.parametrize("name", ["", "a b", "x" * 65, "a\nb"])
def test_names_are_plain(session, name):
    with pytest.raises(InvalidParameter):
        tokens.create(session, name)
