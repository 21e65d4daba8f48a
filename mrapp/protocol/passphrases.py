"""Opens what a passphrase locks, by https://age-encryption.org/v1: files on a stick, backups."""

from typing import Final

import pyrage

_MOST_TRIES: Final = 200


def unlocked(sealed: bytes, passphrase: str) -> bytes:
    """Return the plain bytes; trying a passphrase takes about two seconds, on purpose.

    Raises `pyrage.DecryptError`; `is_too_slow` tells whether it was tried at all.
    """
    # age measures this computer for a thousandth of a second, and does not begin where a passphrase
    # would take 16 times as long as when the file was made. Other programs make that measure a
    # matter of luck, so a busy computer measures again: a slow one finds the same each time.
    for _try in range(_MOST_TRIES - 1):
        try:
            return bytes(pyrage.passphrase.decrypt(sealed, passphrase))
        except pyrage.DecryptError as error:
            if not is_too_slow(error):
                raise
    return bytes(pyrage.passphrase.decrypt(sealed, passphrase))


def is_too_slow(error: Exception) -> bool:
    """Tell whether a passphrase was not tried, as that would take this computer much too long."""
    return "work parameter" in str(error)
