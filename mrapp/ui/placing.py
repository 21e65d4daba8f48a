"""Commands about where designs stand: by numbers, on the ground, in the place of buildings."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer

from mrapp.app import actions as act
from mrapp.app.footprints import buildings_under
from mrapp.app.ground import Ground, ground_of, lowest, on_ground
from mrapp.app.history import Change, Moment
from mrapp.app.placing import (
    carried,
    first_place,
    item_of,
    middle_and_radius,
    oddities,
    place_item,
)
from mrapp.app.session import Session
from mrapp.app.state import ObjectRef
from mrapp.model.citymesh import CityMesh
from mrapp.model.placing import placed
from mrapp.model.project import Design, Layer, Placement
from mrapp.model.texts import Notice, Phrase, pick_language
from mrapp.scene.handles import Part, Stand
from mrapp.ui.dragging import HandleDrag
from mrapp.ui.panels.place_panel import Standing
from mrapp.ui.parts import Parts
from mrapp.ui.workbench import Message, Workbench

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
    feet: NDArray[np.float64]
    up: str
    ground: Ground | None


class Placing(QObject):
    """Shows the place of what is selected, and carries out what its panel asks."""

    def __init__(self, parts: Parts, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._panel = parts.side.place
        self._bench = bench
        self._under_of: tuple[tuple[CityMesh, Placement | None], ...] = ()
        self._under: tuple[str, ...] = ()
        self._drag: _Drag | None = None
        self._drags = 0
        self._scrolled = False
        self._box_of: CityMesh | None = None
        self._box = np.zeros((2, 3))
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
        return on_ground(placed(mesh, zero).points_rd, mesh.report.up, zero, zero, ground)

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
            points = session.meshes_now[item.mesh_key].points_rd
            wanted = on_ground(points, mesh.report.up, now, wanted, ground)
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
        points = session.meshes_now[item.mesh_key].points_rd
        if not ground.below(points):
            self._bench.tell(Message(_NO_GROUND.text))
            return
        self._bench.act(place_item, item.id, on_ground(points, mesh.report.up, now, now, ground))

    def demolish(self) -> None:
        """Mark the buildings under the selected design as demolished: one step."""
        found = self._selected()
        if found is not None and found[0].view.variant is not None:
            under = self._buildings_under(*found[:2])
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
            lowest(session.meshes_now[item.mesh_key].points_rd),
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
        return Standing(
            item.id,
            pick_language(item.name, self._bench.language),
            item.place or first_place(session.project),
            mesh.report.up,
            self._count_under(session, item),
            self._odd(session, item),
        )

    def _odd(self, session: Session, item: Layer | Design) -> tuple[Notice, ...]:
        # Not for each frame of a drag: it asks for all points in their place.
        if self._drag is not None:
            return ()
        return oddities(session.meshes_now[item.mesh_key].report.extent, session.project.origin)

    def _count_under(self, session: Session, item: Layer | Design) -> tuple[int, int] | None:
        variant = session.project.variant(session.view.variant)
        if variant is None or isinstance(item, Layer):
            return None
        # Not for each frame of a drag: it takes long among many buildings.
        under = self._under if self._drag is not None else self._buildings_under(session, item)
        return len(under), len(set(under) & set(variant.removes))

    def _buildings_under(self, session: Session, item: Layer | Design) -> tuple[str, ...]:
        meshes = session.meshes_now
        layers = [layer for layer in session.project.layers if layer.mesh_key in meshes]
        # By file and place, not by arrays: these follow later, and change nothing.
        wanted = tuple((session.file_of(each.mesh_key), each.place) for each in (item, *layers))
        if wanted != self._under_of:
            context = [meshes[layer.mesh_key] for layer in layers]
            self._under = buildings_under(meshes[item.mesh_key], context)
            self._under_of = wanted
        return self._under

    def _forget(self) -> None:
        """Let go of the arrays of what was selected last: the project may have been left."""
        self._under_of, self._under, self._box_of = (), (), None

    def _stand_of(self, session: Session, item: Layer | Design) -> Stand:
        """Return where the handles of something come: in the middle of its floor."""
        place = item.place or first_place(session.project)
        file = session.file_of(item.mesh_key)
        if file is not self._box_of:
            points = file.points_rd
            self._box_of, self._box = file, np.array([points.min(axis=0), points.max(axis=0)])
        middle, radius_m = middle_and_radius(self._box, file.report.up, place)
        x, y, z = session.project.origin.frame().local_from_rd(middle).tolist()
        return Stand((x, y, z), math.radians(place.turn_deg), radius_m)
