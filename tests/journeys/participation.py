"""The whole way of an opinion: from a kiosk without network to the answer that its maker reads.

`python -m tests.journeys.participation --out DIR` plays it with a server on SQLite; with
`--postgres` with two servers on a PostgreSQL behind haproxy, of which one is killed twice. It
leaves pictures and a report in DIR, and returns 1 where anything was not as it should be.

The tests play it on both, the second time from what was said at the kiosk the first time (`Said`):
then it leaves out what is the same whatever database the servers use.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from mrapp.app.remarks.receipts import parse
from mrapp.bootstrap import build_services
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Channel
from tests.journeys.at_desk import DECIDED, AtDesk
from tests.journeys.at_home import AtHome
from tests.journeys.browsing import Seen, browser, hands_of
from tests.journeys.doc_pictures import make_doc_pictures
from tests.journeys.hosting import hosting
from tests.journeys.journey import Journey, Said, said_at_kiosk
from tests.journeys.machine import fresh_env, run_mrapp
from tests.journeys.people import BICYCLES, HOMES, TELEPHONE, TREES, VIEW, VISITORS, crowd_of
from tests.journeys.reporting import Report
from tests.journeys.saving import public_things, put_back, save
from tests.servers import postgres_programs, running_cluster

_MOST_ROUNDS: Final = 5
_CROWD: Final = 150
_FEWEST_PLACES: Final = 3
_ADDED: Final = "Also at the south entrance."


def at_kiosk(journey: Journey) -> None:
    """Five opinions, without any network."""
    with journey.report.step("Five opinions at the kiosk, without network") as step:
        told = journey.told
        journey.project, journey.receipts = told["project"], told["receipts"]
        step.tell(f"network interfaces that the kiosk had: {', '.join(told['network']) or 'none'}")
        step.check(len(journey.machine.remarks()) == len(VISITORS), "not all were kept")
        step.tell("five receipts, five remarks kept, nothing sent")
    if journey.whole:
        for name, about in _AT_KIOSK.items():
            journey.seen.pictures[f"kiosk-{name}.png"] = about


def first_sign_in(journey: Journey, desk: AtDesk) -> None:
    """The administrator comes in, and the machine gets its key."""
    machine, host, report = journey.machine, journey.host, journey.report
    with report.step("The first administrator chooses a password") as step:
        desk.start(host.first_link())
        step.check(desk.is_signed_in, "nobody is signed in")
    with report.step("mrapp server code, mrapp enrol, mrapp publish") as step:
        words = ("server", "code", journey.project, "--label", "Balie stadhuis", "--may-publish")
        made = run_mrapp(machine.env, *words, *host.where).stdout.strip()
        place = ("--store", str(machine.store))
        step.tell(machine.mrapp("enrol", str(machine.project), host.url, made, *place))
        step.tell(machine.mrapp("publish", str(machine.project), host.url, *place))
        desk.see_project()


def send(journey: Journey, files: Path) -> None:
    """All is sent; with two servers, one is killed once the first file is on its way."""
    with journey.report.step("mrapp sync: all that was said goes to the server") as step:
        kill = _killing(journey, files) if journey.twice else None
        step.tell(*_sync_until_done(journey, kill))
        step.check(journey.lines() == len(VISITORS), "the public list has another number of lines")
        step.tell("the public list of the server has five lines")


def _killing(journey: Journey, files: Path) -> Callable[[], bool]:
    """Return what kills the first server as soon as a file comes in; it tells whether it did."""
    before = {each for each in files.rglob("*") if each.is_file()}

    def kill() -> bool:
        if {each for each in files.rglob("*") if each.is_file()} <= before:
            return False
        journey.host.servers[0].kill()
        return True

    return kill


def _sync_until_done(journey: Journey, kill: Callable[[], bool] | None) -> Iterator[str]:
    process = journey.machine.begin_sync()
    while kill is not None and process.poll() is None:
        if kill():
            yield "the first server was killed (-9) when the first file came in"
            break
    told, trouble = process.communicate()
    yield f"the first sync ended with {process.returncode} {trouble.strip()}".strip()
    waiting = json.loads(told)["waiting"]
    for _round in range(_MOST_ROUNDS):
        if waiting:
            waiting = journey.machine.sync()["waiting"]
            yield f"once more: {waiting} wait then"
    if kill is not None:
        journey.host.start_again(0)
        yield "the first server was started again"


def moderate(journey: Journey, desk: AtDesk) -> None:
    """One remark is hidden, the others are shown, two are answered."""
    killed: list[int] = []

    def disturb() -> None:
        if journey.twice:
            for number in killed:
                journey.host.start_again(number)
            number = 1 - len(killed) % 2
            journey.host.servers[number].kill()
            killed[:] = [number]

    with journey.report.step(
        "Moderation by keyboard: one hidden with a reason, four shown"
    ) as step:
        desk.hide(journey.remark(TELEPHONE.key), disturb)
        desk.show([journey.remark(who.key) for who in VISITORS if who is not TELEPHONE])
        step.check(desk.is_signed_in, "signed out")
        if killed:
            step.tell(
                f"server {killed[0] + 1} was killed (-9) before a form was sent: still signed in"
            )
    with journey.report.step("One answer to two opinions at once") as step:
        desk.answer([journey.remark(TREES.key), journey.remark(VIEW.key)], disturb)
        step.check(desk.is_signed_in, "signed out")
        if killed:
            step.tell(f"server {killed[0] + 1} was killed (-9) while the answer was written")
    for number in killed:
        journey.host.start_again(number)
    if journey.whole:
        with journey.report.step("The other pages of staff"):
            desk.see_rest()


def hear(journey: Journey) -> None:
    """The kiosk hears the answer."""
    with journey.report.step("mrapp sync: the kiosk hears what became of it") as step:
        found = journey.machine.sync()
        step.check(found["waiting"] == 0, "something waits still")
        step.tell(f"news heard: {found['heard']}")


def at_home(journey: Journey, home: AtHome) -> None:
    """Visitors read at home what became of it; one adds, one withdraws."""
    with journey.report.step("With the receipt at home: the answer, in two languages") as step:
        home.ask()
        told = home.read(journey.code(TREES.key), "home-2-answer", "the answer that was given")
        step.check(DECIDED["nl"] in told, "the answer is not there")
        step.tell(f"reads: {DECIDED['nl']}")
        told = home.read(journey.code(TELEPHONE.key), "home-3-hidden", "why an opinion is hidden")
        step.check("zonder telefoonnummer" in told, "the reason is not there")
    with journey.report.step("One adds, the one that was hidden withdraws") as step:
        step.check(_ADDED in home.add(journey.code(BICYCLES.key), _ADDED), "not added")
        home.withdraw(journey.code(TELEPHONE.key))
        found = journey.machine.sync()
        step.check(found["erased"] == 1, "the kiosk did not erase it")
        step.tell("the kiosk has erased it too")


def back_at_kiosk(journey: Journey) -> None:
    """One reads the answer at the kiosk, another withdraws there."""
    with journey.report.step("Back at the kiosk, without network: My receipt") as step:
        words = ("--read", journey.code(TREES.key), "--withdraw", journey.code(HOMES.key))
        told = journey.machine.at_kiosk("back", *words)
        step.check(any(DECIDED["nl"] in each for each in told["read"]), "the answer is not there")
        page = f"{journey.host.url.removeprefix('https://')}/receipt"
        thanks = " ".join(told["thanks"]).replace("\u200b", "")
        step.check(page in thanks, "the last page does not say where the answer is read")
        step.tell("the answer is read there; another opinion is withdrawn there")
        step.tell(f"who gives an opinion now is told to read the answer at {page}")
    for name, about in _BACK.items():
        journey.seen.pictures[f"kiosk-{name}.png"] = about


def withdraw_on_machine(journey: Journey) -> None:
    """One withdraws on the machine, as the kiosk's page does it."""
    kept = FolderStores(journey.machine.store).open(journey.project)
    kept.withdraw(parse(journey.code(HOMES.key)), datetime.now(UTC), Channel.KIOSK)
    kept.close()


def send_withdrawal(journey: Journey) -> None:
    """What was withdrawn on the machine is withdrawn on the server."""
    with journey.report.step("mrapp sync: the withdrawal reaches the server") as step:
        found = journey.machine.sync()
        step.check(found["waiting"] == 0, "something waits still")
        there = {each["id"] for each in journey.machine.remarks() if each.get("text")}
        gone = {journey.remark(HOMES.key), journey.remark(TELEPHONE.key)}
        step.check(not gone & there, "what was withdrawn is still on the machine")


def account(journey: Journey, home: AtHome, heads: Path) -> None:
    """The results, and the check that nothing vanished."""
    with journey.report.step("The results, for anyone") as step:
        home.see_projects()
        told = home.see_results("results-2-project", "what was said: groups under five are hidden")
        step.check("Nog weinig meningen" in told, "it is not said why there are no numbers")
        step.check("geen vijf mensen" in told, "it is not said why no place has a number")
        step.check(DECIDED["nl"] in told, "the answer is not there")
        step.check("06-12345678" not in told, "what was hidden can be read")
        step.check(HOMES.text not in told, "what was withdrawn can be read")
        step.check(TREES.text in told, "what is shown cannot be read")
    verify(journey, heads, "mrapp verify: nothing vanished since the first check")


def verify(journey: Journey, heads: Path, name: str) -> None:
    """Check the public list, and keep its head for the next check."""
    with journey.report.step(name) as step:
        words = ("verify", journey.host.url, "--project", journey.project, "--keep", str(heads))
        step.tell(*journey.machine.mrapp(*words).splitlines())


def crowd(journey: Journey, home: AtHome) -> None:
    """Many more give their opinion, as fewer than five are no group."""
    with journey.report.step(f"{_CROWD} more opinions: what an alderman sees") as step:
        project = build_services().projects.load(journey.machine.project).project
        kept = FolderStores(journey.machine.store).open(journey.project)
        for remark, sealed in crowd_of(project, _CROWD):
            kept.add(remark, sealed, {})
        kept.close()
        step.check(journey.machine.sync()["waiting"] == 0, "something waits still")
        told = home.see_results("results-3-many", "the same with many opinions")
        shown = re.findall(r"Bij .*\n*\s*\d+ meningen", told)
        step.check(len(shown) >= _FEWEST_PLACES, "there are too few places with a number")
        step.check("Niet te tonen" not in told, "ages or neighbourhoods are not told")
        step.tell(told.splitlines()[2], f"places with a number: {len(shown)}")


def restore(journey: Journey, scratch: Path, home: AtHome) -> None:
    """A backup is put back on an empty machine, with the other kind of database."""
    name = "mrapp backup, and mrapp restore on an empty machine with another kind of database"
    with (
        journey.report.step(name) as step,
        _database(postgres=not journey.twice) as database,
    ):
        before = public_things(journey.host.url, journey.project)
        box = scratch / "backup.age"
        save(journey.host.where, box, step)
        with put_back(box, scratch / "other", database, step) as url:
            after = public_things(url, journey.project)
            for each, was in before.items():
                step.check(after[each] == was, f"{each} is another after the restore")
            told = home.elsewhere(url).open(journey.code(TREES.key))
            step.check(DECIDED["nl"] in told, "the receipt does not open the answer")
            told = home.elsewhere(url).open(journey.code(HOMES.key))
            step.check("U trok deze mening in" in told, "what was withdrawn is not")
            step.check(HOMES.text not in told, "what was withdrawn is back")
        step.tell("list, open data, answer by receipt, and what was withdrawn: all the same")


_AT_KIOSK: Final[Mapping[str, str]] = {
    "invitation": "the kiosk before somebody comes",
    "looking": "looking around in the city",
    "which": "two plans are compared",
    "place": "a place is pointed at",
    "words": "own words",
    "thanks": "kept, with the code of the receipt",
}
_BACK: Final[Mapping[str, str]] = {
    "answer": "the answer, read at the kiosk with the receipt",
    "withdrawn": "withdrawn at the kiosk",
    "later-thanks": "kept, and where the answer can be read at home",
}


def play(journey: Journey, scratch: Path, out: Path) -> None:
    """Play all of it."""
    heads = scratch / "head.json"
    at_kiosk(journey)
    with ExitStack() as open_now:
        found = open_now.enter_context(browser())
        staff = open_now.enter_context(hands_of(found, out, journey.seen))
        citizen = open_now.enter_context(hands_of(found, out, journey.seen))
        desk = AtDesk(staff, journey.host.url, journey.project)
        home = AtHome(citizen, journey.host.url, journey.project)
        first_sign_in(journey, desk)
        send(journey, journey.host.data)
        verify(journey, heads, "mrapp verify, the first time")
        moderate(journey, desk)
        hear(journey)
        at_home(journey, home)
        (back_at_kiosk if journey.whole else withdraw_on_machine)(journey)
        send_withdrawal(journey)
        account(journey, home, heads)
        if journey.whole:
            crowd(journey, home)
        restore(journey, scratch, home)
        with journey.report.step("Signing out and in again") as step:
            desk.sign_out_and_in()
            step.check(desk.is_signed_in, "nobody is signed in")


@contextmanager
def _database(postgres: bool) -> Iterator[str]:
    if not postgres:
        yield ""
        return
    programs = postgres_programs()
    assert programs is not None, "there is no PostgreSQL on this machine"
    with running_cluster(programs, durable=True) as cluster:
        yield cluster.new_database()


def participate(
    out: Path, *, postgres: bool, said: Said | None = None, whole: bool = True
) -> Report:
    """Play the journey; returns its report, which is in `out` too, whatever came of it.

    said: at a kiosk before; None: it begins there. whole: with pictures, and what another database
    makes no different.
    """
    out.mkdir(parents=True, exist_ok=True)
    name = "two servers on PostgreSQL" if postgres else "one server on SQLite"
    report, seen = Report(f"The journey of an opinion: {name}"), Seen(wanted=whole)
    with (
        tempfile.TemporaryDirectory(prefix="mrapp-journey-") as folder,
        _database(postgres) as database,
    ):
        scratch = Path(folder)
        said = said or said_at_kiosk(scratch / "said")
        machine = said.machine.copied(scratch / "kiosk", out.absolute())
        for each in said.machine.out.glob("*.png") if whole else ():
            shutil.copy(each, out)
        env = fresh_env(scratch / "home")
        with hosting(scratch / "hall", database, env, 2 if postgres else 1) as host:
            try:
                play(Journey(machine, host, report, seen, postgres, said.told, whole), scratch, out)
            finally:
                report.pictures, report.findings = seen.pictures, seen.findings
                report.figures = {
                    "pages, languages and widths that axe looked at": len(seen.pages),
                    "most presses of Tab to anything": seen.most_tabs,
                }
                report.write(out)
    return report


def main(args: list[str]) -> int:
    """Play it from a command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--postgres", action="store_true", help="two servers behind haproxy")
    parser.add_argument("--docs", type=Path, help="make the pictures of the documents here")
    asked = parser.parse_args(args)
    report = participate(asked.out, postgres=asked.postgres)
    if asked.docs is not None:
        make_doc_pictures(asked.out, asked.docs)
    for each in report.findings:
        print(each)
    return 0 if report.held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
