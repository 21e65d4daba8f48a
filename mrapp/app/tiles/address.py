"""The address in a tile's code: made, read, and told from what somebody else made.

`HTTPS://<HOST>/T/<id><check>`: upper case, so that the QR code takes its alphanumeric mode. The
check is the first 20 bits of an HMAC (RFC 2104, SHA-256) over host and id under the project's key:
who has no key makes up one address in a million that passes. It is a sieve for slips and stickers,
no lock; the register has the last word.
"""

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

from mrapp.model.tiles import ALPHABET, CHECK_LENGTH, ID_LENGTH

KEY_BYTES = 32
_BITS = 5  # what one sign of the alphabet carries
_MEANT = b"mrapp tile 1"
_ADDRESS = re.compile(
    rf"https://([a-z0-9.-]{{4,60}})/t/([0-9a-z]{{{ID_LENGTH}}})([0-9a-z]{{{CHECK_LENGTH}}})/?",
    re.IGNORECASE | re.ASCII,
)
# What Crockford's base 32 reads as another sign: who types over a code mixes these up.
_READ_AS = str.maketrans("ILO", "110")


@dataclass(frozen=True)
class Address:
    """The parts of a tile's address; the host in lower case, id and check in upper."""

    host: str
    tile_id: str
    check: str


def signs(number: int, length: int) -> str:
    """Return the lowest 5 * `length` bits of a number in base 32, highest first."""
    return "".join(ALPHABET[number >> _BITS * i & 31] for i in reversed(range(length)))


def tile_id_of(random: bytes) -> str:
    """Return the id that five random bytes make."""
    return signs(int.from_bytes(random[:5], "big"), ID_LENGTH)


def check_of(key: bytes, host: str, tile_id: str) -> str:
    """Return the check of an id at a host, under the project's key."""
    told = b"|".join((_MEANT, host.lower().encode(), tile_id.encode()))
    digest = hmac.new(key, told, sha256).digest()
    return signs(int.from_bytes(digest[:4], "big") >> 32 - _BITS * CHECK_LENGTH, CHECK_LENGTH)


def tile_address(host: str, code: str) -> str:
    """Return the address for a code (id and check), in upper case."""
    return f"HTTPS://{host.upper()}/T/{code}"


def read_address(text: str) -> Address | None:
    """Return the parts of an address, however it was typed; None for what is no tile's address."""
    found = _ADDRESS.fullmatch(text.strip())
    if found is None:
        return None
    host, tile_id, check = found.groups()
    plain = (tile_id + check).upper().translate(_READ_AS)
    return Address(host.lower(), plain[:ID_LENGTH], plain[ID_LENGTH:])


def is_made_with(key: bytes, address: Address) -> bool:
    """Tell whether an address was made with this key."""
    return hmac.compare_digest(check_of(key, address.host, address.tile_id), address.check)
