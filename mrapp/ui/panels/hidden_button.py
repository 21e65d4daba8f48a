"""How many objects are hidden, over the view: nobody should wonder where a building went."""

from PySide6.QtWidgets import QPushButton, QWidget

from mrapp.ui import icons


class HiddenButton(QPushButton):
    """A press brings everything back; it is there as long as there is something to bring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(icons.icon("hide", worded=True), "", parent)
        self._words: tuple[str, ...] = ("",)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many are hidden; none hides the button too."""
        whole = self.tr("%n hidden · Show everything again", "", count)
        self._words = (whole, self.tr("%n hidden", "", count))
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self.setVisible(count > 0)

    def fit(self, room: int) -> None:
        """Take the longest words for which there is room, and their size."""
        for words in self._words:
            self.setText(words)
            if self.sizeHint().width() <= room:
                break
        self.adjustSize()
