"""Why something could not be written or read, in words that fit into a sentence."""

import errno
import sqlite3
from typing import Final

from mrapp.model import system
from mrapp.model.texts import Phrase

BROKEN: Final = Phrase(
    nl="de bestanden zijn zo beschadigd dat ze niet hersteld kunnen worden",
    en="the files are damaged so that they cannot be mended",
)
NOWHERE: Final = Phrase(
    nl="er is geen map van deze gebruiker", en="there is no folder of this user's own"
)

# What a database meets on a disk is said as everywhere else.
_BY_CODE = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
    sqlite3.SQLITE_INTERRUPT: errno.EIO,
}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def reason_of(error: OSError | sqlite3.Error) -> Phrase:
    """Return why, as a clause."""
    if isinstance(error, OSError):
        return system.reason_of(error)
    return system.reason_of(OSError(_BY_CODE.get(_code(error), errno.EIO), ""))


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program holds the database."""
    return _code(error) in _BUSY


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the database is not as it was written; else the disk or another program is why."""
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_SHORT_READ:
        return True
    return _code(error) not in _BY_CODE.keys() | _BUSY


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)) & 0xFF
