"""Faults between machines and servers: `python -m tests.sync.faults --rounds N --seed S`.

In each round people speak at two machines, which send it over a network of ours to real servers;
something goes wrong, and all are killed at some instant. Then all is made well again, the machines
sync until nothing waits, and both sides are held against what was promised to visitors. What is
not so is said, and the exit code is 1. The same seed makes the same plan; the instants are as
exact as the system's clock.
"""

import argparse
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.feedback import harm
from tests.feedback.faults import may_mount
from tests.servers import Cluster, postgres_programs, running_cluster
from tests.sync.holding import faults_of, left_too_early
from tests.sync.outages import plays_of_full_postgres, plays_on_disk, plays_on_postgres
from tests.sync.plays import DEAR, OTHERS_DO_IT, PLAYS, Play
from tests.sync.proxy import Proxy
from tests.sync.scenes import Scene, new_scene

_ROUNDS_A_SCENE = 8
# Who is killed leaves the memory of the system as it was, so nothing is gained by a slow disk.
_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
_DISK = "8m"
_DISK_OF_POSTGRES = "160m"  # empty it takes 30, and each scene brings 8
_TOLD_EVERY = 100
_ONLY_DISK = "--only-disk"
_RUNS_A_DISK = 20  # one round in so many is on a small disk


@dataclass
class Tally:
    """What came of the rounds; each a count by the name of a play, or of what was promised."""

    played: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    promised: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Take in what came of others."""
        self.played += other.played
        self.wrong += other.wrong
        self.promised += other.promised

    def count(self, scene: Scene) -> None:
        """Count what was promised in a scene that is over."""
        truths = scene.truths
        thanked = set().union(*(each.thanked for each in truths))
        withdrawn = set().union(scene.withdrawn, *(each.withdrawn for each in truths))
        self.promised["remarks"] += len(thanked)
        self.promised["additions"] += sum(
            len(texts) for each in truths for texts in each.additions.values()
        )
        self.promised["withdrawals"] += len(withdrawn)
        self.promised["thank-yous to phones"] += sum(len(each.thanked) for each in scene.phones)
        self.promised["versions of the project"] += len(scene.desk.told)
        self.promised["requests that something happened to"] += scene.struck


@dataclass
class Theatre:
    """Where scenes are made. database: makes one, and returns its URL; "" for SQLite."""

    folder: Path
    seed: int
    proxy: Proxy
    cluster: Cluster | None = None
    disk: harm.Disk | None = None
    tally: Tally = field(default_factory=Tally)
    scenes: dict[bool, Scene] = field(default_factory=dict)
    rounds: Counter[bool] = field(default_factory=Counter)

    def play(self, number: int, name: str, play: Play, *, on_postgres: bool) -> None:
        """Play one round, and look what came of it."""
        scene = self._scene(number, on_postgres)
        wrong = self._round(scene, play)
        self.tally.played[name] += 1
        if wrong:
            self.tally.wrong[name] += 1
            print(f"round {number}, {name}: {'; '.join(wrong[:5])}", flush=True)
            kept = shutil.copytree(scene.home, Path(tempfile.mkdtemp()) / "scene")
            print(f"  the scene is in {kept}")
        self.rounds[on_postgres] += 1
        if self.tally.played.total() % _TOLD_EVERY == 0:
            total, wrong_of = self.tally.played.total(), self.tally.wrong.total()
            print(f"{total} rounds, {wrong_of} wrong", flush=True)
        if wrong or self.rounds[on_postgres] % _ROUNDS_A_SCENE == 0:
            self._end(on_postgres)

    def close(self) -> None:
        """End all scenes."""
        for each in list(self.scenes):
            self._end(each)

    def _scene(self, number: int, on_postgres: bool) -> Scene:
        found = self.scenes.get(on_postgres)
        if found is None:
            home = self.folder / str(number)
            home.mkdir()
            database = ""
            if self.cluster and on_postgres:
                database = self.cluster.new_database()
            disk = self.disk.folder if self.disk else None
            found = new_scene(home, f"{self.seed}-{number}", self.proxy, database, disk)
            self.scenes[on_postgres] = found
        self.proxy.lead_to(found.site.ports)
        return found

    def _round(self, scene: Scene, play: Play) -> list[str]:
        wrong = play(scene)
        scene.site.start()
        scene.struck += self.proxy.heal()
        wrong += left_too_early(scene)
        return wrong + (scene.settle() or faults_of(scene))

    def _end(self, on_postgres: bool) -> None:
        scene = self.scenes.pop(on_postgres)
        scene.site.kill()
        self.tally.count(scene)
        shutil.rmtree(scene.home)
        if self.disk:
            shutil.rmtree(scene.site.folder)


def run(rounds: int, seed: int) -> Tally:
    """Play rounds on SQLite and, where there is one, on PostgreSQL."""
    programs = postgres_programs()
    gc.freeze()  # or each process that is forked copies all that it looks at
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=_MEMORY)))
        proxy = Proxy()
        stack.callback(proxy.close)
        cluster = stack.enter_context(running_cluster(programs)) if programs else None
        theatre = Theatre(folder, seed, proxy, cluster)
        stack.callback(theatre.close)
        only = plays_on_postgres(cluster) if cluster else {}
        plays = PLAYS | only
        programme = sorted(plays, key=lambda each: each in OTHERS_DO_IT)
        programme += (each for each in plays if not each.startswith(DEAR))
        for number in _until_asked_to_stop(rounds):
            name = programme[number % len(programme)]
            is_odd = (number + number // len(programme)) % 2 == 1
            on_postgres = cluster is not None and (name in only or is_odd)
            theatre.play(number, name, plays[name], on_postgres=on_postgres)
    return theatre.tally


def run_on_disk(rounds: int, seed: int) -> Tally:
    """Play rounds on small disks of their own, which the system must let one mount."""
    programs, tally = postgres_programs(), Tally()
    on_postgres = rounds // 2 if programs else 0
    with ExitStack() as stack:
        theatre, disk = _theatre_on_disk(stack, seed, _DISK)
        theatre.disk = disk
        for number in range(rounds - on_postgres):
            for name, play in plays_on_disk(disk).items():
                theatre.play(number, name, play, on_postgres=False)
    tally.add(theatre.tally)
    if programs and on_postgres:
        with ExitStack() as stack:
            theatre, disk = _theatre_on_disk(stack, seed, _DISK_OF_POSTGRES)
            running = running_cluster(programs, durable=True, disk=disk.folder)
            theatre.cluster = stack.enter_context(running)
            stack.callback(theatre.close)  # before that ends
            for number in range(on_postgres):
                for name, play in plays_of_full_postgres(theatre.cluster, disk).items():
                    theatre.play(number, name, play, on_postgres=True)
        tally.add(theatre.tally)
    return tally


def _theatre_on_disk(stack: ExitStack, seed: int, size: str) -> tuple[Theatre, harm.Disk]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=_MEMORY)))
    proxy = Proxy()
    stack.callback(proxy.close)
    disk = harm.Disk(folder / "disk", size)
    stack.callback(disk.unmount)
    theatre = Theatre(folder, seed, proxy)
    stack.callback(theatre.close)
    return theatre, disk


def run_apart(rounds: int, seed: int) -> Tally:
    """Play the rounds on a small disk where one may be mounted: as root of a room of our own."""
    command = ["unshare", "-rm", sys.executable, "-m", "tests.sync.faults", _ONLY_DISK]
    with tempfile.NamedTemporaryFile() as told:
        given = [f"--rounds={rounds}", f"--seed={seed}", f"--tell={told.name}"]
        subprocess.run([*command, *given], check=True)
        return Tally(*(Counter(each) for each in json.loads(Path(told.name).read_bytes())))


def _until_asked_to_stop(rounds: int) -> Iterator[int]:
    """Yield the numbers of rounds; no more once the program was asked to end: then it tells."""
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    for number in range(rounds):
        if asked:
            print(f"asked to stop after {number} rounds", flush=True)
            return
        yield number


def _print_table(tally: Tally) -> None:
    print(f"{'fault':<40}{'rounds':>8}{'wrong':>8}")
    for name, number in tally.played.items():
        print(f"{name:<40}{number:>8}{tally.wrong[name]:>8}")
    print(f"{'together':<40}{tally.played.total():>8}{tally.wrong.total():>8}")
    print("promised: " + ", ".join(f"{number} {what}" for what, number in tally.promised.items()))


def main() -> int:
    """Play the rounds that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(_ONLY_DISK, action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--tell", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    os.environ["MRAPP_KEYRING"] = "off"
    if args.only_disk:
        tally = run_on_disk(args.rounds, args.seed)
        counts = (tally.played, tally.wrong, tally.promised)
        args.tell.write_text(json.dumps(counts))
        return 0
    on_disk = max(2, args.rounds // _RUNS_A_DISK) if may_mount() else 0
    tally = run(args.rounds - on_disk, args.seed)
    if on_disk:
        tally.add(run_apart(on_disk, args.seed))
    else:
        print("left out: rounds on a full disk (this machine lets nobody mount one)")
    if postgres_programs() is None:
        print("left out: rounds on PostgreSQL (there is none on this machine)")
    _print_table(tally)
    return min(1, tally.wrong.total())


if __name__ == "__main__":
    sys.exit(main())
