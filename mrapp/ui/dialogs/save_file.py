"""Asks where to keep something; what gets its ending here overwrites nothing unasked either."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mrapp.ui.dialogs.question import Answer, Role, ask


class SaveDialog(QFileDialog):
    """Asks for a new file that ends in `ending`, or, where that is empty, for a folder to make.

    Calls `then` with its path, and deletes itself.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        proposed: Path,
        kind: str,
        ending: str,
        then: Callable[[Path], object],
    ) -> None:
        super().__init__(parent, title, str(proposed.parent), kind)
        self._window, self._ending, self._then = parent, ending, then
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        # Qt adds it before it asks whether to overwrite; but not to a name like "plan v1.2".
        self.setDefaultSuffix(ending.removeprefix("."))
        if not ending:
            self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("Name of the folder"))
        self.selectFile(proposed.name)
        self.fileSelected.connect(self._take)

    def _take(self, chosen: str) -> None:
        place = Path(chosen)
        if not self._ending or place.suffix.lower() == self._ending:
            self._then(place)
            return
        whole = place.with_name(place.name + self._ending)
        if whole.exists():
            self._ask_overwrite(whole)
        else:
            self._then(whole)

    def _ask_overwrite(self, place: Path) -> None:
        then = self._then
        ask(
            self._window,
            self.windowTitle(),
            self.tr("%1 is there already.").replace("%1", place.name),
            self.tr("Do you want to replace it?"),
            Answer(self.tr("Replace"), Role.AcceptRole, lambda: then(place)),
            Answer(self.tr("Cancel"), Role.RejectRole),
            default=1,
        )
