"""The layers: what is drawn, as check boxes with where each comes from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from mrapp.app.session import Session
from mrapp.app.state import ESTIMATED_GROUND
from mrapp.model.project import Design, Layer
from mrapp.model.texts import pick_language
from mrapp.ui.widgets import Section, chip, clear, row, wrapped


class LayersPanel(Section):
    """Asks `layer_wanted` (id, visible) and `everything_wanted` (bring back what is hidden)."""

    layer_wanted = Signal(str, bool)
    everything_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("layers", parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self.show_all = QPushButton()
        self.show_all.clicked.connect(self.everything_wanted)
        self.rows.addLayout(self._column)
        self.rows.addWidget(self.show_all)

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
        hidden = len(view.hidden_objects)
        self.show_all.setVisible(hidden > 0)
        text = self.tr("Show everything again (%n hidden)", "", hidden)
        self.show_all.setText(text)
        self.show_all.setAccessibleName(text)

    def box(self, layer_id: str) -> QCheckBox:
        """Return the check box of a layer; raises `KeyError`."""
        return self._boxes[layer_id]

    def _rebuild(self, items: list[Layer | Design], loaded: frozenset[str], language: str) -> None:
        focused = next((key for key, box in self._boxes.items() if box.hasFocus()), None)
        clear(self._column)
        self._boxes = {}
        if ESTIMATED_GROUND in loaded:
            self._add(ESTIMATED_GROUND, self.tr("Ground"), self.tr("Estimated from the buildings"))
        for item in items:
            name = pick_language(item.name, language)
            self._add(item.id, name, self._detail(item, loaded))
            if isinstance(item, Design):
                mark = row(chip(item.status, language))
                mark.setContentsMargins(28, 0, 0, 4)
                self._column.addLayout(mark)
        if focused in self._boxes:
            self._boxes[focused].setFocus()

    def _detail(self, item: Layer | Design, loaded: frozenset[str]) -> str:
        if item.asset not in loaded:
            return self.tr("Not loaded")
        given = item.provenance
        return " · ".join(part for part in (given.source, given.date) if part)

    def _add(self, key: str, name: str, detail: str) -> None:
        box = QCheckBox(name.replace("&", "&&"))
        box.setAccessibleName(name)
        box.setAccessibleDescription(detail)
        box.clicked.connect(lambda on, key=key: self.layer_wanted.emit(key, on))
        self._boxes[key] = box
        self._column.addWidget(box)
        if detail:
            label = wrapped("small")
            label.setContentsMargins(28, 0, 0, 2)
            label.setText(detail)
            self._column.addWidget(label)
