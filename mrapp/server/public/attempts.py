"""Keeps guessing at codes slow, without keeping anybody's address.

What is counted is a hash of a range of addresses with a salt of the day, which is gone after it;
see `mrapp.server.database.intake`. Several processes count together.
"""

import hmac
import os
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address
from typing import Final

from sqlalchemy import delete, select

from mrapp.server.database.engine import Database
from mrapp.server.database.intake import daily_salts, tallies
from mrapp.server.errors import TooManyError

WINDOW: Final = timedelta(minutes=15)
_SALT_BYTES: Final = 32
_NOBODY: Final = "0.0.0.0"  # noqa: S104 - nothing listens there: it stands for no address


def count_attempt(
    database: Database, what: str, address: str, most: int, now: datetime, amount: int = 1
) -> None:
    """Count one attempt more from the range of an address; raises `TooManyError` over `most`.

    address: "" for all together. amount: where something else is counted, such as bytes.
    """
    window, passed_s = divmod(int(now.timestamp()), int(WINDOW.total_seconds()))
    with database.writing() as conn:
        new = database.insert(daily_salts).values(day=now.date(), salt=os.urandom(_SALT_BYTES))
        conn.execute(new.on_conflict_do_nothing())
        salt = conn.scalars(select(daily_salts.c.salt).where(daily_salts.c.day == now.date())).one()
        told = f"{what} {_range_of(address)}".encode()
        bucket = hmac.new(salt, told, "sha256").hexdigest()
        put = database.insert(tallies).values(bucket=bucket, window=window, amount=amount)
        more = put.on_conflict_do_update(
            index_elements=[tallies.c.bucket, tallies.c.window],
            set_={"amount": tallies.c.amount + amount},
        )
        total = conn.execute(more.returning(tallies.c.amount)).scalar_one()
    if total > most:
        raise TooManyError(seconds=int(WINDOW.total_seconds()) - passed_s)


def sweep_attempts(database: Database, now: datetime) -> None:
    """Forget what was counted, and the salts of earlier days with which it was hashed."""
    window = int(now.timestamp()) // int(WINDOW.total_seconds())
    with database.writing() as conn:
        conn.execute(delete(tallies).where(tallies.c.window < window))
        conn.execute(delete(daily_salts).where(daily_salts.c.day < now.date()))


def _range_of(address: str) -> str:
    """Return the range that is counted together: a /24 of IPv4, a /48 of IPv6."""
    try:
        found = ip_address(address)
    except ValueError:
        return _NOBODY
    if isinstance(found, IPv4Address):
        return str(IPv4Address(int(found) >> 8 << 8))
    mapped = found.ipv4_mapped
    return _range_of(str(mapped)) if mapped else f"{int(found) >> 80:012x}"
