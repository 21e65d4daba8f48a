"""Commands about the selected object: choosing, hiding, marking as demolished."""

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject

from mrapp.app import actions as act
from mrapp.app.nearby import buildings_in_view, stepped
from mrapp.app.rules import is_demolished
from mrapp.app.session import Session
from mrapp.app.state import ObjectRef
from mrapp.model.texts import Phrase
from mrapp.scene.city_view import Hit
from mrapp.scene.navigator import Mode
from mrapp.ui.parts import Parts
from mrapp.ui.workbench import Message, Workbench

_NOTHING_THERE = Phrase(
    nl="Daar staat geen gebouw. Draai tot een gebouw in het midden staat.",
    en="There is no building there. Turn until a building is in the middle.",
)
_NONE_IN_VIEW = Phrase(
    nl="Er is geen gebouw in beeld. Draai of ga terug naar het begin.",
    en="No building is in view. Turn, or go back to the start.",
)


class Selecting(QObject):
    """Commands about the selected object."""

    def __init__(self, parts: Parts, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._city = parts.view.city
        self._bench = bench

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {
            "object.select_middle": self.select_middle,
            "object.select_next": lambda: self.step(1),
            "object.select_previous": lambda: self.step(-1),
            "object.clear": lambda: self._bench.select(None),
            "object.hide": self.hide,
            "object.show_all": lambda: self._bench.act(act.show_all_objects),
            "object.demolish": self.toggle_demolished,
        }

    def take(self, hit: Hit | None) -> None:
        """Select what was clicked, and let the model turn around it."""
        if self._bench.looking is not None:
            return
        if hit is not None:
            self._city.city.navigator.orbit_about(hit.point_local)
        self._bench.select(hit.ref if hit else None)

    def select_middle(self) -> None:
        """Select what is in the middle of the view."""
        self._city.by_keys.emit(True)
        hit = self._city.hit_middle()
        if hit is None or hit.ref is None:
            self._bench.tell(Message(_NOTHING_THERE.text))
        self.take(hit)

    def step(self, steps: int) -> None:
        """Select the next building in view, from near to far."""
        session = self._bench.session
        if session is None:
            return
        self._city.by_keys.emit(True)
        pose, origin = self._city.pose, session.project.origin.frame()
        # From above, "near" is near to what one looks at; in the street, near to oneself.
        hit = self._city.hit_middle() if self._city.mode == Mode.ORBIT else None
        eye = origin.rd_from_local(np.array(pose.eye))
        seen = buildings_in_view(
            session.scene_state(),
            session.meshes_now,
            eye,
            np.array(pose.forward),
            min(self._city.half_view_rad(), math.radians(70)),
            origin.rd_from_local(np.array(hit.point_local)) if hit else None,
        )
        found = stepped(seen, session.view.selection, steps)
        if found is None:
            self._bench.tell(Message(_NONE_IN_VIEW.text))
        self._bench.select(found)

    def _selection(self) -> tuple[Session, ObjectRef] | None:
        session = self._bench.session
        selection = session.view.selection if session else None
        return (session, selection) if session and selection else None

    def hide(self) -> None:
        """Hide the selected object."""
        found = self._selection()
        if found is not None:
            self._bench.act(act.hide_object, found[1])

    def set_demolished(self, gone: bool) -> None:
        """Mark the selected object as demolished in the chosen variant, or take that back."""
        found = self._selection()
        if found is not None and found[0].view.variant is not None:
            self._bench.act(
                act.set_removed, found[0].view.variant, found[1].object_id, removed=gone
            )

    def toggle_demolished(self) -> None:
        """Turn the mark of demolition round."""
        found = self._selection()
        if found is not None:
            self.set_demolished(not is_demolished(found[0].moment, found[1]))
