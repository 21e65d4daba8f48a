"""Sends the remarks of one project from this machine: `mrapp.app.syncing.Sync`, filled."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from mrapp.app.progress import Cancelled, Progress
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.syncing import (
    QUIET_S,
    Became,
    Offered,
    SyncRound,
    SyncState,
    retry_after_s,
)
from mrapp.feedback.durable import make_folder
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.remark_errors import RemarkError
from mrapp.model.sync_errors import (
    NotEnrolledError,
    NoUpdateError,
    OtherProjectError,
    SyncBusyError,
    SyncError,
    SyncHeldError,
)
from mrapp.model.texts import Phrase
from mrapp.protocol.messages import ProjectVersion
from mrapp.sync.addresses import server_of
from mrapp.sync.enrolled import Enrolled, EnrolledFile
from mrapp.sync.heard import Heard
from mrapp.sync.keys import WHERE, keep_key, read_key
from mrapp.sync.place import Place
from mrapp.sync.publishing import fetch, publish
from mrapp.sync.pulling import pull
from mrapp.sync.pushing import Push
from mrapp.sync.runner import Runner

if TYPE_CHECKING:
    from mrapp.sync.client import Client

_log = logging.getLogger(__name__)
_SYSTEM = SystemRandom()
_PATIENCE_S = 30.0
_OTHERS_S = 5.0
_FAULT = Phrase(
    nl="er zit een fout in het programma; meld het aan wie het beheert",
    en="there is a fault in the program; tell whoever looks after it",
)
_TROUBLE = (SyncError, RemarkError, OSError, sqlite3.Error)


class Syncer:
    """Sends and hears, when asked or beside whatever goes on; see `Sync`."""

    def __init__(
        self,
        place: Place,
        utc_now: Callable[[], datetime] = lambda: datetime.now(UTC),
        random: Callable[[], float] = _SYSTEM.random,
    ) -> None:
        """Prepare; nothing is opened yet."""
        self._place, self._utc_now, self._random = place, utc_now, random
        self._file = EnrolledFile(place.folder)
        self._heard = Heard(place.folder)
        self._mutex = threading.Lock()
        self._store: RemarkStore | None = None
        self._told: Callable[[SyncState], None] | None = None
        self._shown = SyncState()
        self._failures = self._news = 0
        self._runner = Runner(self._step)

    def state(self) -> SyncState:
        """Return how it stands; see `Sync`."""
        enrolled, box = self._file.read(), self._opened().outbox()
        refused = self._heard.refused()
        newest = self._newest(enrolled)
        return SyncState(
            server=enrolled.server,
            key_in=WHERE.get(enrolled.key_in),
            may_publish=enrolled.may_publish,
            held=self._file.held,
            waiting=box.waiting,
            succeeded=self._heard.succeeded(),
            tried=box.tried,
            why=box.why,
            refused=len(refused),
            refusal=_phrase(refused[0]) if refused else None,
            offered=_offered(newest) if newest else None,
            news=self._news,
        )

    def follow(self, told: Callable[[SyncState], None] | None) -> None:
        """Have each change told; see `Sync`."""
        self._told = told

    def start(self) -> None:
        """Begin to send beside whatever goes on; see `Sync`."""
        self._runner.start()

    def wake(self) -> None:
        """Try now."""
        self._failures = 0
        self._runner.wake()

    def hold(self, held: bool) -> None:
        """Hold sending, or resume it; see `Sync`."""
        self._file.hold(held)
        self._tell_state()
        self.wake()

    def once(self) -> SyncRound:
        """Send and hear all there is, now; see `Sync`."""
        enrolled = self._enrolled()
        if self._file.held:
            raise SyncHeldError
        with self._alone(0.0):
            try:
                return self._round(enrolled)
            except SyncError as error:
                self._note_trouble(error.why)
                raise

    def enrol(self, url: str, code: str, label: str) -> None:
        """Let this machine belong to the project on a server; see `Sync`."""
        # Late: as in `_client`.
        from mrapp.sync.client import Client

        server = server_of(url)
        with self._alone(_PATIENCE_S), Client(server) as client:
            made = client.enrol(code.strip(), label)
            if made.project != self._place.project:
                raise OtherProjectError(found=made.project)
            # The key first: a machine that knows a server and has no key would be refused there.
            key_in = keep_key(made.machine, made.key, self._file.key_file)
            if made.generation != self._file.read().generation:
                # Another server, or one that was put back: it may lack what was sent before.
                self._opened().send_again()
            self._file.write(
                Enrolled(
                    server=server,
                    machine=made.machine,
                    key_in=key_in,
                    may_publish=made.may_publish,
                    generation=made.generation,
                )
            )
        self.wake()

    def became(self, remark_id: str) -> Became:
        """Return what became of a remark."""
        return self._heard.became(remark_id)

    def publish(
        self,
        capsule: Path,
        title: str,
        plan: GroundPlan | None,
        progress: Progress,
        cancelled: Cancelled,
    ) -> int:
        """Publish a version of the project; see `Sync`."""
        with self._client(self._enrolled()) as client:
            project = self._place.project
            return publish(client, project, capsule, title, plan, progress, cancelled).number

    def fetch(self, folder: Path, progress: Progress, cancelled: Cancelled) -> Path:
        """Fetch the version that is offered; see `Sync`."""
        enrolled = self._enrolled()
        newest = self._newest(enrolled)
        if newest is None:
            raise NoUpdateError
        with self._client(enrolled) as client:
            return fetch(client, newest, folder, progress, cancelled)

    def close(self) -> None:
        """Stop; see `Sync`."""
        self._told = None
        if not self._runner.close():
            return  # it waits for a server, and uses the store until that answers
        with self._mutex:
            store, self._store = self._store, None
        if store is not None:
            store.close()

    def _round(self, enrolled: Enrolled, *, is_again: bool = False) -> SyncRound:
        """Take one round. is_again: most of what waits the server may have already."""
        store = self._opened()
        self._tell_state(busy=True)
        cursor = self._heard.begin(enrolled.server, enrolled.machine)
        with self._client(enrolled) as client:
            push = Push(
                store, client, self._place.project, self._utc_now, self._tell_files, self._goes_on
            )
            pushed = push.run(files_first=not is_again)
            self._heard.note_refused(pushed.refused)
            pulled = pull(store, client, self._heard, self._place.project, cursor, self._goes_on)
        if pulled.generation not in ("", enrolled.generation) and not is_again:
            self._begin_anew(pulled.generation)
            return self._round(self._enrolled(), is_again=True)
        if self._goes_on():
            self._heard.note_success(self._utc_now())
            if pushed.sent or store.outbox().why is not None:
                store.tried(None)
        self._news += bool(pushed.sent or pushed.erased or pulled.erased)
        return SyncRound(
            pushed.sent, len(pushed.refused), pushed.erased + pulled.erased, pulled.heard
        )

    def send_again(self) -> int:
        """Let all that was sent wait again; see `Sync`."""
        with self._alone(_PATIENCE_S):
            number = self._opened().send_again()
        self.wake()
        return number

    def _begin_anew(self, generation: str) -> None:
        """Let all be sent again, and heard from the beginning: the server was put back.

        The generation is kept last, so that whatever ends in between is done once more.
        """
        self._opened().send_again()
        self._heard.forget()
        enrolled = self._enrolled()
        self._file.write(enrolled.model_copy(update={"generation": generation}))

    def _step(self) -> float | None:
        """Take one round; returns how long to wait for the next, None: until somebody asks."""
        wait_s: float | None = QUIET_S * (0.5 + self._random())
        try:
            self.once()
            self._failures = 0
        except (NotEnrolledError, SyncHeldError):
            wait_s = None
        except SyncBusyError:
            wait_s = _OTHERS_S
        except _TROUBLE as error:
            self._failures += 1
            asked_s = error.wait_s if isinstance(error, SyncError) else 0.0
            wait_s = retry_after_s(self._failures, self._random, asked_s)
        except Exception:  # noqa: BLE001 - nobody else would ever send again
            _log.exception("a round of sending broke off")
            self._failures += 1
            self._note_trouble(_FAULT)
            wait_s = retry_after_s(self._failures, self._random)
        self._tell_state()
        return wait_s

    def _goes_on(self) -> bool:
        return not (self._runner.ending or self._file.held)

    def _enrolled(self) -> Enrolled:
        enrolled = self._file.read()
        if not enrolled.server:
            raise NotEnrolledError
        return enrolled

    def _client(self, enrolled: Enrolled) -> "Client":
        # Late: HTTP is slow to come, and a machine that is not enrolled needs none.
        from mrapp.sync.client import Client

        key = read_key(enrolled.machine, enrolled.key_in, self._file.key_file)
        return Client(enrolled.server, key)

    def _newest(self, enrolled: Enrolled) -> ProjectVersion | None:
        """Return the version that this machine should have and has not.

        What is open on a machine that publishes may be what it is about to publish.
        """
        versions = self._heard.versions()
        here = self._place.document_hash()
        if not versions or versions[-1].project_hash == here:
            return None
        is_old = any(each.project_hash == here for each in versions)
        return versions[-1] if is_old or not enrolled.may_publish else None

    def _opened(self) -> RemarkStore:
        with self._mutex:
            if self._store is None:
                self._store = self._place.open_store()
            return self._store

    @contextmanager
    def _alone(self, patience_s: float) -> Iterator[None]:
        self._opened()  # which makes the folder around it, for this person alone
        make_folder(self._place.folder)
        try:
            with FileLock(self._place.folder / "lock", timeout=patience_s):
                yield
        except Timeout as error:
            raise SyncBusyError from error

    def _note_trouble(self, why: Phrase) -> None:
        # Where the disk does not take it either, the error itself says enough.
        with suppress(RemarkError):
            self._opened().tried(why)

    def _tell_state(self, *, busy: bool = False) -> None:
        told = self._told
        if told is not None:
            with suppress(RemarkError):
                self._shown = replace(self.state(), busy=busy)
                told(self._shown)

    def _tell_files(self, done: int, of: int) -> None:
        told = self._told
        if told is not None:
            self._shown = replace(self._shown, files=(done, of))
            told(self._shown)


def _offered(version: ProjectVersion) -> Offered:
    return Offered(version.number, version.title, version.size_bytes, version.published_utc)


def _phrase(told: dict[str, str]) -> Phrase:
    return Phrase(nl=told.get("nl", ""), en=told.get("en", ""))
