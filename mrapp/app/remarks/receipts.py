"""Receipts: a short code with which the maker of a remark, and nobody else, comes back to it.

A code has 16 signs in four groups, such as K7QM-3XWT-9PRD-5HJA: six by which the remark is looked
up, nine that are secret (45 bits) and one that catches mistakes in typing. Of the secret only a
salted, slow hash is kept, made by a method that a web browser has as well.
"""

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from mrapp.model.remark_errors import ReceiptWrongError
from mrapp.model.texts import Phrase
from mrapp.model.values import Value

# Crockford's base 32: no I, L, O, U, so that nothing is taken for a digit and no word appears.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKUP_SIGNS, SECRET_SIGNS = 6, 9
GROUP_SIGNS = 4
ROUNDS = 600_000
"""Of PBKDF2-HMAC-SHA256, as OWASP's Password Storage Cheat Sheet asks (2023)."""

_SALT_BYTES = 16
# Ten seconds: what comes from another machine may not make this one reckon without end.
_MOST_ROUNDS = 50 * ROUNDS
_Hex = Annotated[str, Field(pattern="^([0-9a-f]{2})+$", max_length=128)]
_BEFORE = "#"
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_LENGTH = Phrase(nl="een code heeft 16 letters en cijfers", en="a code has 16 letters and digits")
_SIGN = Phrase(nl="'{sign}' komt in een code niet voor", en="there is no '{sign}' in a code")
_TYPING = Phrase(nl="er is een teken verkeerd", en="one of its signs is wrong")


@dataclass(frozen=True)
class Receipt:
    """A code, taken apart. `str` is how it is printed and shown."""

    lookup: str
    secret: str

    def __str__(self) -> str:
        signs = self.lookup + self.secret
        return _grouped(signs + _check_sign(signs))


class Seal(Value):
    """What is kept of a receipt: enough to know it again, too little to make it. All in hex."""

    lookup: str
    salt: _Hex
    rounds: Annotated[int, Field(ge=1, le=_MOST_ROUNDS)]
    digest: _Hex

    def opens(self, receipt: Receipt) -> bool:
        """Tell whether this is the seal of a receipt; takes a fifth of a second."""
        if receipt.lookup != self.lookup:
            return False
        found = _slow_hash(receipt, bytes.fromhex(self.salt), self.rounds)
        return hmac.compare_digest(found.hex(), self.digest)


def new_receipt(random: Callable[[int], bytes] = os.urandom) -> Receipt:
    """Return a receipt that nobody can guess."""
    number = int.from_bytes(random(10), "big")
    count = LOOKUP_SIGNS + SECRET_SIGNS
    signs = "".join(ALPHABET[number >> 5 * at & 31] for at in range(count))
    return Receipt(signs[:LOOKUP_SIGNS], signs[LOOKUP_SIGNS:])


def seal(
    receipt: Receipt, random: Callable[[int], bytes] = os.urandom, rounds: int | None = None
) -> Seal:
    """Return what to keep of a receipt; takes a fifth of a second. rounds: as many as `ROUNDS`."""
    salt, rounds = random(_SALT_BYTES), ROUNDS if rounds is None else rounds
    digest = _slow_hash(receipt, salt, rounds).hex()
    return Seal(lookup=receipt.lookup, salt=salt.hex(), rounds=rounds, digest=digest)


LEAST_SIGNS = 12
"""How long a passphrase of one's own is at least: what is shorter is guessed."""


def new_passphrase(random: Callable[[int], bytes] = os.urandom) -> str:
    """Return a passphrase that nobody can guess (80 bits) and that can be read out aloud."""
    number = int.from_bytes(random(10), "big")
    return _grouped("".join(ALPHABET[number >> 5 * at & 31] for at in range(16)))


def shown(typed: str) -> str:
    """Return what was typed of a code so far as it is printed; signs of no code are left out.

    Of an address, as the square code of a receipt holds it, only what stands behind its "#".
    """
    typed = typed.rpartition(_BEFORE)[2]
    signs = [sign for sign in typed.upper().translate(_ALIKE) if sign in ALPHABET]
    return _grouped("".join(signs[: LOOKUP_SIGNS + SECRET_SIGNS + 1]))


def page_of(server: str) -> str:
    """Return the address of the page on which a server opens receipts."""
    return f"{server}/receipt"


def page_in_words(server: str) -> str:
    """Return the same as a person types it."""
    return page_of(server).removeprefix("https://")


def scanned_of(receipt: str, server: str = "") -> str:
    """Return what the square code of a receipt holds: the code, at its page where there is one.

    What is behind "#" stays in the browser: no server sees it, nor keeps it in a log.
    """
    return f"{page_of(server)}{_BEFORE}{receipt}" if server else receipt


def parse(code: str) -> Receipt:
    """Return the receipt that a person typed: any case, with or without dashes and spaces.

    What was scanned may be its address.
    Raises `ReceiptWrongError` where a sign is missing, impossible or mistyped.
    """
    code = code.rpartition(_BEFORE)[2]
    signs = "".join(code.upper().split()).replace("-", "").translate(_ALIKE)
    strange = next((sign for sign in signs if sign not in ALPHABET), None)
    if strange is not None:
        raise ReceiptWrongError(reason=_SIGN.filled(sign=strange))
    if len(signs) != LOOKUP_SIGNS + SECRET_SIGNS + 1:
        raise ReceiptWrongError(reason=_LENGTH)
    if _check_sign(signs[:-1]) != signs[-1]:
        raise ReceiptWrongError(reason=_TYPING)
    return Receipt(signs[:LOOKUP_SIGNS], signs[LOOKUP_SIGNS:-1])


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + GROUP_SIGNS] for at in range(0, len(signs), GROUP_SIGNS))


def _slow_hash(receipt: Receipt, salt: bytes, rounds: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", receipt.secret.encode("ascii"), salt, rounds)


def _check_sign(signs: str) -> str:
    """Return the sign that catches every wrong sign and every two that changed places.

    A sum over the field of 32 elements (x^5 + x^2 + 1), each sign times a power of x; the method
    of Luhn and Damm's successors: a Reed-Solomon code with one check symbol.
    """
    total = 0
    for sign in signs:
        total = _times_x(total ^ ALPHABET.index(sign))
    return ALPHABET[total]


def _times_x(element: int) -> int:
    doubled = element << 1
    return doubled ^ 0b100101 if doubled & 0b100000 else doubled
