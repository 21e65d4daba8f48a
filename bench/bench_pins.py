"""100,000 pins: a frame with them against one without, and filtering them against a bare mask."""

import dataclasses
import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from bench.city_frames import ORIGIN, SIZE_PX, city
from bench.measure import Figure, median_s, medians_in_turns_s
from mrapp.app.remarks.filtering import Filter, matching
from mrapp.app.remarks.keeping import Columns
from mrapp.app.remarks.pins import Pinned
from mrapp.app.state import AssetShow, SceneState, Sun
from mrapp.model.citymesh import CityMesh
from mrapp.scene.city_view import CityView
from mrapp.scene.pose import Pose
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import offscreen_window

COUNT = 100_000
_ROWS = 100
_HALF_M = _ROWS * 8.0
_POSES = {
    "overview": Pose.looking((-_HALF_M, -1.6 * _HALF_M, _HALF_M), (0.0, 0.0, 0.0)),
    "street": Pose.looking((13.0, -0.9 * _HALF_M, 1.65), (13.0, _HALF_M, 4.0)),
}
_WORDS = {
    "variants": ("now", "tower", "low"),
    "themes": ("green", "traffic", "height", "noise", "light"),
    "channels": ("desktop", "kiosk", "vr", "street", "paper"),
    "states": ("waiting", "sent"),
    "events": ("evening", "market"),
    "languages": ("nl", "en"),
}
_WISH = Filter(themes=frozenset({"green", "noise"}), channels=frozenset({"kiosk"}))


def columns(count: int = COUNT) -> Columns:
    """Return remarks all over the city, by a fixed seed."""
    chance = np.random.default_rng(11)
    flat = chance.uniform(-_HALF_M, _HALF_M, (count, 2))
    local = np.column_stack([flat, chance.uniform(0.0, 12.0, count)])
    made_up = {n: chance.integers(-1, len(w), count).astype(np.int16) for n, w in _WORDS.items()}
    return Columns(
        ids=tuple(f"r{number}" for number in range(count)),
        points_rd=local + ORIGIN.rd,
        moods=chance.integers(0, 6, count).astype(np.int8),
        made_s=chance.uniform(1.7e9, 1.8e9, count),
        words=_WORDS,
        **made_up,
    )


def figures() -> Iterator[Figure]:
    """Frames while moving and at rest, and filtering with one redraw."""
    mesh, remarks = city(_ROWS), columns()
    with ExitStack() as stack:
        plain, pins = (_view(stack, mesh) for _ in range(2))
        pins.pins.show(Pinned(remarks, np.ones(COUNT, dtype=np.bool_)))
        for name, pose in _POSES.items():
            yield from _frames(name, pose, plain, pins)
        yield from _filtering(remarks, pins)


def _view(stack: ExitStack, mesh: CityMesh) -> CityView:
    window: vtkRenderWindow = offscreen_window()
    stack.callback(window.Finalize)
    window.SetSize(*SIZE_PX)
    view = CityView(window, Quality.STANDARD)
    stack.callback(view.close)
    sun = Sun(math.radians(200.0), math.radians(45.0))
    view.show(SceneState(ORIGIN, (AssetShow("c", "context", "city"),), sun), {"c": mesh})
    return view


def _turned(view: CityView) -> None:
    """Draw a frame with a slightly turned head."""
    view.pose = dataclasses.replace(view.pose, heading_rad=view.pose.heading_rad + 1e-4)
    view.render(interactive=True)


def _settled(view: CityView) -> Callable[[], None]:
    """Return what takes a step and draws with all care."""

    def step() -> None:
        x, y, z = view.pose.eye
        view.pose = dataclasses.replace(view.pose, eye=(x + 0.5, y, z))
        view.render()

    return step


def _frames(name: str, pose: Pose, plain: CityView, pins: CityView) -> Iterator[Figure]:
    for view in (plain, pins):
        view.pose = pose
        view.render()
    without, with_them = medians_in_turns_s([lambda: _turned(plain), lambda: _turned(pins)])
    marks = len(pins.pins.marks.counts)
    yield Figure(f"{name}: marks for {COUNT} pins", marks, "")
    yield Figure(f"{name}: a frame without pins", without * 1e3, "ms")
    yield Figure(f"{name}: a frame with {COUNT} / without", with_them / without, "", "at most 1.1")
    without, with_them = medians_in_turns_s([_settled(plain), _settled(pins)], times=5)
    extra = (with_them - without) * 1e3
    yield Figure(f"{name}: at rest, to group them and see which are hidden", extra, "ms")


def _filtering(remarks: Columns, view: CityView) -> Iterator[Figure]:
    """A filter with what it takes to see it, against a bare mask and the same redraw."""
    view.pose = _POSES["overview"]
    themes, channels = remarks.themes, remarks.channels
    green, noise = (_WORDS["themes"].index(word) for word in ("green", "noise"))
    kiosk = _WORDS["channels"].index("kiosk")

    def bare() -> None:
        ((themes == green) | (themes == noise)) & (channels == kiosk)
        _turned(view)

    def filtered() -> None:
        view.pins.show(Pinned(remarks, matching(remarks, _WISH)))
        _turned(view)

    floor, took = medians_in_turns_s([bare, filtered])
    yield Figure("filter and redraw / a bare mask and a redraw", took / floor, "", "at most 3")
    alone = median_s(lambda: matching(remarks, _WISH))
    yield Figure("filter alone", alone * 1e3, "ms")
