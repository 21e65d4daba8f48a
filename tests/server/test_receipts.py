"""The page of a receipt: who has the code reads, adds and withdraws; others learn nothing."""

from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import insert, select

from mrapp.model.remark import new_id
from mrapp.server.database.intake import entries, tallies
from mrapp.server.database.moderating import answer_remarks, answers
from mrapp.server.errors import TooManyError
from mrapp.server.public.attempts import count_fairly
from mrapp.server.public.receipts import TRIES
from tests.server.enrolled import machine_of
from tests.server.sending import PROJECT, Sender, push
from tests.servers import Running, running_server

pytestmark = pytest.mark.slow

_PAGE = {"Accept": "text/html", "Accept-Language": "nl"}


_ROWS = select(entries.c.kind, entries.c.content, entries.c.salt).order_by(entries.c.number)


class Visitor:
    """Somebody with a receipt and a browser."""

    def __init__(self, server: Running, code: str, address: str = "") -> None:
        self._url, self._code = server.url, code
        self._headers = _PAGE | ({"X-Forwarded-For": address} if address else {})

    def does(self, path: str = "", **told: str) -> httpx.Response:
        """Return the page that a form leads to."""
        data = {"code": self._code, **told}
        return httpx.post(
            f"{self._url}/receipt{path}", data=data, headers=self._headers, timeout=60
        )


@pytest.fixture
def given(server: Running) -> tuple[Visitor, str]:
    """A visitor whose remark came in, and the id of that."""
    entry, receipt, _seal = Sender().remark("Meer <b>bomen</b> & een bankje.")
    push(machine_of(server, PROJECT), entry)
    return Visitor(server, f" {str(receipt).lower()} "), entry.id


def test_who_has_the_code_reads_what_was_said_and_answered(
    server: Running, given: tuple[Visitor, str]
) -> None:
    visitor, remark_id = given
    told = visitor.does().text
    assert "Meer &lt;b&gt;bomen&lt;/b&gt; &amp; een bankje." in told
    assert "Nog niemand heeft haar bekeken" in told
    assert "Er is nog geen antwoord" in told
    now, answer = datetime.now(UTC), new_id()
    with server.backend.database.writing() as conn:
        row = {"decided": {"nl": "Er komen 12 bomen."}, "effect": {"nl": "U telde mee."}}
        named = {"project": PROJECT, "id": answer, "made_utc": now, "published_utc": now}
        conn.execute(insert(answers).values(row | named))
        to = {"project": PROJECT, "answer": answer, "number": 1, "remark": remark_id}
        conn.execute(insert(answer_remarks).values(to))
    told = visitor.does().text
    assert ("Er komen 12 bomen." in told, "U telde mee." in told) == (True, True)


def test_what_is_added_twice_is_there_once(given: tuple[Visitor, str]) -> None:
    visitor, _ = given
    entry = new_id()
    for _ in range(2):
        told = visitor.does("/addition", text="En <i>licht</i>.", entry=entry)
        assert "Dank u wel" in told.text
    assert visitor.does().text.count("En &lt;i&gt;licht&lt;/i&gt;.") == 1
    assert "Er stond niets" in visitor.does("/addition", text="  \n", entry="../../x").text


def test_what_is_withdrawn_is_erased_once_it_was_asked_twice(
    server: Running, given: tuple[Visitor, str]
) -> None:
    visitor, remark_id = given
    visitor.does("/addition", text="En licht.")
    assert "Weet u zeker" in visitor.does("/withdrawal/question").text
    assert "bankje" in visitor.does().text
    assert "Uw mening is gewist" in visitor.does("/withdrawal").text
    visitor.does("/withdrawal")
    told = visitor.does().text
    assert ("bankje" in told, "licht" in told, remark_id in told) == (False, False, True)
    with server.backend.database.reading() as conn:
        rows = conn.execute(_ROWS).all()
    assert [row.kind for row in rows] == ["remark", "addition", "withdrawal"]
    assert all(row.content is None and row.salt is None for row in rows[:2])


def test_a_wrong_code_tells_nothing(server: Running, given: tuple[Visitor, str]) -> None:
    del given
    _entry, other, _seal = Sender(seed=9).remark()
    for code, words in (
        ("", "Vul de code"),
        ("K7QM", "een code heeft 16"),
        (str(other), "niet bekend"),
        ("<script>alert(1)</script>", "komt in een code niet voor"),
    ):
        for path in ("", "/addition", "/withdrawal/question", "/withdrawal"):
            answer = Visitor(server, code).does(path, text="x")
            assert (answer.status_code, words in answer.text) == (422, True)
            assert "<script>alert" not in answer.text


def test_guessing_is_stopped(tmp_path: Path, database_url: str) -> None:
    _entry, other, _seal = Sender(seed=9).remark()
    now = datetime.now(UTC)  # and it stays so: they are counted by the quarter of an hour
    with running_server(tmp_path / "data", database_url, lambda: now) as server:
        found = {Visitor(server, str(other)).does().status_code for _ in range(41)}
    assert found == {422, 429}


def test_who_tries_much_from_many_places_shuts_nobody_out(
    tmp_path: Path, database_url: str
) -> None:
    now, other = datetime.now(UTC), Sender(seed=9).remark()[1]
    with running_server(tmp_path / "data", database_url, lambda: now) as server:
        database = server.backend.database
        ranges = [f"10.1.{number}.7" for number in range(TRIES.busy_from // TRIES.of_range)]
        for each in ranges:
            count_fairly(database, "receipt", each, TRIES, now, TRIES.of_range)
        fresh = Visitor(server, str(other), "192.0.2.9")
        tried = [fresh.does().status_code for _ in range(TRIES.of_range_when_busy + 1)]
        assert tried == [422] * TRIES.of_range_when_busy + [429]
        # What is refused takes nothing away from others, however often it is tried.
        for each in ranges * 12:
            with pytest.raises(TooManyError):
                count_fairly(database, "receipt", each, TRIES, now, TRIES.of_range)
        assert Visitor(server, str(other), "198.51.100.9").does().status_code == 422
        with database.reading() as conn:
            kept = repr(conn.execute(select(tallies)).all())
        assert not any(each in kept for each in ("10.1.", "192.0.2", "198.51"))
