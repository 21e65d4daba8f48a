"""The line at the foot of the side column: how sending stands, always in sight."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mrapp.app.sync_words import is_well, sync_summary
from mrapp.app.syncing import SyncState
from mrapp.ui import icons
from mrapp.ui.widgets import ElidedButton, line


class SyncLine(QFrame):
    """Shows how sending stands; `wanted` is asked by who wants to know more."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: SyncState | None = None
        self.button = ElidedButton("")
        self.button.setProperty("look", "section")
        self.button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 10, 4)
        column.setSpacing(2)
        column.addWidget(line())
        column.addWidget(self.button)
        self.hide()

    def show_state(self, state: SyncState | None, language: str) -> None:
        """Show how it stands; None: nothing is to be sent from here."""
        self._state = state
        if state is not None:
            words = sync_summary(state, language)
            sign = "up" if state.busy else "done" if is_well(state) else "info"
            if state.why is not None or state.refused:
                sign = "warning"
            self.button.set_words(words)
            self.button.setIcon(icons.icon(sign, worded=True))
            what = self.tr("Sending")
            self.button.setAccessibleName(f"{what}: {words}")
        self.setVisible(state is not None)

    def set_icon_size(self, size_px: int) -> None:
        """Fit the icon to a text size."""
        self.button.setIconSize(QSize(round(size_px * icons.GAP), size_px))
