"""A kiosk under test: a real window, a real store, a clock that goes only when told."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from models.maker import questions
from mrapp.app.kiosk.staff import StaffPins
from mrapp.app.ports import Services
from mrapp.app.remarks.keeping import Draft, RemarkStore
from mrapp.app.remarks.receipts import Seal
from mrapp.bootstrap import build_papers, build_services
from mrapp.feedback.stores import FolderStores
from mrapp.io.staff_pin import StaffPinFile
from mrapp.model.remark import Remark
from mrapp.model.remark_errors import RemarkNotKeptError
from mrapp.model.texts import Phrase
from mrapp.ui.ar.sources import Eyes, Source
from mrapp.ui.asking.looks import Looks
from mrapp.ui.kiosk.hands import KioskHands
from mrapp.ui.kiosk.parts import KioskParts
from mrapp.ui.kiosk.running import make_kiosk, write_day_slip
from mrapp.ui.kiosk.visiting import Occasion
from tests.ui.screen import needs_screen
from tests.ui.small import write_project

FULL = Phrase(nl="de schijf is vol", en="the disk is full")
BEGUN = datetime(2026, 12, 3, 18, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Goes only when it is told to."""

    now_s: float = 1_000.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now_s

    def utc_now(self) -> datetime:
        """The same as a time of day."""
        return BEGUN + timedelta(seconds=self.now_s)


@dataclass
class Kiosk:
    """A kiosk with what a test needs of it."""

    hands: KioskHands
    clock: Clock
    folder: Path
    pins: StaffPins = field(repr=False)
    stores: list[RemarkStore] = field(repr=False)

    @property
    def store(self) -> RemarkStore:
        """The store, which the kiosk has opened by now."""
        return self.stores[-1]

    def wait_s(self, seconds: float) -> None:
        """Let seconds pass, and let the kiosk notice."""
        self.clock.now_s += seconds
        self.hands.window.visiting.tick()
        self.hands.turn()

    def traces(self, *words: str) -> list[str]:
        """Return every file of the store, and every widget, that still tells one of some words."""
        files = [f for f in self.folder.rglob("*") if f.is_file()]
        found = [f.name for f in files if any(w.encode() in f.read_bytes() for w in words)]
        window = self.hands.window
        for widget in [window, *window.findChildren(QObject)]:
            told = [str(getattr(widget, name)()) for name in _TELLING if hasattr(widget, name)]
            found += [type(widget).__name__ for each in told if any(w in each for w in words)]
        return found


_TELLING = ("text", "toPlainText", "accessibleName", "accessibleDescription", "toolTip")


def write_kiosk_project(folder: Path) -> Path:
    """Write the small project with the questions of the demo."""
    path = write_project(folder) / "project.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    variants = told["plans"][0]["variants"]
    variants.append({"id": "low", "name": {"nl": "Laag", "en": "Low"}})
    asked = questions.questionnaires()
    for each in asked[0]["questions"]:
        if "variants" in each:
            each["variants"] = ["high", "low"]
        if "viewpoint" in each:
            each["viewpoint"] = "street"
    told |= {"questionnaires": asked, "themes": questions.themes(), "events": questions.events()}
    path.write_text(json.dumps(told), encoding="utf-8")
    return folder


def open_kiosk(
    project: Path,
    folder: Path,
    open_store: Callable[[], RemarkStore] | None = None,
    looks: Looks | None = None,
    *,
    whole: bool = False,
    alone: bool = False,
    busy: bool = False,
    services: Services | None = None,
    eyes: Eyes | None = None,
) -> Kiosk:
    """Return a kiosk of 1280 by 900, or on the whole screen, with all files of a project in it.

    busy: it may still be busy with its store. eyes: it has a camera, and sees with these.
    """
    needs_screen()
    services, clock = services or build_services(), Clock()
    opened = services.projects.load(project)
    stores: list[RemarkStore] = []

    def open_one() -> RemarkStore:
        stores.append(open_store() if open_store else FolderStores(folder).open(opened.project.id))
        return stores[-1]

    camera = Source("camera") if eyes is not None else None
    pins = StaffPinFile(folder / "kiosk-pin.json")
    occasion = Occasion(opened.project, clock, clock.utc_now, looks=looks or Looks(still=True))
    slip = partial(write_day_slip, opened.project, clock.utc_now, build_papers, folder)
    parts = KioskParts(services, open_one, folder, pins, occasion, slip, alone, camera, eyes)
    window = make_kiosk(parts, opened)
    if whole:
        window.stay.begin()
    else:
        window.resize(1280, 900)
        window.show()
    hands = KioskHands(window)
    if not busy:
        hands.ready()
    return Kiosk(hands, clock, folder, pins, stores)


def close_kiosk(kiosk: Kiosk) -> None:
    """End a kiosk as staff do."""
    kiosk.hands.window.leave()
    kiosk.hands.window.deleteLater()


class FullDisk:
    """A store on a disk that is full until it is not: all else is done by a real one."""

    def __init__(self, store: RemarkStore) -> None:
        self._store = store
        self.full = True

    def add(self, remark: Remark, seal: Seal, files: Mapping[str, bytes]) -> None:
        """Keep a remark, if there is room."""
        if self.full:
            raise RemarkNotKeptError(reason=FULL)
        self._store.add(remark, seal, files)

    def keep_draft(self, draft: Draft) -> None:
        """Keep a draft."""
        self._store.keep_draft(draft)

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)
