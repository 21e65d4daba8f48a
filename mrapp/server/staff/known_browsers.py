"""Browsers in which somebody signed in before: wrong tries of others keep nobody waiting there.

Without them anybody who knows a login could keep its owner out, by trying wrong passwords for it
for as long as they like. A mark in a cookie says whose browser it is, and opens nothing: with it
tries are counted by themselves. Source: OWASP, Slow Down Online Guessing Attacks with Device
Cookies.
"""

import hashlib
import hmac
import os
import secrets
from datetime import datetime
from typing import Final

from mrapp.server.database.engine import Database
from mrapp.server.errors import TooManyError
from mrapp.server.public.attempts import count_attempt
from mrapp.server.shared_secrets import shared_secret

KNOWN: Final = "mrapp-known"
"""The cookie of a browser in which somebody signed in before."""

KEPT_S: Final = 180 * 24 * 3600
TRIES: Final = 10
"""In such a browser, in a quarter of an hour; more count as those of a stranger."""

_SECRET: Final = "known-browsers"  # noqa: S105 - what it is called
_BYTES: Final = 32


def new_mark(database: Database, staff_id: str, now: datetime) -> str:
    """Return the mark of a browser in which somebody just signed in."""
    told = f"{staff_id}.{secrets.token_urlsafe(16)}"
    return f"{told}.{_seal(database, told, now)}"


def owner_of(database: Database, mark: str, now: datetime) -> str:
    """Return the id of who signed in before in the browser that tries to now; counts the try.

    "": nobody did, or it was tried there too often.
    """
    told, _, seal = mark.rpartition(".")
    if not told or not hmac.compare_digest(seal.encode(), _seal(database, told, now).encode()):
        return ""
    try:
        count_attempt(database, f"known {told}", "", TRIES, now)
    except TooManyError:
        return ""
    return told.partition(".")[0]


def _seal(database: Database, told: str, now: datetime) -> str:
    secret = shared_secret(database, _SECRET, lambda: os.urandom(_BYTES), now)
    return hmac.new(secret, told.encode(), hashlib.sha256).hexdigest()
