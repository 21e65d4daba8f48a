"""Commands about what is shown: variant, time, layers, viewpoints, undo."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer

from mrapp.app import actions as act
from mrapp.app.clock import december_afternoon_utc, june_noon_utc, local_from_utc
from mrapp.model.texts import Phrase, pick_language
from mrapp.scene.places import eye_and_target
from mrapp.ui.parts import Parts
from mrapp.ui.workbench import Message, Workbench

_MARK_SOON_MS = 0
_REMOVED = Phrase(
    nl="De laag {name} is uit het project. Ongedaan maken haalt de laag terug.",
    en="The layer {name} is out of the project. Undo brings it back.",
)


class Seeing(QObject):
    """Commands about what is shown: variant, time, layers, viewpoints, undo."""

    def __init__(self, parts: Parts, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._bench = bench

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {
            "edit.undo": self._bench.undo,
            "edit.redo": self._bench.redo,
            "variant.now": lambda: self.choose(None),
            "variant.next": lambda: self._step_variant(1),
            "variant.previous": lambda: self._step_variant(-1),
            "view.demolished": self._toggle_demolished,
            "time.june": lambda: self._set_season(june_noon_utc),
            "time.december": lambda: self._set_season(december_afternoon_utc),
            "time.now": lambda: self.set_time(self._bench.services.utc_now()),
            "viewpoint.save": self._ask_viewpoint,
        }

    def choose(self, variant: str | None) -> None:
        """Show a variant, or the city now."""
        self._bench.act(act.switch_variant, variant)

    def _step_variant(self, steps: int) -> None:
        session = self._bench.session
        if session is not None:
            row: list[str | None] = [None, *(v.id for v in session.project.variants())]
            self.choose(row[(row.index(session.view.variant) + steps) % len(row)])

    def set_time(self, time_utc: datetime) -> None:
        """Show the sun of another moment."""
        self._bench.act(act.set_time, time_utc)

    def _set_season(self, moment: Callable[[int, str], datetime]) -> None:
        session = self._bench.session
        if session is not None:
            zone = session.project.time_zone
            self.set_time(moment(local_from_utc(session.view.time_utc, zone).day.year, zone))

    def show_demolished(self, shown: bool) -> None:
        """Show what disappears as a see-through shape, or leave it out."""
        self._bench.act(act.show_demolished, shown)

    def _toggle_demolished(self) -> None:
        session = self._bench.session
        if session is not None:
            self.show_demolished(not session.view.show_demolished)

    def show_layer(self, layer_id: str, visible: bool) -> None:
        """Show or hide a layer."""
        self._bench.act(act.show_layer, layer_id, visible)

    def remove_layer(self, layer_id: str) -> None:
        """Take a layer out of the project; undo brings it back."""
        session = self._bench.session
        found = [la for la in session.project.layers if la.id == layer_id] if session else []
        if self._bench.act(act.remove_layer, layer_id) and found:
            self._bench.tell_done(Message(partial(_said, _REMOVED, found[0].name), "good"))

    def _ask_viewpoint(self) -> None:
        self._bench.change_settings(panels_shown=True)
        viewpoints = self._parts.side.viewpoints
        viewpoints.ask_name()
        # The field has its place only after the panel was laid out.
        QTimer.singleShot(
            _MARK_SOON_MS,
            viewpoints,
            lambda: self._parts.side.reader.ensureWidgetVisible(viewpoints),
        )

    def save_viewpoint(self, name: str) -> None:
        """Keep where the viewer is, under a name."""
        session = self._bench.session
        if session is not None:
            origin = session.project.origin.frame()
            eye, target, angle = eye_and_target(self._parts.view.city.pose, origin)
            self._bench.act(act.save_viewpoint, self._named(name), eye, target, angle)

    def rename_viewpoint(self, viewpoint_id: str, name: str) -> None:
        """Give a viewpoint another name in the language that is spoken."""
        self._bench.act(act.rename_viewpoint, viewpoint_id, {self._bench.language: name})

    def remove_viewpoint(self, viewpoint_id: str) -> None:
        """Remove a viewpoint; undo brings it back."""
        self._bench.act(act.remove_viewpoint, viewpoint_id)

    def _named(self, name: str) -> dict[str, str]:
        return {self._bench.language: name}


def _said(phrase: Phrase, name: Mapping[str, str], language: str) -> str:
    return phrase.text(language, name=pick_language(name, language))
