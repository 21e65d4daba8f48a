"""Keeps guessing at codes slow, and lets nobody flood a server, without keeping any address.

What is counted is a hash of a range of addresses with a salt of the day, which is gone after it;
see `mrapp.server.database.intake`. Several processes count together.
"""

import hmac
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address
from typing import Final

from sqlalchemy import Connection, delete, select

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
    with database.writing() as conn:
        total = _Tallies(database, conn, now).count(f"{what} {_range_of(address)}", amount)
    if total > most:
        raise _too_many(now)


@dataclass(frozen=True)
class Fair:
    """How much may come in a `WINDOW`, so that nobody shuts others out.

    of_range: from one range of addresses. busy_from: what comes from all together before it is
    busy; of_range_when_busy: from one range then. in_all: the most that is taken from all together.
    """

    of_range: int
    busy_from: int
    of_range_when_busy: int
    in_all: int


def count_fairly(
    database: Database, what: str, address: str, most: Fair, now: datetime, amount: int = 1
) -> None:
    """Count what comes from the range of an address; raises `TooManyError` where it is too much.

    What is refused does not count for all together: so one range takes no more of that than it may.
    """
    with database.writing() as conn:
        tallied = _Tallies(database, conn, now)
        of_range = tallied.count(f"{what} {_range_of(address)}", amount)
        is_taken = of_range <= most.of_range
        if is_taken:
            in_all = tallied.count(f"all {what}", amount)
            is_busy = in_all > most.busy_from
            is_taken = in_all <= most.in_all and of_range <= (
                most.of_range_when_busy if is_busy else most.of_range
            )
            if not is_taken:
                tallied.count(f"all {what}", -amount)
    if not is_taken:
        raise _too_many(now)


class _Tallies:
    """What was counted in the window of a moment, within a block that writes."""

    def __init__(self, database: Database, conn: Connection, now: datetime) -> None:
        self._database, self._conn, self._window = database, conn, _window_of(now)[0]
        new = database.insert(daily_salts).values(day=now.date(), salt=os.urandom(_SALT_BYTES))
        conn.execute(new.on_conflict_do_nothing())
        asked = select(daily_salts.c.salt).where(daily_salts.c.day == now.date())
        self._salt = conn.scalars(asked).one()

    def count(self, told: str, amount: int) -> int:
        """Count more of something; returns how much it is then."""
        bucket = hmac.new(self._salt, told.encode(), "sha256").hexdigest()
        named = {"bucket": bucket, "window": self._window}
        put = self._database.insert(tallies).values(**named, amount=amount)
        more = put.on_conflict_do_update(
            index_elements=[tallies.c.bucket, tallies.c.window],
            set_={"amount": tallies.c.amount + amount},
        )
        total: int = self._conn.execute(more.returning(tallies.c.amount)).scalar_one()
        return total


def _window_of(now: datetime) -> tuple[int, int]:
    """Return the number of a window, and how many seconds of it have passed."""
    return divmod(int(now.timestamp()), int(WINDOW.total_seconds()))


def _too_many(now: datetime) -> TooManyError:
    return TooManyError(seconds=int(WINDOW.total_seconds()) - _window_of(now)[1])


def sweep_attempts(database: Database, now: datetime) -> None:
    """Forget what was counted, and the salts of earlier days with which it was hashed."""
    window = _window_of(now)[0]
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
