"""Commands about where designs stand: by numbers, on the ground, in the place of buildings."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer

from mrapp.app import actions as act
from mrapp.app.ground import Ground, feet_of, ground_of, on_ground
from mrapp.app.history import Change, Moment
from mrapp.app.placing import (
    carried,
    extent_at,
    first_place,
    item_of,
    middle_and_radius,
    oddities,
    place_item,
)
from mrapp.app.session import Session
from mrapp.app.state import ObjectRef
from mrapp.model.citymesh import CityMesh
from mrapp.model.placing import rd_from_model
from mrapp.model.project import Design, Layer, Placement
from mrapp.model.texts import Phrase, pick_language
from mrapp.scene.handles import Part, Stand
from mrapp.ui.dragging import HandleDrag
from mrapp.ui.panels.place_panel import Standing
from mrapp.ui.parts import Parts
from mrapp.ui.under import Under
from mrapp.ui.workbench import Message, Workbench

Float64 = NDArray[np.float64]

_FARTHEST_M = 3_000.0  # what is seen farther away is no place to put something
_NO_GROUND = Phrase(
    nl="Onder dit ontwerp is geen maaiveld bekend. De hoogte is niet veranderd. Vul de hoogte in.",
    en="No ground is known below this design. The height was not changed. Fill in the height.",
)
_SETTLED_MS = 20


@dataclass(frozen=True, eq=False)
class _Drag:
    """What one drag of a handle began with; `ground` where the height follows it."""

    name: str
    item_id: str
    place: Placement
    stand: Stand
    feet: Float64
    up: str
    ground: Ground | None


class Placing(QObject):
    """Shows the place of what is selected, and carries out what its panel asks."""

    def __init__(self, parts: Parts, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._panel = parts.side.place
        self._bench = bench
        self._under = Under(bench.tasks, bench.tell_error, self)
        self._under.found.connect(self.show)
        self._drag: _Drag | None = None
        self._drags = 0
        self._scrolled = False
        self._boxed: tuple[CityMesh, Float64] | None = None
        self._footed: tuple[CityMesh, Placement, Float64] | None = None
        self.handles = HandleDrag(parts.view.city)
        self.handles.begun.connect(self._begin_drag)
        self.handles.moved.connect(self._drag_to)
        self.handles.ended.connect(self._end_drag)
        self.handles.cancelled.connect(self._cancel_drag)
        bench.changed.connect(self.show)
        bench.opened.connect(self.show)
        bench.settings_changed.connect(self.show)
        self._panel.place_wanted.connect(self.place)
        self._panel.ground_wanted.connect(self.put_on_ground)
        self._panel.demolish_wanted.connect(self.demolish)
        self._panel.left.connect(self.leave)

    def where_seen(self, session: Session, mesh: CityMesh) -> Placement:
        """Return a place for a mesh on the ground in the middle of what is seen."""
        zero, city = first_place(session.project), self._parts.view.city
        hit = city.hit_middle()
        if hit is not None and math.dist(hit.point_local, city.pose.eye) < _FARTHEST_M:
            local = np.array(hit.point_local)
            x, y, _ = session.project.origin.frame().rd_from_local(local).tolist()
            zero = zero.model_copy(update={"x": round(x, 2), "y": round(y, 2)})
        ground = ground_of(session.project, session.meshes_now)
        return on_ground(feet_of(mesh, zero), mesh.report.up, zero, zero, ground)

    def take_in(self, mesh_key: str) -> None:
        """Select what was just added without a place of its own, and open its panel."""
        session = self._bench.session
        mesh = session.meshes.get(mesh_key) if session else None
        if mesh is not None and mesh.objects:
            self._bench.change_settings(panels_shown=True)
            self._bench.select(ObjectRef(mesh_key, mesh.objects[0].root))
            self._panel.set_open(True)
            self._scrolled = True
            # The panel has its place only after the column was laid out.
            QTimer.singleShot(_SETTLED_MS, self._panel, self._show_panel)

    def edit(self, item_id: str) -> None:
        """Open the panel of a design or layer, and go there with the keyboard."""
        session = self._bench.session
        items = session.project.items() if session else ()
        found = next((item for item in items if item.id == item_id), None)
        if found is not None:
            self.take_in(found.mesh_key)
            self._panel.first_focus().setFocus()

    def _show_panel(self) -> None:
        if self._panel.isHidden():
            return
        self._parts.side.reader.verticalScrollBar().setValue(self._panel.y())

    def leave(self) -> None:
        """Be done with placing: back to the choice of variants."""
        self._bench.select(None)
        self._parts.side.plan.first_focus().setFocus()

    def show(self) -> None:
        """Show where the selected design or layer stands; hide the panel for all else."""
        found = self._selected()
        self._panel.show_standing(self._standing(*found) if found else None)
        if found is None:
            self._let_go()
            self._forget()
            self.handles.show(None)
            if self._scrolled:
                # It brought the column to itself: then it brings it back as well.
                self._scrolled = False
                self._parts.side.reader.verticalScrollBar().setValue(0)
        elif self._drag is None:
            self.handles.show(self._stand_of(*found[:2]))

    def place(self, wanted: Placement) -> None:
        """Put what is selected somewhere else; on the ground if it is to stay there."""
        found = self._selected()
        if found is None:
            return
        session, item, mesh = found
        now = item.place or wanted
        if wanted.nap != now.nap:
            # Who gives a height means that one, also after the next move.
            self._panel.stay.setChecked(False)
        if self._panel.stay.isChecked():
            ground = ground_of(session.project, session.meshes_now)
            feet = self._feet_at(session, item, wanted)
            wanted = on_ground(feet, mesh.report.up, wanted, wanted, ground)
        self._bench.act(place_item, item.id, wanted)
        # What was refused is not what is shown.
        self.show()

    def put_on_ground(self) -> None:
        """Lift or lower what is selected until it stands on the ground."""
        found = self._selected()
        if found is None or found[1].place is None:
            return
        session, item, mesh = found
        now = found[1].place
        ground = ground_of(session.project, session.meshes_now)
        feet = self._feet_at(session, item, now)
        if not ground.below(feet):
            self._bench.tell(Message(_NO_GROUND.text))
            return
        self._bench.act(place_item, item.id, on_ground(feet, mesh.report.up, now, now, ground))

    def demolish(self) -> None:
        """Mark the buildings under the selected design as demolished: one step."""
        found = self._selected()
        if found is not None and found[0].view.variant is not None:
            under = self._under.of(found[0], found[1].mesh_key)
            if under is not None:
                self._bench.act(act.set_all_removed, found[0].view.variant, under, removed=True)

    def _begin_drag(self, part: Part) -> None:
        found = self._selected()
        if found is None or found[1].place is None:
            return
        session, item, mesh = found
        self._drags += 1
        self._drag = _Drag(
            f"drag {self._drags}",
            item.id,
            found[1].place,
            self._stand_of(session, item),
            self._feet_at(session, item, found[1].place),
            mesh.report.up,
            ground_of(session.project, session.meshes_now)
            if self._panel.stay.isChecked() and part is Part.MOVE
            else None,
        )
        if part is Part.LIFT:
            # Who gives a height means that one, also after the next move.
            self._panel.stay.setChecked(False)
        # While it is dragged the view carries it: its arrays follow once, at the end.
        session.hold(item.mesh_key)

    def _drag_to(self, stand: Stand) -> None:
        """Put the design where a handle was dragged to; the whole drag is one step of undo."""
        drag, session = self._drag, self._bench.session
        if drag is None or session is None:
            return
        frame = session.project.origin.frame()
        before, after = (
            frame.rd_from_local(np.array(each.place_local)) for each in (drag.stand, stand)
        )
        wanted = carried(drag.place, before, after, stand.turn_rad - drag.stand.turn_rad)
        if drag.ground is not None:
            wanted = on_ground(drag.feet, drag.up, drag.place, wanted, drag.ground)
            x, y, z = stand.place_local
            z = drag.stand.place_local[2] + wanted.nap - drag.place.nap
            stand = replace(stand, place_local=(x, y, z))
        self._put(drag, wanted)
        self.handles.show(stand)

    def _end_drag(self) -> None:
        self._let_go()
        self.show()

    def _let_go(self) -> None:
        self._drag = None
        if self._bench.session is not None:
            self._bench.session.hold(None)

    def _cancel_drag(self) -> None:
        if self._drag is not None:
            # Back to where it began: then there is nothing to undo.
            self._put(self._drag, self._drag.place)
        self._end_drag()

    def _put(self, drag: "_Drag", place: Placement) -> None:
        def action(moment: Moment) -> Change:
            return replace(place_item(moment, drag.item_id, place), merge=drag.name)

        self._bench.act(action)

    def _selected(self) -> tuple[Session, Layer | Design, CityMesh] | None:
        session = self._bench.session
        selection = session.view.selection if session else None
        if session is None or selection is None:
            return None
        item, mesh = item_of(session.project, selection.asset), session.meshes.get(selection.asset)
        return (session, item, mesh) if item is not None and mesh is not None else None

    def _standing(self, session: Session, item: Layer | Design, mesh: CityMesh) -> Standing:
        place, up = item.place or first_place(session.project), mesh.report.up
        variant = session.project.variant(session.view.variant)
        under, counting = None, False
        if variant is not None and isinstance(item, Design):
            # Not for each frame of a drag: it takes long among many buildings.
            dragged = self._drag is not None
            ids = self._under.last if dragged else self._under.of(session, item.mesh_key)
            counting = not dragged and self._under.counting
            under = (len(ids), len(set(ids) & set(variant.removes))) if ids is not None else None
        return Standing(
            item.id,
            pick_language(item.name, self._bench.language),
            place,
            up,
            under,
            oddities(extent_at(self._box_of(session, item), up, place), session.project.origin),
            counting,
        )

    def _forget(self) -> None:
        """Let go of the arrays of what was selected last: the project may have been left."""
        self._under.forget()
        self._boxed = self._footed = None

    def _feet_at(self, session: Session, item: Layer | Design, place: Placement) -> Float64:
        """Return what something would stand on at a place, (k, 3) RD/NAP."""
        file = session.file_of(item.mesh_key)
        known = self._footed
        if known is None or known[0] is not file or not _alike(known[1], place):
            # All its points are asked once, not for each move.
            known = self._footed = file, place, feet_of(file, place)
        _file, there, feet = known
        up = file.report.up
        move = rd_from_model(place, up) @ np.linalg.inv(rd_from_model(there, up))
        return np.asarray(feet @ move[:3, :3].T + move[:3, 3])

    def _box_of(self, session: Session, item: Layer | Design) -> Float64:
        """Return the low and the high corner, (2, 3), of the box round a file as it was read."""
        file = session.file_of(item.mesh_key)
        if self._boxed is None or self._boxed[0] is not file:
            points = file.points_rd
            self._boxed = file, np.array([points.min(axis=0), points.max(axis=0)])
        return self._boxed[1]

    def _stand_of(self, session: Session, item: Layer | Design) -> Stand:
        """Return where the handles of something come: in the middle of its floor."""
        place = item.place or first_place(session.project)
        up = session.file_of(item.mesh_key).report.up
        middle, radius_m = middle_and_radius(self._box_of(session, item), up, place)
        x, y, z = session.project.origin.frame().local_from_rd(middle).tolist()
        return Stand((x, y, z), math.radians(place.turn_deg), radius_m)


def _alike(one: Placement, other: Placement) -> bool:
    """Whether something stands on the same of its points in both places."""
    return one.up == other.up and one.scale == other.scale
