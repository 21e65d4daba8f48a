"""Faults that are made on purpose: `python -m tests.feedback.faults --rounds N --seed S`.

In each round one or two processes work on a store until they are killed at a random instant; then
more harm is done, and the store is opened and checked. What is not as it was promised to visitors
is said, and the exit code is 1. The same seed makes the same plan; the instants of the kills are
as exact as the system's clock.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from mrapp.app.remarks.keeping import Condition
from mrapp.feedback import tables
from mrapp.feedback.folders import project_folder
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark_errors import RemarkNotKeptError, StoreNewerError
from tests.feedback import harm
from tests.feedback.making import PROJECT, Maker
from tests.feedback.truth import Truth, faults_in
from tests.feedback.worker import Worker

_ROUNDS_A_STORE = 7  # shares no divisor with how many plays there are
_BUSY_S = 0.3  # instead of seconds: in these rounds others hold the store on purpose
_LONGEST_S = 0.25
_INSIDE = "--with-disks"


@dataclass
class Scene:
    """A store on which rounds are played, with what was promised about it so far."""

    base: Path
    logs: Path
    random: Random
    truth: Truth = field(default_factory=Truth)
    excused: bool = False

    @property
    def folder(self) -> Path:
        """Where the store is."""
        return project_folder(self.base, PROJECT)

    def work(self, workers: int = 1, stores: FolderStores | None = None) -> None:
        """Let some work and kill them at an instant: sometimes while they are opening."""
        begun = [self._begin(stores) for _ in range(workers)]
        for _, log in begun if self.random.random() < 0.85 else ():
            _wait_for(log)
        time.sleep(self.random.uniform(0.0, _LONGEST_S))
        for pid, _ in begun:
            os.kill(pid, signal.SIGKILL)
        for pid, _ in begun:
            os.waitpid(pid, 0)
        self.truth.unfinished = False
        for _, log in begun:
            self.truth.hear(log)

    def check(self) -> tuple[Condition, list[str]]:
        """Open the store, check it twice, and hold it against what was promised.

        What was being written when its writer was killed is in the journal alone. If that is then
        damaged as well, nobody can mend it, nobody was thanked for it, and the check must say so.
        """
        store = FolderStores(self.base).open(PROJECT)
        try:
            if self.random.random() < 0.5:  # some look before anybody has checked
                _ = store.columns(), store.kept(), store.outbox(), store.count()
            first = store.check()
            wrong = faults_in(store, self.folder, self.truth)
            again = store.check()
            self.excused = not first.whole and self.truth.unfinished
            if not first.whole and not self.excused:
                wrong.append(f"not whole: {[n.text() for n in first.notices]}")
            if (
                first.whole
                and again.notices
                and not any("clock" in n.text() for n in again.notices)
            ):
                wrong.append(f"still to say: {[n.text() for n in again.notices]}")
        finally:
            store.close()
        return first, wrong

    def _begin(self, stores: FolderStores | None) -> tuple[int, Path]:
        log = self.logs / f"{time.time_ns()}"
        worker = Worker(self.base, log, self.truth, self.random.randrange(10**9))
        pid = os.fork()
        if pid == 0:
            try:
                worker.run(stores)
            finally:
                os._exit(3)  # whatever it was: a worker that ends by itself is found out
        return pid, log


Play = Callable[[Scene], list[str]]


def _killed(then: harm.Harm, *, said: bool = False, workers: int = 1) -> Play:
    """Return a round: work, kill, more harm, check. said: that something happened must be told."""

    def play(scene: Scene) -> list[str]:
        scene.work(workers)
        if not (scene.folder / "journal.jsonl").exists():
            return scene.check()[1]  # killed before there was anything
        then(scene.folder, scene.random)
        condition, wrong = scene.check()
        # Where nothing was thanked for yet, there may be nothing left to tell of.
        is_silent = said and scene.truth.thanked and not condition.notices
        return wrong + (["nothing was said"] if is_silent else [])

    return play


def _clock_back(scene: Scene) -> list[str]:
    yesterday = timedelta(days=1)
    scene.check()
    scene.work(stores=FolderStores(scene.base, lambda: datetime.now(UTC) - yesterday))
    return scene.check()[1]


def _held_by_another(scene: Scene) -> list[str]:
    """The database is locked by another program: nothing kept, nothing lost, and it is said."""
    scene.work()
    wrong = scene.check()[1]
    holder = tables.connect(scene.folder / "remarks.sqlite")
    store = FolderStores(scene.base).open(PROJECT)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        Maker(scene.random.randrange(10**9)).keep_in(store)
        wrong.append("kept although another program held the store")
    except RemarkNotKeptError:
        pass
    finally:
        holder.close()
        store.close()
    return wrong + scene.check()[1]


def _newer(scene: Scene) -> list[str]:
    scene.work()
    wrong = scene.check()[1]
    path = scene.folder / "remarks.sqlite"
    conn = tables.connect(path)
    conn.execute(f"PRAGMA user_version = {tables.VERSION + 1}")
    conn.close()
    before = {p: p.read_bytes() for p in scene.folder.rglob("*") if p.is_file()}
    try:
        FolderStores(scene.base).open(PROJECT)
        wrong.append("a newer store was opened")
    except StoreNewerError:
        after = {p: p.read_bytes() for p in scene.folder.rglob("*") if p.is_file()}
        wrong += [] if before == after else ["a newer store was changed"]
    conn = tables.connect(path)
    conn.execute(f"PRAGMA user_version = {tables.VERSION}")
    conn.close()
    return wrong + scene.check()[1]


def _on_disk(scene: Scene, play: Callable[[Scene, harm.Disk], list[str]]) -> list[str]:
    """Play a round on a small disk of its own."""
    disk = harm.Disk(scene.logs / f"disk-{time.time_ns()}", "3m")
    try:
        return play(Scene(disk.folder / "remarks", scene.logs, scene.random), disk)
    finally:
        disk.unmount()


def _disk_full(scene: Scene, disk: harm.Disk) -> list[str]:
    scene.work()
    disk.fill(scene.random.randrange(0, 400_000))
    scene.work()
    scene.work()
    disk.free()
    return scene.check()[1]


def _read_only(scene: Scene, disk: harm.Disk) -> list[str]:
    scene.work()
    if not scene.folder.is_dir():
        return scene.check()[1]  # killed before there was anything to read
    disk.remount("ro")
    store = FolderStores(scene.base).open(PROJECT)
    condition = store.check()
    wrong = faults_in(store, scene.folder, scene.truth) if condition.whole else ["not whole"]
    try:
        Maker(scene.random.randrange(10**9)).keep_in(store)
        wrong.append("kept on a disk that may not be written")
    except RemarkNotKeptError:
        pass
    store.close()
    disk.remount("rw")
    return wrong + scene.check()[1]


PLAYS: dict[str, Play] = {
    "killed": _killed(harm.nothing),
    "two at once, killed": _killed(harm.nothing, workers=2),
    "database cut short": _killed(harm.database_cut),
    "page overwritten": _killed(harm.database_overwritten),
    "database, bytes changed": _killed(harm.database_flipped),
    "database gone": _killed(harm.database_gone, said=True),
    "database's log gone": _killed(harm.log_gone),
    "database's log cut short": _killed(harm.log_cut),
    "journal cut short": _killed(harm.journal_cut, said=True),
    "journal, a byte changed": _killed(harm.journal_flipped, said=True),
    "journal gone": _killed(harm.journal_gone, said=True),
    "list of what was sent cut short": _killed(harm.sent_cut),
    "older version": _killed(harm.older_version),
    "newer version": _newer,
    "clock set back": _clock_back,
    "held by another program": _held_by_another,
}
DISK_PLAYS: dict[str, Play] = {
    "disk full": lambda scene: _on_disk(scene, _disk_full),
    "disk may not be written": lambda scene: _on_disk(scene, _read_only),
}


def run(rounds: int, seed: int, *, with_disks: bool) -> int:
    """Play rounds and print what came of them; returns how many went wrong."""
    tables.BUSY_S = _BUSY_S
    plays = PLAYS | (DISK_PLAYS if with_disks else {})
    played: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    excused: Counter[str] = Counter()
    promised: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        scene = None
        for number in range(rounds):
            if scene is None or number % _ROUNDS_A_STORE == 0:
                _count(promised, scene)
                home = Path(folder) / str(number)
                home.mkdir()
                scene = Scene(home / "remarks", home, Random(f"{seed}-{number}"))
            name = list(plays)[number % len(plays)]
            wrong = plays[name](scene)
            played[name] += 1
            if scene.excused and not wrong:
                excused[name] += 1
                _count(promised, scene)
                scene = None
            elif wrong:
                failed[name] += 1
                print(f"round {number}, {name}: {'; '.join(wrong[:5])}", flush=True)
                kept = shutil.copytree(scene.base, Path(tempfile.mkdtemp()) / "remarks")
                print(f"  the store is in {kept}")
                _count(promised, scene)
                scene = None
        _count(promised, scene)
    _print_table(played, failed, excused)
    print("thanked for: " + ", ".join(f"{number} {what}" for what, number in promised.items()))
    return failed.total()


def _count(promised: Counter[str], scene: Scene | None) -> None:
    if scene is not None:
        truth = scene.truth
        promised["remarks"] += len(truth.thanked)
        promised["additions"] += sum(map(len, truth.additions.values()))
        promised["withdrawals"] += len(truth.withdrawn)
        promised["acknowledgements"] += len(truth.sent)
        promised["drafts"] += len(truth.drafts)


def _print_table(played: Counter[str], failed: Counter[str], excused: Counter[str]) -> None:
    print(f"{'fault':<34}{'rounds':>8}{'wrong':>8}{'said*':>8}")
    for name, number in played.items():
        print(f"{name:<34}{number:>8}{failed[name]:>8}{excused[name]:>8}")
    print(f"{'together':<34}{played.total():>8}{failed.total():>8}{excused.total():>8}")
    print("* the one entry that was being written was damaged as well; nobody was thanked for it")


def _wait_for(log: Path) -> None:
    end = time.monotonic() + 120.0
    while time.monotonic() < end and not (log.exists() and log.stat().st_size):
        time.sleep(0.001)


def may_mount() -> bool:
    """Tell whether this machine lets whoever runs this mount a disk."""
    try:
        return subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def main() -> int:
    """Play the rounds that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(_INSIDE, action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not args.with_disks and may_mount():
        command = ["unshare", "-rm", sys.executable, "-m", "tests.feedback.faults", _INSIDE]
        os.execvp("unshare", [*command, *sys.argv[1:]])
    if not args.with_disks:
        print("left out: rounds on full and read-only disks (this machine lets nobody mount one)")
    return min(1, run(args.rounds, args.seed, with_disks=args.with_disks))


if __name__ == "__main__":
    sys.exit(main())
