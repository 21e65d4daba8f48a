"""What is told over the view can be read, whatever comes and goes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from mrapp.model.texts import Phrase
from mrapp.scene.label_room import Rect
from mrapp.ui.robot import Robot
from mrapp.ui.workbench import Kind, Message
from tests.ui.conftest import close_window, open_window
from tests.ui.small import write_project

pytestmark = pytest.mark.window

_LONG = (
    "is van een soort die mrapp niet leest. Er is niets veranderd. Wel te gebruiken: "
    "CityJSON (.json, .city.json), CityJSONSeq (.jsonl, .city.jsonl) en glTF (.gltf, .glb)."
)


@pytest.fixture(params=[(1280, 720, 1.0), (1920, 1080, 1.0), (1280, 720, 2.0), (1920, 1080, 2.0)])
def fresh(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Robot]:
    """A window of a size, with a size of text."""
    window = open_window(write_project(tmp_path_factory.mktemp("told") / "klein"))
    robot = Robot(window)
    width, height, scale = request.param
    window.bench.change_settings(text_scale=scale)
    robot.resize(width, height)
    yield robot
    close_window(window)


def _cut_off(root: QWidget) -> list[str]:
    """Return the words below `root` that have less room than they need."""
    return [
        f"{label.text()[:40]}: {label.height()} < {label.heightForWidth(label.width())}"
        for label in root.findChildren(QLabel)
        if label.isVisible() and label.height() < label.heightForWidth(label.width())
    ]


def _tell(robot: Robot, kind: Kind, *names: str) -> None:
    for name in names:
        words = Phrase(nl=f"{name} {_LONG}", en=f"{name} {_LONG}")
        robot.window.bench.tell(Message(words.text, kind))
        robot.turn()


def test_every_message_can_be_read_whatever_comes_and_goes(fresh: Robot) -> None:
    notices = fresh.view.notices
    _tell(fresh, "error", "wrong.txt", "cut.json")
    assert len(notices.texts) == 2
    assert _cut_off(notices) == []
    _tell(fresh, "good", "2092.json")
    assert _cut_off(notices) == []
    button = notices.first_focus()
    assert isinstance(button, QAbstractButton)
    button.click()
    fresh.turn()
    assert _cut_off(notices) == []
    _tell(fresh, "note", "a.json", "b.json", "c.json", "d.json")
    assert _cut_off(notices) == []
    # What does not fit is reached by scrolling; the newest is in sight as a whole.
    assert notices.geometry().bottom() < fresh.view.height()
    newest = notices.first_focus().parentWidget()
    assert newest is not None
    assert newest.visibleRegion().boundingRect() == newest.rect()
    assert any("wrong.txt" in text for text in notices.texts), "an error went by itself"


def test_the_card_grows_with_what_it_says(fresh: Robot) -> None:
    fresh.window.seeing.choose("high")
    fresh.rest()
    fresh.click_view(fresh.building_in_view())
    fresh.rest()
    card = fresh.view.card
    fresh.window.selecting.set_demolished(True)
    fresh.turn()
    assert "terug" in card.demolish.text() or "niet slopen" in card.demolish.text()
    room = fresh.window.parts.pad.y() - card.y() - 12
    assert card.height() == min(card.wanted_height(card.width()), room)
    fresh.click(card.more.header)
    fresh.turn()
    assert card.height() == min(card.wanted_height(card.width()), room)


def test_no_badge_hangs_under_a_card_or_a_message(fresh: Robot) -> None:
    view, city = fresh.view, fresh.city
    fresh.window.seeing.choose("high")
    fresh.window.parts.actions["move.overview"].trigger()
    fresh.rest()
    fresh.click_view(fresh.building_in_view())
    _tell(fresh, "error", "wrong.txt")
    fresh.rest()
    ratio = city.devicePixelRatioF()
    covered = city.city.covered
    for part in (view.card, view.notices, fresh.window.parts.pad):
        corner = city.mapFromGlobal(part.mapToGlobal(QPoint(0, 0)))
        left, top = corner.x() * ratio, (city.height() - corner.y()) * ratio
        right, bottom = left + part.width() * ratio, top - part.height() * ratio
        assert Rect(left, bottom, right, top) in covered
    view.card.close_button.click()
    view.notices.clear()
    fresh.turn()
    assert len(city.city.covered) == len(covered) - 2
    # Another quality is another view of the city.
    fresh.window.bench.change_settings(quality="high")
    fresh.rest()
    assert len(city.city.covered) == len(covered) - 2
