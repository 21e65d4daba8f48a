"""Which calibration belongs to which camera: chosen once, known the next time."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from mrapp.markers.cameras import read_camera
from mrapp.model.sightings import Camera
from mrapp.model.tile_errors import CameraFileError
from mrapp.ui.workbench import Workbench


class Lenses(QObject):
    """Keeps the files among the program's settings, by the camera's name.

    wrong: why the last file was not taken; None: it was, or there is none.
    """

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self.wrong: CameraFileError | None = None

    def of(self, name: str) -> Camera | None:
        """Return what is known of the lens of a camera; a file that is gone tells nothing."""
        self.wrong = None
        path = dict(self._bench.settings.lenses).get(name)
        return self._read(Path(path)) if path else None

    def _read(self, path: Path) -> Camera | None:
        try:
            return read_camera(path)
        except CameraFileError as error:
            self.wrong = error
            return None

    def has(self, name: str) -> bool:
        """Whether a file was chosen for a camera."""
        return name in dict(self._bench.settings.lenses)

    def choose(self, over: QWidget, then: Callable[[Path], None]) -> None:
        """Ask for the file of a camera; `then` with the answer, if there is one."""
        dialog = QFileDialog(over)
        dialog.setWindowTitle(self.tr("Choose the calibration of this camera"))
        dialog.setNameFilter(self.tr("Calibrations (*.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda file: then(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def put(self, name: str, file: Path | None) -> bool:
        """Keep the file of a camera, None: forget the one that was; False for a file that is none.

        Then the one that was stays.
        """
        self.wrong = None
        if file is not None and self._read(file) is None:
            return False
        others = [pair for pair in self._bench.settings.lenses if pair[0] != name]
        mine = [] if file is None else [(name, str(file.resolve()))]
        self._bench.change_settings(lenses=(*others, *mine))
        return True
