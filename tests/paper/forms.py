"""Forms of a small project: printed, filled in, and the project they belong to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from mrapp.app.remarks.receipts import Receipt, new_receipt
from mrapp.app.session import Session
from mrapp.bootstrap import build_services
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.project import Project
from mrapp.model.questions import Answer, Questionnaire
from mrapp.paper.elements import Box, FormPage
from mrapp.paper.ground import MapFrame
from mrapp.paper.layout import FormLayout, layout_of
from mrapp.paper.mark import new_serials, proof_of, turn_of
from mrapp.paper.printing import Copy, FormPaper, form_pdf, map_box
from tests.app.forms import everything
from tests.cli.boxes import trial
from tests.paper.filling import PRINT_DPI, Colours, Hand, printed


@dataclass(frozen=True)
class Printed:
    """One copy of a form as it comes from the printer. frame: of its map, if it has one."""

    layout: FormLayout
    pages: list[Colours]
    copy: Copy
    frame: MapFrame | None = None

    @property
    def receipt(self) -> Receipt:
        """What stands on its strip."""
        return self.copy.receipt

    def clean(self) -> list[Colours]:
        """Return its pages, to be written on."""
        return [page.copy() for page in self.pages]

    def box(self, question: str, value: str | int, place: int = 0) -> tuple[int, Box]:
        """Return a box, and the place of its page."""
        return next(
            (number, box)
            for number, page in enumerate(self.layout.pages)
            for box in page.boxes
            if (box.question, box.value, box.place) == (question, value, place)
        )

    def tick(
        self, pages: list[Colours], hand: Hand, answers: Mapping[str, Answer], kind: str = "cross"
    ) -> None:
        """Answer questions with marks of a kind."""
        for question, answer in answers.items():
            asked = self.layout.form.question(question)
            ranked = asked is not None and asked.kind == "ranking"
            for value, place in _boxes_of(answer, ranked=ranked):
                number, box = self.box(question, value, place)
                hand.mark(pages[number], box.rect, kind)

    def page_with(self, found: Callable[[FormPage], object]) -> tuple[int, FormPage]:
        """Return the first page that has something, and its place."""
        return next((n, page) for n, page in enumerate(self.layout.pages) if found(page))


def _boxes_of(answer: Answer, *, ranked: bool) -> list[tuple[str | int, int]]:
    if not isinstance(answer, tuple):
        return [(answer, 0)]
    return [(str(value), place if ranked else 0) for place, value in enumerate(answer, 1)]


def asking(tmp_path: Path, form: Questionnaire | None = None, store: str = "remarks") -> Session:
    """Return a session of a project that asks a question of every kind."""
    folder = tmp_path / "trial"
    if not folder.exists():
        trial(tmp_path)
    file = folder / "project.json"
    told = Project.model_validate_json(file.read_bytes())
    told = told.model_copy(update={"id": "trial", "questionnaires": (form or everything(),)})
    file.write_text(told.model_dump_json())
    services = build_services(tmp_path / store)
    return Session(services.projects.load(folder), services, "nl")


def print_form(
    project: Project,
    folder: Path,
    *,
    language: str = "nl",
    large: bool = False,
    seed: int = 1,
    plan: GroundPlan | None = None,
    dpi: int = PRINT_DPI,
) -> Printed:
    """Print one copy; the same numbers each time. dpi: else than usual only to be looked at."""
    form = project.questionnaires[0]
    dice = np.random.default_rng(seed)
    serial = new_serials(1, dice.bytes)[0]
    receipt = new_receipt(dice.bytes)
    copy = Copy(serial, receipt, proof_of(receipt, serial))
    paper = FormPaper(project, form, language, large, plan)
    pdf = folder / f"form-{language}-{large}-{seed}.pdf"
    pdf.write_bytes(form_pdf(paper, [copy]))
    layout = layout_of(form, language, large=large, turn=turn_of(serial))
    made = Printed(layout, printed(pdf, folder, dpi), copy)
    for page in layout.pages:
        box = map_box(paper, page)
        if box is not None:
            made = replace(made, frame=MapFrame(box, page.maps[0].rect))
    return made
