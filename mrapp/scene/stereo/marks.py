"""Pins and names that stand in the city for a headset: what people said, and what is planned.

Which pins come together, which are pale and how names keep off each other is found anew when the
visitor has gone some way, not while the head turns.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.pins import Pinned
from mrapp.app.state import Badge, SceneState
from mrapp.model.frames import Origin
from mrapp.scene.anchors import Anchor
from mrapp.scene.badges import plate_style
from mrapp.scene.pin_groups import grouped
from mrapp.scene.pin_layout import chosen_of, laid_out
from mrapp.scene.pin_sheet import Sheet as PinSheet
from mrapp.scene.pin_sheet import sheet_of as pin_sheet_of
from mrapp.scene.plates import draw_plate
from mrapp.scene.pose import Vec3
from mrapp.scene.shown_files import ShownFiles
from mrapp.scene.stereo.signs import Sheet, Signs, Standing, sheet_of
from mrapp.scene.world import World

Array = NDArray[np.float64]

# What is a pixel on a screen is so much of a headset's view: letters are a degree high.
_PIXEL = math.tan(math.radians(1.0 / 14.0))
_SHARP = 3.0
_APART_RAD = math.radians(3.2)
_BEFORE_M, _MOST_RAYS = 0.5, 60
# Of the visitor's metres: so far one goes before all is laid out anew.
_STEP_M = 2.5
_NAMES, _NAMES_WITHIN_M = 8, 700.0
_STALK_PX, _GAP_PX = 22, 4
_STALK_INK = (150, 78, 10, 255)


class CityMarks:
    """The pins and names of a view. `arrange` before a frame."""

    def __init__(self, pins: Signs, names: Signs, world: World) -> None:
        self._pins, self._names, self._world = pins, names, world
        self._pinned: Pinned | None = None
        self._places = np.zeros((0, 3))
        self._sheet: tuple[tuple[object, ...], PinSheet, Sheet] | None = None
        self._badges: tuple[Badge, ...] = ()
        self._anchors: list[Anchor] = []
        self._plates: tuple[Sheet, Array, Array] | None = None
        self._laid: tuple[Vec3, float] | None = None

    def show_pins(self, pinned: Pinned | None, origin: Origin) -> None:
        """Show these pins; None: none."""
        if pinned is self._pinned:
            return
        self._pinned, self._laid = pinned, None
        if pinned is not None:
            self._places = pinned.columns.points_rd[pinned.numbers] - origin.rd

    def show_names(self, state: SceneState, files: ShownFiles) -> None:
        """Show the names of what is planned and shown."""
        shown = {name: view for name, view in files.views.items() if view.visible}
        found = [
            (badge, anchor)
            for badge in state.badges
            if badge.asset in shown
            and (anchor := shown[badge.asset].anchor_of(badge.object_id)) is not None
        ]
        badges = tuple(badge for badge, _ in found)
        self._anchors, self._laid = [anchor for _, anchor in found], None
        if badges != self._badges:
            self._badges = badges
            self._plates = _plates(badges) if badges else None

    def arrange(self, head: Vec3, scale: float, *, anew: bool = False) -> None:
        """Lay all out as seen from a head, local metres, if it has gone some way, or anew."""
        if self._laid is not None and not anew:
            before, old = self._laid
            if old == scale and math.dist(before, head) < _STEP_M * scale:
                return
        if self._laid == (head, scale):
            return
        self._laid = head, scale
        self._lay_pins(head)
        self._lay_names(head, scale)

    def _lay_pins(self, head: Vec3) -> None:
        pinned = self._pinned
        if pinned is None or not len(self._places):
            self._pins.clear()
            return
        sheet, image = self._sheets(pinned)
        groups = grouped(self._places, head, _APART_RAD, chosen_of(pinned))
        pale = self._hidden(self._places[groups.at], head)
        laid = laid_out(pinned, self._places, groups, pale, sheet, head)
        boxes = laid.boxes * (_PIXEL / _SHARP)
        self._pins.show(image, Standing(laid.places, boxes, laid.corners, laid.alpha))

    def _sheets(self, pinned: Pinned) -> tuple[PinSheet, Sheet]:
        wanted = (pinned.by, len(pinned.columns.words.get("themes", ())))
        if self._sheet is None or self._sheet[0] != wanted:
            sheet = pin_sheet_of(*wanted, _SHARP)
            self._sheet = wanted, sheet, Sheet(sheet.pixels)
        return self._sheet[1], self._sheet[2]

    def _hidden(self, places: Array, head: Vec3) -> NDArray[np.bool_]:
        """Return which places stand behind something, of the nearest ones."""
        hidden = np.zeros(len(places), dtype=np.bool_)
        away = np.linalg.norm(places - np.array(head), axis=1)
        for number in np.argsort(away)[:_MOST_RAYS]:
            x, y, z = places[number].tolist()
            hit = self._world.first_hit(head, (x, y, z))
            if hit is not None and hit.ref is not None:
                met = math.dist(head, hit.point_local)
                hidden[number] = met < float(away[number]) - _BEFORE_M
        return hidden

    def _lay_names(self, head: Vec3, scale: float) -> None:
        if self._plates is None or not self._anchors:
            self._names.clear()
            return
        sheet, corners, sizes = self._plates
        tops = np.array([anchor.top for anchor in self._anchors])
        away = np.linalg.norm(tops - np.array(head), axis=1)
        near = np.argsort(away)[:_NAMES]
        near = near[away[near] < _NAMES_WITHIN_M * max(scale / 50.0, 1.0)]
        boxes = _apart(tops[near] - np.array(head), sizes[near] * _PIXEL / _SHARP)
        # The far ones first: what is near lies over them.
        order = near[::-1]
        self._names.show(
            sheet,
            Standing(tops[order], boxes[::-1], corners[order], np.full(len(order), 255, np.uint8)),
        )


def _plates(badges: Sequence[Badge]) -> tuple[Sheet, Array, Array]:
    """Return all names as one image, where each is in it, and their sizes (q, 2), pixels of it."""
    pictures = [
        _on_a_stalk(draw_plate([(badge.text, False)], plate_style(badge.status, _SHARP)))
        for badge in badges
    ]
    sheet, corners = sheet_of(pictures)
    return sheet, corners, np.array([picture.shape[1::-1] for picture in pictures], np.float64)


def _on_a_stalk(plate: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a plate with a line below its middle."""
    height, width = plate.shape[:2]
    long, half = round(_STALK_PX * _SHARP), round(_SHARP)
    picture = np.zeros((height + long, width, 4), dtype=np.uint8)
    picture[:height] = plate
    picture[height:, width // 2 - half : width // 2 + half] = _STALK_INK
    return picture


def _apart(ways: Array, sizes: Array) -> Array:
    """Return the boxes (q, 4) of names in these directions (q, 3), the nearest first.

    sizes: (q, 2) width and height, as tangents. One that would lie over another stands higher.
    """
    bearing = np.arctan2(ways[:, 0], ways[:, 1])
    above = np.arctan2(ways[:, 2], np.hypot(ways[:, 0], ways[:, 1]))
    boxes = np.zeros((len(ways), 4))
    taken: list[tuple[float, float, float, float]] = []
    gap = _GAP_PX * _PIXEL
    for number, (wide, high) in enumerate(sizes.tolist()):
        left, right = bearing[number] - wide / 2.0, bearing[number] + wide / 2.0
        bottom = above[number]
        for other in sorted(taken, key=lambda each: each[1]):
            aside = left < other[2] and right > other[0]
            if aside and bottom < other[3] + gap and bottom + high > other[1]:
                bottom = other[3] + gap
        taken.append((left, bottom, right, bottom + high))
        lift = bottom - above[number]
        boxes[number] = (-wide / 2.0, lift, wide / 2.0, lift + high)
    return boxes
