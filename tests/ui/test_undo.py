"""Everything that changes something can be undone and done again, and says its name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mrapp.app.state import ObjectRef
from mrapp.ui.robot import Robot
from tests.ui.hands import idle
from tests.ui.small import write_block, write_tower

pytestmark = pytest.mark.window

HOUSE = ObjectRef("assets/rijen.city.json", "huis-1-1")


def trigger(command: str) -> Callable[[Robot], None]:
    """Return what asks for a command."""

    def ask(robot: Robot) -> None:
        action = robot.window.parts.actions[command]
        assert action.isEnabled(), command
        action.trigger()

    return ask


def in_variant(do: Callable[[Robot], None]) -> Callable[[Robot], None]:
    """Return the same, done while the variant is shown and a house is selected."""

    def ask(robot: Robot) -> None:
        robot.window.seeing.choose("high")
        robot.window.bench.select(HOUSE)
        do(robot)

    return ask


def hide_and_show_all(robot: Robot) -> None:
    trigger("object.hide")(robot)
    trigger("object.show_all")(robot)


def visit(robot: Robot) -> None:
    """Go to a viewpoint that was saved with the variant, while the city of now is shown."""
    robot.window.seeing.choose("high")
    robot.window.seeing.save_viewpoint("Met toren")
    robot.window.seeing.choose(None)
    robot.click(robot.window.parts.side.viewpoints.go_buttons["met-toren"])
    robot.rest()
    assert robot.session.view.variant == "high"


def remove_layer(robot: Robot) -> None:
    robot.window.bench.select(HOUSE)
    robot.window.parts.side.layers.offer("rows", "remove").trigger()
    assert robot.session.project.layers == ()
    assert not robot.view.card.isVisible()


CHANGES: dict[str, Callable[[Robot], object]] = {
    "variant kiezen": trigger("variant.next"),
    "tijd kiezen": trigger("time.december"),
    "object verbergen": in_variant(trigger("object.hide")),
    "alles weer tonen": in_variant(hide_and_show_all),
    "sloop aanwijzen": in_variant(trigger("object.demolish")),
    "sloop tonen of verbergen": in_variant(trigger("view.demolished")),
    "laag verbergen": lambda robot: robot.click(robot.window.parts.side.layers.box("rows")),
    "laag verwijderen": remove_layer,
    "naar een kijkpunt gaan": visit,
    "kijkpunt bewaren": lambda robot: robot.window.seeing.save_viewpoint("Hier"),
    "kijkpunt hernoemen": lambda robot: robot.window.seeing.rename_viewpoint("street", "Daar"),
    "kijkpunt verwijderen": lambda robot: robot.window.seeing.remove_viewpoint("street"),
}


@pytest.mark.parametrize("label", CHANGES)
def test_a_change_can_be_undone_and_redone(shared: Robot, label: str) -> None:
    CHANGES[label](shared)
    after = shared.session.moment
    before = shared.session.history.done[-1][0]
    undo = shared.window.parts.actions["edit.undo"]
    assert undo.text().replace("&", "") == f"Ongedaan maken: {label}"
    undo.trigger()
    assert shared.session.moment == before != after
    redo = shared.window.parts.actions["edit.redo"]
    assert redo.text().replace("&", "") == f"Opnieuw doen: {label}"
    redo.trigger()
    assert shared.session.moment == after
    idle(shared)
    _back_to_the_start(shared)


def _back_to_the_start(robot: Robot) -> None:
    while robot.session.history.done:
        robot.window.bench.undo()
    robot.window.bench.select(None)
    idle(robot)


def test_what_is_hidden_is_counted_in_view_and_one_click_brings_it_back(shared: Robot) -> None:
    hidden = shared.view.hidden
    assert hidden.isHidden()
    for place in ("huis-1-1", "huis-1-2"):
        shared.window.bench.select(ObjectRef(HOUSE.asset, place))
        shared.click(shared.view.card.hide_it)
    assert hidden.text() == "2 verborgen · Alles weer tonen"
    shared.click(hidden)
    assert hidden.isHidden()
    assert shared.session.view.hidden_objects == frozenset()
    assert shared.city.hasFocus()
    shared.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hidden.accessibleName() == "2 verborgen · Alles weer tonen"
    assert hidden.isVisible()
    _back_to_the_start(shared)
    assert hidden.isHidden()


def test_an_added_file_can_be_taken_back(robot: Robot, tmp_path: Path) -> None:
    before = robot.session.project
    robot.window.desk.add(write_tower(tmp_path / "los" / "blok.city.json"), None)
    robot.wait(robot.window.bench.tasks.idle, lambda: robot.session.project != before)
    assert len(robot.session.project.layers) == 2
    robot.window.bench.undo()
    assert robot.session.project == before


def test_dragging_the_sun_is_one_step(robot: Robot) -> None:
    before = robot.session.moment
    for minutes in range(600, 900, 10):
        robot.window.parts.side.time.hour.setValue(minutes)
    robot.window.bench.undo()
    assert robot.session.moment == before


def test_the_title_of_the_window_names_the_project_and_whether_it_changed(robot: Robot) -> None:
    window = robot.window
    assert window.windowTitle() == f"{robot.session.project.title('nl')}[*] – mrapp"
    assert not window.isWindowModified()
    window.seeing.save_viewpoint("Hier")
    assert window.isWindowModified()
    robot.session.undo()
    assert not window.isWindowModified()


def test_what_was_undone_is_no_longer_told(robot: Robot, tmp_path: Path) -> None:
    """What is told of other steps stays; a step that is done again is not told again."""
    notices, bench = robot.view.notices, robot.window.bench
    robot.window.desk.add(write_block(tmp_path / "los" / "blok.obj"), "high")
    idle(robot)
    robot.window.seeing.remove_layer("rows")
    removed = "De laag Huizen is uit het project"
    of_block = [text for text in notices.texts if "blok.obj" in text]
    assert of_block
    assert removed in notices.texts[0]
    bench.undo()
    assert notices.texts == of_block
    bench.undo()
    assert notices.texts == []
    bench.redo()
    assert notices.texts == []
