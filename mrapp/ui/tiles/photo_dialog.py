"""Which tiles are in a photo: drawn over it, and told one by one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from mrapp.app.progress import Cancelled, Progress
from mrapp.app.session import Session
from mrapp.app.tiles.keys import known_key
from mrapp.app.tiles.tags import tiles_with
from mrapp.app.tiles.verdict import verdict_on
from mrapp.app.tiles.verdict_words import told_to_staff
from mrapp.model.errors import MrappError
from mrapp.model.sightings import TileSighting
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.tile_errors import TileKeyNotKeptError, TileKeyOtherError
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.style import ACCENT, PAPER, font_px
from mrapp.ui.widgets import wrapped
from mrapp.ui.workbench import Workbench

_LOOKING = Phrase(nl="Tegels zoeken in een foto", en="Looking for tiles in a photo")
_NONE = Phrase(
    nl="Op deze foto is geen tegel gevonden. Neem er een van dichterbij, scherp en zonder schaduw "
    "over de code.",
    en="No tile was found in this photo. Take one from nearer, sharp and without a shadow over the "
    "code.",
)
_SEEN = Phrase(
    nl="{number}. {who}. Hoeken: {tags} van 4; {far}",
    en="{number}. {who}. Corners: {tags} of 4; {far}",
)
_FAR = Phrase(
    nl="de camera stond op {metres} m; afwijking {residual} px.",
    en="the camera stood {metres} m away; residual {residual} px.",
)
_NO_POSE = Phrase(
    nl="waar de camera stond is niet te zeggen.", en="where the camera stood is unknown."
)
_UNREAD = Phrase(nl="De code is niet gelezen", en="The code was not read")
_BY_CORNERS = Phrase(
    nl="De code is niet gelezen; door de hoeken: {name}",
    en="The code was not read; by the corners: {name}",
)
_WIDE_PX = 520
_LINE_PX = 3.0


@dataclass(frozen=True)
class Found:
    """What a photo shows, and each tile in it in words for staff, in either language."""

    sightings: Sequence[TileSighting]
    words: Mapping[str, Sequence[str]]


class PhotoDialog(StaffDialog):
    """Shows a photo with the tiles in it."""

    def __init__(self, parent: QWidget, bench: Workbench, photo: Path) -> None:
        super().__init__(parent, bench.tasks, *bench.spoken)
        self.picture, self.found = QLabel(), wrapped()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._photo = photo
        self.column.addWidget(self.picture)
        self.column.addWidget(self.found)
        self.column.addStretch(1)
        self._words: Callable[[str], str] | None = None
        self._show(())
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.setWindowTitle(self.tr("Tiles in a photo"))
        self.picture.setAccessibleName(self._photo.name)
        self.found.setText(self._words(self.language) if self._words is not None else "")
        super().retranslate()

    def show_found(self, found: Found) -> None:
        """Show what was found in the photo."""
        self._words = lambda said: "\n".join(found.words[said]) or _NONE.text(said)
        self._show(found.sightings)
        self.retranslate()

    def _show(self, sightings: Sequence[TileSighting]) -> None:
        image = outlined(self._photo, sightings, font_px(self.scale, _WIDE_PX))
        self.picture.setPixmap(QPixmap.fromImage(image))


class PhotoLooking(QObject):
    """Asks for a photo, and shows which tiles are in it."""

    def __init__(self, bench: Workbench, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._window = bench, window
        self.dialog: PhotoDialog | None = None

    def ask(self) -> None:
        """Ask for a photo."""
        kinds = self.tr("Photos (%1)").replace("%1", "*.png *.jpg *.jpeg")
        title = self.tr("Find tiles in a photo")
        path, _kind = QFileDialog.getOpenFileName(self._window, title, str(Path.home()), kinds)
        if path:
            self.look(Path(path))

    def look(self, photo: Path) -> None:
        """Look for tiles in a photo."""
        session = self._bench.session
        if session is None or self.dialog is not None:
            return
        dialog = self.dialog = PhotoDialog(self._window, self._bench, photo)
        dialog.finished.connect(self._put_away)

        def take(found: Found) -> None:
            if self.dialog is dialog:
                dialog.show_found(found)

        def fail(error: MrappError) -> None:
            if self.dialog is dialog:
                dialog.tell(error.text, False)

        def work(_progress: Progress, _cancelled: Cancelled) -> Found:
            return found_in(session, photo)

        dialog.open()
        task = self._bench.tasks.start(_LOOKING, work, take, fail, quick=True)
        dialog.waiting.follow(task, self._bench.language)

    def _put_away(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def found_in(session: Session, photo: Path) -> Found:
    """Return the tiles in a photo, told to staff; for any thread. Raises `MrappError`s."""
    project, services = session.project, session.services
    try:
        key = known_key(services.tile_keys, project)
    except (TileKeyOtherError, TileKeyNotKeptError):
        key = None
    sightings = services.tile_eyes(photo, project)

    def told(number: int, seen: TileSighting, language: str) -> str:
        by_tags = () if seen.contradicts else tiles_with(project, set(seen.tags))
        if seen.text is not None:
            verdict = verdict_on(seen.text, project, key)
            who = told_to_staff(verdict, project, language).rstrip(".")
            if verdict.tile is not None:
                who = f"{pick_language(verdict.tile.name, language)} ({verdict.tile.id}): {who}"
        elif len(by_tags) == 1:
            who = _BY_CORNERS.text(language, name=pick_language(by_tags[0].name, language))
        else:
            who = _UNREAD.text(language)
        return _SEEN.text(
            language, number=number, who=who, tags=len(seen.tags), far=_far(seen, language)
        )

    words = {
        language: [told(number, seen, language) for number, seen in enumerate(sightings, start=1)]
        for language in ("nl", "en")
    }
    return Found(sightings, words)


def _far(seen: TileSighting, language: str) -> str:
    if seen.camera_from_tile is None:
        return _NO_POSE.text(language)
    metres = f"{float(np.linalg.norm(seen.camera_from_tile[:3, 3])):.2f}"
    residual = f"{seen.residual_px or 0.0:.2f}"
    if language == "nl":
        metres, residual = metres.replace(".", ","), residual.replace(".", ",")
    return _FAR.text(language, metres=metres, residual=residual)


def outlined(photo: Path, sightings: Sequence[TileSighting], width_px: int) -> QImage:
    """Return a photo with each tile's codes outlined and numbered; null where it is no picture."""
    reader = QImageReader(str(photo))
    whole = reader.size()
    image = reader.read()
    if image.isNull():
        return image
    smooth = Qt.TransformationMode.SmoothTransformation
    shown = image.scaledToWidth(min(width_px, image.width()), smooth)
    shown = shown.convertToFormat(QImage.Format.Format_RGB888)
    scale = shown.width() / max(whole.width(), 1)
    painter = QPainter(shown)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, seen in enumerate(sightings, start=1):
        corners = [*seen.tags.values(), *([seen.qr_px] if seen.qr_px is not None else [])]
        for colour, wide in ((PAPER, 2.0 * _LINE_PX), (ACCENT, _LINE_PX)):
            painter.setPen(QPen(QColor(colour), wide))
            for each in corners:
                painter.drawPolygon(QPolygonF([QPointF(*(scale * (p + 0.5))) for p in each]))
        if corners:
            middle = scale * np.concatenate(corners).mean(axis=0)
            _number(painter, number, QPointF(*middle))
    painter.end()
    return shown


def _number(painter: QPainter, number: int, at: QPointF) -> None:
    painter.setPen(QPen(QColor(PAPER), 2.0))
    painter.setBrush(QColor(ACCENT))
    painter.drawEllipse(at, 13.0, 13.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    size = QPointF(13.0, 13.0)

    painter.drawText(QRectF(at - size, at + size), Qt.AlignmentFlag.AlignCenter, str(number))
