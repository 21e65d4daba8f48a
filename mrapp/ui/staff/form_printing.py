"""Prints forms on paper out of the window: files are read, plans are drawn, the PDF is written."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from mrapp.app.actions import switch_variant
from mrapp.app.outlining import read_ground_plan
from mrapp.app.progress import Cancelled, Progress
from mrapp.app.questions.asking import current
from mrapp.app.replacing import writing
from mrapp.app.session import Session
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.questions import Questionnaire
from mrapp.model.remark_errors import ExportFailedError
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase
from mrapp.paper.errors import NothingToAskError
from mrapp.paper.printing import (
    PICTURE_PX,
    PRINTING,
    FormPaper,
    compared,
    form_pdf,
    new_copies,
    picture_jpeg,
)
from mrapp.scene.glance import Glance
from mrapp.scene.places import pose_of
from mrapp.ui.dialogs.save_file import SaveDialog
from mrapp.ui.staff.form_print_dialog import FormPrintDialog
from mrapp.ui.tiles.visitor import let_go_of_context
from mrapp.ui.workbench import Workbench

_READING: Final = Phrase(nl="De plannen lezen", en="Reading the plans")
_DRAWING: Final = Phrase(
    nl="De plannen worden getekend voor op het formulier…",
    en="The plans are being drawn for the form…",
)
_DONE: Final = Phrase(
    nl="Formulieren: {count}, in {path}. Druk ze af op A4, op 100 %.",
    en="Forms: {count}, in {path}. Print them on A4, at 100 %.",
)
_STOPPED: Final = Phrase(nl="Gestopt. Er is niets bewaard.", en="Stopped. Nothing was saved.")
_STEP_MS: Final = 5


@dataclass
class _Job:
    """Some forms that are being made. session: one of its own, with the files of all plans.

    troubles: what went wrong with plans, which the form then has no picture of.
    """

    dialog: FormPrintDialog
    session: Session
    form: Questionnaire
    goal: Path
    paper: FormPaper
    count: int
    wanted: list[tuple[str, str]] = field(default_factory=list)
    pictures: dict[tuple[str, str], bytes] = field(default_factory=dict)
    troubles: list[MrappError] = field(default_factory=list)
    aimed: bool = False

    def read_plans(self, progress: Progress, cancelled: Cancelled) -> None:
        """Read the files of all plans that are compared. Slow; raises `CancelledError`."""
        variants = list(dict.fromkeys(variant for _, variant in self.wanted))
        for number, variant in enumerate(variants):
            progress(number / len(variants), _READING)
            try:
                self._read_plan(variant, cancelled)
            except CancelledError:
                raise
            except MrappError as error:
                self.troubles.append(error)
                self.wanted = [each for each in self.wanted if each[1] != variant]

    def _read_plan(self, variant: str, cancelled: Cancelled) -> None:
        read, opened = self.session.services.read_mesh, self.session.opened
        for asset, lod in self.session.project.seen_files(variant).items():
            path = opened.asset_path(asset)
            self.session.add_mesh(asset, read(path, lod=lod, cancelled=cancelled))
        self.session.ensure_ground()


class FormPrinting(QObject):
    """Opens the dialog and does what it asks."""

    def __init__(self, bench: Workbench, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._glance: Glance | None = None
        self._job: _Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        self.dialog: FormPrintDialog | None = None

    def begin(self, parent: QWidget) -> None:
        """Ask how many, and how."""
        if self.dialog is not None or self._bench.session_or_told() is None:
            return
        dialog = FormPrintDialog(parent, self._bench.tasks, *self._bench.spoken)
        dialog.save_wanted.connect(self._ask_place)
        dialog.finished.connect(self._put_away)
        self.dialog = dialog
        dialog.open()

    def _put_away(self) -> None:
        dialog, self.dialog = self.dialog, None
        self._end()
        if dialog is not None:
            dialog.deleteLater()

    def _end(self) -> None:
        self._timer.stop()
        self._job = None
        if self._glance is not None:
            self._glance.close()
            self._glance = None
            let_go_of_context()
        if self.dialog is not None:
            self.dialog.save.setEnabled(True)

    def _ask_place(self) -> None:
        session, dialog = self._bench.session, self.dialog
        if session is None or dialog is None or self._job is not None:
            return
        form = current(session.project)
        if form is None:
            dialog.tell(NothingToAskError().text, good=False)
            return
        name = self.tr("forms") + ("-18pt" if dialog.large.isChecked() else "") + ".pdf"
        kind = f"{self.tr('PDF')} (*.pdf)"
        SaveDialog(
            dialog, dialog.windowTitle(), Path.home() / name, kind, ".pdf", self.print_to
        ).open()

    def print_to(self, goal: Path) -> None:
        """Make the forms that the dialog asks for, and write them to a file."""
        there, dialog = self._bench.session, self.dialog
        form = current(there.project) if there else None
        if there is None or dialog is None or form is None or self._job is not None:
            return
        opened = replace(there.opened, project=there.project)
        session = Session(opened, there.services, dialog.language)
        language = str(dialog.languages.currentData())
        paper = FormPaper(there.project, form, language, dialog.large.isChecked())
        job = _Job(dialog, session, form, goal, paper, dialog.copies.value(), compared(form))
        self._job = job
        dialog.save.setEnabled(False)
        dialog.tell(None)
        asks_place = any(each.kind == "pin" for each in form.questions)

        def work(progress: Progress, cancelled: Cancelled) -> None:
            job.read_plans(progress, cancelled)
            if asks_place:
                plan = read_ground_plan(session.services.read_mesh, opened)
                job.paper = replace(job.paper, plan=plan)

        self._follow(job, _READING, work, self._draw_all)

    def _follow(
        self,
        job: _Job,
        title: Phrase,
        work: Callable[[Progress, Cancelled], None],
        then: Callable[[_Job], None],
    ) -> None:
        """Do something in a task; what comes of it once the job was given up is left."""

        def done(_none: None) -> None:
            if self._job is job:
                then(job)

        def failed(error: MrappError) -> None:
            if self._job is job:
                self._failed(job, error)

        task = self._bench.tasks.start(title, work, done, failed)
        job.dialog.waiting.follow(task, job.dialog.language)

    def _draw_all(self, job: _Job) -> None:
        if job.wanted:
            job.dialog.tell(_DRAWING.text)
        self._timer.start(0)

    def _draw(self) -> None:
        """Draw a little; the window goes on working in between."""
        job = self._job
        if job is None:
            return
        left = [each for each in job.wanted if each not in job.pictures]
        if not left:
            self._write(job)
            return
        if self._glance is None:
            self._glance = Glance(PICTURE_PX)
        viewpoint, variant = left[0]
        if not job.aimed:
            session = job.session
            session.apply(switch_variant(session.moment, variant))
            # Neither a name nor a badge: the two are compared without knowing which is which.
            state = replace(session.scene_state(), captions=(), badges=())
            point = session.project.viewpoint(viewpoint)
            if point is None:
                job.wanted.remove(left[0])
                self._timer.start(0)
                return
            self._glance.aim(state, session.meshes, pose_of(point, state.origin))
            job.aimed = True
        pixels = self._glance.step()
        let_go_of_context()
        if pixels is not None:
            job.pictures[left[0]] = picture_jpeg(pixels)
            job.aimed = False
        self._timer.start(_STEP_MS)

    def _write(self, job: _Job) -> None:
        pictures: Mapping[tuple[str, str], bytes] = dict(job.pictures)
        paper = replace(job.paper, pictures=pictures)

        def work(progress: Progress, cancelled: Cancelled) -> None:
            def far(fraction: float, what: Phrase) -> None:
                progress(0.9 * fraction, what)

            copies = new_copies(job.count, os.urandom, far, cancelled)
            content = form_pdf(paper, copies, cancelled)
            try:
                with writing(job.goal) as stream:
                    stream.write(content)
            except OSError as error:
                raise ExportFailedError(file=job.goal.name, reason=reason_of(error)) from error

        job.dialog.tell(None)
        self._follow(job, PRINTING, work, self._done)

    def _done(self, job: _Job) -> None:
        def say(language: str) -> str:
            told = _DONE.text(language, count=job.count, path=job.goal)
            return "\n".join([told, *(each.text(language) for each in job.troubles)])

        self._end()
        job.dialog.tell(say, good=not job.troubles)

    def _failed(self, job: _Job, error: MrappError) -> None:
        self._end()
        stopped = isinstance(error, CancelledError)
        job.dialog.tell(_STOPPED.text if stopped else error.text, good=False)
