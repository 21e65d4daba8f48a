"""Holds what machines and servers have against what was promised to visitors."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from mrapp.model.remark import Remark
from mrapp.protocol.contents import SaidAddition, said_in
from mrapp.server.attachments import ERASED, Attachments, Place
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import changes, entries, files, projects, remarks, versions
from mrapp.server.database.moderating import answer_remarks
from mrapp.server.public.opening import open_remark
from mrapp.server.withdrawals import read_noted
from mrapp.sync.enrolled import EnrolledFile
from mrapp.sync.heard import Heard
from mrapp.sync.verifying import open_reader, verify
from tests.feedback.making import PROJECT
from tests.feedback.truth import MARK, Truth, faults_in
from tests.sync.phones import Phone
from tests.sync.scenes import Machine, Scene
from tests.sync.versions import faults_of_versions


@dataclass(frozen=True)
class _There:
    """What a server has, read past all that serves it. rows: of entries, by id.

    announced, numbers: of what happened; told: of the project; answers: how many, by remark.
    versions: of the project, in their order.
    """

    rows: Mapping[str, Row[Any]]
    count: int
    withdrawn: frozenset[str]
    remarks: Sequence[Row[Any]]
    files: Sequence[Row[Any]]
    announced: Sequence[bytes]
    numbers: Sequence[int]
    told: Row[Any]
    answers: Counter[str]
    versions: Sequence[Row[Any]]


def left_too_early(scene: Scene) -> list[str]:
    """Return what left the outbox of a machine while the server has it not; before all is well.

    Also what a phone was thanked for that is not there, and what is wrong of versions by now.
    """
    there, wrong = _read(scene), []
    for each in scene.machines:
        with each.store() as store:
            waiting = {one.id for one in store.waiting(10**9)}
            gone = {one.id for one in store.kept() if one.remark is None}
        left = set(each.truth.standing) - waiting - gone - there.rows.keys()
        wrong += [f"{one} left the outbox and the server has it not" for one in left]
    for phone in scene.phones:
        lost = phone.thanked.keys() - there.rows.keys()
        wrong += [f"{one}: a phone was thanked and the server has it not" for one in lost]
    wrong += faults_of_versions(scene.desk, there.versions, _stored(scene), is_over=False)
    return wrong


def faults_of(scene: Scene) -> list[str]:
    """Return what is not as was promised, once all is synced, in words; empty: all is well."""
    there = _read(scene)
    withdrawn = set().union(scene.withdrawn, *(each.withdrawn for each in scene.truths))
    doubtful = set().union(*(each.doubtful for each in scene.truths))
    wrong = [f"{x}: its withdrawal is not there" for x in withdrawn - there.withdrawn]
    wrong += [f"{x}: nobody withdrew it" for x in there.withdrawn - withdrawn - doubtful]
    begun = {each for truth in scene.truths for each in truth.begun}
    wrong += [f"{x}: nobody said it" for x in _ids(there, "remark") - begun]
    wrong += _whole(there)
    wrong += _files(scene, there)
    wrong += _marks(scene, there)
    wrong += _traces(scene, there)
    wrong += _news(scene, there)
    wrong += _list(scene, there)
    wrong += faults_of_versions(scene.desk, there.versions, _stored(scene), is_over=True)
    for machine in scene.machines:
        wrong += _same_sums(dict(_journal(machine.folder)), there)
        wrong += _here(scene, machine, there)
    with scene.site.database() as database:
        for phone in scene.phones:
            wrong += _same_sums(phone.thanked, there)
            wrong += _opened(database, phone, there)
    for truth in scene.truths:
        wrong += _promised(truth, there)
        truth.withdrawn |= there.withdrawn
        truth.doubtful.clear()
    return wrong


def _stored(scene: Scene) -> Attachments:
    return Attachments(str(scene.site.folder / "attachments"))


def _read(scene: Scene) -> _There:
    with scene.site.database() as database, database.reading() as conn:
        rows = conn.execute(select(entries).order_by(entries.c.number)).all()
        numbers = select(changes.c.number).order_by(changes.c.number)
        return _There(
            {row.id: row for row in rows},
            len(rows),
            frozenset(row.about for row in rows if row.kind == "withdrawal"),
            conn.execute(select(remarks)).all(),
            conn.execute(select(files)).all(),
            conn.scalars(select(changes.c.happening)).all(),
            conn.scalars(numbers).all(),
            conn.execute(select(projects).where(projects.c.id == PROJECT)).one(),
            Counter(conn.scalars(select(answer_remarks.c.remark))),
            conn.execute(select(versions).order_by(versions.c.number)).all(),
        )


def _whole(there: _There) -> Iterator[str]:
    """Reckon each checksum anew, and look for what is torn or there twice."""
    if there.count != len(there.rows):
        yield "an entry is there twice"
    if [row.number for row in there.rows.values()] != list(range(1, there.told.entries + 1)):
        yield "the numbers of entries have a gap"
    for row in there.rows.values():
        is_gone = row.kind != "withdrawal" and (row.about or row.id) in there.withdrawn
        if is_gone != (row.content is None) or is_gone != (row.salt is None):
            yield f"{row.id}: erased and not, or not and erased"
        elif not is_gone and _sum(row) != row.digest:
            yield f"{row.id} is not what it was"
    told = {row.id: row for row in there.remarks}
    yield from (f"{x}: a remark in one table" for x in told.keys() ^ _ids(there, "remark"))
    yield from (
        f"{row.id}: still told of"
        for row in there.remarks
        if row.id in there.withdrawn and (row.withdrawn_utc is None or row.made_utc is not None)
    )


def _sum(row: Row[Any]) -> str:
    return hashlib.sha256(bytes.fromhex(row.salt) + row.content).hexdigest()


def _ids(there: _There, kind: str) -> set[str]:
    return {row.id for row in there.rows.values() if row.kind == kind}


def _files(scene: Scene, there: _There) -> Iterator[str]:
    """Read each file that remarks name, and find those that no remark has."""
    stored = _stored(scene)
    wanted = set()
    for row in there.rows.values():
        if row.kind == "remark" and row.content is not None:
            for each in said_in(row.content).remark.attachments:
                wanted.add((row.id, each.sha256))
                content = stored.read(Place(PROJECT, row.id, each.sha256))
                if content is None or len(content) != each.size_bytes:
                    yield f"{row.id} lacks a file"
    known = {(row.remark, row.sha256): row for row in there.files}
    for key in wanted:
        if key not in known or not known[key].is_complete or known[key].role is None:
            yield f"{key[0]}: a file is not noted"
    for remark, _ in known.keys() - wanted:
        if remark in there.withdrawn:
            yield f"{remark} was withdrawn and has a file"


def _marks(scene: Scene, there: _There) -> Iterator[str]:
    """Look whether what was withdrawn is known beside the files, for who puts a backup back."""
    stored = _stored(scene)
    for remark in there.withdrawn - stored.erased(PROJECT):
        yield f"{remark}: no mark tells that it was erased"
    noted = {read_noted(stored, path).entry.about for path in stored.withdrawals().values()}
    if there.withdrawn != noted:
        yield "what is noted of withdrawals beside the files is not what was withdrawn"


def _traces(scene: Scene, there: _There) -> Iterator[str]:
    """Look in every file of the server for what was withdrawn, and in its log for what was said."""
    if MARK.encode() in scene.site.log.read_bytes():
        yield "the log tells what was said"
    for path in scene.site.folder.rglob("*"):
        if path.parent.name == ERASED:
            continue  # ids alone, for who puts an old backup back
        if any(each in str(path) for each in there.withdrawn):
            yield f"{path.name} is of a remark that was withdrawn"
        if path.is_file() and "attachments" not in path.parts:
            content = path.read_bytes()
            yield from (
                f"{each} was withdrawn and is still in {path.name}"
                for each in there.withdrawn
                if f"{MARK}{each}".encode() in content
            )


def _news(scene: Scene, there: _There) -> Iterator[str]:
    """Look whether what happened is told without gaps, once, and was heard by all."""
    if list(there.numbers) != list(range(1, there.told.changes + 1)):
        yield "the numbers of changes have a gap"
    told = Counter(
        each["remark"] for each in map(json.loads, there.announced) if each["type"] == "withdrawal"
    )
    if set(told) != there.withdrawn or any(number > 1 for number in told.values()):
        yield "a withdrawal was not told, or told twice"
    for each in scene.machines:
        folder = each.folder / "sync"
        enrolled = EnrolledFile(folder).read()
        cursor = Heard(folder).begin(enrolled.server, enrolled.machine)
        if cursor != str(there.told.changes):
            yield "a machine has not heard all"
        if [x.project_hash for x in Heard(folder).versions()] != [
            row.project_hash for row in there.versions
        ]:
            yield "a machine has not heard of all versions, or of others"
        yield from _became(Heard(folder), there)


def _became(heard: Heard, there: _There) -> Iterator[str]:
    """Look whether a machine knows what became of each remark: shown or hidden, and answered."""
    for row in there.remarks:
        became = heard.became(row.id)
        if row.id in there.withdrawn:
            continue
        if (became.state or "new", len(became.replies)) != (row.state, there.answers[row.id]):
            yield f"{row.id}: a machine has not heard what became of it"


def _list(scene: Scene, there: _There) -> Iterator[str]:
    """Check the public list as anyone can, also that it still begins as it did."""
    with open_reader(scene.proxy.url) as reader:
        verdict = verify(reader, PROJECT, scene.seen, list(there.rows))
    yield from (f"the list: {each.text('en')}" for each in verdict.wrong)
    scene.seen = verdict.head


def _promised(truth: Truth, there: _There) -> Iterator[str]:
    """Look whether all that was thanked for is at the server, as it was said."""
    for each in truth.thanked - there.withdrawn:
        row = there.rows.get(each)
        if row is None:
            yield f"{each} was thanked for and is not at the server"
        elif said_in(row.content).remark != Remark.model_validate_json(truth.begun[each]):
            yield f"{each} is not what was said"
    added: dict[str, Counter[str]] = {}
    for row in there.rows.values():
        if row.kind == "addition" and row.content is not None:
            text = SaidAddition.model_validate_json(row.content).addition.text
            added.setdefault(row.about, Counter())[text] += 1
    for each, texts in truth.additions.items():
        lacks = Counter(texts) != Counter(texts) & added.get(each, Counter())
        if each not in there.withdrawn and lacks:
            yield f"{each} lacks an addition"


def _same_sums(sums: Mapping[str, str], there: _There) -> Iterator[str]:
    for entry_id, digest in sums.items():
        if entry_id in there.rows and there.rows[entry_id].digest != digest:
            yield f"{entry_id} has another checksum at the server"


def _opened(database: Database, phone: Phone, there: _There) -> Iterator[str]:
    """Look whether the receipt that a phone has leads to what it was given for, and to no other."""
    for each in phone.truth.thanked - there.withdrawn:
        opened = open_remark(database, phone.truth.receipts[each])
        if opened is None or opened.remark.id != each:
            yield f"{each}: its receipt does not lead to it"


def _journal(folder: Path) -> Iterator[tuple[str, str]]:
    path = folder / "journal.jsonl"
    for line in path.read_bytes().splitlines() if path.exists() else ():
        told = json.loads(line.split(b"\t")[0])
        yield told["id"], told["digest"]


def _here(scene: Scene, machine: Machine, there: _There) -> list[str]:
    """Look whether a machine has what was said there, and nothing of what was withdrawn."""
    begun = {key: said for each in scene.machines for key, said in each.truth.begun.items()}
    view = replace(
        machine.truth,
        begun=begun,
        withdrawn=set(there.withdrawn),
        doubtful=set(),
        sending=set(there.rows),
        sent=set(there.rows),
    )
    with machine.store() as store:
        condition = store.check()
        wrong = faults_in(store, machine.folder, view)
        if not condition.whole:
            wrong.append(f"a machine's store: {[each.text('en') for each in condition.notices]}")
        return wrong
