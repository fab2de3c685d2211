"""The secret of this database that signs form tokens and device marks."""

import secrets

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from dashboard.access.models import SigningKey
from dashboard.store import Store


def signing_key(store: Store) -> bytes:
    """The signing key, made at the first question: 32 random bytes, the same for all processes of a database."""
    return _kept(store) or _made(store)


def _kept(store: Store) -> bytes | None:
    with store.reading() as session:
        return session.scalar(select(SigningKey.key))


def _made(store: Store) -> bytes:
    key = secrets.token_bytes(32)
    try:
        with store.quiet() as session:
            session.add(SigningKey(id=1, key=key))
    except IntegrityError:  # another process was first
        kept = _kept(store)
        assert kept is not None
        return kept
    return key
