"""For everyone: names on all controls, Dutch without English, text at 200 % without clipping."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QScrollBar,
    QTextBrowser,
    QWidget,
)

from installers.texts import TS
from mrapp.app.actions import hide_object
from mrapp.app.commands import GESTURES, Section, all_commands
from mrapp.app.state import ObjectRef
from mrapp.model.texts import Language, Phrase
from mrapp.ui.dialogs.add_file import AddFileDialog
from mrapp.ui.dialogs.form import FormDialog
from mrapp.ui.dialogs.new_project import NewProjectDialog
from mrapp.ui.robot import Robot
from mrapp.ui.widgets import ElidedButton, ElidedCheckBox, ElidedLabel

pytestmark = pytest.mark.window

ELIDED = (ElidedButton, ElidedCheckBox, ElidedLabel)
HOUSE = ObjectRef("assets/rijen.city.json", "huis-1-1")


@pytest.fixture
def full(shared: Robot) -> Iterator[Robot]:
    """The window with as much in it as there can be: a variant, a card, a message, the hints."""
    bench = shared.window.bench
    shared.window.seeing.choose("high")
    bench.act(hide_object, ObjectRef(HOUSE.asset, "huis-0-0"))
    bench.select(HOUSE)
    shared.view.card.more.set_open(True)
    shared.window.selecting.hide()
    bench.undo()
    shared.window.saving.save()
    shared.wait(bench.tasks.idle, lambda: not bench.tasks.running)
    bench.change_settings(hints_seen=False)
    shared.rest()
    shared.turn()
    yield shared
    shared.view.notices.clear()
    bench.change_settings(hints_seen=True, text_scale=1.0, language="nl")
    shared.session.speak("nl")


def controls(top: QWidget) -> list[QWidget]:
    """Return everything below `top` that can be worked with."""
    kinds = (
        QAbstractButton,
        QAbstractSlider,
        QAbstractSpinBox,
        QComboBox,
        QLineEdit,
        QProgressBar,
        QTextBrowser,
    )
    found = [w for kind in kinds for w in top.findChildren(kind)]
    return [w for w in found if not isinstance(w, QScrollBar) and not _part_of_another(w)]


def _part_of_another(widget: QWidget) -> bool:
    """Tell whether Qt made it inside a control of its own: a spin box, a menu bar's overflow."""
    return widget.objectName().startswith("qt_")


def test_every_control_has_a_name(full: Robot) -> None:
    nameless = [
        f"{type(w).__name__} {w.objectName()}"
        for w in controls(full.window)
        if not w.accessibleName().strip()
    ]
    assert nameless == []
    assert full.city.accessibleName()
    assert full.city.accessibleDescription()


def test_the_dialogs_have_names_too(shared: Robot) -> None:
    window = shared.window
    settings = window.bench.settings
    window.arranging.help_dialog.show_keys()
    dialogs = (
        NewProjectDialog(window, window.bench.services, window.bench.tasks, "nl", 1.0),
        AddFileDialog(window, shared.session.project, settings.language, 1.0),
        window.arranging.help_dialog,
    )
    for dialog in dialogs:
        assert len(controls(dialog)) >= 2
        assert [type(w).__name__ for w in controls(dialog) if not w.accessibleName()] == []
        dialog.close()
        dialog.deleteLater()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_dialog_clips_its_text_at_200_percent(shared: Robot, language: Language) -> None:
    window = shared.window
    window.bench.change_settings(text_scale=2.0, language=language)
    dialogs: tuple[FormDialog, ...] = (
        NewProjectDialog(window, window.bench.services, window.bench.tasks, language, 2.0),
        AddFileDialog(window, shared.session.project, language, 2.0),
    )
    for dialog in dialogs:
        dialog.tell_wrong("Een lange zin over wat er mis is en wat u eraan kunt doen. " * 2)
        dialog.show()
        shared.turn()
        assert clipped(dialog) == []
        assert dialog.width() <= 1280
        assert dialog.height() <= 720
        dialog.close()
        dialog.deleteLater()
    window.bench.change_settings(text_scale=1.0, language="nl")


def english() -> list[re.Pattern[str]]:
    """Return every English text of the program that differs in Dutch, as a pattern."""
    pairs = [
        (message.findtext("source") or "", message.findtext("translation") or "")
        for message in ET.parse(TS).iter("message")
    ]
    phrases: list[Phrase] = [section.value for section in Section]
    for command in all_commands().values():
        phrases += [command.title, command.help, *([command.short] if command.short else [])]
    phrases += [phrase for gesture in GESTURES for phrase in (gesture.keys, gesture.what)]
    pairs += [(phrase.en, phrase.nl) for phrase in phrases]
    dutch = {nl for _en, nl in pairs}
    texts = {en for en, nl in pairs if en != nl and en not in dutch}
    return [re.compile(re.sub(r"%\\?(1|2|n)", ".+", re.escape(text))) for text in texts]


def said(top: QWidget) -> set[str]:
    """Return every line that is to be read or heard below `top`, and in its menus."""
    lines: list[str] = []
    for widget in [top, *top.findChildren(QWidget)]:
        lines += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton):
            lines.append(widget.text())
        if isinstance(widget, QMenu):
            lines += [widget.title(), *(a.text() for a in widget.actions())]
            lines += [a.toolTip() for a in widget.actions()]
    plain = "\n".join(lines).replace("&", "").replace("…", "")
    return {re.sub(r" \(.*\)$", "", line).strip() for line in plain.splitlines()} - {""}


def test_in_dutch_nothing_is_english(full: Robot) -> None:
    patterns = english()
    allowed = {"In English"}
    lines = said(full.window) - allowed
    assert len(lines) > 100
    assert sorted(line for line in lines if any(p.fullmatch(line) for p in patterns)) == []


def test_the_language_switches_while_it_runs(full: Robot) -> None:
    full.window.arranging.switch_language()
    full.turn()
    lines = said(full.window)
    assert {"What do you want to see", "Sun and time", "Viewpoints", "Layers"} <= {
        line.rstrip("?") for line in lines
    }
    assert "Height, measured" in lines
    full.window.arranging.switch_language()
    assert "Zon en tijd" in said(full.window)


def clipped(top: QWidget) -> list[str]:
    """Say which texts below `top` have too little room, and how much they need."""
    worded: list[QLabel | QAbstractButton] = list(top.findChildren(QLabel))
    worded += top.findChildren(QAbstractButton)
    worded = [w for w in worded if w.isVisible() and w.text() and not isinstance(w, ELIDED)]
    assert len(worded) > 4
    told = [(w, _clipped(w)) for w in worded]
    return [f"{type(w).__name__} {w.text()!r}: {how}" for w, how in told if how]


def _clipped(widget: QLabel | QAbstractButton) -> str:
    """Say how a widget is too small for its text, or nothing."""
    wraps = widget.wordWrap() if isinstance(widget, QLabel) else widget.hasHeightForWidth()
    if wraps:
        needed = widget.heightForWidth(widget.width())
        return f"{widget.height()} high, needs {needed}" if widget.height() < needed else ""
    needed = widget.sizeHint().width() - 1
    return f"{widget.width()} wide, needs {needed}" if widget.width() < needed else ""


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_is_clipped_at_1280_by_720(full: Robot, scale: float, language: str) -> None:
    bench = full.window.bench
    bench.change_settings(text_scale=scale, language=language)
    full.session.speak(language)
    full.rest()
    full.turn()
    assert (full.window.width(), full.window.height()) == (1280, 720)
    assert clipped(full.window) == []
    assert outside(full) == []


def outside(robot: Robot) -> list[str]:
    """Return what sticks out sideways of the side panel or the view."""
    reader = robot.window.parts.side.reader
    over = (robot.view.card, robot.window.parts.pad, robot.view.notices, robot.view.hidden)
    found = [
        f"{type(part).__name__}: {part.geometry()} in {robot.view.rect()}"
        for part in over
        if part.isVisible() and not robot.view.rect().contains(part.geometry())
    ]
    if reader.horizontalScrollBar().maximum() > 0:
        found.append(f"side panel: {reader.horizontalScrollBar().maximum()} px too wide")
    return found
