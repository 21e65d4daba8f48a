"""The main job, done in the real window by a robot: pictures of each step and a short report.

`mrapp journey PROJECT --out out` runs it; so does `make run` on a machine without a screen.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt

from mrapp.model.texts import pick_language
from mrapp.scene.navigator import Mode
from mrapp.ui.main_window import MainWindow
from mrapp.ui.opinions.journey import OpinionSteps
from mrapp.ui.questionnaire.journey import QuestionSteps
from mrapp.ui.robot import Robot, StepError, check
from mrapp.ui.tiles.journey import TileSteps

_LARGE, _SMALL = (1920, 1080), (1280, 720)
_WALK_TICKS = 15
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Done:
    """A step that was taken: what it is, how it went, how long it took, its picture."""

    name: str
    result: str
    seconds: float
    picture: str
    failed: bool = False


class Journey:
    """Takes steps in a window and notes how they went."""

    def __init__(self, window: MainWindow, out: Path) -> None:
        self.robot = Robot(window)
        self.out = out
        self.done: list[Done] = []

    def step(self, name: str, do: Callable[[], str], picture: str = "") -> None:
        """Take a step; `do` returns what came of it or raises `StepError`; then take a picture."""
        begun = time.monotonic()
        failed = False
        try:
            result = do()
        except StepError as finding:
            result, failed = str(finding), True
        passed = time.monotonic() - begun
        file = ""
        if picture:
            file = f"{len([d for d in self.done if d.picture]) + 1:02d}-{picture}.png"
            self.robot.picture(self.out / file)
        self.done.append(Done(name, result, passed, file, failed))

    def report(self) -> str:
        """Return the report as Markdown."""
        failures = sum(done.failed for done in self.done)
        head = "Every step went well." if not failures else f"{failures} steps FAILED."
        lines = ["# The main job, in mrapp's own window", "", head, ""]
        lines += ["| step | result | seconds | picture |", "|---|---|---|---|"]
        for done in self.done:
            mark = "**FAILED** " if done.failed else ""
            shown = f"[{done.picture}]({done.picture})" if done.picture else ""
            lines.append(f"| {done.name} | {mark}{done.result} | {done.seconds:.1f} | {shown} |")
        return "\n".join(lines) + "\n"


def journey(window: MainWindow, out: Path) -> int:
    """Do the main job in `window`, on a project that is being opened; 0 if every step went well.

    Pictures go to `out`/NN-name.png, the report to `out`/report.md.
    """
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("[0-9][0-9]-*.png"):
        old.unlink()
    trip = Journey(window, out)
    steps = _Steps(trip.robot)
    trip.step("open the project", steps.open, "opened")
    trip.step("read the first steps and put them away", steps.understand)
    _look_around(trip, steps)
    _choose_and_change(trip, steps)
    _place(trip, steps)
    _walk(trip, steps)
    opinions = OpinionSteps(trip.robot, steps.eye_height, steps.overview)
    parts = (opinions, QuestionSteps(trip.robot), TileSteps(trip.robot))
    for each in (step for part in parts for step in part.all()):
        trip.step(each.name, each.do, each.picture)
    _small_window(trip, steps)
    (out / "report.md").write_text(trip.report(), encoding="utf-8")
    return 1 if any(done.failed for done in trip.done) else 0


def _look_around(trip: Journey, steps: "_Steps") -> None:
    trip.step("see everything from above (Shift+Home)", steps.overview, "birds-view-now")
    for number, key in enumerate(steps.variants(), start=1):
        trip.step(
            f"variant {number} from above",
            partial(steps.choose, key),
            f"birds-view-variant-{number}",
        )
    trip.step("fly to a viewpoint at eye height", steps.eye_height, "eye-height-variant")
    for number, key in reversed(list(enumerate(steps.variants(), start=1))):
        trip.step(
            f"variant {number} at eye height",
            partial(steps.choose, key),
            f"eye-height-variant-{number}",
        )
    trip.step("now, at eye height", lambda: steps.choose(None), "eye-height-now")
    trip.step("first variant again", lambda: steps.choose(next(iter(steps.variants()), None)))
    trip.step("noon in June", lambda: steps.preset("time.june"), "june-noon")
    trip.step(
        "an afternoon in December", lambda: steps.preset("time.december"), "december-afternoon"
    )
    trip.step("see everything, December", steps.overview, "birds-view-december")
    trip.step("noon in June again", lambda: steps.preset("time.june"), "birds-view-june")


def _choose_and_change(trip: Journey, steps: "_Steps") -> None:
    trip.step("click a building", steps.click_building, "building-selected")
    trip.step("hide it (Ctrl+H)", steps.hide, "building-hidden")
    trip.step("bring it back (button over the view)", steps.show_all)
    trip.step("remove a layer, and undo that (Ctrl+Z)", steps.remove_layer)
    trip.step("choose it with the keyboard (full stop)", steps.select_next, "building-by-keyboard")
    trip.step("let go of it (Escape)", steps.clear)
    trip.step("save a viewpoint (Ctrl+B)", steps.save_viewpoint, "viewpoint-saved")
    trip.step("undo (Ctrl+Z)", lambda: steps.count_viewpoints(Qt.Key.Key_Z, _CTRL, -1))
    trip.step(
        "redo (Ctrl+Shift+Z)", lambda: steps.count_viewpoints(Qt.Key.Key_Z, _CTRL | _SHIFT, 1)
    )
    trip.step("in English (Ctrl+Shift+L)", steps.switch_language, "english")
    trip.step("in Dutch again", steps.switch_language)


def _place(trip: Journey, steps: "_Steps") -> None:
    with TemporaryDirectory(prefix="mrapp-journey-") as folder:
        block = write_block(Path(folder) / "journey.obj")
        trip.step("see everything from above", steps.overview)
        trip.step(
            "add a design that does not say where it stands (OBJ)",
            lambda: steps.add(block),
            "design-added",
        )
        trip.step("turn it and make it larger, by numbers", steps.place, "design-placed")
        trip.step("demolish the buildings under it", steps.demolish_under, "design-replaces")
        trip.step("undo all of that (Ctrl+Z)", steps.undo_placing, "design-undone")


def _walk(trip: Journey, steps: "_Steps") -> None:
    trip.step("land in the street (F3)", steps.land, "landed")
    trip.step("stand at a viewpoint", steps.eye_height)
    trip.step("walk (arrow keys)", steps.walk, "walked")
    trip.step("back to the start (Home)", steps.home)


def _small_window(trip: Journey, steps: "_Steps") -> None:
    trip.step("a small window", lambda: steps.resize(_SMALL), "small-start")
    trip.step("see everything", steps.overview, "small-birds-view")
    trip.step("click a building", steps.click_building, "small-building-selected")
    trip.step("let go of it", steps.clear)
    trip.step("text at 200 %", lambda: steps.text_scale(2.0), "small-large-text")
    trip.step("text at 100 %", lambda: steps.text_scale(1.0))


class _Steps:
    """The steps, each with a check of what it should have brought about."""

    def __init__(self, robot: Robot) -> None:
        self._robot = robot

    def open(self) -> str:
        self._robot.ready()
        self._robot.resize(*_LARGE)
        missing = self._robot.session.missing_assets()
        check(not missing, f"not loaded: {', '.join(missing)}")
        count = sum(len(mesh.objects) for mesh in self._robot.session.meshes.values())
        return f"{len(self._robot.session.meshes)} files, {count} objects"

    def understand(self) -> str:
        self._robot.click(self._robot.view.first_steps.button)
        check(self._robot.view.first_steps.isHidden(), "they are still there")
        return "away"

    def variants(self) -> dict[str, str]:
        """Return id and name of each variant."""
        session = self._robot.session
        return {v.id: pick_language(v.name, "en") for v in session.project.variants()}

    def resize(self, size: tuple[int, int]) -> str:
        self._robot.resize(*size)
        window = self._robot.window
        check((window.width(), window.height()) == size, f"is {window.width()}x{window.height()}")
        return f"{size[0]} x {size[1]}"

    def overview(self) -> str:
        self._robot.city.setFocus()
        self._robot.key(Qt.Key.Key_Home, _SHIFT)
        self._robot.rest()
        return f"eye at {self._robot.city.pose.eye[2]:.0f} m above the zero"

    def home(self) -> str:
        self._robot.city.setFocus()
        self._robot.key(Qt.Key.Key_Home)
        self._robot.rest()
        return "back"

    def choose(self, variant: str | None) -> str:
        self._robot.click(self._robot.window.parts.side.plan.choice(variant))
        chosen = self._robot.session.view.variant
        check(chosen == variant, f"{chosen} is shown")
        return self.variants().get(variant, "") if variant else "now"

    def eye_height(self) -> str:
        """Go to the viewpoint that is nearest to what is planned, of those at eye height."""
        buttons = self._robot.window.parts.side.viewpoints.go_buttons
        for key in sorted(buttons, key=self._metres_to_the_plan):
            self._robot.click(buttons[key])
            self._robot.rest()
            if self._robot.city.mode == Mode.WALK:
                return f"at '{key}'"
        raise StepError("no viewpoint is at eye height")

    def _metres_to_the_plan(self, viewpoint: str) -> float:
        session = self._robot.session
        eyes = {point.id: point.eye for point in session.project.viewpoints}
        designs = [design for variant in session.project.variants() for design in variant.adds]
        meshes = [session.meshes[it.mesh_key] for it in designs if it.mesh_key in session.meshes]
        extents = [mesh.report.extent for mesh in meshes]
        middles = [
            [(low + high) / 2.0 for low, high in zip(it.low, it.high, strict=True)]
            for it in extents
            if it is not None
        ]
        return min((math.dist(eyes[viewpoint], middle) for middle in middles), default=0.0)

    def preset(self, key: str) -> str:
        self._robot.click(self._robot.window.parts.side.time.presets[key])
        return f"{self._robot.session.view.time_utc:%Y-%m-%d %H:%M} UTC"

    def click_building(self) -> str:
        self._robot.click_view(self._robot.building_in_view())
        return self._selected()

    def select_next(self) -> str:
        self._robot.city.setFocus()
        self._robot.key(Qt.Key.Key_Period)
        return self._selected()

    def _selected(self) -> str:
        selection = self._robot.session.view.selection
        check(selection is not None, "nothing was selected")
        card = self._robot.view.card
        check(card.isVisible(), "the card is not shown")
        return f"{card.title.text()}, {selection.object_id if selection else ''}"

    def clear(self) -> str:
        self._robot.city.setFocus()
        self._robot.key(Qt.Key.Key_Escape)
        check(self._robot.session.view.selection is None, "it is still selected")
        return "nothing is selected"

    def hide(self) -> str:
        self._robot.key(Qt.Key.Key_H, _CTRL)
        hidden = self._robot.session.view.hidden_objects
        check(len(hidden) == 1, f"{len(hidden)} are hidden")
        return "hidden"

    def show_all(self) -> str:
        self._robot.click(self._robot.view.hidden)
        check(not self._robot.session.view.hidden_objects, "it is still hidden")
        return "shown again"

    def remove_layer(self) -> str:
        before = self._robot.session.project.layers
        self._robot.window.parts.side.layers.offer(before[0].id, "remove").trigger()
        check(len(self._robot.session.project.layers) == len(before) - 1, "it is still there")
        self._robot.key(Qt.Key.Key_Z, _CTRL)
        check(self._robot.session.project.layers == before, "it did not come back")
        return f"{before[0].id}, and back"

    def add(self, file: Path) -> str:
        before = self._robot.session.project
        window = self._robot.window
        window.desk.add(file, next(iter(self.variants()), None))
        self._robot.wait(window.bench.tasks.idle, lambda: not window.bench.tasks.running)
        self._robot.rest()
        # Its picture is taken once the panel has come to its place.
        self._robot.frame()
        check(self._robot.session.project != before, "it was not added")
        check(window.parts.side.place.isVisible(), "its panel is not shown")
        return self._place_text()

    def _place_text(self) -> str:
        items = self._robot.session.project.items()
        place = next((item.place for item in items if item.place is not None), None)
        return f"at {place.x:.1f}, {place.y:.1f}, NAP {place.nap:.2f}" if place else "nowhere"

    def place(self) -> str:
        numbers = self._robot.window.parts.side.place.numbers
        for field, words in (("turn_deg", "30"), ("scale", "2")):
            numbers[field].setFocus()
            numbers[field].selectAll()
            self._robot.type_words(words)
            self._robot.key(Qt.Key.Key_Return)
        return self._robot.window.parts.side.place.steps.text().replace("\n", "; ")

    def demolish_under(self) -> str:
        panel = self._robot.window.parts.side.place
        if panel.demolish.isVisible():
            self._robot.click(panel.demolish)
        return panel.under.text()

    def undo_placing(self) -> str:
        self._robot.city.setFocus()
        while any(item.place is not None for item in self._robot.session.project.items()):
            self._robot.key(Qt.Key.Key_Z, _CTRL)
        check(self._robot.window.parts.side.place.isHidden(), "its panel is still shown")
        return "the project is as it was"

    def save_viewpoint(self) -> str:
        before = len(self._robot.session.project.viewpoints)
        self._robot.key(Qt.Key.Key_B, _CTRL)
        self._robot.type_words("Onze plek")
        self._robot.key(Qt.Key.Key_Return)
        after = self._robot.session.project.viewpoints
        check(len(after) == before + 1, f"{len(after)} viewpoints, {before} before")
        return f"{len(after)} viewpoints"

    def count_viewpoints(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, more: int) -> str:
        before = len(self._robot.session.project.viewpoints)
        self._robot.key(key, modifiers)
        after = len(self._robot.session.project.viewpoints)
        check(after == before + more, f"{after} viewpoints, {before} before")
        return f"{after} viewpoints"

    def switch_language(self) -> str:
        before = self._robot.session.view.language
        self._robot.key(Qt.Key.Key_L, _CTRL | _SHIFT)
        after = self._robot.session.view.language
        check(after != before, f"still {before}")
        return self._robot.window.parts.side.plan.header.text()

    def land(self) -> str:
        self._robot.city.setFocus()
        self._robot.key(Qt.Key.Key_F3)
        self._robot.rest()
        check(self._robot.city.mode == Mode.WALK, "still in the air")
        return f"eye at {self._robot.city.pose.eye[2]:.2f} m above the zero"

    def walk(self) -> str:
        before = self._robot.city.pose.eye
        self._robot.hold(Qt.Key.Key_Up, _WALK_TICKS)
        after = self._robot.city.pose.eye
        far = sum((a - b) ** 2 for a, b in zip(after[:2], before[:2], strict=True)) ** 0.5
        check(far > 0.5, f"moved {far:.2f} m")
        return f"walked {far:.1f} m"

    def text_scale(self, scale: float) -> str:
        self._robot.window.bench.change_settings(text_scale=scale)
        return f"{scale:.0%}"


def write_block(file: Path) -> Path:
    """Write a block of 12 by 12 by 9 metres as OBJ, y up: a design without a place of its own."""
    corners = [(x, y, z) for z in (-6, 6) for y in (0, 9) for x in (-6, 6)]
    faces = [(1, 3, 4, 2), (5, 6, 8, 7), (1, 2, 6, 5), (2, 4, 8, 6), (4, 3, 7, 8), (3, 1, 5, 7)]
    lines = ["o block", *(f"v {x} {y} {z}" for x, y, z in corners)]
    lines += [f"f {one} {two} {three} {four}" for one, two, three, four in faces]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
