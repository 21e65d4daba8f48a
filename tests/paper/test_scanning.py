"""From photographs to opinions: kept once, waiting where unclear, and nothing of strangers."""

import json
import struct
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.session import Session
from mrapp.cli.main import run
from mrapp.model.questions import Answer
from mrapp.model.remark import Channel
from mrapp.paper.doubts import Doubt
from mrapp.paper.scanning import Scanned, scan
from mrapp.paper.sheets import outcome_of
from mrapp.paper.waiting import WaitingForms, waiting_forms
from tests.app.forms import everything
from tests.paper.filling import Colours, Hand, copied
from tests.paper.forms import Printed, asking, print_form

pytestmark = pytest.mark.slow

SURE: dict[str, Answer] = {"know": "no", "likes": ("water",), "busy": 4, "best": "tower"}
SHORT = everything().model_copy(
    update={
        "questions": tuple(
            each
            for each in everything().questions
            if each.id in ("know", "why", "likes", "busy", "feel", "best")
        )
    }
)


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("print")
    return print_form(asking(folder, SHORT).project, folder)


class Desk:
    """A project, its opinions, and a table with photographs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.session: Session = asking(folder, SHORT)
        self.store: RemarkStore = self.session.services.remarks.open(self.session.project.id)

    @property
    def waiting(self) -> WaitingForms:
        """The forms that wait."""
        return waiting_forms(self.session.services.remarks.folder, self.session.project)

    def photographs(self, pages: list[Colours], name: str = "page") -> list[Path]:
        """Lay pages on the copier: what a camera does to them is tried elsewhere."""
        return copied(pages, self.folder, name)

    def scan(self, files: list[Path]) -> Scanned:
        """Read photographs."""
        return scan(self.session, self.store, self.waiting, files)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()


def filled(form: Printed, answers: dict[str, Answer], kind: str = "cross") -> list[Colours]:
    pages = form.clean()
    form.tick(pages, Hand(np.random.default_rng(2)), answers, kind)
    return pages


def test_a_sure_form_is_kept_once_under_the_receipt_of_its_strip(
    desk: Desk, printer: Printed
) -> None:
    files = desk.photographs(filled(printer, SURE))
    (kept,) = desk.scan(files).kept
    remark = kept.remark
    assert remark.channel is Channel.PAPER
    assert remark.answered is not None
    assert remark.answered.answers == SURE
    assert set(remark.answered.orders["best"]) == {"tower", "low"}
    assert desk.store.of_receipt(printer.receipt).id == remark.id
    again = desk.scan([*files, *files])
    assert (again.kept, again.known) == ((), (printer.copy.serial,))
    assert desk.store.count() == 1


def test_an_unclear_form_waits_whole_until_its_last_page_comes(
    desk: Desk, printer: Printed
) -> None:
    pages = filled(printer, SURE)
    hand = Hand(np.random.default_rng(2))
    number, written = printer.page_with(lambda page: page.fields)
    at, _ = printer.box("feel", 2)
    printer.tick(pages, hand, {"feel": 2}, "blackened")
    files = desk.photographs(pages)
    first = desk.scan(files[:-1])
    assert first.kept == ()
    (waiting,) = desk.waiting.all(desk.session.project)
    assert waiting.sheet.missing == (len(pages),)
    assert waiting.sheet.pages[at + 1].jpeg().startswith(b"\xff\xd8")
    desk.scan(files[-1:])
    (waiting,) = desk.waiting.all(desk.session.project)
    assert waiting.sheet.missing == ()
    outcome = outcome_of(waiting.sheet.form, waiting.sheet.seen())
    assert outcome.doubts == {"feel": Doubt.FULL}
    assert outcome.answers == SURE
    assert desk.store.count() == 0
    assert (number, written.fields[0].question) == (0, "why")


def test_what_a_crash_left_half_done_is_finished_and_nothing_is_lost(
    desk: Desk, printer: Printed
) -> None:
    desk.scan(desk.photographs(filled(printer, SURE)[:1]))
    folder = desk.waiting.folder
    (there,) = folder.iterdir()
    # A program ended between the two renames; another one in the middle of writing.
    there.rename(folder / f".old-{there.name}")
    (folder / f".new-{there.name}").mkdir()
    (folder / f".new-{there.name}" / "page-1.jpg").write_bytes(b"half")
    (waiting,) = desk.waiting.all(desk.session.project)
    assert waiting.sheet.missing == tuple(range(2, len(printer.pages) + 1))
    desk.waiting.drop(waiting.name)
    assert [each for each in folder.iterdir() if not each.name.startswith(".new-")] == []


def test_a_photocopy_with_other_answers_is_asked_about(desk: Desk, printer: Printed) -> None:
    desk.scan(desk.photographs(filled(printer, SURE)))
    other = desk.scan(desk.photographs(filled(printer, {**SURE, "busy": 9}), "copy"))
    (waiting,) = other.waiting
    assert waiting.copied
    assert desk.store.count() == 1


def test_answers_that_routing_does_not_ask_count_for_nothing_and_that_is_told(
    desk: Desk, printer: Printed
) -> None:
    pages = filled(printer, SURE)
    number, page = printer.page_with(lambda each: each.fields)
    Hand(np.random.default_rng(2)).write(pages[number], page.fields[0].rect)
    done = desk.scan(desk.photographs(pages))
    (kept,) = done.kept  # "why" is asked of those who know it: nobody need type over what it says
    assert kept.remark.answered is not None
    assert kept.remark.answered.answers == SURE


def test_forms_of_others_and_no_forms_are_told_apart(
    tmp_path: Path, printer: Printed, desk: Desk
) -> None:
    files = desk.photographs(filled(printer, SURE)[:1])
    told = []
    for number, changed in enumerate(
        (
            SHORT.model_copy(update={"version": 2}),
            SHORT.model_copy(update={"id": "other"}),
            SHORT.model_copy(update={"intro": {"nl": "Anders"}}),
        )
    ):
        session = asking(tmp_path, changed, f"remarks-{number}")
        store = session.services.remarks.open(session.project.id)
        done = scan(session, store, desk.waiting, files)
        store.close()
        assert (done.kept, done.waiting, done.unread) == ((), (), 1)
        told += [notice.text("en") for notice in done.notices]
    assert "version 1 of the questionnaire" in told[0]
    assert "does not know the questionnaire" in told[1]
    assert "other questions than version 1" in told[2]


def test_no_picture_stops_the_others(desk: Desk, printer: Printed) -> None:
    good = desk.photographs(filled(printer, SURE))
    bad = {
        "one.png": cv2.imencode(".png", np.zeros((1, 1), np.uint8))[1].tobytes(),
        "flat.png": cv2.imencode(".png", np.full((800, 600), 255, np.uint8))[1].tobytes(),
        "broken.jpg": cv2.imencode(".jpg", printer.pages[0])[1].tobytes()[:20_000],
        "cut.jpg": b"\xff\xd8\xff\xe0\x00",
        "huge.png": b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 20_000, 10_000),
        "letter.txt": b"Geachte heer",
        "iphone.jpg": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    }
    for name, content in bad.items():
        (desk.folder / name).write_bytes(content)
    files = [desk.folder / name for name in (*bad, "gone.jpg")]
    done = desk.scan([*files, *good])
    assert len(done.kept) == 1
    assert done.unread == len(files)
    assert {notice.object_id for notice in done.notices} == {each.name for each in files}
    told = {notice.object_id: notice.text("en") for notice in done.notices}
    assert "Set the telephone to JPEG" in told["iphone.jpg"]
    assert "make it smaller first" in told["huge.png"]
    assert told["gone.jpg"].count("gone.jpg") == 1


def test_the_commands_print_read_and_say_what_waits(
    tmp_path: Path, printer: Printed, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    project, store = str(desk.folder / "trial"), str(tmp_path / "remarks")
    paper = tmp_path / "form.pdf"
    assert run(["form", project, "--out", str(paper), "--copies", "2", "--language", "en"]) == 0
    assert paper.read_bytes().startswith(b"%PDF")
    files = [str(each) for each in desk.photographs(filled(printer, SURE))]
    capsys.readouterr()
    words = ["scan", project, *files, "--store", store, "--json"]
    assert run([*words, "--dry-run"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert desk.store.count() == 0
    assert run(words) == 0
    assert json.loads(capsys.readouterr().out)["known"] == []
    assert desk.store.count() == 1
    assert told["waiting"] == []
    odd = filled(printer, {"likes": ("green", "water", "shops")})
    files = [str(each) for each in desk.photographs(odd, "odd")]
    assert run(["scan", project, *files, "--store", store, "--json"]) == 1
    (waiting,) = json.loads(capsys.readouterr().out)["waiting"]
    assert waiting["doubts"] == {"know": "needed", "likes": "too-many"}
    (tmp_path / "photographs").mkdir()
    (tmp_path / "photographs" / "IMG_1.HEIC").write_bytes(b"\0\0\0\x18ftypheic")
    assert run(["scan", project, str(tmp_path / "photographs"), "--store", store]) == 1
    assert "IMG_1.HEIC" in capsys.readouterr().err
