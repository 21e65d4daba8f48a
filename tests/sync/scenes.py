"""The scene of a fault: two machines, a network in between, and servers on one database."""

import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random, SystemRandom

# What a server brings in when it starts: here once, and not in each process anew.
import uvicorn.lifespan.on
import uvicorn.loops.auto
import uvicorn.protocols.http.auto
import uvicorn.protocols.websockets.auto  # noqa: F401
from sqlalchemy import func, select, update

import mrapp.server.app
from mrapp.feedback.store import FolderStore
from mrapp.feedback.stores import FolderStores
from mrapp.protocol.public_list import SignedHead
from mrapp.server import chores
from mrapp.server.backend import Settings
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import erasures, projects
from mrapp.server.machines import know_project, new_code
from mrapp.server.running import Listening, bound, build, run
from tests.feedback.making import PROJECT
from tests.feedback.truth import Truth
from tests.sync.people import TROUBLE, Visitor, clock, judge_always, send_always, syncer_in
from tests.sync.phones import Phone
from tests.sync.processes import begin, done, kill
from tests.sync.proxy import Proxy
from tests.sync.versions import Desk

_PATIENCE_S = 180.0
_MOST_PATIENCE_S = 3.0
_ACTS = 14
_LOOK_EVERY_S = 0.1
_ROUNDS = 40
_CHANCE = SystemRandom()  # which ports are free is no part of the plan
_NOT_GIVEN_OUT = (20_000, 32_000)
NO_SHIFT = timedelta()


@dataclass
class Site:
    """The servers of one database, each a process. url: of the database."""

    folder: Path
    url: str
    log: Path
    ports: tuple[int, ...]
    pids: dict[int, int] = field(default_factory=dict)

    def start(self, shift: timedelta = NO_SHIFT) -> None:
        """Start those that do not run. shift: by how much their clocks are wrong."""
        for port in self.ports:
            if port not in self.pids:
                self.pids[port] = begin(partial(self._serve, port, shift), self.log)
        for port in self.ports:
            _wait_for(port)

    def kill(self, ports: Sequence[int] = ()) -> list[str]:
        """Kill servers, or all of them; returns what was wrong with them."""
        chosen = [port for port in ports or self.ports if port in self.pids]
        lived = kill(self.pids.pop(port) for port in chosen)
        return [] if lived else ["a server had ended by itself"]

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Look into the database for a block."""
        database = Database(self.url)
        try:
            yield database
        finally:
            database.close()

    def new_code(self, *, may_publish: bool) -> str:
        """Return a code with which a machine is enrolled."""
        now = clock(NO_SHIFT)()
        with self.database() as database, database.writing() as conn:
            know_project(database, conn, PROJECT, now)
            return new_code(conn, PROJECT, now, may_publish=may_publish)

    def open_to_phones(self) -> None:
        """Let anybody send, as an administrator does."""
        with self.database() as database, database.writing() as conn:
            conn.execute(update(projects).values(is_open=True))

    def settled(self) -> bool:
        """Wait until the servers have erased what they have to."""
        end = time.monotonic() + _PATIENCE_S
        with self.database() as database:
            while time.monotonic() < end:
                with database.reading() as conn:
                    if not conn.scalar(select(func.count()).select_from(erasures)):
                        return True
                time.sleep(0.02)
        return False

    def _serve(self, port: int, shift: timedelta) -> None:
        """Do what `mrapp serve` does, but sweep all the time instead of once a minute."""
        hurried = tuple(replace(each, every=timedelta(0)) for each in chores.CHORES)
        vars(chores)["_LOOK_EVERY_S"] = _LOOK_EVERY_S
        vars(mrapp.server.app)["CHORES"] = hurried
        listening = Listening("127.0.0.1", port)
        with bound(listening) as sock:
            backend = build(Settings(self.folder, self.url, listening.url(port)))
            run(replace(backend, utc_now=clock(shift)), listening, sock)


@dataclass
class Machine:
    """A machine: where its remarks are, and what was promised there."""

    base: Path
    truth: Truth = field(default_factory=Truth)

    @property
    def folder(self) -> Path:
        """Where the store of the project is."""
        return FolderStores(self.base).folder(PROJECT)

    @contextmanager
    def store(self) -> Iterator[FolderStore]:
        """Open what is kept here for a block."""
        store = FolderStores(self.base).open(PROJECT)
        try:
            yield store
        finally:
            store.close()


@dataclass
class Scene:
    """Where rounds are played.

    The first machine may publish the project, which the second one fetches. seen: the state of the
    public list at the last check. people: what is heard of each once they were killed. to_send,
    to_publish: who has not said all yet, and whether the desk has not.
    """

    home: Path
    random: Random
    proxy: Proxy
    site: Site
    machines: tuple[Machine, ...]
    desk: Desk
    phones: list[Phone] = field(default_factory=list)
    to_send: list[Phone] = field(default_factory=list)
    to_publish: bool = False
    withdrawn: set[str] = field(default_factory=set)
    seen: SignedHead | None = None
    struck: int = 0
    people: dict[int, Callable[[], Iterable[str]]] = field(default_factory=dict)

    @property
    def truths(self) -> list[Truth]:
        """What was promised at each machine, and by each phone."""
        return [*(each.truth for each in self.machines), *(each.truth for each in self.phones)]

    def chance(self, below: float) -> bool:
        """Throw a die."""
        return self.random.random() < below

    def pause(self, most_s: float = 0.25) -> None:
        """Let time pass, at most so much."""
        time.sleep(self.random.uniform(0.0, most_s))

    def await_work(self) -> None:
        """Mostly wait until those who were let work do so: on a busy machine that takes a while."""
        if self.chance(0.85):
            self.wait_until(lambda: self.proxy.passed() > 0)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so, but not for long: on a bad network it may never be."""
        end = time.monotonic() + _MOST_PATIENCE_S
        while time.monotonic() < end and not is_so():
            time.sleep(0.002)

    def visitors(self, shift: timedelta = NO_SHIFT, acts: int = _ACTS) -> None:
        """Let somebody speak at each machine."""
        for each in self.machines:
            log = self._log("said")
            work = partial(_speak, each, log, shift, self.random.randrange(10**9), acts)
            self._begin(work, partial(_hear, each.truth.hear, log))

    def senders(self, shift: timedelta = NO_SHIFT) -> None:
        """Let each machine send."""
        for each in self.machines:
            seed = self.random.randrange(10**9)
            self._begin(partial(send_always, each.base, shift, seed))

    def staff(self) -> None:
        """Let somebody show, hide and answer what the server has."""
        work = partial(judge_always, self.site.url, self.random.randrange(10**9))
        self._begin(work)

    def callers(self, number: int = 2) -> None:
        """Let so many new phones speak."""
        self.site.open_to_phones()
        for _ in range(number):
            phone, log = Phone(self.random.randrange(10**9)), self._log("thanked")
            self.phones.append(phone)
            self.to_send.append(phone)
            self._begin(
                partial(phone.send_always, self.proxy.url, log), partial(_hear, phone.hear, log)
            )

    def edit(self) -> None:
        """Make another version of the project at the desk."""
        self.desk.edit(self.random)
        self.to_publish = True

    def publisher(self) -> None:
        """Let the desk publish what it made last."""
        log = self._log("published")
        work = partial(self.desk.publish_always, self.proxy.url, log)
        self._begin(work, partial(self.desk.hear, log))

    def fetcher(self) -> None:
        """Let the other machine fetch what was published."""
        self._begin(partial(self.desk.fetch_always, self.random.randrange(10**9)))

    def _log(self, name: str) -> Path:
        return self.home / f"{name}-{time.time_ns()}"

    def _begin(self, work: Callable[[], object], hear: Callable[[], Iterable[str]] = tuple) -> None:
        self.people[begin(work, self.home / "errors")] = hear

    def kill_people(self) -> list[str]:
        """Kill all who work at a machine, and hear what they promised."""
        lived = kill(self.people)
        wrong = [] if lived else [f"somebody ended by themselves: {self.home / 'errors'}"]
        wrong += [said for hear in self.people.values() for said in hear()]
        self.people.clear()
        return wrong

    def settle(self) -> list[str]:
        """Sync until nothing waits and nothing is new; returns what stands in the way of that."""
        why = _again(self._call_again) or _again(self._publish_again)
        why = why or _again(lambda: [said for each in self.machines for said in _sync(each)])
        why = why or _again(self._fetch_again)
        return why or ([] if self.site.settled() else ["files stay that are to go"])

    def _call_again(self) -> list[str]:
        wrong = [said for each in self.to_send for said in each.send_again(self.proxy.url)]
        self.to_send = self.to_send if wrong else []
        return wrong

    def _publish_again(self) -> list[str]:
        """Publish what the desk made last, whether or not it was told that this is done."""
        if not self.to_publish:
            return []
        log = self._log("published")
        work = partial(self.desk.publish_once, self.proxy.url, log)
        if not done([begin(work, self.home / "errors")]):
            return [f"the project cannot be published: {self.home / 'errors'}"]
        return list(self.desk.hear(log))

    def _fetch_again(self) -> list[str]:
        if not self.to_publish:
            return []
        if not done([begin(self.desk.fetch_once, self.home / "errors")]):
            return [f"the project cannot be fetched: {self.home / 'errors'}"]
        self.to_publish = False
        return []


def new_scene(home: Path, seed: str, proxy: Proxy, database: str, disk: Path | None) -> Scene:
    """Make a scene; database: "" for SQLite. disk: where the server keeps things, if not home."""
    folder = (disk or home) / "server"
    folder.mkdir()
    url = database or f"sqlite:///{folder}/server.sqlite"
    ports = tuple(_free_port() for _ in range(2 if database else 1))
    site = Site(folder, url, home / "server.log", ports)
    machines = tuple(Machine(home / name) for name in ("a", "b"))
    desk = Desk(home / "desk", (machines[0].base, machines[1].base))
    scene = Scene(home, Random(seed), proxy, site, machines, desk)
    with site.database() as made:
        made.bring_up_to_date()
    proxy.lead_to(ports)
    site.start()
    for each in machines:
        enrol(scene, each)
    return scene


def enrol(scene: Scene, machine: Machine) -> None:
    """Let a machine belong to the project."""
    sync = syncer_in(machine.base)
    try:
        code = scene.site.new_code(may_publish=machine is scene.machines[0])
        sync.enrol(scene.proxy.url, code, "balie")
    finally:
        sync.close()


def _again(do: Callable[[], list[str]]) -> list[str]:
    """Do something until nothing stands in the way; returns what still does in the end."""
    why: list[str] = []
    for _ in range(_ROUNDS):
        why = do()
        if not why:
            break
    return why


def _hear(hear: Callable[[Path], None], log: Path) -> list[str]:
    hear(log)
    return []


def _speak(machine: Machine, log: Path, shift: timedelta, seed: int, acts: int) -> None:
    stores = FolderStores(machine.base, clock(shift))
    Visitor(machine.base, log, machine.truth, seed, acts).run(stores)


def _sync(machine: Machine) -> list[str]:
    sync = syncer_in(machine.base)
    try:
        told, state = sync.once(), sync.state()
    except TROUBLE as error:
        time.sleep(0.05)
        return [f"cannot sync: {error}"]
    finally:
        sync.close()
    is_news = told.sent or told.heard or told.refused
    return (
        [f"{state.waiting} wait after {told}: {state.refusal}"] if state.waiting or is_news else []
    )


def _free_port() -> int:
    """Return a port that the system gives to nobody else while the server on it is down."""
    while True:
        with socket.socket() as sock:
            try:
                sock.bind(("127.0.0.1", port := _CHANCE.randrange(*_NOT_GIVEN_OUT)))
            except OSError:
                continue
            return port


def _wait_for(port: int) -> None:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.005)
    raise TimeoutError("a server does not listen")
