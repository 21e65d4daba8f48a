"""Forms that wait for staff, with the pictures of their pages, beside the opinions.

Each is a folder that is put in place whole, so that a program may end at any moment. Nothing else
keeps a picture of a citizen's paper: once staff decided, the folder goes.
"""

import json
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from mrapp.feedback.durable import make_folder, sync_folder, write_all
from mrapp.model.project import Project
from mrapp.model.questions import Answer, Questionnaire
from mrapp.model.system import reason_of
from mrapp.paper.doubts import Doubt
from mrapp.paper.errors import WaitingNotKeptError
from mrapp.paper.mark import read_mark
from mrapp.paper.page_reading import PageRead, Seen
from mrapp.paper.sheets import Sheet, form_of

_log = logging.getLogger(__name__)
_FILE: Final = "form.json"
_FORMAT: Final = "mrapp-waiting-form"
_NEW, _OLD = ".new-", ".old-"
_NAME = re.compile(r"[0-9A-Z]{12}(-\d{1,4})?")


@dataclass(frozen=True, eq=False)
class WaitingForm:
    """One form that waits. name: of its folder; copied: its number belongs to another one too."""

    name: str
    sheet: Sheet
    since_utc: datetime
    event: str | None = None
    copied: bool = False

    def is_same(self, other: "WaitingForm") -> bool:
        """Tell whether nothing came to a form, and nothing else was read of it."""
        mine, theirs = (
            (form.name, form.copied, {n: each.seen for n, each in form.sheet.pages.items()})
            for form in (self, other)
        )
        return mine == theirs


class WaitingForms:
    """The forms of one project that wait in `folder`, which is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that need not exist."""
        self.folder = folder

    def keep(self, waiting: WaitingForm) -> None:
        """Keep a form durably, in place of what has its name. `WaitingNotKeptError`."""
        told = _told(waiting)
        beside = self.folder / f"{_NEW}{waiting.name}"
        try:
            make_folder(self.folder)
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir(mode=0o700)
            for number, page in waiting.sheet.pages.items():
                _write(beside / _picture_name(number), page.jpeg())
            _write(beside / _FILE, json.dumps(told, ensure_ascii=False).encode())
            sync_folder(beside)
            self._put_in_place(beside, waiting.name)
        except OSError as error:
            shutil.rmtree(beside, ignore_errors=True)
            raise WaitingNotKeptError(path=self.folder, reason=reason_of(error)) from error

    def _put_in_place(self, beside: Path, name: str) -> None:
        goal, old = self.folder / name, self.folder / f"{_OLD}{name}"
        if goal.exists():
            shutil.rmtree(old, ignore_errors=True)
            goal.rename(old)
        beside.rename(goal)
        sync_folder(self.folder)
        shutil.rmtree(old, ignore_errors=True)

    def all(self, project: Project) -> list[WaitingForm]:
        """Return the forms that wait, the oldest first; of versions the project has."""
        self._finish()
        found = filter(None, (self._read(project, each) for each in self._folders()))
        return sorted(found, key=lambda each: (each.since_utc, each.name))

    def count(self) -> int:
        """Return how many forms wait, whatever project version they are of."""
        return sum(1 for _ in self._folders())

    def drop(self, name: str) -> None:
        """Erase a form and its pictures; safe twice."""
        goal = self.folder / name
        if not _NAME.fullmatch(name) or not goal.exists():
            return
        old = self.folder / f"{_OLD}{name}"
        shutil.rmtree(old, ignore_errors=True)
        goal.rename(old)
        sync_folder(self.folder)
        shutil.rmtree(old)

    def _folders(self) -> Iterable[Path]:
        if not self.folder.is_dir():
            return ()
        return (each for each in sorted(self.folder.iterdir()) if _NAME.fullmatch(each.name))

    def _finish(self) -> None:
        """Finish what a program left half done that ended by itself."""
        if not self.folder.is_dir():
            return
        for old in self.folder.glob(f"{_OLD}*"):
            goal, new = (self.folder / f"{p}{old.name[len(_OLD) :]}" for p in ("", _NEW))
            # Where the new one never took its place, the old one still counts.
            if not goal.exists() and new.exists():
                old.rename(goal)
            else:
                shutil.rmtree(old, ignore_errors=True)

    def _read(self, project: Project, folder: Path) -> WaitingForm | None:
        try:
            told = json.loads((folder / _FILE).read_bytes())
            pages = {
                int(number): _page(page, folder / _picture_name(int(number)))
                for number, page in told["pages"].items()
            }
            form = form_of(project, next(iter(pages.values())).mark)
            if not isinstance(form, Questionnaire):
                return None
            sheet = Sheet(form, pages, int(told["number"]))
            since = datetime.fromisoformat(told["since"])
            return WaitingForm(folder.name, sheet, since, told["event"], bool(told["copied"]))
        except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
            _log.warning("a waiting form cannot be read and stays where it is: %s", error)
            return None


def name_for(sheet: Sheet) -> str:
    """Return under which name a form waits."""
    return sheet.serial if sheet.number == 1 else f"{sheet.serial}-{sheet.number}"


def _told(waiting: WaitingForm) -> Mapping[str, Any]:
    return {
        "format": _FORMAT,
        "format_version": 1,
        "number": waiting.sheet.number,
        "since": waiting.since_utc.isoformat(),
        "event": waiting.event,
        "copied": waiting.copied,
        "pages": {
            str(number): {
                "mark": page.mark.text(),
                "fine": page.fine,
                "seen": [
                    {"question": each.question, "answer": each.answer, "doubt": each.doubt}
                    for each in page.seen
                ],
            }
            for number, page in waiting.sheet.pages.items()
        },
    }


def _page(told: Mapping[str, Any], picture: Path) -> PageRead:
    mark = read_mark(told["mark"])
    if mark is None:
        raise ValueError("its mark cannot be read")
    if not picture.is_file():
        raise ValueError("a picture of it is gone")
    seen = tuple(
        Seen(
            each["question"],
            _answer(each["answer"]),
            Doubt(each["doubt"]) if each["doubt"] else None,
        )
        for each in told["seen"]
    )
    return PageRead(mark, seen, picture, float(told["fine"]))


def _answer(told: Any) -> Answer | None:  # noqa: ANN401 - JSON is anything
    return tuple(told) if isinstance(told, list) else told


def _picture_name(number: int) -> str:
    return f"page-{number}.jpg"


def _write(path: Path, content: bytes) -> None:
    with path.open("wb", buffering=0) as stream:
        write_all(stream, content)
        os.fsync(stream.fileno())


FolderOf = Callable[[str], Path]
"""Where what is kept of a project is, by its id."""


def waiting_forms(folder_of: FolderOf, project: Project) -> WaitingForms:
    """Return the forms of a project that wait, beside its opinions."""
    return WaitingForms(folder_of(project.id) / "paper")
