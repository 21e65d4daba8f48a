"""The key of this machine: in the key ring of the system, or in a file of its user alone."""

import logging
from pathlib import Path
from typing import Final

from mrapp.app.replacing import replacing
from mrapp.io.key_ring import in_ring, is_off, put_in_ring
from mrapp.model.sync_errors import KeyGoneError
from mrapp.model.texts import Phrase

_log = logging.getLogger(__name__)

RING: Final = "ring"
FILE: Final = "file"
WHERE: Final = {
    RING: Phrase(nl="in de sleutelbos van het systeem", en="in the key ring of the system"),
    FILE: Phrase(
        nl="in een bestand dat alleen deze gebruiker kan lezen",
        en="in a file that only this user can read",
    ),
}
"""Where a key is, as a clause."""


def keep_key(machine: str, key: str, file: Path) -> str:
    """Keep the key of a machine and return where: `RING`, else `FILE`. Raises OSError."""
    if put_in_ring(machine, key):
        file.unlink(missing_ok=True)
        return RING
    with replacing(file, private=True) as stream:
        stream.write(key.encode("ascii"))
    return FILE


def read_key(machine: str, where: str, file: Path) -> str:
    """Return the key of a machine; raises `KeyGoneError`."""
    key = in_ring(machine) if where == RING else _in_file(file)
    if not key:
        raise KeyGoneError(where=WHERE.get(where, WHERE[FILE]))
    return key


def kept_key(server: str) -> str:
    """Return the key that a member of staff keeps in the key ring for a server; "": none."""
    return "" if is_off() else in_ring(server) or ""


def _in_file(file: Path) -> str | None:
    try:
        return file.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        _log.info("the key cannot be read: %s", error)
        return None
