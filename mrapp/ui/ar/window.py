"""The window "Camera": its picture with the plan, what is chosen, and what is known of the tile."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mrapp.ar.cameras import CameraName
from mrapp.ar.placing import Mode
from mrapp.ui.ar.picture import ArPicture
from mrapp.ui.ar.sources import Source
from mrapp.ui.style import font_px
from mrapp.ui.widgets import line, wrapped

_DAY_MINUTES = 24 * 60


class ArWindow(QDialog):
    """Asks, and shows what it is told.

    Signals: `source_wanted` (a `Source`, or its kind where that is still to be chosen),
    `start_wanted`, `allowed` (yes or no to the camera), `stop_wanted`, `mode_wanted`,
    `variant_wanted` (an id or None), `minutes_wanted` (since midnight), `lens_wanted` (its file is
    to be chosen), `lens_dropped`, `shut`.
    """

    source_wanted = Signal(object)
    start_wanted = Signal()
    allowed = Signal(bool)
    stop_wanted = Signal()
    mode_wanted = Signal(object)
    variant_wanted = Signal(object)
    minutes_wanted = Signal(int)
    lens_wanted = Signal()
    lens_dropped = Signal()
    shut = Signal()

    def __init__(self, parent: QWidget) -> None:
        # A window of its own, beside the map.
        super().__init__(parent, Qt.WindowType.Window)
        self.source, self.mode, self.variant = QComboBox(), QComboBox(), QComboBox()
        self.start, self.stop = QPushButton(), QPushButton()
        self.start.setProperty("look", "main")
        self.time = QSlider(Qt.Orientation.Horizontal)
        self.time.setRange(0, _DAY_MINUTES - 1)
        self.time.setPageStep(60)
        named: tuple[QWidget, ...] = self.source, self.mode, self.variant, self.time
        self.titles = {part: QLabel() for part in named}
        self.clock = QLabel()
        self.tile, self.verdict = wrapped("heading"), wrapped()
        self.quality, self.lens, self.scale = wrapped("small"), wrapped("small"), wrapped("small")
        self.captions = wrapped("small")
        self.lens_file, self.lens_none = QPushButton(), QPushButton()
        # In the full screen the panel at the side is away, and this is the way out.
        self.wide, self.narrow = QPushButton(), QPushButton(self)
        self.picture = ArPicture()
        self.asks, self.privacy = wrapped("heading"), wrapped()
        self.yes, self.no = QPushButton(), QPushButton()
        self.yes.setProperty("look", "main")
        self._cameras: Sequence[CameraName] = ()
        self._connect()
        self._put_together()

    def _connect(self) -> None:
        self.source.activated.connect(self._ask_source)
        # Qt keeps it as plain words.
        self.mode.activated.connect(lambda at: self.mode_wanted.emit(Mode(self.mode.itemData(at))))
        self.variant.activated.connect(
            lambda at: self.variant_wanted.emit(self.variant.itemData(at))
        )
        self.time.valueChanged.connect(self.minutes_wanted)
        self.start.clicked.connect(self.start_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.lens_file.clicked.connect(self.lens_wanted)
        self.lens_none.clicked.connect(self.lens_dropped)
        for button in (self.wide, self.narrow):
            button.clicked.connect(self.toggle_full_screen)
        key = QShortcut(QKeySequence(Qt.Key.Key_F11), self)
        key.activated.connect(self.toggle_full_screen)
        # By its cross, by the key Escape, or by who made it: the camera goes off with it.
        self.finished.connect(self.shut)
        self.yes.clicked.connect(lambda: self.allowed.emit(True))
        self.no.clicked.connect(lambda: self.allowed.emit(False))

    def _put_together(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for part in (self.titles[self.source], self.source, self.start, self.stop, line()):
            column.addWidget(part)
        for part in (self.mode, self.variant):
            column.addWidget(self.titles[part])
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.titles[self.time], 1)
        row.addWidget(self.clock)
        column.addLayout(row)
        column.addWidget(self.time)
        told = (self.tile, self.verdict, self.quality, self.scale, self.lens)
        lens = self.lens_file, self.lens_none
        for each in (line(), *told, *lens, line(), self.captions):
            column.addWidget(each)
        column.addStretch(1)
        column.addWidget(self.wide)
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setWidget(inside)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.picture)
        self.pages.addWidget(self._consent_page())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self.pages, 1)
        for button in (self.stop, self.narrow, self.lens_file, self.lens_none):
            button.hide()

    def toggle_full_screen(self) -> None:
        """Show the picture alone on the whole screen, or the window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the full screen by Escape first; by the next one the window shuts."""
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.toggle_full_screen()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Put the panel away in the full screen, and the way out over the picture."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            full = self.isFullScreen()
            self._side.setVisible(not full)
            self.narrow.setVisible(full)
            self._place_way_out()
            self._caption()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the way out in its corner."""
        super().resizeEvent(event)
        self._place_way_out()

    def _place_way_out(self) -> None:
        self.narrow.adjustSize()
        self.narrow.move(self.width() - self.narrow.width() - 16, 16)
        self.narrow.raise_()

    def _caption(self) -> None:
        """Say what the plan is in the picture where the panel, which says it, is away."""
        self.picture.caption(self.captions.text() if self.isFullScreen() else "")

    def _consent_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(60, 40, 60, 40)
        column.setSpacing(14)
        column.addStretch(1)
        for part in (self.asks, self.privacy):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        return page

    def retranslate(self, scale: float) -> None:
        """Take all texts anew, for a text size."""
        self.setWindowTitle(self.tr("Camera: the plan on a tile"))
        names: dict[QWidget, str] = {
            self.source: self.tr("Pictures from"),
            self.mode: self.tr("How large"),
            self.variant: self.tr("What is shown"),
            self.time: self.tr("Time of day"),
        }
        for part, name in names.items():
            self.titles[part].setText(name)
            part.setAccessibleName(name)
        self.stop.setText(self.tr("Switch off"))
        self.wide.setText(self.tr("Full screen (F11)"))
        self.narrow.setText(self.tr("Leave the full screen (Esc)"))
        self._place_way_out()
        self.asks.setText(self.tr("May the camera be switched on?"))
        self.privacy.setText(
            self.tr(
                "Its picture is shown in this window and nowhere else. Nothing of it is stored "
                "or sent. A red lamp in the picture burns as long as the camera is on, and you "
                "can switch it off at any time."
            )
        )
        self.yes.setText(self.tr("Yes, switch the camera on"))
        self.no.setText(self.tr("No"))
        self.lens_file.setText(self.tr("Choose a calibration…"))
        self.lens_file.setToolTip(
            self.tr(
                "A calibration tells the lens of this camera: print a board (mrapp tile board), "
                "take a dozen pictures of it with this camera, and make a file of them (mrapp "
                "tile calibrate)."
            )
        )
        self.lens_none.setText(self.tr("Use no calibration"))
        own = self.wide, self.narrow, self.lens_file, self.lens_none
        for button in (self.stop, self.yes, self.no, *own):
            button.setAccessibleName(button.text())
        self._name_modes()
        self._name_sources()
        self.picture.fit(scale)
        self._side.setFixedWidth(round(300 * (0.4 + 0.6 * scale)))

    def _name_modes(self) -> None:
        self.mode.clear()
        self.mode.addItem(self.tr("As a model on the tile"), Mode.MODEL)
        self.mode.addItem(self.tr("At full size, where it will stand"), Mode.FULL)

    def _name_sources(self) -> None:
        self.source.clear()
        for camera in self._cameras:
            name = camera.name or self.tr("Camera %1").replace("%1", str(camera.number + 1))
            self.source.addItem(name, Source("camera", camera.number))
        if not self._cameras:
            self.source.addItem(self.tr("Camera (none found)"), Source("camera"))
        self.source.addItem(self.tr("A video…"), "video")
        self.source.addItem(self.tr("A folder of pictures…"), "pictures")

    def fit(self, scale: float) -> None:
        """Take a size for a text size, within the screen."""
        room = self.screen().availableGeometry()
        self.resize(
            min(font_px(scale, 1240), round(0.92 * room.width())),
            min(font_px(scale, 720), round(0.88 * room.height())),
        )

    def offer_cameras(self, cameras: Sequence[CameraName]) -> None:
        """Offer these cameras beside videos and pictures."""
        self._cameras = cameras
        self._name_sources()

    def show_source(self, source: Source, *, running: bool) -> None:
        """Show where pictures come from, and whether they do now."""
        at = next((n for n in range(self.source.count()) if self._is(n, source)), -1)
        if at < 0:
            kind = self.source.findData(source.kind)
            assert source.path is not None
            self.source.insertItem(kind, source.path.name, source)
            at = kind
        self.source.setCurrentIndex(at)
        camera = source.kind == "camera"
        self.start.setText(self.tr("Switch the camera on") if camera else self.tr("Show"))
        self.start.setAccessibleName(self.start.text())
        self.start.setVisible(not running)
        self.stop.setVisible(running)

    def _is(self, number: int, source: Source) -> bool:
        known = self.source.itemData(number)
        return isinstance(known, Source) and replace(source, camera=known.camera) == known

    def show_choice(self, mode: Mode, variant: str | None, minutes: int, clock: str) -> None:
        """Show what is chosen."""
        self.mode.setCurrentIndex(self.mode.findData(mode))
        self.variant.setCurrentIndex(max(self.variant.findData(variant), 0))
        with QSignalBlocker(self.time):
            self.time.setValue(minutes)
        self.clock.setText(clock)

    def offer_variants(self, named: Sequence[tuple[str, str | None]]) -> None:
        """Offer variants: what each is called, and its id."""
        self.variant.clear()
        for name, variant in named:
            self.variant.addItem(name, variant)

    def ask(self, asking: bool) -> None:
        """Ask whether the camera may be on, or show the picture."""
        self.pages.setCurrentIndex(1 if asking else 0)
        if asking:
            self.no.setFocus()

    def tell(self, label: QLabel, words: str) -> None:
        """Show words, or nothing and no room for it."""
        if label.text() != words:
            label.setText(words)
        label.setVisible(bool(words))
        if label is self.captions:
            self._caption()

    def _ask_source(self, at: int) -> None:
        self.source_wanted.emit(self.source.itemData(at))
