"""Why something could not be written or read, in words that fit into a sentence."""

import errno
import sqlite3
from typing import Final

from mrapp.model.texts import Phrase

FULL: Final = Phrase(nl="de schijf is vol", en="the disk is full")
LOCKED: Final = Phrase(
    nl="op deze schijf of in deze map mag niet worden geschreven",
    en="this disk or folder may not be written",
)
FAILED: Final = Phrase(
    nl="de schijf meldt een fout bij lezen of schrijven",
    en="the disk reports a fault in reading or writing",
)
BROKEN: Final = Phrase(
    nl="de bestanden zijn zo beschadigd dat ze niet hersteld kunnen worden",
    en="the files are damaged so that they cannot be mended",
)
NOWHERE: Final = Phrase(
    nl="er is geen map van deze gebruiker", en="there is no folder of this user's own"
)

_BY_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: LOCKED,
    errno.EACCES: LOCKED,
    errno.EPERM: LOCKED,
    errno.EIO: FAILED,
}
_BY_CODE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: LOCKED,
    sqlite3.SQLITE_PERM: LOCKED,
    sqlite3.SQLITE_CANTOPEN: LOCKED,
    sqlite3.SQLITE_IOERR: FAILED,
    sqlite3.SQLITE_NOMEM: FAILED,
    sqlite3.SQLITE_INTERRUPT: FAILED,
}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def reason_of(error: OSError | sqlite3.Error) -> Phrase:
    """Return why, as a clause."""
    if isinstance(error, OSError):
        known = _BY_ERRNO.get(error.errno or 0)
        # What the system says of a rarer fault, in its own language.
        said = str(error.strerror or error).replace("{", "(").replace("}", ")")
        return known or Phrase(nl=said, en=said)
    return _BY_CODE.get(_code(error), FAILED)


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
