"""The photos in a tile's passport, large, one after the other."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.app.session import Session
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.tiles import Tile
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.tiles.deed_dialog import small_picture
from mrapp.ui.tiles.passport_form import entry_words
from mrapp.ui.tiles.pictures import Fitted
from mrapp.ui.widgets import wrapped
from mrapp.ui.workbench import Workbench

_GONE = Phrase(
    nl="De foto {file} zit niet meer in het project, of is geen foto. De regel in het paspoort "
    "blijft staan. Zet de foto terug op die plek in de map van het project, als u hem nog hebt.",
    en="The photo {file} is no longer in the project, or is no photo. The line in the passport "
    "stays. Put the photo back in that place in the project's folder, if you still have it.",
)
_WIDE_PX, _HIGH_SHARE = 900, 0.6
_MOST_PX = 2400


class KeptPhotosDialog(StaffDialog):
    """Shows the photos that were kept of a tile, the newest first."""

    wide_px = _WIDE_PX

    def __init__(self, parent: QWidget, bench: Workbench, session: Session, tile: Tile) -> None:
        super().__init__(parent, bench.tasks, *bench.spoken)
        self._session, self._tile = session, tile
        self._entries = [entry for entry in tile.history[::-1] if entry.photo]
        self.place = 0
        self.line = wrapped()
        high = round(_HIGH_SHARE * self.screen().availableSize().height())
        self.picture = Fitted(4.0 / 3.0, high)
        self.column.addWidget(self.line)
        self.column.addWidget(self.picture)
        self.column.addStretch(1)
        self.earlier, self.later = self.button(), self.button()
        self.put_below(self.earlier, self.later)
        for button, step in ((self.earlier, 1), (self.later, -1)):
            button.clicked.connect(lambda _on=False, by=step: self._go(by))
            button.setVisible(len(self._entries) > 1)
        self._go(0)
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        name = pick_language(self._tile.name, self.language)
        self.setWindowTitle(self.tr("Photos of %1").replace("%1", name))
        self.say_on(self.earlier, self.tr("Earlier photo"))
        self.say_on(self.later, self.tr("Later photo"))
        self._say_line()
        super().retranslate()

    def _say_line(self) -> None:
        words = entry_words(self._session.project, self._entries[self.place], self.language)
        if len(self._entries) > 1:
            words = f"{self.place + 1}/{len(self._entries)}  {words}"
        self.line.setText(words)
        self.picture.setAccessibleName(words)

    def _go(self, step: int) -> None:
        """Show another photo, so many earlier."""
        self.place = min(max(self.place + step, 0), len(self._entries) - 1)
        self.earlier.setEnabled(self.place < len(self._entries) - 1)
        self.later.setEnabled(self.place > 0)
        file = self._entries[self.place].photo or ""
        image = small_picture(self._session.opened.asset_path(file), _MOST_PX)
        if not image.isNull():
            self.picture.set_shape(image.width() / image.height())
        self.picture.show_image(image)
        self.picture.setVisible(not image.isNull())
        self._say_line()
        gone = image.isNull()
        self.tell((lambda said: _GONE.text(said, file=file)) if gone else None, False)


class KeptPhotos(QObject):
    """Holds the one dialog there is at most."""

    def __init__(
        self,
        bench: Workbench,
        chosen: Callable[[], Tile | None],
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench, self._chosen, self._window = bench, chosen, window
        self.dialog: KeptPhotosDialog | None = None

    def show(self) -> None:
        """Show the photos of the chosen tile, where it has any."""
        session, tile = self._bench.session, self._chosen()
        if session is None or tile is None or self.dialog is not None:
            return
        if not any(entry.photo for entry in tile.history):
            return
        self.dialog = KeptPhotosDialog(self._window, self._bench, session, tile)
        self.dialog.finished.connect(self._put_away)
        self.dialog.open()

    def _put_away(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
