"""A clock may say anything: what was said is kept, and no date stops the server's own work."""

from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from sqlalchemy import select, update

from mrapp.model.remark import Channel, Remark, Withdrawal
from mrapp.server import retention
from mrapp.server.database.intake import entries, projects, remarks
from mrapp.server.database.moderating import flags
from mrapp.server.moderation.flagging import flag_all
from mrapp.server.public.counting import count
from tests.server.published import Published, published
from tests.server.sending import outcomes, push
from tests.servers import Running

pytestmark = pytest.mark.slow

_SKEWED = ("1970-01-01T00:00:00+00:00", "1980-01-01T00:00:00-11:00", "2999-12-31T23:59:59+00:00")
_ABSURD = (
    *("9999-12-31T23:30:00+00:00", "9999-12-31T23:30:00-05:00", "5000-01-01T00:00:00+00:00"),
    *("0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00+05:00", "1600-01-01T00:00:00+00:00"),
)
_LATER = date(2026, 11, 1)


@pytest.fixture
def project(server: Running) -> Published:
    return published(server)


def _made_at(project: Published, moment: str) -> Remark:
    told = {"project": "spoorzone", "made_utc": datetime.fromisoformat(moment), "text": "Bomen"}
    return project.sender.maker.remark().model_copy(update=told)


def test_a_clock_that_is_years_off_loses_nothing(project: Published) -> None:
    _receipt, sealed = project.sender.sealed()
    off = [project.sender.of_remark(_made_at(project, each), sealed) for each in _SKEWED]
    assert outcomes(project.machine, *off) == ["stored"] * len(off)
    assert httpx.get(f"{project.server.url}/results/spoorzone").status_code == 200
    assert count(project.server.backend, "spoorzone").counted.total == len(off)
    _end(project)
    with project.server.backend.database.reading() as conn:
        asked = select(remarks.c.made_utc, entries.c.received_utc)
        days = conn.execute(asked.where(remarks.c.number == entries.c.number)).all()
    today = project.server.backend.utc_now()
    # What the machine's clock said stays what it said; when it came is for the server to say.
    assert [day.made_utc.year for day in days] == [1970, 1980, 3000]
    assert all(today - day.received_utc < timedelta(days=2) for day in days)
    assert all(day.received_utc.hour == 0 for day in days)


@pytest.mark.parametrize("moment", _ABSURD)
def test_a_moment_that_no_clock_tells_is_refused_by_itself(project: Published, moment: str) -> None:
    _receipt, sealed = project.sender.sealed()
    well, wrong = _made_at(project, _SKEWED[0]), _made_at(project, moment)
    added = project.sender.maker.addition(well.id, "En nog iets")
    added = added.model_copy(update={"made_utc": datetime.fromisoformat(moment)})
    assert wrong.sight is not None
    seen = wrong.sight.model_copy(update={"time_utc": datetime.fromisoformat("9999-12-31T23:30Z")})
    told = [
        project.sender.of_remark(well, sealed),
        project.sender.of_remark(wrong, sealed),
        project.sender.entry("addition", added.id, well.id, {"addition": added}),
        project.sender.of_remark(
            _made_at(project, _SKEWED[0]).model_copy(update={"sight": seen}), sealed
        ),
    ]
    results = push(project.machine, *told).results
    assert [each.outcome.value for each in results] == ["stored"] + ["refused"] * 3
    assert all("clock" in (each.reason or {})["en"] for each in results[1:])
    assert httpx.get(f"{project.server.url}/results/spoorzone").status_code == 200


def test_a_withdrawal_counts_whatever_the_clock_says(project: Published) -> None:
    _receipt, sealed = project.sender.sealed()
    said = _made_at(project, _SKEWED[0])
    taken = Withdrawal(
        id=project.sender.maker.id(),
        remark=said.id,
        made_utc=datetime.fromisoformat(_ABSURD[4]),
        channel=Channel.STREET,
    )
    told = {"withdrawal": taken, "seal": sealed}
    late = project.sender.entry("withdrawal", taken.id, said.id, told)
    assert outcomes(project.machine, project.sender.of_remark(said, sealed), late) == (
        ["withdrawn", "stored"]
    )


@pytest.mark.parametrize("moment", _ABSURD[:1] + _ABSURD[3:4])
def test_what_an_earlier_server_took_in_stops_nothing(project: Published, moment: str) -> None:
    said = project.say(3)
    project.judge(said)
    _spoil(project, said[1], moment)
    assert httpx.get(f"{project.server.url}/results/spoorzone").status_code == 200
    items = httpx.get(f"{project.server.url}/ogc/collections/spoorzone/items")
    assert (items.status_code, len(items.json()["features"])) == (200, 3)
    _end(project)
    with project.server.backend.database.reading() as conn:
        left = conn.scalars(select(entries.c.salt).where(entries.c.salt.is_not(None))).all()
    assert left == []


@pytest.mark.logs
def test_one_that_cannot_be_read_holds_up_only_itself(project: Published) -> None:
    said = project.say(5, text="Bel 06-12345678")
    with project.server.backend.database.writing() as conn:
        this = update(entries).where(entries.c.id == said[2].id)
        conn.execute(this.values(content=b'{"remark": "torn'))
    flag_all(project.server.backend)
    with project.server.backend.database.reading() as conn:
        assert len(set(conn.scalars(select(flags.c.number)))) == 4
    with pytest.raises(ExceptionGroup):
        _end(project)
    with project.server.backend.database.reading() as conn:
        left = conn.scalars(select(entries.c.id).where(entries.c.salt.is_not(None))).all()
    assert left == [said[2].id]


def _end(project: Published) -> None:
    with project.server.backend.database.writing() as conn:
        conn.execute(update(projects).values(keep_until=_LATER, keep_then="anonymise"))
    retention.sweep(project.server.backend)


def _spoil(project: Published, remark: Remark, moment: str) -> None:
    """Let the database hold a moment that is refused nowadays."""
    at = datetime.fromisoformat(moment)
    _receipt, sealed = project.sender.sealed()
    entry = project.sender.of_remark(remark.model_copy(update={"made_utc": at}), sealed)
    with project.server.backend.database.writing() as conn:
        this = update(entries).where(entries.c.id == remark.id)
        conn.execute(this.values(content=entry.content.encode()))
        its = update(remarks).where(remarks.c.id == remark.id)
        conn.execute(its.values(made_utc=at.astimezone(UTC)))
