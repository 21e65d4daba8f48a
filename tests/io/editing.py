"""Works on a project until it is killed: `python -m tests.io.editing PROJECT HOME SEED`.

Forks one worker after another, so that 200 of them need no 200 starts of Python. For each line it
reads (how many changes, and a time in seconds) it lets a worker edit and save until it has told of
so many, waits for that time, kills it, and answers with the number of the last change it told of.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from mrapp.app import actions
from mrapp.app.ports import Services
from mrapp.app.recovery import restored
from mrapp.app.session import Session
from mrapp.io.capsule import CapsuleStore
from mrapp.io.keeping import FolderKeeper
from mrapp.io.readers import read_file
from mrapp.studies.sun import sun_at
from mrapp.studies.terrain import estimate_ground
from tests.app.moments import NOON


def number_of(session: Session) -> int:
    """Return the number of the last change: the eye of the only viewpoint stands there."""
    points = session.project.viewpoints
    return int(points[0].eye[0]) if points else 0


def open_again(project: Path, keeper: FolderKeeper, services: Services) -> Session:
    """Return a session as the application opens it after a crash: with lost work brought back."""
    lost = [work for work in keeper.lost() if work.path == project.absolute()]
    opened = keeper.restore(lost[0]) if lost else services.projects.load(project)
    session = Session(opened, services)
    if lost:
        session.apply(restored(session.moment, lost[0]))
    return session


def work(project: Path, home: Path, told: int, seed: int) -> None:
    """Edit for ever, save now and then; write the number of each finished change to `told`."""
    chance = random.Random(seed)
    store = CapsuleStore(home.parent / "unpacked")
    services = Services(read_file, estimate_ground, sun_at, store, lambda: NOON)
    keeper = FolderKeeper(home, store)
    session = open_again(project, keeper, services)
    kept = keeper.begin(session.opened)
    kept.keep(session.project)
    for lost in keeper.lost():
        keeper.discard(lost)
    number = number_of(session)
    while True:
        number += 1
        for point in session.project.viewpoints:
            session.apply(actions.remove_viewpoint(session.moment, point.id))
        eye = (float(number), 0.0, 0.0)
        session.apply(actions.save_viewpoint(session.moment, {"en": "here"}, eye, eye, 50.0))
        kept.keep(session.project)
        os.write(told, f"{number}\n".encode())
        if chance.random() < 0.2:
            session.save()
            kept.settled(session.opened)


def main(project: Path, home: Path, seed: int) -> None:
    """Answer until the input ends."""
    for turn, line in enumerate(sys.stdin):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            work(project, home, writing, seed + turn)
        os.close(writing)
        changes, more_s = line.split()
        with os.fdopen(reading) as stream:
            done = [stream.readline() for _ in range(int(changes))]
            time.sleep(float(more_s))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            done += stream.readlines()
        print(int(done[-1]) if done else -1, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
