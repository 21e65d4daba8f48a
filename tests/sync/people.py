"""Those who work at a machine until they are killed: a visitor who speaks, and what sends that."""

import signal
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select

from mrapp.app.remarks.keeping import RemarkStore
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Channel, new_id, sha256_of
from mrapp.model.remark_errors import RemarkError, WithdrawnError
from mrapp.model.sync_errors import SyncError
from mrapp.protocol.messages import CHUNK_BYTES, ModerationState
from mrapp.server.access import Caller, Role
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import remarks
from mrapp.server.moderation.answering import add_remarks, new_answer, publish, save_words
from mrapp.server.moderation.judging import judge, reason_of
from mrapp.sync.place import Place
from mrapp.sync.syncer import Syncer
from tests.feedback.making import NOON, PROJECT, Maker
from tests.feedback.truth import Truth
from tests.feedback.worker import Worker
from tests.sync.machines import picture_of

_MOST_PAUSE_S = 0.02
TROUBLE = (SyncError, RemarkError, OSError, sqlite3.Error)


class PictureMaker(Maker):
    """Makes remarks with files that a server takes for pictures; now and then in more parts."""

    def files(self) -> dict[str, bytes]:
        """Return one or two pictures by SHA-256."""
        size = 2 * CHUNK_BYTES + 99 if self.random.random() < 0.03 else 9_000
        sizes = (self.random.randrange(100, size) for _ in range(self.random.choice((1, 2))))
        made = [picture_of(self.random, each) for each in sizes]
        return {sha256_of(each): each for each in made}


class Visitor(Worker):
    """Keeps so many remarks, additions and withdrawals, tells of each thank-you, and stays."""

    def __init__(self, base: Path, log: Path, truth: Truth, seed: int, acts: int) -> None:
        """Prepare, as a worker does."""
        super().__init__(base, log, truth, seed)
        self._maker = PictureMaker(seed)
        self._acts = acts

    def _do(self, store: RemarkStore) -> None:
        if self._acts == 0:
            signal.pause()
        self._acts -= 1
        chance = self._random.random()
        try:
            if chance < 0.65 or not self._mine:
                self._add(store)
            elif chance < 0.8:
                self._add_to(store)
            else:
                self._withdraw(store)
        except WithdrawnError:
            # Elsewhere, and the news of it came just now.
            self._tell("open")

    def _withdraw(self, store: RemarkStore) -> None:
        # Often what was said last: that is what is being sent at this moment.
        at = -1 if self._random.random() < 0.5 else self._random.randrange(len(self._mine))
        each = self._mine.pop(at)
        self._tell("withdraw", id=each)
        store.withdraw(self._truth.receipts[each], NOON, Channel.KIOSK)
        self._tell("withdrew", id=each)


def clock(shift: timedelta) -> Callable[[], datetime]:
    """Return a clock that is wrong by so much."""
    return lambda: datetime.now(UTC) + shift


def syncer_in(base: Path, shift: timedelta = timedelta(), seed: int = 0) -> Syncer:
    """Return what sends from the machine whose remarks are below `base`."""
    stores = FolderStores(base, clock(shift))
    place = Place(PROJECT, stores.folder(PROJECT) / "sync", lambda: stores.open(PROJECT))
    return Syncer(place, clock(shift), Random(seed).random)


def send_always(base: Path, shift: timedelta, seed: int) -> None:
    """Send again and again, without waiting as long as a real one does, until killed."""
    random, sync = Random(seed), syncer_in(base, shift, seed)
    while True:
        try:
            sync.once()
        except TROUBLE:
            time.sleep(random.uniform(0.0, _MOST_PAUSE_S))
        time.sleep(random.uniform(0.0, _MOST_PAUSE_S))


def judge_always(url: str, seed: int) -> None:
    """Show, hide and answer what is there again and again, as staff do, until killed."""
    random, database, staff = Random(seed), Database(url), Caller(Role.MODERATOR, new_id())
    while True:
        time.sleep(random.uniform(0.0, _MOST_PAUSE_S))
        now = datetime.now(UTC)
        with database.writing() as conn:
            asked = select(remarks.c.id).where(remarks.c.withdrawn_utc.is_(None))
            ids = conn.scalars(asked.order_by(remarks.c.number)).all()
            some = random.sample(ids, min(3, len(ids)))
            if not some:
                continue
            if random.random() < 0.5:
                judge(database, conn, staff, PROJECT, some, ModerationState.SHOWN, None, now)
                reason = reason_of("advert")
                judge(database, conn, staff, PROJECT, some[:1], ModerationState.HIDDEN, reason, now)
                continue
            answer = new_answer(conn, staff, PROJECT, now)
            words = {"nl": "Dat doen we.", "en": "We will do that."}
            save_words(conn, PROJECT, answer, words, words)
            add_remarks(database, conn, PROJECT, answer, some)
            publish(database, conn, staff, PROJECT, answer, now)
