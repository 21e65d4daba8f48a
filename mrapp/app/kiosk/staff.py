"""The staff's PIN of a kiosk: kept as a salted, slow hash, and guarded against guessing."""

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pydantic import Field

from mrapp.app.remarks.receipts import ROUNDS
from mrapp.model.values import Value

FEWEST_DIGITS, MOST_DIGITS = 4, 12
TRIES = 5
WAIT_S = 60.0

_SALT_BYTES = 16
_HEX = "^([0-9a-f]{2})+$"


class StaffPin(Value):
    """What is kept of a PIN. All in hex."""

    salt: str = Field(pattern=_HEX)
    rounds: int = Field(ge=1)
    digest: str = Field(pattern=_HEX)

    def opens(self, code: str) -> bool:
        """Tell whether this is the PIN; takes a fifth of a second."""
        found = _slow_hash(code, bytes.fromhex(self.salt), self.rounds)
        return hmac.compare_digest(found, self.digest)


class StaffPins(Protocol):
    """Keeps the PIN of a kiosk between two runs, and how often a wrong one was given."""

    def load(self) -> StaffPin | None:
        """Return the PIN; None where none was set. Raises `StoreUnusableError`."""
        ...

    def save(self, pin: StaffPin) -> None:
        """Keep a PIN. Raises `StoreUnusableError`."""
        ...

    def wrong(self) -> int:
        """Return how many wrong PINs were given in a row, `TRIES` where that is not known."""
        ...

    def keep_wrong(self, wrong: int) -> None:
        """Keep that number, durably. Raises `StoreUnusableError`."""
        ...


@dataclass(frozen=True)
class Tries:
    """How often in a row it was wrong, and until when no other is taken (seconds of a clock)."""

    wrong: int = 0
    until_s: float = 0.0

    @classmethod
    def kept(cls, wrong: int, now_s: float) -> "Tries":
        """Return what was kept before a restart: a wait begins anew, whatever the calendar says."""
        return cls(wrong, now_s + WAIT_S if wrong >= TRIES else 0.0)

    @property
    def left(self) -> int:
        """How many tries are left before one has to wait."""
        return TRIES - self.wrong % TRIES

    def waits_s(self, now_s: float) -> int:
        """Return how many seconds nobody may try; 0: one may."""
        return max(0, int(self.until_s - now_s + 0.999))

    def after_wrong(self, now_s: float) -> "Tries":
        """Count a wrong one; after five in a row a minute passes."""
        return Tries.kept(self.wrong % TRIES + 1, now_s)


def is_pin(code: str) -> bool:
    """Tell whether a code may be a PIN: digits, not too few and not all the same."""
    fits = FEWEST_DIGITS <= len(code) <= MOST_DIGITS and code.isascii() and code.isdigit()
    return fits and len(set(code)) > 1


def new_pin(
    code: str, random: Callable[[int], bytes] = os.urandom, rounds: int = ROUNDS
) -> StaffPin:
    """Return what to keep of a PIN; takes a fifth of a second."""
    salt = random(_SALT_BYTES)
    return StaffPin(salt=salt.hex(), rounds=rounds, digest=_slow_hash(code, salt, rounds))


def _slow_hash(code: str, salt: bytes, rounds: int) -> str:
    return hashlib.pbkdf2_hmac("sha256", code.encode(), salt, rounds).hex()
