"""No words reach the public that nobody decided about, wherever in an opinion they stand."""

import io
import zipfile
from datetime import UTC, date, datetime

import httpx
import pytest
from sqlalchemy import select, update

from mrapp.model.remark import Answered, Channel, Remark, Sight, Thing
from mrapp.server import retention
from mrapp.server.database.intake import entries, projects, remarks
from mrapp.server.database.moderating import additions
from tests.server.published import Published, published
from tests.server.sending import outcomes
from tests.servers import Running

BEL = "Bel Jan op 06-12345678"
_FILES = ("/remarks.csv", "/remarks.dictionary.csv", "/remarks.geojson", "/remarks.xlsx")


@pytest.fixture
def project(server: Running) -> Published:
    return published(server)


def _smuggled(project: Published) -> list[Remark]:
    """Let six people say something in each place that takes a code, of which none is shown."""
    form = project.project.questionnaires[-1]
    # Each question of a choice answered in words, one that nobody asked, and one of another copy.
    chosen = {x.id: BEL for x in form.questions if x.kind in ("single", "age", "compare")}
    several = {x.id: (BEL, "x") for x in form.questions if x.kind in ("multiple", "ranking")}
    orders = {x.id: (BEL, "x") for x in form.questions if x.kind == "compare"}
    ours = {"questionnaire": form.id, "version": form.version, "asked": form.fingerprint()}
    told = [
        {**ours, "answers": chosen | several | {BEL: BEL}, "orders": orders},
        {**ours, "asked": "f" * 64, "answers": {"why": BEL} | chosen},
        {**ours, "questionnaire": BEL, "answers": {"q": BEL}},
    ]
    sight = Sight(
        eye=(105_400.0, 424_560.0, 1.0),
        heading_rad=0.0,
        pitch_rad=0.0,
        field_of_view_rad=0.8,
        size_px=(8, 8),
        time_utc="2026-11-22T12:00:00Z",
        variant=BEL,
        layers=(BEL,),
        hidden=((BEL, BEL),),
    )
    thing = Thing(asset=BEL, object_id=BEL, name=BEL)
    words = {"text": "Mooi.", "theme": BEL, "event": BEL, "sight": sight, "thing": thing}
    words |= {"language": BEL[:20]}
    return [
        each
        for answered in told
        for each in project.say(6, answered=Answered.model_validate(answered), **words)
    ]


def _public(project: Published) -> str:
    """Return all that anyone can read of the project, in one text."""
    root, results = project.server.url, f"/results/{project.project.id}"
    items = f"/ogc/collections/{project.project.id}"
    told = ""
    for path in (results, *(results + each for each in _FILES), items, f"{items}/items"):
        answer = httpx.get(root + path, timeout=60)
        assert answer.status_code in (200, 400, 404), (path, answer.text)
        if answer.content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
                told += "".join(book.read(name).decode() for name in book.namelist())
        else:
            told += answer.text
    return told


def test_words_in_the_place_of_a_code_are_told_to_nobody(project: Published) -> None:
    said = _smuggled(project)
    assert "Bel Jan" not in _public(project)
    project.judge(said[::6])
    added = project.sender.maker.addition(said[0].id, "En meer.")
    added = added.model_copy(update={"language": BEL})
    entry = project.sender.entry("addition", added.id, said[0].id, {"addition": added})
    assert outcomes(project.machine, entry) == ["stored"]
    with project.server.backend.database.writing() as conn:
        conn.execute(update(additions).values(state="shown"))
    told = _public(project)
    assert "Mooi." in told
    assert "En meer." in told
    assert "Bel Jan" not in told


def test_what_is_made_anonymous_has_no_words_left_anywhere(project: Published) -> None:
    said = _smuggled(project)
    extra = {"name": BEL, "sight": said[0].sight and said[0].sight.model_copy(update={"of": BEL})}
    project.say(1, **extra)
    database = project.server.backend.database
    with database.writing() as conn:
        conn.execute(update(projects).values(keep_until=date(2026, 11, 1), keep_then="anonymise"))
    retention.sweep(project.server.backend)
    with database.reading() as conn:
        kept = [str(row) for table in (entries, remarks) for row in conn.execute(select(table))]
    assert len(kept) == 2 * (len(said) + 1)
    assert not [each for each in kept if "Bel Jan" in each]


def test_where_somebody_stood_with_a_phone_goes_as_well(project: Published) -> None:
    stood = (105_123.0, 424_321.0, 1.7)
    (with_sight,) = project.say(1)
    assert with_sight.sight is not None
    sight = with_sight.sight.model_copy(update={"eye": stood})
    (said,) = project.say(1, channel=Channel.STREET, sight=sight)
    project.judge([said])
    assert "105123" not in _public(project)
    left = retention.anonymous(said, project.project)
    assert left.sight is not None
    assert left.sight.eye == said.point
    kept = retention.anonymous(with_sight, project.project)
    assert kept.sight is not None
    assert kept.sight.eye == with_sight.sight.eye


def test_a_clock_that_is_far_off_takes_no_page_away(project: Published) -> None:
    far = [datetime(year, 12, 31, 23, 59, tzinfo=UTC) for year in (1, 9999)]
    entry = [
        project.sender.of_remark(
            project.sender.maker.remark("Te laat").model_copy(
                update={"project": project.project.id, "made_utc": moment}
            ),
            project.sender.sealed()[1],
        )
        for moment in far
    ]
    assert outcomes(project.machine, *entry) == ["refused"] * 2
    for year in (1970, 2035, 2999):
        project.judge(project.say(6, made_utc=datetime(year, 5, 5, tzinfo=UTC)))
    assert "Mooi." in _public(project)
