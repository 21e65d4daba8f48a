"""Makes the pictures of docs/paper.md: `python -m tests.paper.show --out DIR`; needs a screen.

The demo's questionnaire is printed, filled in by hands that are drawn, photographed by a camera
that is, read back, and what is unclear is put to staff. It ends with 1 where a sure answer is
wrong, or an unclear one was not asked.
"""

import argparse
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from mrapp.app.outlining import read_ground_plan
from mrapp.app.ports import NothingKept
from mrapp.app.questions.asking import current
from mrapp.app.remarks.receipts import new_receipt
from mrapp.app.session import Session
from mrapp.bootstrap import build_services
from mrapp.cli.commands import demo_folder
from mrapp.cli.form_pictures import pictures_of
from mrapp.model.questions import Answer
from mrapp.paper.doubts import Doubt
from mrapp.paper.layout import layout_of
from mrapp.paper.mark import new_serials, proof_of, turn_of
from mrapp.paper.page_reading import Seen, read_page
from mrapp.paper.pages import find_pages
from mrapp.paper.printing import Copy, FormPaper, form_pdf
from mrapp.paper.sheets import Sheet
from mrapp.paper.showing import shown_of
from tests.paper.filling import BLACK, BLUE, Camera, Colours, Hand, decoded, photographed, printed
from tests.paper.forms import Printed

SEED = 11
SURE: dict[str, Answer] = {
    "how": "bike",
    "which": "low",
    "mood": 4,
    "important": ("green", "sun", "view", "homes"),
    "age": "55-74",
}
KINDS = ("cross", "large_cross", "tick", "cross", "slash")


def main() -> int:
    """Make the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="mrapp-paper-") as scratch:
        return _made(Path(scratch), out)


def _made(scratch: Path, out: Path) -> int:
    services = replace(build_services(scratch / "remarks"), keeper=NothingKept())
    opened = services.projects.load(demo_folder())
    asked = current(opened.project)
    assert asked is not None
    dice = np.random.default_rng(SEED)
    serial = new_serials(2, dice.bytes)[1]
    receipt = new_receipt(dice.bytes)
    copy = Copy(serial, receipt, proof_of(receipt, serial))
    plan = read_ground_plan(services.read_mesh, opened)
    pictures = pictures_of(Session(opened, services, "nl"), asked)
    paper = FormPaper(opened.project, asked, "nl", plan=plan, pictures=pictures)
    pdf = scratch / "form.pdf"
    pdf.write_bytes(form_pdf(paper, [copy]))
    large = replace(paper, large=True)
    (scratch / "large.pdf").write_bytes(form_pdf(large, [copy]))
    layout = layout_of(asked, "nl", large=False, turn=turn_of(serial))
    form = Printed(layout, printed(pdf, scratch), copy)
    keep(out / "paper-form.jpg", form.pages[:3], 0.32)
    keep(out / "paper-large.jpg", printed(scratch / "large.pdf", scratch)[1:4], 0.32)
    pages = filled(form, dice)
    shots = [
        photographed([page], Camera(turn=(5.0, -9.0, 3.0, 184.0, 8.0)[n % 5], tilt=18, seed=n + 1))
        for n, page in enumerate(pages)
    ]
    files = []
    for number, shot in enumerate(shots):
        files.append(scratch / f"photograph-{number + 1}.jpg")
        files[-1].write_bytes(shot)
    photos = [decoded(shot) for shot in shots]
    keep(out / "paper-photographs.jpg", [each[::8, ::8] for each in photos[:3]], 1.0)
    read = {}
    for each in photos:
        for page in find_pages(each):
            assert page.mark is not None
            read[page.mark.page] = read_page(opened.project, layout, page)
    sheet = Sheet(asked, read)
    shown = shown_of(sheet)
    parts = [shown[key].picture for key in ("how", "missed", "high")]
    keep(out / "paper-read.jpg", [np.concatenate(parts)], 0.36)
    _picture_of_staff(scratch, out, files)
    return _compared(sheet.seen())


def filled(form: Printed, dice: np.random.Generator) -> list[Colours]:
    """Return the pages as somebody filled them in: sure, and unclear in four ways."""
    pages = form.clean()
    for number, (question, answer) in enumerate(SURE.items()):
        hand = Hand(dice, (BLUE, BLACK)[number % 2], (0.5, 0.6)[number % 2])
        form.tick(pages, hand, {question: answer}, KINDS[number])
    hand = Hand(dice)
    form.tick(pages, hand, {"missed": ("trees", "shops")})
    form.tick(pages, hand, {"missed": ("seats",)}, "crossed_out")
    form.tick(pages, hand, {"high": 2})
    form.tick(pages, hand, {"high": 3})
    number, page = form.page_with(lambda each: each.maps)
    hand.cross_at(pages[number], page.maps[0].rect.x + 62, page.maps[0].rect.y + 58)
    number, page = form.page_with(lambda each: each.fields)
    hand.write(pages[number], page.fields[0].rect)
    form.tick(pages, hand, {"lives": "elsewhere"}, "circle")
    return pages


def _compared(seen: dict[str, Seen]) -> int:
    wanted = {
        "missed": Doubt.FULL,
        "high": Doubt.SEVERAL,
        "why": Doubt.WRITTEN,
        "lives": Doubt.BESIDE,
    }
    wrong = 0
    for key, each in seen.items():
        doubt = wanted.get(key)
        right = each.doubt is doubt and (doubt or key == "place" or each.answer == SURE.get(key))
        wrong += not right
        told = f"asked: {each.doubt}" if each.doubt else each.answer
        print(f"{'right' if right else 'WRONG'}  {key}: {told}")
    return 1 if wrong else 0


def keep(path: Path, pictures: list[Colours], scale: float) -> None:
    """Write pictures side by side, smaller."""
    tall = max(each.shape[0] for each in pictures)
    rows = [
        cv2.copyMakeBorder(
            each, 0, tall - each.shape[0], 6, 6, cv2.BORDER_CONSTANT, value=(200, 200, 200)
        )
        for each in pictures
    ]
    whole = np.concatenate(rows, axis=1)
    small = cv2.resize(whole, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    jpeg = path.suffix == ".jpg"
    quality = [cv2.IMWRITE_JPEG_QUALITY, 78] if jpeg else [cv2.IMWRITE_PNG_COMPRESSION, 9]
    cv2.imwrite(str(path), small, quality)


def _picture_of_staff(scratch: Path, out: Path, files: list[Path]) -> None:
    """Drive the real window: read the photographs, and show what is asked first."""
    # Late: the rest needs neither Qt nor a screen.
    from mrapp.ui.application import run_scripted
    from mrapp.ui.robot import Robot

    project = scratch / "spoorzone"
    shutil.copytree(demo_folder(), project)
    services = replace(build_services(scratch / "said"), keeper=NothingKept())

    def script(window: object) -> int:
        robot = Robot(window)  # type: ignore[arg-type]
        tasks = robot.window.bench.tasks
        door = robot.window.door
        robot.wait(door.changed, lambda: door.ready)
        robot.wait(tasks.idle, lambda: not tasks.running)
        robot.window.parts.actions["remarks.paper"].trigger()
        robot.wait(tasks.idle, lambda: not tasks.running)
        desk = robot.window.staff.desk.papering
        desk.read(files)
        robot.wait(tasks.idle, lambda: not tasks.running)
        robot.turn()
        assert desk.dialog is not None
        desk.dialog.grab().save(str(out / "paper-staff.png"))
        desk.dialog.reject()
        return 0

    run_scripted(project, services, script)


if __name__ == "__main__":
    sys.exit(main())
