"""What to see: the city now, or one of the plan's variants, as one large exclusive choice."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.state import NOW, ViewState
from mrapp.model.project import Project, Status, Variant
from mrapp.model.texts import pick_language
from mrapp.ui.widgets import Section, chip, clear, restyle, wrapped


def statuses_of(variant: Variant) -> list[Status]:
    """Return the statuses that occur in a variant, from certain to uncertain."""
    notes = [note.status for design in variant.adds for note in design.objects.values()]
    found = {design.status for design in variant.adds} | {status for status in notes if status}
    return [status for status in Status if status in found]


class ChoiceCard(QFrame):
    """One choice: a radio button with what it means under it; a click anywhere chooses."""

    def __init__(self, title: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "choice")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.radio = QRadioButton(title.replace("&", "&&"))
        self.radio.setProperty("look", "choice")
        self.radio.setAccessibleName(title)
        self.radio.setAccessibleDescription(detail)
        self.radio.toggled.connect(self._show_chosen)
        self.radio.installEventFilter(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 6, 8, 8)
        self._column.setSpacing(3)
        self._column.addWidget(self.radio)
        if detail:
            label = wrapped("small")
            label.setText(detail)
            self._column.addWidget(label)

    def add_chips(self, statuses: list[Status], language: str) -> None:
        """Show how certain the choice is."""
        marks = QHBoxLayout()
        marks.setSpacing(5)
        for status in statuses:
            marks.addWidget(chip(status, language))
        marks.addStretch(1)
        self._column.addLayout(marks)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, as a click on the radio button does."""
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        self.radio.click()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the focus around the whole card."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            restyle(self)
        return super().eventFilter(watched, event)

    def _show_chosen(self, chosen: bool) -> None:
        self.setProperty("chosen", chosen)
        restyle(self)


class PlanPanel(Section):
    """Asks `variant_wanted` (an id, or None for now) and `demolished_wanted` (shown or not)."""

    variant_wanted = Signal(object)
    demolished_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("plan", parent)
        self._group: QButtonGroup | None = None
        self._cards: dict[str | None, ChoiceCard] = {}
        self._shown: tuple[object, ...] = ()
        self._choices = QVBoxLayout()
        self._choices.setSpacing(6)
        self.demolished = QCheckBox()
        self.demolished.clicked.connect(self.demolished_wanted)
        self.rows.addLayout(self._choices)
        self.rows.addWidget(self.demolished)

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.set_title(self.tr("What do you want to see?"))
        self.demolished.setText(self.tr("Show what is demolished"))
        self.demolished.setAccessibleName(self.demolished.text())
        self._shown = ()

    def show_moment(self, project: Project, view: ViewState) -> None:
        """Show the choices of a project and which one is chosen."""
        wanted = (project.plans, view.language)
        if wanted != self._shown:
            self._shown = wanted
            self._rebuild(project, view.language)
        card = self._cards.get(view.variant)
        if card is not None and not card.radio.isChecked():
            card.radio.setChecked(True)
        variant = project.variant(view.variant)
        self.demolished.setEnabled(variant is not None and bool(variant.removes))
        self.demolished.setChecked(view.show_demolished)

    def choice(self, variant: str | None) -> QRadioButton:
        """Return the button of a variant, or of now; raises `KeyError`."""
        return self._cards[variant].radio

    def first_focus(self) -> QWidget:
        """Return what takes the focus when the panel is reached with a key."""
        chosen = [card.radio for card in self._cards.values() if card.radio.isChecked()]
        return chosen[0] if chosen else self.header

    def _rebuild(self, project: Project, language: str) -> None:
        had_focus = any(card.radio.hasFocus() for card in self._cards.values())
        clear(self._choices)
        self._group = QButtonGroup(self)
        now = ChoiceCard(NOW.text(language), self.tr("The city as it is, without a plan."))
        self._cards = {None: now}
        for variant in project.variants():
            title = pick_language(variant.name, language)
            card = ChoiceCard(title, pick_language(variant.description, language))
            card.add_chips(statuses_of(variant), language)
            self._cards[variant.id] = card
        for key, card in self._cards.items():
            self._group.addButton(card.radio)
            # "clicked" and not "toggled": showing a state must not ask for it again.
            card.radio.clicked.connect(lambda _on=False, key=key: self.variant_wanted.emit(key))
            self._choices.addWidget(card)
        if had_focus:
            now.radio.setFocus()
