"""One entry of the journal: how it is written, chained to the one before it, and known again.

A line is three fields between tabs: the chain part as JSON, a salt in hex, the content as JSON.
The chain goes over the chain part alone, which holds a salted hash of the content. So salt and
content can be erased, as the law on privacy asks, and the chain still proves that nothing vanished.
"""

import os
import re
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from operator import attrgetter

import orjson

from mrapp.model.remark import sha256_of
from mrapp.protocol.checksums import KINDS, SALT_SIGNS, Kind, digest_of, packed

BEGIN = "0" * 64
"""What the first entry has for the hash of the one before it."""

_NAMES = ("n", "at", "kind", "id", "about", "digest", "prev", "hash")
_SALT = re.compile("[0-9a-f]{32}")
_SAID = re.compile(rb"[^\t]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. n counts from 1; at: UTC, ISO 8601; about: the id of the remark it belongs to.

    digest: SHA-256 of salt and content; prev: the hash of the entry before; hash: SHA-256 of all
    these. content None: erased, and the salt with it.
    """

    n: int
    at: str
    kind: Kind
    id: str
    about: str | None
    digest: str
    prev: str
    hash: str
    salt: str | None
    content: bytes | None

    @property
    def remark_id(self) -> str:
        """The id of the remark that this is, or is about."""
        return self.about or self.id

    @property
    def is_sound(self) -> bool:
        """Whether the content, where there is any, is what was written."""
        if self.content is None or self.salt is None:
            return self.content is None and self.salt is None
        if not _SALT.fullmatch(self.salt):
            return False
        return digest_of(self.salt, self.content) == self.digest

    @property
    def kept_utc(self) -> datetime:
        """When it was kept, by the clock of that moment."""
        return datetime.fromisoformat(self.at)

    def erased(self) -> "Entry":
        """Return it without what was said."""
        return replace(self, salt=None, content=None)


# Not dataclasses.astuple: it copies, and an entry is made while somebody waits.
fields_of = attrgetter(*(each.name for each in fields(Entry)))
"""Returns an entry's fields as a tuple, in their order."""


@dataclass(frozen=True)
class Piece:
    """What is to become an entry. digest and salt are given where they come from elsewhere.

    is_sent: the server knows it already, so it does not wait to be sent.
    """

    kind: Kind
    id: str
    about: str | None
    content: bytes | None
    salt: str | None = None
    digest: str | None = None
    is_sent: bool = False


def chained(piece: Piece, n: int, now: datetime, prev: str) -> Entry:
    """Return the entry number `n`, which comes after the one with the hash `prev`."""
    salt = piece.salt
    if salt is None and piece.content is not None:
        salt = os.urandom(SALT_SIGNS // 2).hex()
    digest = piece.digest or digest_of(salt or "", piece.content or b"")
    at = stamp(now)
    link = (n, at, piece.kind, piece.id, piece.about, digest, prev)
    return Entry(*link, _hash(link), salt, piece.content)


def stamp(moment: datetime) -> str:
    """Return a moment as it is written: of one length, so that text sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def line_of(entry: Entry) -> bytes:
    """Return an entry as a line of the journal."""
    link = packed(dict(zip(_NAMES, fields_of(entry)[:8], strict=True)))
    salt = (entry.salt or " " * SALT_SIGNS).encode("ascii")
    content = b" " if entry.content is None else entry.content
    return b"%b\t%b\t%b\n" % (link, salt, content)


def entry_of(line: bytes) -> Entry:
    """Return the entry of a line; raises ValueError if its chain part is not what was written.

    Whether its content is sound is for the caller to ask: it may be half erased.
    """
    written, salt, content = line.removesuffix(b"\n").split(b"\t")
    named = orjson.loads(written)
    if not isinstance(named, dict) or named.keys() != set(_NAMES):
        raise ValueError("an entry has other names")
    link = tuple(named[name] for name in _NAMES[:7])
    if not isinstance(named["n"], int) or named["kind"] not in KINDS:
        raise ValueError("an entry has other values")
    if _hash(link) != named["hash"]:
        raise ValueError("an entry is not what was written")
    if not content.strip() and not salt.strip():
        return Entry(**named, salt=None, content=None)
    return Entry(**named, salt=salt.decode("ascii", "replace"), content=content)


def following(line: bytes, n: int, prev: str) -> Entry:
    """Return the sound entry of a line, after number `n` with the hash `prev`; else ValueError."""
    entry = entry_of(line)
    if (entry.n, entry.prev) != (n + 1, prev) or not entry.is_sound:
        raise ValueError("a line does not follow")
    return entry


def blank(line: bytes) -> bytes:
    """Return a line of the same length with salt and content erased."""
    link, tab, rest = line.removesuffix(b"\n").partition(b"\t")
    return link + tab + _SAID.sub(b" ", rest) + b"\n"


def _hash(link: tuple[object, ...]) -> str:
    return sha256_of(packed(dict(zip(_NAMES[:7], link, strict=True))))
