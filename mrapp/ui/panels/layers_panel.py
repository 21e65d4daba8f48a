"""The layers: what is drawn, as check boxes with where each comes from; and taking one away."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu, QToolButton, QVBoxLayout, QWidget

from mrapp.app.session import Session
from mrapp.app.state import ESTIMATED_GROUND
from mrapp.model.project import Design, Layer
from mrapp.model.texts import pick_language
from mrapp.ui.widgets import (
    ElidedCheckBox,
    Section,
    chip,
    clear,
    icon_button,
    name_button,
    row,
    wrapped,
)


class LayersPanel(Section):
    """Asks `layer_wanted` (id, visible), `fly_wanted` (id), and `remove_wanted` (id of a layer).

    Of what has no place of its own, with its id, `bring_wanted` to have it in what is seen,
    and `place_wanted` to change where it stands.
    """

    layer_wanted = Signal(str, bool)
    place_wanted = Signal(str)
    remove_wanted = Signal(str)
    fly_wanted = Signal(str)
    bring_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("layers", parent)
        self._boxes: dict[str, QCheckBox] = {}
        self.more_buttons: dict[str, QToolButton] = {}
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self.rows.addLayout(self._column)

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.set_title(self.tr("Layers"))
        self._shown = ()

    def show_session(self, session: Session) -> None:
        """Show a session's layers, and those of the chosen variant."""
        view, project = session.view, session.project
        variant = project.variant(view.variant)
        items: list[Layer | Design] = [*project.layers, *(variant.adds if variant else ())]
        loaded = frozenset(session.meshes)
        wanted = (tuple(items), view.language, loaded)
        if wanted != self._shown:
            self._shown = wanted
            self._rebuild(items, loaded, view.language)
        for key, box in self._boxes.items():
            box.setChecked(key not in view.hidden_layers)

    def box(self, layer_id: str) -> QCheckBox:
        """Return the check box of a layer; raises `KeyError`."""
        return self._boxes[layer_id]

    def offer(self, layer_id: str, what: str) -> QAction:
        """Return what else can be done with a layer: fly, bring, place, remove.

        Raises `KeyError` for what it is not offered with.
        """
        offers = self.more_buttons[layer_id].menu().actions()
        return {offer.objectName(): offer for offer in offers}[what]

    def _rebuild(self, items: list[Layer | Design], loaded: frozenset[str], language: str) -> None:
        place = self._focused_row()
        clear(self._column)
        self._boxes, self.more_buttons = {}, {}
        if ESTIMATED_GROUND in loaded:
            ground = self._box(
                ESTIMATED_GROUND, self.tr("Ground"), self.tr("Estimated from the buildings")
            )
            self._column.addWidget(ground)
            self._tell(ground.accessibleDescription())
        for item in items:
            name = pick_language(item.name, language)
            box = self._box(item.id, name, self._detail(item, loaded, language))
            self._column.addLayout(row(box, self._more(item, name, loaded), stretch=0))
            self._tell(box.accessibleDescription())
            if isinstance(item, Design):
                mark = row(chip(item.status, language))
                mark.setContentsMargins(28, 0, 0, 4)
                self._column.addLayout(mark)
        self.fit_icons()
        if place is not None:
            # The row that had the focus, or the one that took its place, has it now.
            left: list[QWidget] = [*self._boxes.values()] or [self.header]
            left[min(place, len(left) - 1)].setFocus()

    def _focused_row(self) -> int | None:
        """Return the place of the row in which the keyboard is, None if it is elsewhere."""
        focused = QApplication.focusWidget()
        rows = [(box, self.more_buttons.get(key)) for key, box in self._boxes.items()]
        return next((n for n, parts in enumerate(rows) if focused in parts), None)

    def _detail(self, item: Layer | Design, loaded: frozenset[str], language: str) -> str:
        if item.mesh_key not in loaded:
            return self.tr("Not loaded")
        source = pick_language(item.provenance.source, language)
        return " · ".join(part for part in (source, item.provenance.date) if part)

    def _box(self, key: str, name: str, detail: str) -> QCheckBox:
        box = ElidedCheckBox(name)
        box.setAccessibleDescription(detail)
        box.clicked.connect(lambda on: self.layer_wanted.emit(key, on))
        self._boxes[key] = box
        return box

    def _more(self, item: Layer | Design, name: str, loaded: frozenset[str]) -> QToolButton:
        """Return the button with what else can be done with a layer or design."""
        more = icon_button("more")
        name_button(more, self.tr("More about %1").replace("%1", name))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu, there = QMenu(more), item.mesh_key in loaded
        offers = [("fly", self.tr("Fly to it"), self.fly_wanted, there)]
        if item.place is not None:
            offers.append(("bring", self.tr("Bring it here"), self.bring_wanted, there))
            offers.append(("place", self.tr("Change where it stands"), self.place_wanted, True))
        if isinstance(item, Layer):
            offers.append(("remove", self.tr("Remove from the project"), self.remove_wanted, True))
        for what, title, signal, possible in offers:
            offer = menu.addAction(title)
            offer.setObjectName(what)
            offer.setEnabled(possible)
            offer.triggered.connect(lambda _on=False, signal=signal: signal.emit(item.id))
        more.setMenu(menu)
        self.more_buttons[item.id] = more
        return more

    def _tell(self, detail: str) -> None:
        if detail:
            label = wrapped("small")
            label.setContentsMargins(28, 0, 0, 2)
            label.setText(detail)
            self._column.addWidget(label)
