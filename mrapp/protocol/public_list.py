"""The public list: what anyone can check, that no remark vanished and none was changed.

It has a line for each entry in the order in which a server took them: number, id, kind, what it
is about, its digest. Each line has the hash of the one before, so the last hash, the head, stands
for all of them. A server signs heads with Ed25519 (RFC 8032). Nothing of what was said is in it;
after a withdrawal the salt is gone with which a digest could be tried out.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import AwareDatetime, Field

from mrapp.model.remark import Sha256, UuidV7, sha256_of
from mrapp.model.values import Identifier
from mrapp.protocol.checksums import Kind, packed
from mrapp.protocol.messages import Message

BEGIN: Final = "0" * 64
"""The hash before the first line."""

PAGE_LINES: Final = 1000
"""The most lines in one answer."""


class ListLine(Message):
    """A line of the list; number: from 1, without gaps; hash: of this line and the one before."""

    number: Annotated[int, Field(ge=1)]
    id: UuidV7
    kind: Kind
    about: UuidV7 | None = None
    digest: Sha256
    hash: Sha256


class SignedHead(Message):
    """The state of a list at a moment, signed. lines: how many it has; head: the last hash.

    key: the public key, raw, in hex; signature: over `signed_bytes`, in hex.
    """

    project: Identifier
    lines: Annotated[int, Field(ge=0)]
    head: Sha256
    signed_utc: AwareDatetime
    key: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    signature: Annotated[str, Field(pattern="^[0-9a-f]{128}$")]


class ListPage(Message):
    """Some lines of a list, and its head at that moment."""

    lines: Annotated[tuple[ListLine, ...], Field(max_length=PAGE_LINES)]
    head: SignedHead


class ListHeads(Message):
    """The states of the lists of all projects that were published."""

    heads: tuple[SignedHead, ...]


class ListBrokenError(ValueError):
    """A list is not what was signed; number: the first line that is wrong, 0: the signature."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"line {number} does not follow" if number else "wrong signature")


def line_hash(
    prev: str, number: int, kind: str, entry_id: str, about: str | None, digest: str
) -> str:
    """Return the hash of a line after the one with the hash `prev`."""
    return sha256_of(packed([prev, number, kind, entry_id, about, digest]))


def signed_bytes(project: str, lines: int, head: str, signed_utc: str) -> bytes:
    """Return what is signed; signed_utc: ISO 8601 as on the wire."""
    return packed(["mrapp-list-1", project, lines, head, signed_utc])


def sign(
    private: Ed25519PrivateKey, project: str, lines: int, head: str, now: AwareDatetime
) -> SignedHead:
    """Return a signed head."""
    unsigned = SignedHead(
        project=project,
        lines=lines,
        head=head,
        signed_utc=now,
        key=private.public_key().public_bytes_raw().hex(),
        signature="0" * 128,
    )
    return unsigned.model_copy(update={"signature": private.sign(_bytes_of(unsigned)).hex()})


def check_head(head: SignedHead) -> None:
    """Look whether a head is what its key signed; raises `ListBrokenError`."""
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.key))
    try:
        public.verify(bytes.fromhex(head.signature), _bytes_of(head))
    except InvalidSignature as error:
        raise ListBrokenError(0) from error


def checked_lines(
    lines: Iterable[ListLine], number: int = 0, prev: str = BEGIN
) -> Iterator[ListLine]:
    """Yield lines that follow on line `number` with the hash `prev`; raises `ListBrokenError`."""
    for line in lines:
        number += 1
        found = line_hash(prev, line.number, line.kind, line.id, line.about, line.digest)
        if line.number != number or line.hash != found:
            raise ListBrokenError(number)
        prev = line.hash
        yield line


def _bytes_of(head: SignedHead) -> bytes:
    at = head.model_dump(mode="json")["signed_utc"]
    return signed_bytes(head.project, head.lines, head.head, at)
