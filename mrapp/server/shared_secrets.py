"""What only servers know: made by the first process that asks, the same for all."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from mrapp.server.database.engine import Database
from mrapp.server.database.secrets import secrets

_LIST_KEY = "public-list-ed25519"


def shared_secret(database: Database, name: str, make: Callable[[], bytes], now: datetime) -> bytes:
    """Return the secret of this name; where there is none yet, what `make` gives becomes it."""
    found = _read(database, name)
    if found is not None:
        return found
    # Where another process was first, theirs is everybody's.
    with suppress(IntegrityError), database.writing() as conn:
        conn.execute(insert(secrets).values(name=name, value=make(), made_utc=now))
    made = _read(database, name)
    assert made is not None
    return made


def list_key(database: Database, now: datetime) -> Ed25519PrivateKey:
    """Return the key that signs the heads of public lists."""
    return Ed25519PrivateKey.from_private_bytes(shared_secret(database, _LIST_KEY, _new_key, now))


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes_raw()


def _read(database: Database, name: str) -> bytes | None:
    with database.reading() as conn:
        return conn.execute(select(secrets.c.value).where(secrets.c.name == name)).scalar()
