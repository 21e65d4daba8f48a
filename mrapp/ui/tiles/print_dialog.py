"""Asks how tiles are to be printed, and says before what speaks against it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from mrapp.app.tiles.printing import Sheet, TileAdvice
from mrapp.model.texts import Notice, pick_language
from mrapp.model.tiles import PAPER_SIDE_MM, Tile
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.style import font_px
from mrapp.ui.tasks import TaskRunner
from mrapp.ui.tiles.pictures import Fitted
from mrapp.ui.widgets import wrapped

_PAGE_PX = 330
_MOST = 12


class PrintDialog(StaffDialog):
    """`wish_changed`: look anew what speaks against it; `save_wanted`: ask where, and print."""

    wish_changed = Signal()
    save_wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        tasks: TaskRunner,
        spoken: tuple[str, float],
        tiles: Sequence[Tile],
        *,
        mounting: bool,
    ) -> None:
        super().__init__(parent, tasks, *spoken)
        self.tiles, self.mounting = tuple(tiles), mounting
        self._which, self.about = wrapped(), wrapped("soft")
        self.page = Fitted(1.0, font_px(self.scale, _PAGE_PX))
        self.kind, self.paper = QComboBox(), QComboBox()
        self._labels = QLabel(), QLabel()
        for ending in (".pdf", ".svg"):
            self.kind.addItem("", ending)
        for sheet in ("", *PAPER_SIDE_MM):
            self.paper.addItem("", sheet)
        self.proven, self.advice = wrapped(), wrapped()
        for label, field in zip(self._labels, (self.kind, self.paper), strict=True):
            label.setBuddy(field)
        rows = (self._which, self.about, self.page, self._labels[0], self.kind)
        for part in (*rows, self._labels[1], self.paper, self.proven, self.advice):
            self.column.addWidget(part)
        for part in (self._labels[1], self.paper, self.proven):
            part.setVisible(not mounting)
        self.advice.hide()
        self.column.addStretch(1)
        self.save = self.button("main")
        self.save.clicked.connect(self.save_wanted)
        self.put_below(self.save)
        self.paper.currentIndexChanged.connect(self._tell_about)
        self.paper.currentIndexChanged.connect(self.wish_changed)
        tasks.progressed.connect(self._look)
        self._refused = False
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        mounting = self.tr("Print mounting sheets"), self.tr("Print tiles")
        self.setWindowTitle(mounting[0] if self.mounting else mounting[1])
        names = [pick_language(tile.name, self.language) for tile in self.tiles[:_MOST]]
        left = len(self.tiles) - len(names)
        more = [self.tr("and %n more", "", left)] if left else []
        self._which.setText(", ".join([*names, *more]))
        self._tell_about()
        for label, field, words in zip(
            self._labels,
            (self.kind, self.paper),
            (self.tr("File"), self.tr("On what")),
            strict=True,
        ):
            label.setText(words)
            field.setAccessibleName(words)
        self.kind.setItemText(0, self.tr("PDF: a page for each tile"))
        self.kind.setItemText(1, self.tr("SVG: a file for each tile"))
        self.paper.setItemText(0, self.tr("As designed"))
        for place, sheet in enumerate(PAPER_SIDE_MM, start=1):
            self.paper.setItemText(place, self.tr("On %1, for a table").replace("%1", sheet))
        self.page.words = self.tr("Being drawn…")
        self.page.setAccessibleName(self.tr("How it will look"))
        self.say_on(self.save, self.tr("Choose where and save…"))
        super().retranslate()

    def _tell_about(self) -> None:
        """Say what comes on the page: a sheet for a table is not cut."""
        if self.mounting:
            words = self.tr(
                "For who lays the tiles: a map, where it lies in RD and NAP, and which way."
            )
        elif all(self.sheet or tile.sheet for tile in self.tiles):
            words = self.tr(
                "For any printer: at 100 %, not fitted to the page. Then measure the bar: it is "
                "100 mm. The passport of each tile will say that it was printed."
            )
        else:
            words = self.tr(
                "At exact millimetres, with bleed, cut marks and a bar of 100 mm to check the "
                "print with. The passport of each tile will say that it was printed."
            )
        self.about.setText(words)

    @property
    def ending(self) -> str:
        """The ending of the file that is wanted."""
        return str(self.kind.currentData())

    @property
    def sheet(self) -> Sheet | None:
        """The paper that is wanted; None: as each tile was designed."""
        chosen = self.paper.currentData()
        return "A4" if chosen == "A4" else "A3" if chosen == "A3" else None

    def show_page(self, image: QImage) -> None:
        """Show the first page."""
        if not image.isNull():
            self.page.set_shape(image.width() / image.height())
        self.page.show_image(image)
        self.fit()

    def show_proven(self, words: str) -> None:
        """Say how the tiles did in the proof."""
        self.proven.setText(words)
        self.proven.setVisible(bool(words))

    def show_advice(self, advice: Sequence[TileAdvice]) -> None:
        """Say what speaks against printing; what would not work cannot be printed."""
        self._refused = any(each.refuses for each in advice)
        said = list(
            dict.fromkeys(_line(each, len(self.tiles) > 1, self.language) for each in advice)
        )
        self.advice.setText("\n".join(f"• {each}" for each in said[:_MOST]))
        self.advice.setVisible(bool(said))
        self._look()
        self.fit()

    def tell_failed(self, say: Callable[[str], str]) -> None:
        """Say what went wrong."""
        self.tell(say, False)

    def _look(self) -> None:
        self.save.setEnabled(not self.waiting.busy and not self._refused)


def _line(advice: TileAdvice, named: bool, language: str) -> str:
    notice: Notice = advice.notice
    return f"{advice.tile_id}: {notice.text(language)}" if named else notice.text(language)
