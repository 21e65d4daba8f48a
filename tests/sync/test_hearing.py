"""What happened elsewhere comes to each machine: withdrawals, moderation and answers."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from mrapp.app.remarks.keeping import State
from mrapp.app.syncing import Became
from mrapp.model.remark import new_id
from mrapp.model.remark_errors import WithdrawnError
from mrapp.protocol.messages import (
    Answer,
    Answered,
    ChangesPage,
    Happening,
    Moderated,
    ModerationState,
    Withdrawn,
)
from mrapp.server.changes import announce
from tests.feedback.making import NOON, PROJECT
from tests.servers import Running
from tests.sync.machines import Machine, faults_in, machine_in, there

pytestmark = pytest.mark.slow

_PHRASE = "paard batterij nietje"


def tell(server: Running, *happenings: Happening) -> None:
    """Let something happen on a server."""
    database = server.backend.database
    with database.writing() as conn:
        database.lock_project(conn, PROJECT)
        for each in happenings:
            announce(conn, PROJECT, each, NOON)


def answer(*remarks: str, decided: str = "Er komen bomen.") -> Answer:
    return Answer(
        id=new_id(),
        remarks=remarks,
        decided={"nl": decided},
        effect={"nl": "Uw mening telde mee."},
        published_utc=NOON,
    )


def test_what_is_withdrawn_on_one_machine_is_erased_on_all(
    server: Running, machine: Machine, tmp_path: Path
) -> None:
    """Both have it: one took it in from the other by stick, before it was sent."""
    (gone, receipt), (stays, _) = machine.say(2, file_bytes=500)
    machine.store.carry_out(tmp_path / "stick.age", _PHRASE)
    with machine_in(tmp_path / "b", seed=8) as other:
        other.store.carry_in(tmp_path / "stick.age", _PHRASE)
        for each in (machine, other):
            each.enrol(server)
            each.sync.once()
        assert len(there(server)) == 2, "sent by both, there once"
        other.withdraw(receipt)
        other.sync.once()
        told = machine.sync.once()
        assert (told.erased, told.heard) == (1, 1)
        assert machine.sync.once().heard == 0
        assert other.sync.once().erased == 0
    assert machine.store.of_receipt(receipt).state is State.WITHDRAWN
    assert machine.store.file(gone.attachments[0], gone.id) is None
    assert machine.store.outbox().waiting == 0
    assert faults_in(server, {}, {gone.id}) == []
    assert [each.id for each in machine.store.kept() if each.remark] == [stays.id]


def test_what_was_withdrawn_before_it_is_sent_is_erased_when_it_is(
    server: Running, machine: Machine, tmp_path: Path
) -> None:
    """The stick came late: the one who took it in hears of the withdrawal by sending."""
    (gone, receipt), _ = machine.say(2)
    machine.store.carry_out(tmp_path / "stick.age", _PHRASE)
    machine.withdraw(receipt)
    machine.enrol(server)
    machine.sync.once()
    with machine_in(tmp_path / "b", seed=8) as other:
        other.enrol(server)
        other.sync.once()
        other.store.carry_in(tmp_path / "stick.age", _PHRASE)
        assert other.sync.once().erased == 1
        assert other.store.outbox().waiting == 0
        assert other.store.of_receipt(receipt).state is State.WITHDRAWN
        with pytest.raises(WithdrawnError):
            other.store.add_to(receipt, other.maker.addition)
    assert faults_in(server, {}, {gone.id}) == []


def test_answers_and_moderation_are_there_for_who_comes_back(
    server: Running, machine: Machine
) -> None:
    (one, _), (two, receipt) = machine.say(2)
    machine.enrol(server)
    machine.sync.once()
    assert machine.sync.became(one.id) == Became()
    first, second = answer(one.id, two.id), answer(two.id, decided="En banken.")
    hidden = Moderated(
        remark=one.id, state=ModerationState.HIDDEN, reason={"nl": "Er staat een naam in."}
    )
    shown = [Moderated(remark=each.id, state=ModerationState.SHOWN) for each in (one, two)]
    tell(server, *shown, hidden, *(Answered(id=x.id, answer=x) for x in (first, second)))
    assert machine.sync.once().heard == 5
    found = machine.sync.became(one.id)
    assert (found.state, found.reason) == ("hidden", {"nl": "Er staat een naam in."})
    assert [reply.decided for reply in found.replies] == [{"nl": "Er komen bomen."}]
    assert len(machine.sync.became(two.id).replies) == 2
    better = first.model_copy(update={"remarks": (two.id,), "decided": {"nl": "Er komt groen."}})
    tell(server, Answered(id=first.id, answer=better), Answered(id=second.id, answer=None))
    machine.sync.once()
    assert machine.sync.became(one.id).replies == ()
    assert [each.decided["nl"] for each in machine.sync.became(two.id).replies] == [
        "Er komt groen."
    ]
    machine.withdraw(receipt)
    machine.sync.once()
    assert machine.sync.became(two.id) == Became(), "nothing of it is kept any longer"


@pytest.mark.parametrize("harm", ["gone", "damaged", "of a later version"])
def test_what_was_heard_and_is_lost_is_heard_anew(
    server: Running, machine: Machine, harm: str
) -> None:
    said = machine.say(1)[0][0]
    machine.enrol(server)
    machine.sync.once()
    tell(server, *[Moderated(remark=new_id(), state=ModerationState.SHOWN) for _ in range(600)])
    tell(server, Moderated(remark=said.id, state=ModerationState.SHOWN))
    assert machine.sync.once().heard == 601, "more than a page"
    file = next(machine.folder.rglob("heard.sqlite"))
    if harm == "gone":
        for each in file.parent.glob("heard.sqlite*"):
            each.unlink()
    elif harm == "damaged":
        file.write_bytes(b"nothing of the kind" * 500)
    else:
        with sqlite3.connect(file) as conn:
            conn.execute("PRAGMA user_version = 99")
        conn.close()
    assert machine.sync.became(said.id) == Became()
    assert machine.sync.once().heard == 601
    assert machine.sync.became(said.id).state == "shown"


def test_what_only_a_newer_server_tells_is_passed_over() -> None:
    gone = new_id()
    told: list[dict[str, Any]] = [
        {"number": 1, "happening": {"type": "of later", "remark": 7}},
        {"number": 2, "happening": {"type": "withdrawal", "remark": gone, "madeUtc": str(NOON)}},
    ]
    page = {"changes": told, "cursor": "2", "more": False, "of later": 1}
    (heard,) = ChangesPage.model_validate_json(json.dumps(page)).changes
    assert (heard.number, heard.happening) == (2, Withdrawn(remark=gone, made_utc=NOON))
    told[1]["happening"]["remark"] = "no id"
    with pytest.raises(ValidationError):
        ChangesPage.model_validate_json(json.dumps(page))
