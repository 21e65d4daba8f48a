"""What is withdrawn or made anonymous goes with all that was noted of it; what counts, stays."""

import json
from datetime import date

import httpx
import pytest
from sqlalchemy import Connection, Table, func, select, update

from mrapp.model.remark import Remark
from mrapp.protocol.messages import ChangesPage, EntryMessage, Moderated, ModerationState
from mrapp.server import audit, retention
from mrapp.server.access import Role
from mrapp.server.database.intake import changes, entries, projects
from mrapp.server.database.moderating import answer_remarks, flags, moderations
from mrapp.server.database.moderating import audit as log
from mrapp.server.moderation.flagging import flag_all
from mrapp.server.said import read_remark
from tests.server.colleagues import Colleague, colleague
from tests.server.published import Published, published
from tests.server.sending import Sender, outcomes
from tests.servers import Running

pytestmark = pytest.mark.slow

_NOTE = "Jan van nummer 12 schreef dit"


@pytest.fixture
def project(server: Running) -> Published:
    return published(server)


def _said(project: Published) -> tuple[Remark, EntryMessage, str]:
    """Let somebody say something; returns it, its withdrawal, and the code of its receipt."""
    receipt, sealed = project.sender.sealed()
    told = {"project": "spoorzone", "text": "Ik ben Jan, bel 078 770 34 50"}
    remark = project.sender.maker.remark().model_copy(update=told)
    assert outcomes(project.machine, project.sender.of_remark(remark, sealed)) == ["stored"]
    return remark, project.sender.withdrawal(remark.id, sealed), str(receipt)


def _note(project: Published, remark: Remark) -> None:
    """Let staff hide it, with words of their own, and answer it; let the filter mark it."""
    staff: Colleague = colleague(project.server, Role.MODERATOR)
    home = "/staff/projects/spoorzone"
    hidden = {"do": "hide", "reason": "personal", "note": _NOTE}
    assert staff.send(f"{home}/remarks/{remark.id}/state", **hidden).status_code == 200
    assert staff.send(f"{home}/answers", remark=remark.id).status_code == 200
    flag_all(project.server.backend)
    with project.server.backend.database.reading() as conn:
        assert _noted(conn) == (1, 1, True)
        assert _is_told(conn)


def _noted(conn: Connection) -> tuple[int, int, bool]:
    return _count(conn, moderations), _count(conn, answer_remarks), _count(conn, flags) > 0


def _count(conn: Connection, table: Table) -> int:
    return conn.scalar(select(func.count()).select_from(table)) or 0


def _is_told(conn: Connection) -> bool:
    found = [
        *conn.scalars(select(changes.c.happening)),
        *conn.scalars(select(moderations.c.reason)),
    ]
    told = (each if isinstance(each, bytes) else json.dumps(each).encode() for each in found)
    return any(_NOTE.encode() in each for each in told)


def _end(project: Published) -> None:
    with project.server.backend.database.writing() as conn:
        given = {"keep_until": date(2026, 11, 1), "keep_then": "anonymise"}
        conn.execute(update(projects).values(given))
    retention.sweep(project.server.backend)


@pytest.mark.parametrize("then", ["withdrawn", "anonymised"])
def test_what_staff_wrote_of_a_remark_goes_with_it(project: Published, then: str) -> None:
    remark, withdrawal, _code = _said(project)
    _note(project, remark)
    database = project.server.backend.database
    with database.reading() as conn:
        before = _count(conn, changes), _count(conn, log)
    if then == "withdrawn":
        assert outcomes(project.machine, withdrawal) == ["stored"]
    else:
        _end(project)
    with database.reading() as conn:
        assert _noted(conn) == (0, 0, False)
        assert not _is_told(conn)
        assert _count(conn, changes) == before[0] + (then == "withdrawn")
        assert _count(conn, log) == before[1] + (then == "anonymised")
        assert audit.first_broken(conn) is None
        numbers = conn.scalars(select(changes.c.number).order_by(changes.c.number)).all()
    assert list(numbers) == list(range(1, len(numbers) + 1))
    page = ChangesPage.model_validate_json(project.machine.ask("GET", "/changes").content)
    told = [x.happening for x in page.changes if isinstance(x.happening, Moderated)]
    assert [(x.state, x.reason) for x in told] == [(ModerationState.HIDDEN, None)]


def test_who_has_the_receipt_can_withdraw_what_was_made_anonymous(project: Published) -> None:
    remark, withdrawal, code = _said(project)
    other, _withdrawal, _code = _said(project)
    _end(project)
    page = f"{project.server.url}/receipt"
    assert "made anonymous" in httpx.post(page, data={"code": code}, params={"lang": "en"}).text
    _receipt, guessed = Sender(7).sealed()
    forged = project.sender.withdrawal(remark.id, guessed)
    assert outcomes(project.machine, forged) == ["refused"]
    assert outcomes(project.machine, withdrawal) == ["stored"]
    assert outcomes(project.machine, withdrawal) == ["known"]
    with project.server.backend.database.reading() as conn:
        gone, stays = (read_remark(conn, "spoorzone", each.id) for each in (remark, other))
        left = conn.scalars(select(entries.c.content).where(entries.c.id == remark.id)).all()
    assert gone is not None
    assert stays is not None
    assert (gone.remark, list(left)) == (None, [None])
    assert gone.withdrawn_utc is not None
    assert stays.remark is not None
    assert "You withdrew" in httpx.post(page, data={"code": code}, params={"lang": "en"}).text


def test_what_is_said_on_the_page_of_the_receipt_came_by_the_web(project: Published) -> None:
    remark, _withdrawal, code = _said(project)
    page = f"{project.server.url}/receipt"
    httpx.post(f"{page}/addition", data={"code": code, "text": "En nog iets"})
    with project.server.backend.database.reading() as conn:
        stored = read_remark(conn, "spoorzone", remark.id)
    assert stored is not None
    assert [each.channel.value for each in stored.additions] == ["web"]
    httpx.post(f"{page}/withdrawal", data={"code": code})
    with project.server.backend.database.reading() as conn:
        asked = select(entries.c.content).where(entries.c.kind == "withdrawal")
        said = json.loads(conn.scalars(asked).one() or b"")
    assert said["withdrawal"]["channel"] == "web"
