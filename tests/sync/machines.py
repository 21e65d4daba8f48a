"""Machines that send to a real server, each with a store of its own."""

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlalchemy import select

from mrapp.app.remarks.receipts import Receipt
from mrapp.feedback.store import FolderStore
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Channel, Remark, sha256_of
from mrapp.server.attachments import Place as FilePlace
from mrapp.server.database.intake import entries
from mrapp.server.machines import know_project, new_code
from mrapp.sync.place import Place
from mrapp.sync.syncer import Syncer
from tests.feedback.making import NOON, PROJECT, Maker
from tests.servers import Running


def code_of(server: Running, project: str = PROJECT, *, may_publish: bool = False) -> str:
    """Return a code by which a machine may be enrolled."""
    database = server.backend.database
    with database.writing() as conn:
        know_project(database, conn, project, server.backend.utc_now())
        return new_code(conn, project, server.backend.utc_now(), may_publish=may_publish)


@dataclass
class Machine:
    """A machine of one project: what is said on it, and what sends that.

    document_hash: of the project that is open on it. utc_now: what its clock says.
    """

    folder: Path
    maker: Maker
    document_hash: str = ""
    utc_now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    stores: FolderStores = field(init=False)
    store: FolderStore = field(init=False)
    sync: Syncer = field(init=False)

    def __post_init__(self) -> None:
        self.stores = FolderStores(self.folder, self.utc_now)
        self.store = self.stores.open(PROJECT)
        self.sync = self.new_sync()

    def new_sync(self) -> Syncer:
        """Return what sends, as another program of this machine has it."""
        place = Place(
            PROJECT,
            self.stores.folder(PROJECT) / "sync",
            lambda: self.stores.open(PROJECT),
            lambda: self.document_hash,
        )
        return Syncer(place, self.utc_now, Random(7).random)

    def enrol(self, server: Running, url: str = "", *, may_publish: bool = False) -> None:
        """Enrol it; url: where the server is reached, if not where it is."""
        self.sync.enrol(url or server.url, code_of(server, may_publish=may_publish), "balie")

    def say(self, count: int, file_bytes: int = 0) -> list[tuple[Remark, Receipt]]:
        """Keep remarks, each with a picture of so many bytes, or without."""
        made = []
        for number in range(count):
            given = {}
            if file_bytes:
                picture = picture_of(self.maker.random, file_bytes)
                given = {sha256_of(picture): picture}
            remark = self.maker.remark(f'Mening {number} é\n"quoted"', given)
            receipt, seal = self.maker.receipt()
            self.store.add(remark, seal, given)
            made.append((remark, receipt))
        return made

    def withdraw(self, receipt: Receipt, at: datetime = NOON) -> str:
        """Withdraw a remark here."""
        return self.store.withdraw(receipt, at, Channel.KIOSK)

    def close(self) -> None:
        """Let go of everything."""
        self.sync.close()
        self.store.close()


def picture_of(random: Random, size_bytes: int) -> bytes:
    """Return what begins as a PNG does, of so many bytes."""
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 100, 100)
    return head + random.randbytes(size_bytes - len(head))


def picture_there(server: Running, remark: Remark) -> bytes | None:
    """Return the picture of a remark as a server has it."""
    place = FilePlace(PROJECT, remark.id, remark.attachments[0].sha256)
    return server.backend.attachments.read(place)


def faults_in(server: Running, said: Mapping[str, str], withdrawn: set[str]) -> list[str]:
    """Return what is not as it should be on a server: empty, where all of `said` is there once.

    said: digests by id, of all that was acknowledged. withdrawn: remarks.
    """
    found = there(server)
    known = {entry: digest for entry, digest, _ in found}
    wrong = ["something is there twice"] if len(known) < len(found) else []
    wrong += [f"{each} is not there" for each in said.keys() - known.keys()]
    wrong += [
        f"{each} is another" for each in said.keys() & known.keys() if said[each] != known[each]
    ]
    whole = {entry for entry, _, has_content in found if has_content}
    return wrong + [f"{each} was withdrawn and is there" for each in whole & withdrawn]


@contextmanager
def machine_in(
    folder: Path, seed: int = 5, utc_now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Iterator[Machine]:
    """Have a machine for a block."""
    made = Machine(folder, Maker(seed), utc_now=utc_now)
    try:
        yield made
    finally:
        made.close()


def there(server: Running) -> Sequence[tuple[str, str, bool]]:
    """Return id, digest and whether its content is there, of each entry on a server."""
    asked = select(entries.c.id, entries.c.digest, entries.c.content).order_by(entries.c.number)
    with server.backend.database.reading() as conn:
        return [(row.id, row.digest, row.content is not None) for row in conn.execute(asked)]
