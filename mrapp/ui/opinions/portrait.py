"""The small picture that goes with a remark: what is seen, without what people said of it."""

from collections.abc import Collection
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter

from mrapp.app.remarks.making import GivenFile
from mrapp.app.session import Session
from mrapp.scene.prepared import PreparedMesh
from mrapp.ui.city_widget import CityWidget

SIZE_PX = (960, 540)
_QUALITY = 88


def portrait(city: CityWidget, session: Session, ready: Collection[PreparedMesh] = ()) -> QImage:
    """Return what the view shows, at most 960 by 540, drawn with all care.

    Without pins, without an outline round what is selected, and with badges where they hang if
    nothing lies over the view: so that it is the same again when the same is seen again.
    """
    view, state, meshes = city.city, session.scene_state(), session.meshes
    pinned, covered = view.pins.shown, view.covered
    # All at once: nothing of what is still to come may be missing.
    view.show(replace(state, selection=None), meshes, ready)
    view.pins.show(None)
    view.covered = ()
    try:
        image = city.picture_of(view.render)
    finally:
        view.covered = covered
        view.pins.show(pinned)
        view.show(state, meshes, ready)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(*SIZE_PX, keep, smooth)


def as_file(image: QImage, role: Literal["picture", "drawing"] = "picture") -> GivenFile:
    """Return a picture as a file of a remark; for any thread.

    A drawing is kept as a picture as well: every program shows it, in BCF too, and what it was
    drawn on belongs to it. As JPEG it is a fifth of what it would be as PNG.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"JPG")
    writer.setQuality(_QUALITY)
    writer.write(image.convertToFormat(QImage.Format.Format_RGB888))
    buffer.close()
    return GivenFile(role, "image/jpeg", bytes(content.data()))
