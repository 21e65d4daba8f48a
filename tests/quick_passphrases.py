"""Files locked by a passphrase that are made and opened in no time, as only tests want them.

age measures how much a computer can reckon in a second and makes each try cost that much; this asks
for next to nothing. All else is as https://age-encryption.org/v1 says, and age itself opens it.
"""

import os
from base64 import b64encode
from hashlib import scrypt
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LOG_N: Final = 1
_PART_BYTES: Final = 2**16
_LABEL: Final = b"age-encryption.org/v1"


def locked(plain: bytes, passphrase: str) -> bytes:
    """Return the bytes of a file of age, which `pyrage.passphrase.decrypt` opens."""
    key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    salted = _LABEL + b"/scrypt" + salt
    wrapping = scrypt(passphrase.encode(), salt=salted, n=2**_LOG_N, r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), key, None)
    head = b"%b\n-> scrypt %b %d\n%b\n---" % (_LABEL, _text(salt), _LOG_N, _text(wrapped))
    whole = HMAC(_derived(key, b"", b"header"), SHA256())
    whole.update(head)
    cipher = ChaCha20Poly1305(_derived(key, nonce, b"payload"))
    starts = range(0, max(1, len(plain)), _PART_BYTES)
    body = b"".join(
        cipher.encrypt(
            number.to_bytes(11) + bytes([number == len(starts) - 1]),
            plain[start : start + _PART_BYTES],
            None,
        )
        for number, start in enumerate(starts)
    )
    return b"%b %b\n%b%b" % (head, _text(whole.finalize()), nonce, body)


def _text(content: bytes) -> bytes:
    return b64encode(content).rstrip(b"=")


def _derived(key: bytes, salt: bytes, use: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, use).derive(key)
