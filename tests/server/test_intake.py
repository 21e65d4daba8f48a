"""What machines send is kept once, in order, and is gone when it was withdrawn."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from mrapp.app.remarks.receipts import Seal
from mrapp.model.remark import Remark
from mrapp.protocol.messages import EntryMessage, ModerationState
from mrapp.protocol.public_list import BEGIN, ListLine, checked_lines
from mrapp.server.changes import changes_after
from mrapp.server.database.intake import entries, projects, seals
from mrapp.server.database.intake import remarks as rows
from mrapp.server.machines import revoke
from mrapp.server.said import read_remark, read_remarks
from tests.server.enrolled import Machine, machine_of
from tests.server.sending import PROJECT, Sender, outcomes, push
from tests.servers import Running


@pytest.fixture
def machine(server: Running) -> Machine:
    return machine_of(server, PROJECT)


@pytest.fixture
def sender() -> Sender:
    return Sender(5)


def _public_list(server: Running) -> list[ListLine]:
    """Return all lines, looked at one by one, and the project's own idea of the last."""
    names = ("number", "id", "kind", "about", "digest", "hash")
    with server.backend.database.reading() as conn:
        found = conn.execute(
            select(*(entries.c[each] for each in names))
            .where(entries.c.project == PROJECT)
            .order_by(entries.c.number)
        )
        lines = list(checked_lines(ListLine(**row._asdict()) for row in found))
        last = conn.execute(select(projects).where(projects.c.id == PROJECT)).one()
    assert (last.entries, last.head) == (len(lines), lines[-1].hash if lines else BEGIN)
    return lines


def _remark_of(server: Running, entry: EntryMessage) -> Any:  # noqa: ANN401 - there or not
    with server.backend.database.reading() as conn:
        return read_remark(conn, PROJECT, entry.about or entry.id)


def test_what_was_sent_is_kept_to_the_byte_and_once(
    server: Running, machine: Machine, sender: Sender
) -> None:
    sent = [sender.remark()[0] for _ in range(30)]
    sent += [sender.addition(sent[0].id), sender.addition(sent[0].id, "x" * 2**20)]
    first, again = push(machine, *sent), push(machine, *sent)
    assert {each.outcome for each in first.results} == {"stored"}
    assert {each.outcome for each in again.results} == {"known"}
    for results in (first.results, again.results):
        assert [(x.id, x.checksum) for x in results] == [(x.id, x.digest) for x in sent]
    assert [line.id for line in _public_list(server)] == [each.id for each in sent]
    with server.backend.database.reading() as conn:
        stored = read_remarks(conn, PROJECT, [each.id for each in sent])
        kept = {x.id: x.content.decode() for x in conn.execute(select(entries)) if x.content}
    assert kept == {each.id: each.content for each in sent}
    assert [len(each.additions) for each in stored] == [2] + [0] * 29
    assert {each.state for each in stored} == {ModerationState.NEW}


def test_the_same_entry_twice_in_a_batch_is_kept_once(
    server: Running, machine: Machine, sender: Sender
) -> None:
    entry = sender.remark()[0]
    assert outcomes(machine, entry, entry) == ["stored", "known"]
    assert len(_public_list(server)) == 1


def test_one_wrong_entry_does_not_stand_in_the_way_of_the_others(
    server: Running, machine: Machine, sender: Sender
) -> None:
    good, (wrong, _receipt, sealed) = sender.remark()[0], sender.remark()
    other_project = sender.of_remark(
        sender.maker.remark("x").model_copy(update={"project": "other"}), sealed
    )
    silent = sender.of_remark(Remark.model_validate(_silent(sender)), sealed)
    long_name = sender.maker.remark("x").model_copy(update={"theme": "x" * 201})
    null_byte = sender.maker.remark("x").model_copy(update={"event": "a\0b"})
    bad = [
        wrong.model_copy(update={"digest": "0" * 64}),
        wrong.model_copy(update={"id": sender.maker.id()}),
        wrong.model_copy(update={"kind": "addition", "about": good.id}),
        other_project,
        silent,
        sender.of_remark(long_name, sealed),
        sender.of_remark(null_byte, sealed),
        sender.addition(good.id, "  "),
    ]
    results = push(machine, *bad, good).results
    assert [each.outcome for each in results] == ["refused"] * len(bad) + ["stored"]
    assert all(each.reason and set(each.reason) == {"nl", "en"} for each in results[:-1])
    assert len(_public_list(server)) == 1


def _silent(sender: Sender) -> dict[str, object]:
    return {**sender.maker.remark("").model_dump(), "mood": None}


def test_what_is_no_entry_is_refused_by_its_id(machine: Machine, sender: Sender) -> None:
    good = sender.remark()[0].model_dump(by_alias=True)
    told = {"entries": [{"id": "x"}, 5, None, {**good, "salt": "xyz"}, {**good, "new": "key"}]}
    answer = machine.ask("POST", "/entries", json=told).json()["results"]
    assert [x["outcome"] for x in answer] == ["refused"] * 4 + ["stored"]
    assert [x["id"] for x in answer] == ["x", "", "", good["id"], good["id"]]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"entries": []}', b'{"entries": 5}', b'{"entries": ["\\ud800"]}']
)
def test_what_is_no_batch_is_told(machine: Machine, body: bytes) -> None:
    assert machine.ask("POST", "/entries", content=body).status_code == 400


def test_the_same_id_with_other_words_is_refused(
    server: Running, machine: Machine, sender: Sender
) -> None:
    remark, sealed = sender.maker.remark("Eerst dit."), sender.sealed()[1]
    first = sender.of_remark(remark, sealed)
    second = sender.of_remark(remark.model_copy(update={"text": "Dan dat."}), sealed)
    assert outcomes(machine, first, second) == ["stored", "refused"]
    assert outcomes(machine, second) == ["refused"]
    assert _remark_of(server, first).remark.text == "Eerst dit."


@pytest.mark.parametrize("order", ["first", "last", "with", "with-first"])
def test_a_withdrawal_wins_whenever_it_comes(
    server: Running, machine: Machine, sender: Sender, order: str
) -> None:
    entry, _receipt, sealed = sender.remark("Dit neem ik terug.")
    addition, gone = sender.addition(entry.id), sender.withdrawal(entry.id, sealed)
    batches = {
        "first": [[gone], [entry, addition]],
        "last": [[entry, addition], [gone]],
        "with": [[entry, addition, gone]],
        "with-first": [[gone, entry, addition]],
    }[order]
    results = [each for batch in batches for each in push(machine, *batch).results]
    assert {x.id: x.checksum for x in results} == {x.id: x.digest for x in (entry, addition, gone)}
    assert outcomes(machine, entry, addition, gone) == ["withdrawn", "withdrawn", "known"]
    stored = _remark_of(server, entry)
    assert stored.remark is None
    assert stored.withdrawn_utc is not None
    assert not stored.additions
    with server.backend.database.reading() as conn:
        row = conn.execute(select(rows)).one()
        assert row.made_utc is row.variant is row.channel is None
        left = conn.execute(
            select(entries.c.salt, entries.c.content).where(entries.c.kind != "withdrawal")
        ).all()
        assert set(left) == {(None, None)}
        assert conn.scalar(select(func.count()).select_from(seals)) == 1
        told = changes_after(conn, PROJECT, "").changes
    assert [each.happening.type for each in told] == ["withdrawal"]
    assert len(_public_list(server)) == 3


def test_only_who_has_the_receipt_can_withdraw(
    server: Running, machine: Machine, sender: Sender
) -> None:
    entry, _receipt, sealed = sender.remark()
    other = sender.remark()[2]
    forged = sealed.model_copy(update={"digest": "00"})
    push(machine, entry)
    for wrong in (None, other, forged):
        assert outcomes(machine, sender.withdrawal(entry.id, wrong)) == ["refused"]
    assert _remark_of(server, entry).remark is not None
    assert outcomes(machine, sender.withdrawal(entry.id, sealed)) == ["stored"]


def test_keys_that_nobody_knows_change_nothing(
    server: Running, machine: Machine, sender: Sender
) -> None:
    remark, sealed = sender.maker.remark("Kort."), sender.sealed()[1]
    strange = {"project": "other", "remark": "x", "number": 5, "state": "shown", "salt2": 1}
    entry = sender.of_remark(
        Remark.model_validate({**strange, **remark.model_dump()}),
        Seal.model_validate({**strange, **sealed.model_dump()}),
    )
    assert outcomes(machine, entry) == ["stored"]
    assert _remark_of(server, entry).state == ModerationState.NEW
    with server.backend.database.reading() as conn:
        row = conn.execute(select(seals)).one()
    assert (row.project, row.remark, row.lookup) == (PROJECT, entry.id, sealed.lookup)


def test_an_addition_may_come_before_its_remark(
    server: Running, machine: Machine, sender: Sender
) -> None:
    entry = sender.remark()[0]
    assert outcomes(machine, sender.addition(entry.id)) == ["stored"]
    assert outcomes(machine, entry) == ["stored"]
    assert len(_remark_of(server, entry).additions) == 1


def test_nothing_reaches_the_remarks_of_another_project(
    server: Running, machine: Machine, sender: Sender
) -> None:
    entry, _receipt, sealed = sender.remark()
    push(machine, entry)
    other = machine_of(server, "stationsplein")
    sent = (sender.addition(entry.id), sender.withdrawal(entry.id, sealed), entry)
    assert outcomes(other, *sent) == ["refused"] * 3
    path = f"{server.url}/api/v1/projects/{PROJECT}/entries"
    strange = Machine(server, other.enrolment.model_copy(update={"project": PROJECT}))
    assert strange.ask("POST", "/entries", json={}).json()["code"] == "no-such-project", path
    with server.backend.database.writing() as conn:
        revoke(conn, machine.enrolment.machine, server.backend.utc_now())
    assert machine.ask("POST", "/entries", json={}).status_code == 401
    assert _remark_of(server, entry).remark is not None


def test_machines_that_send_at_once_leave_one_whole_list(server: Running) -> None:
    machines = [machine_of(server, PROJECT) for _ in range(4)]
    senders = [Sender(seed) for seed in range(3)]
    sent = [[[s.remark("Kort.")[0] for _ in range(5)] for _ in range(6)] for s in senders]
    # The last two send the same: the stick of one machine was taken in at another.
    sent.append(sent[-1])

    def send(number: int) -> None:
        for batch in sent[number]:
            push(machines[number], *batch)

    with ThreadPoolExecutor() as pool:
        list(pool.map(send, range(4)))
    assert len(_public_list(server)) == 3 * 6 * 5
