"""Commands about the window itself: panels, text, language, quality, help, pictures."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject, QSaveFile, Qt
from PySide6.QtGui import QImageWriter
from PySide6.QtWidgets import QMainWindow, QWidget

from mrapp.app.pictures import design_missed
from mrapp.app.settings import known_language, next_text_scale
from mrapp.model.texts import Phrase
from mrapp.scene.quality import Quality
from mrapp.ui.dialogs.save_file import SaveDialog
from mrapp.ui.parts import Parts
from mrapp.ui.workbench import Message, Workbench

if TYPE_CHECKING:
    from mrapp.ui.dialogs.help import HelpDialog

_PICTURE_SAVED = Phrase(nl="Afbeelding bewaard in {path}.", en="Picture saved in {path}.")
_PICTURE_FAILED = Phrase(
    nl="De afbeelding kan niet worden bewaard in {path}. Er is niets veranderd. Kies een andere "
    "plek of een naam die eindigt op .png.",
    en="The picture cannot be saved in {path}. Nothing was changed. Choose another place or a "
    "name that ends in .png.",
)


class Arranging(QObject):
    """Commands about the window itself: panels, text, language, quality, help, pictures."""

    def __init__(self, window: QMainWindow, parts: Parts, bench: Workbench) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._bench = bench
        self._help: HelpDialog | None = None

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        change = self._bench.change_settings
        return {
            "picture.save": self.ask_picture,
            "window.next_part": lambda: self._step_part(1),
            "window.previous_part": lambda: self._step_part(-1),
            "window.panels": self._toggle_panels,
            "window.full_screen": self._toggle_full_screen,
            "text.larger": lambda: self._scale(1),
            "text.smaller": lambda: self._scale(-1),
            "text.normal": partial(change, text_scale=1.0),
            "language.switch": self.switch_language,
            "quality.high": self._toggle_quality,
            "help.keys": self._show_keys,
            "help.about": self._show_about,
            "help.first_steps": partial(change, hints_seen=False),
        }

    def switch_language(self) -> None:
        """Speak the other language, everywhere."""
        language = known_language("en" if self._bench.language == "nl" else "nl")
        self._bench.change_settings(language=language)

    def _scale(self, steps: int) -> None:
        wanted = next_text_scale(self._bench.settings.text_scale, steps)
        self._bench.change_settings(text_scale=wanted)

    def _toggle_panels(self) -> None:
        self._bench.change_settings(panels_shown=not self._bench.settings.panels_shown)

    def _show_keys(self) -> None:
        self.help_dialog.show_keys()

    def _show_about(self) -> None:
        self.help_dialog.show_about()

    def _toggle_quality(self) -> None:
        high = self._bench.settings.quality == Quality.HIGH
        wanted = Quality.STANDARD if high else Quality.HIGH
        self._bench.change_settings(quality=wanted.value)
        session = self._bench.session
        state = session.scene_state() if session else None
        meshes, ready = session.meshes if session else {}, self._bench.loader.ready
        self._parts.view.city.set_quality(wanted, state, meshes, ready)

    def _toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    @property
    def help_dialog(self) -> "HelpDialog":
        """The page of help: the one that is open, or a new one."""
        if self._help is None:
            # Late: the window starts without it.
            from mrapp.ui.dialogs.help import HelpDialog

            self._help = HelpDialog(self._window, *self._bench.spoken)
            self._help.finished.connect(self._put_help_away)
        return self._help

    def _put_help_away(self) -> None:
        self._help = None

    def _stops(self) -> list[tuple[QWidget, QWidget]]:
        """Return the parts of the window that F6 visits, each with what takes the focus."""
        side, view = self._parts.side, self._parts.view
        stops: list[tuple[QWidget, QWidget]] = [(view.city, view.city)]
        if side.isVisible():
            stops.append((side.plan, side.plan.first_focus()))
            rest = (side.place, side.time, side.viewpoints, side.opinions, side.layers)
            stops += [(s, s.header) for s in rest if s.isVisible()]
        if view.hidden.isVisible():
            stops.append((view.hidden, view.hidden))
        if view.card.isVisible():
            stops.append((view.card, view.card.reader))
        if view.opinion.isVisible():
            stops.append((view.opinion, view.opinion.reader))
        if view.notices.isVisible():
            stops.append((view.notices, view.notices.first_focus()))
        stops.append((self._parts.pad, self._parts.pad.buttons()[0]))
        stops.append((self._parts.top, self._parts.top.buttons["project.open"]))
        return stops

    def _step_part(self, steps: int) -> None:
        stops = self._stops()
        focus = self._window.focusWidget()
        inside = [i for i, (part, _) in enumerate(stops) if _inside(focus, part)]
        _part, target = stops[(inside[0] + steps) % len(stops) if inside else 0]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._parts.side.reader.ensureWidgetVisible(target)

    def ask_picture(self) -> None:
        """Ask where to keep what is seen, and keep it."""
        kind = self.tr("Picture (*.png)")
        title = self.tr("Save a picture")
        proposed = Path.home() / "mrapp.png"
        SaveDialog(self._window, title, proposed, kind, ".png", self.save_picture).open()

    def save_picture(self, path: Path) -> None:
        """Keep what is seen as a PNG file: wholly, or what was there stays."""
        file = QSaveFile(str(path))
        image = self._parts.view.city.grabFramebuffer()
        kept = (
            file.open(QIODevice.OpenModeFlag.WriteOnly)
            and QImageWriter(file, b"PNG").write(image)
            and file.commit()
        )
        phrase = _PICTURE_SAVED if kept else _PICTURE_FAILED
        self._bench.tell(Message(partial(_said, phrase, path), "good" if kept else "error"))
        session = self._bench.session
        if kept and session is not None and self._parts.view.city.city.misses_design:
            self._bench.tell(Message(design_missed(session.moment).text))


def _said(phrase: Phrase, path: Path, language: str) -> str:
    return phrase.text(language, path=path)


def _inside(widget: QWidget | None, part: QWidget) -> bool:
    return widget is not None and (widget is part or part.isAncestorOf(widget))
