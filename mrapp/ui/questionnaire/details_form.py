"""What only some kinds of questions have: a scale, how many choices, variants, a viewpoint."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSpinBox, QVBoxLayout, QWidget

from mrapp.model.project import Project
from mrapp.model.questions import Question
from mrapp.model.texts import pick_language
from mrapp.ui.widgets import row


class DetailsForm(QWidget):
    """Asks for other ends of a scale, number of choices, variants, viewpoint, and to be needed."""

    required_wanted = Signal(bool)
    scale_wanted = Signal(int, int)
    most_wanted = Signal(object)
    variants_wanted = Signal(str, str)
    viewpoint_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.required = QCheckBox()
        self.low, self.high, self.most = QSpinBox(), QSpinBox(), QSpinBox()
        for spin in (self.low, self.high, self.most):
            spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.low.setRange(0, 10)
        self.high.setRange(1, 10)
        self.most.setRange(0, 50)
        self.first, self.second, self.viewpoint = QComboBox(), QComboBox(), QComboBox()
        self._labels = {box: QLabel() for box in self._boxes()}
        for box, label in self._labels.items():
            label.setBuddy(box)
        self.required.clicked.connect(self.required_wanted)
        for spin in (self.low, self.high):
            spin.valueChanged.connect(
                lambda: self.scale_wanted.emit(self.low.value(), self.high.value())
            )
        self.most.valueChanged.connect(lambda many: self.most_wanted.emit(many or None))
        for box in (self.first, self.second):
            box.activated.connect(self._take_variants)
        self.viewpoint.activated.connect(
            lambda: self.viewpoint_wanted.emit(self.viewpoint.currentData())
        )
        self._lay_out()

    def retranslate(self) -> None:
        """Take all texts anew."""
        words = (
            self.tr("Lowest number"),
            self.tr("Highest number"),
            self.tr("How many choices at most"),
            self.tr("One variant"),
            self.tr("The other variant"),
            self.tr("“Show me again” leads to"),
        )
        for (box, label), said in zip(self._labels.items(), words, strict=True):
            label.setText(said)
            box.setAccessibleName(said)
        self.required.setText(self.tr("An answer is needed to go on"))
        self.required.setAccessibleName(self.required.text())
        self.most.setSpecialValueText(self.tr("any number"))

    def show_question(
        self, project: Project, question: Question, language: str, *, writable: bool
    ) -> None:
        """Show what a question has of these."""
        widgets = (self.required, *self._boxes())
        before = [widget.blockSignals(True) for widget in widgets]
        self.required.setChecked(question.required)
        self.low.setValue(question.low)
        self.high.setValue(question.high)
        self.most.setValue(question.most or 0)
        self._show_variants(project, question, language)
        self._show_viewpoints(project, question, language)
        for widget, blocked in zip(widgets, before, strict=True):
            widget.blockSignals(blocked)
            widget.setEnabled(writable)
        kinds: dict[QSpinBox | QComboBox, str] = {
            self.low: "scale",
            self.high: "scale",
            self.most: "multiple",
        }
        kinds |= {self.first: "compare", self.second: "compare", self.viewpoint: question.kind}
        for box, label in self._labels.items():
            box.setVisible(kinds[box] == question.kind)
            label.setVisible(kinds[box] == question.kind)

    def _boxes(self) -> tuple[QSpinBox | QComboBox, ...]:
        return (self.low, self.high, self.most, self.first, self.second, self.viewpoint)

    def _lay_out(self) -> None:
        chosen = (self.first, self.second, self.viewpoint)
        for box in chosen:
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for field, label in self._labels.items():
            label.setWordWrap(True)
            column.addLayout(row(label, field, stretch=int(isinstance(field, QComboBox))))
        column.addWidget(self.required)

    def _show_variants(self, project: Project, question: Question, language: str) -> None:
        named = {each.id: pick_language(each.name, language) for each in project.variants()}
        for box, wanted in zip(
            (self.first, self.second), question.variants or ("", ""), strict=True
        ):
            _fill(box, named, wanted)

    def _show_viewpoints(self, project: Project, question: Question, language: str) -> None:
        named: dict[str | None, str] = {None: self.tr("nowhere")}
        named |= {each.id: pick_language(each.name, language) for each in project.viewpoints}
        _fill(self.viewpoint, named, question.viewpoint)

    def _take_variants(self) -> None:
        first, second = self.first.currentData(), self.second.currentData()
        self.variants_wanted.emit(first, second)


def _fill(
    box: QComboBox, named: dict[str | None, str] | dict[str, str], wanted: str | None
) -> None:
    """Show what can be chosen, with what is chosen, also where that is gone."""
    entries: dict[str | None, str] = dict(named.items())
    if wanted not in entries:
        entries[wanted] = f"({wanted})"
    if [box.itemText(at) for at in range(box.count())] != list(entries.values()):
        box.clear()
        for key, words in entries.items():
            box.addItem(words, key)
    box.setCurrentIndex(list(entries).index(wanted))
