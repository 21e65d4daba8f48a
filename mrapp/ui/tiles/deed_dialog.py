"""Asks what is to be noted in a tile's passport: by whom, in which words, with which photo."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QLabel, QLineEdit, QWidget

from mrapp.model.tiles import Tile, TileDeed, TilePlace
from mrapp.ui.dialogs.form import PathField
from mrapp.ui.numbers import NumberField
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.style import font_px
from mrapp.ui.tasks import TaskRunner
from mrapp.ui.tiles.place_form import FIELDS, number_field
from mrapp.ui.widgets import wrapped

_PHOTO_PX = 300


class DeedDialog(StaffDialog):
    """`photo_chosen`: a photo is to be looked at; `keep_wanted`: all of it is to be kept."""

    photo_chosen = Signal(object)
    keep_wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        tasks: TaskRunner,
        spoken: tuple[str, float],
        deed: TileDeed,
        tile: Tile,
    ) -> None:
        super().__init__(parent, tasks, *spoken)
        self.deed, self._tile = deed, tile
        self.about = wrapped()
        self.photo = PathField(self._browse)
        self.photo.line.editingFinished.connect(self._tell_photo)
        self._looked_at = ""
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.seen = wrapped()
        self.survey = QCheckBox()
        self.survey.setVisible(deed is TileDeed.PLACED)
        self._numbers = QWidget()
        self.numbers: dict[str, NumberField] = {}
        self._number_labels: dict[str, QLabel] = {}
        self.note, self.by = QLineEdit(), QLineEdit()
        self._labels = {"photo": QLabel(), "note": QLabel(), "by": QLabel()}
        self._lay_out()
        self.keep = self.button("main")
        self.keep.clicked.connect(self.keep_wanted)
        self.put_below(self.keep)
        tasks.progressed.connect(self._look)
        self.retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout(self._numbers)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, key in enumerate(FIELDS):
            self.numbers[key], self._number_labels[key] = number_field(key), QLabel()
            self.numbers[key].show_value(getattr(self._tile.stands, key))
            grid.addWidget(self._number_labels[key], 2 * (place // 2), place % 2)
            grid.addWidget(self.numbers[key], 2 * (place // 2) + 1, place % 2)
        self._numbers.hide()
        self.survey.toggled.connect(self._numbers.setVisible)
        for label, field in (("photo", self.photo.line), ("note", self.note), ("by", self.by)):
            self._labels[label].setBuddy(field)
        for part in (
            *(self.about, self._labels["photo"], self.photo, self.picture, self.seen),
            *(self.survey, self._numbers),
            *(self._labels["note"], self.note, self._labels["by"], self.by),
        ):
            self.column.addWidget(part)
        self.picture.hide()
        self.seen.hide()
        # A file that goes to a maker is no photo.
        for part in (self._labels["photo"], self.photo):
            part.setVisible(self.deed is not TileDeed.PRINTED)
        self.column.addStretch(1)

    def retranslate(self) -> None:
        """Take all texts anew."""
        titles = {
            TileDeed.PRINTED: self.tr("The tile was printed elsewhere"),
            TileDeed.PLACED: self.tr("The tile was placed"),
            TileDeed.INSPECTED: self.tr("The tile was inspected"),
            TileDeed.DAMAGED: self.tr("The tile is damaged"),
            TileDeed.REPAIRED: self.tr("The tile was repaired"),
            TileDeed.REMOVED: self.tr("The tile was removed"),
        }
        self.setWindowTitle(titles[self.deed])
        self.about.setText(
            self.tr(
                "For a tile that was printed or ordered without this program's Print. From now on "
                "its code does not change, and it can no longer be deleted."
            )
            if self.deed is TileDeed.PRINTED
            else self.tr(
                "A photo from straight above shows that the right tile lies there, and how well it "
                "can be read. Where and when it was taken is left out of what is kept."
            )
        )
        words = {
            "photo": self.tr("Photo of the tile (PNG or JPEG)"),
            "note": self.tr("Note"),
            "by": self.tr("By whom"),
        }
        for key, label in self._labels.items():
            label.setText(words[key])
        self.photo.set_names(words["photo"], self.tr("Choose"))
        self.note.setAccessibleName(words["note"])
        self.by.setAccessibleName(words["by"])
        self.say_on(self.survey, self.tr("Its place was measured"))
        fields = {
            "x": self.tr("RD x (m)"),
            "y": self.tr("RD y (m)"),
            "nap": self.tr("Height NAP (m)"),
            "heading_deg": self.tr("Direction (°)"),
        }
        for key, label in self._number_labels.items():
            label.setText(fields[key])
            self.numbers[key].set_language(self.language)
            self.numbers[key].setAccessibleName(fields[key])
        self.say_on(self.keep, self.tr("Keep"))
        super().retranslate()

    @property
    def file(self) -> Path | None:
        """The photo that was chosen."""
        return Path(self.photo.text()) if self.photo.text() else None

    @property
    def surveyed(self) -> TilePlace | None:
        """Where the tile was measured to lie, if it was."""
        if not self.survey.isChecked() or self.survey.isHidden():
            return None
        values = {key: number.value() for key, number in self.numbers.items()}
        return TilePlace(**{**values, "heading_deg": values["heading_deg"] % 360.0})

    def show_seen(self, say: Callable[[str], str] | None) -> None:
        """Say what the photo shows, in the language that is spoken; None: nothing yet."""
        self.seen.setText(say(self.language) if say is not None else "")
        self.seen.setVisible(say is not None)
        self.fit()

    def _tell_photo(self) -> None:
        path = self.photo.text()
        if path == self._looked_at:
            return
        self._looked_at = path
        self.show_seen(None)
        self.tell(None)
        image = small_picture(Path(path), font_px(self.scale, _PHOTO_PX)) if path else QImage()
        self.picture.setPixmap(QPixmap.fromImage(image))
        self.picture.setVisible(not image.isNull())
        self.fit()
        if path:
            self.photo_chosen.emit(Path(path))

    def _browse(self) -> str:
        kinds = self.tr("Photos (%1)").replace("%1", "*.png *.jpg *.jpeg")
        return QFileDialog.getOpenFileName(self, self.windowTitle(), str(Path.home()), kinds)[0]

    def _look(self) -> None:
        self.keep.setEnabled(not self.waiting.busy)


def small_picture(path: Path, width_px: int) -> QImage:
    """Return a picture from a file no wider than that; a null one where it cannot be shown."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > width_px:
        reader.setScaledSize(size.scaled(width_px, width_px, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
