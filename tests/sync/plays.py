"""The plays: what happens to machines, the network and servers while people speak and it is sent.

A play ends where everybody was killed at some instant. What must then be so is looked at after it.
"""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

import httpx

from mrapp.app.remarks.keeping import Waiting
from mrapp.model.remark import sha256_of
from mrapp.model.remark_errors import CarriedFileError
from mrapp.protocol.messages import ROOT
from tests.feedback.making import PROJECT
from tests.sync.forging import FORGES
from tests.sync.machines import picture_of
from tests.sync.people import PictureMaker
from tests.sync.processes import begin, done
from tests.sync.proxy import KINDS
from tests.sync.scenes import Machine, Scene

Play = Callable[[Scene], list[str]]

_DAY: Final = timedelta(days=1)
BUSY_S: Final = 0.4
"""About how long people work in a play, in seconds."""
_TRIES: Final = 20
_PASSPHRASE: Final = "vier losse woorden samen"


def _keeping(scene: Scene) -> list[str]:
    """Kill who speaks, again and again, while nothing is sent."""
    wrong = []
    for _ in range(3):
        scene.visitors()
        scene.pause(BUSY_S / 2)
        wrong += scene.kill_people()
    return wrong


def _sending(scene: Scene) -> list[str]:
    """Let much wait, and kill what sends it, again and again."""
    scene.visitors(acts=40)
    scene.pause(BUSY_S)
    wrong = scene.kill_people()
    for _ in range(3):
        scene.proxy.passed()
        scene.senders()
        scene.await_work()
        scene.pause(BUSY_S / 2)
        wrong += scene.kill_people()
    return wrong


def busy(scene: Scene, shift: timedelta = timedelta()) -> None:
    """Let all speak and send for a while."""
    scene.proxy.passed()
    scene.visitors(shift)
    scene.senders(shift)
    scene.await_work()
    scene.pause(BUSY_S)


def _both(scene: Scene) -> list[str]:
    busy(scene)
    return scene.kill_people()


def _server_killed(scene: Scene) -> list[str]:
    busy(scene)
    wrong = scene.site.kill()
    scene.pause()
    scene.site.start()
    scene.pause(BUSY_S)
    return wrong + scene.kill_people()


def _two_programs(scene: Scene) -> list[str]:
    """Let two windows of each machine keep, and two programs send."""
    busy(scene)
    busy(scene)
    return scene.kill_people()


def _judged(scene: Scene) -> list[str]:
    """Let staff show, hide and answer; kill them too, and at times the servers."""
    scene.staff()
    busy(scene)
    wrong = scene.site.kill() if scene.chance(0.3) else []
    return wrong + scene.kill_people()


def _on(kind: str) -> Play:
    def play(scene: Scene) -> list[str]:
        scene.proxy.misbehave(kind, scene.random.randrange(10**9))
        busy(scene)
        scene.pause(BUSY_S)
        return scene.kill_people()

    return play


def _everything(scene: Scene) -> list[str]:
    """Kill people and servers on a bad network."""
    scene.proxy.misbehave("all", scene.random.randrange(10**9))
    busy(scene)
    wrong = scene.site.kill([scene.random.choice(scene.site.ports)])
    wrong += scene.kill_people()
    busy(scene)
    scene.site.start()
    scene.pause(BUSY_S)
    return wrong + scene.kill_people()


def _machine_clock(scene: Scene) -> list[str]:
    for shift in (scene.random.choice((_DAY, -_DAY)), timedelta()):
        busy(scene, shift)
        wrong = scene.kill_people()
        if wrong:
            return wrong
    return []


def _server_clock(scene: Scene) -> list[str]:
    busy(scene)
    wrong = scene.site.kill()
    scene.site.start(scene.random.choice((_DAY, -_DAY)))
    scene.pause(BUSY_S)
    wrong += scene.site.kill()
    scene.site.start()
    scene.pause(BUSY_S)
    return wrong + scene.kill_people()


def _same_file(scene: Scene) -> list[str]:
    """Carry what was said elsewhere to both, who then send it, add to it and withdraw it."""
    third = Machine(scene.home / f"street-{scene.random.randrange(10**9)}")
    _speak_at(third, scene)
    carried = scene.home / "carried.mrapp-opinions"
    with third.store() as store:
        store.carry_out(carried, _PASSPHRASE)
    takings = [(partial(_take_in, each, carried), scene.chance(0.4)) for each in scene.machines]
    pids = [begin(partial(_do, work, 2 if is_twice else 1)) for work, is_twice in takings]
    wrong = [] if done(pids) else ["a file could not be taken in"]
    for each in scene.machines:
        each.truth.thanked |= third.truth.thanked
        each.truth.begun |= third.truth.begun
        each.truth.receipts |= third.truth.receipts
    return wrong + _both(scene)


def _do(work: Callable[[], None], times: int) -> None:
    for _ in range(times):
        work()


def _speak_at(machine: Machine, scene: Scene) -> None:
    maker = PictureMaker(scene.random.randrange(10**9))
    with machine.store() as store:
        for _ in range(8):
            remark, receipt = maker.keep_in(store)
            machine.truth.begun[remark.id] = remark.model_dump_json()
            machine.truth.receipts[remark.id] = receipt
            machine.truth.thanked.add(remark.id)


def _take_in(machine: Machine, carried: Path) -> None:
    """Take in a file; a machine that is very busy says that it cannot now, and changes nothing."""
    with machine.store() as store:
        for _ in range(_TRIES):
            try:
                store.carry_in(carried, _PASSPHRASE)
                break
            except CarriedFileError:
                time.sleep(0.2)
        else:
            store.carry_in(carried, _PASSPHRASE)


def _on_page(scene: Scene) -> list[str]:
    """Withdraw with receipts at the server while the machines are away, and speak on there."""
    busy(scene)
    wrong = scene.kill_people() + scene.settle()
    scene.visitors()
    for machine in scene.machines:
        for each in machine.truth.standing[-2:]:
            wrong += _withdraw_on_page(scene, machine, each)
    wrong += scene.kill_people()
    return wrong + _both(scene)


def _withdraw_on_page(scene: Scene, machine: Machine, remark_id: str) -> list[str]:
    code = {"code": str(machine.truth.receipts[remark_id])}
    answer = httpx.post(f"{scene.proxy.url}/receipt/withdrawal", data=code, timeout=30.0)
    if answer.status_code != 200:
        return [f"the page answers {answer.status_code}"]
    scene.withdrawn.add(remark_id)
    return []


def _files_after(scene: Scene) -> list[str]:
    """Withdraw while a file is on its way, and let the rest of it come, and another file."""
    busy(scene)
    wrong = scene.kill_people() + scene.settle()
    for machine in scene.machines:
        for each in machine.truth.standing[-1:]:
            half, whole = (picture_of(scene.random, size) for size in (5_000, 3_000))
            wrong += _put(scene, machine, each, half, 0, 2_000)
            wrong += _withdraw_on_page(scene, machine, each)
            wrong += _put(scene, machine, each, half, 2_000, 5_000)
            wrong += _put(scene, machine, each, whole, 0, 3_000)
    return wrong + _both(scene)


def _put(
    scene: Scene, machine: Machine, remark_id: str, content: bytes, begin: int, end: int
) -> list[str]:
    """Send a part of a file of a remark, as the machine does."""
    key = (machine.folder / "sync" / "key").read_text("ascii")
    where = f"projects/{PROJECT}/remarks/{remark_id}/files/{sha256_of(content)}"
    answer = httpx.put(
        f"{scene.proxy.url}{ROOT}/{where}?begin={begin}&size={len(content)}",
        content=content[begin:end],
        headers={"Authorization": f"Bearer {key}"},
        timeout=30.0,
    )
    return [] if answer.status_code == 200 else [f"a part of a file: {answer.status_code}"]


def _phones(scene: Scene) -> list[str]:
    """Let phones send on a bad network, close them, and mostly kill a server meanwhile."""
    kind = scene.random.choice(("drops", "cuts", "shortens", "repeats", "reorders", "all"))
    scene.proxy.misbehave(kind, scene.random.randrange(10**9))
    scene.callers()
    busy(scene)
    wrong = scene.site.kill([scene.random.choice(scene.site.ports)]) if scene.chance(0.6) else []
    scene.pause(BUSY_S)
    scene.site.start()
    scene.pause(BUSY_S)
    return wrong + scene.kill_people()


def _publishing(scene: Scene) -> list[str]:
    """Publish, broken off at any byte or instant, while others fetch and people speak."""
    scene.edit()
    _publish(scene)
    wrong = scene.site.kill() if scene.chance(0.3) else []
    wrong += scene.kill_people()
    scene.site.start()
    if scene.chance(0.3):
        scene.edit()  # the one before was published, or never will be
    there = scene.desk.arriving()
    _publish(scene)
    scene.wait_until(lambda: scene.desk.arriving() != there)
    scene.pause(BUSY_S / 4)
    return wrong + scene.kill_people()


def _publish(scene: Scene) -> None:
    """Let the project be published and fetched while people speak, on one network or another."""
    kind = scene.random.choice(("", "drops", "delays", "cuts", "shortens", "repeats", "all"))
    scene.proxy.misbehave(kind, scene.random.randrange(10**9))
    scene.fetcher()
    scene.publisher()
    busy(scene)


def _forged(scene: Scene) -> list[str]:
    """Let all that is said of entries be wrong, in its checksum or its id: none of them goes."""
    scene.visitors()
    scene.pause(2 * BUSY_S)
    wrong = scene.kill_people()
    before = [(each, _waiting(each)) for each in scene.machines]
    scene.proxy.misbehave(FORGES, scene.random.randrange(10**9), badness=1.0)
    scene.senders()
    if any(waited for _machine, waited in before):
        scene.wait_until(lambda: scene.proxy.struck() > 0)
    scene.pause(BUSY_S)
    wrong += scene.kill_people()
    for machine, waited in before:
        gone = _gone(machine, waited)
        wrong += [f"{each} left the outbox though nobody said that it is there" for each in gone]
    return wrong


def _waiting(machine: Machine) -> Sequence[Waiting]:
    with machine.store() as store:
        return store.waiting(10**9)


def _gone(machine: Machine, waited: Sequence[Waiting]) -> set[str]:
    """Return what waited at a machine and does not now, but for what was taken back meanwhile."""
    with machine.store() as store:
        erased = {each.id for each in store.kept() if each.remark is None}
        waiting = {each.id for each in store.waiting(10**9)}
    return {
        each.id
        for each in waited
        if each.id not in waiting
        if each.kind == "withdrawal" or not {each.id, each.about} & erased
    }


PLAYS: Final[dict[str, Play]] = {
    "machine killed while keeping": _keeping,
    "machine killed while sending": _sending,
    "machine killed while doing both": _both,
    "two programs on a machine killed": _two_programs,
    "staff killed while answering": _judged,
    "server killed and started": _server_killed,
    **{f"network {kind}": _on(kind) for kind in KINDS},
    "network does all of these": _on("all"),
    "machine, server and network at once": _everything,
    "machines' clocks a day off": _machine_clock,
    "server's clock a day off": _server_clock,
    "the same file taken in by both": _same_file,
    "withdrawn on the page meanwhile": _on_page,
    "files that come after a withdrawal": _files_after,
    "phones send, and hear no answer": _phones,
    "publishing broken off and killed": _publishing,
    "what is acknowledged is not so": _forged,
}
"""What can happen on either database."""

DEAR: Final = ("the same file", "PostgreSQL", "publishing")
"""Beginnings of the names of plays that take seconds: these are played half as often."""

OTHERS_DO_IT: Final = (
    "machine killed while doing both",
    *("network delays", "network shortens", "network repeats"),
)
"""Plays of which all happens in others too: they come last, and a short run is without them."""
