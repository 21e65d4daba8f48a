"""The window's icons: strokes of our own on a field of 24 by 24, drawn sharp at any size."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mrapp.ui.style import ACCENT, INK, OFF, PAPER

_SIZES = (18, 20, 40)
_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><g fill="none" stroke="{colour}" '
    'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">{shapes}</g></svg>'
)


def _path(*data: str) -> str:
    return "".join(f'<path d="{d}"/>' for d in data)


def _dot(x: float, y: float, r: float) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{r}"/>'


_SHAPES: dict[str, str] = {
    "open": _path("M3 18V6h6l2 3h10v9z", "M3 12h18"),
    "new": _path("M5 3h9l5 5v13H5z", "M14 3v5h5", "M12 11v7", "M8.5 14.5h7"),
    "add": _path("M12 4v16", "M4 12h16"),
    "save": _path("M4 4h13l3 3v13H4z", "M8 4v5h7V4", "M7 20v-7h10v7"),
    "undo": _path("M9 5 4 10l5 5", "M4 10h10a6 5.5 0 0 1 0 10h-3"),
    "redo": _path("M15 5l5 5-5 5", "M20 10H10a6 5.5 0 0 0 0 10h3"),
    "picture": _path("M3 7h4l2-3h6l2 3h4v13H3z") + _dot(12, 13, 4),
    "larger": _path("M3 19 9 5l6 14", "M5.2 14h7.6", "M19 7v6", "M16 10h6"),
    "smaller": _path("M3 19 9 5l6 14", "M5.2 14h7.6", "M16 10h6"),
    "language": _dot(12, 12, 9) + _path("M3 12h18", "M12 3c-5 5-5 13 0 18", "M12 3c5 5 5 13 0 18"),
    "help": _dot(12, 12, 9)
    + _path("M9.2 9.5a2.8 2.8 0 1 1 4.2 2.5c-1 .6-1.4 1-1.4 2", "M12 17v.2"),
    "orbit": _path("M12 7l5 2.7v5.4L12 18l-5-2.9V9.7z", "M7 9.7l5 2.8 5-2.8", "M12 12.5V18")
    + _path("M3.2 9A9.5 9.5 0 0 1 12 2.6", "M20.8 15a9.5 9.5 0 0 1-8.8 6.4"),
    "walk": _dot(13, 4, 1.9)
    + _path(
        "M13 8.5 11 14l3 3v5", "M11 14l-1 4-3 4", "M12.5 9.5 8 11l-.7 3.4", "M13.2 9l2.3 3 3 .6"
    ),
    "home": _path("M3 11.5 12 4l9 7.5", "M6 9.5V20h12V9.5", "M10 20v-6h4v6"),
    "overview": _path("M4 9V4h5", "M15 4h5v5", "M20 15v5h-5", "M9 20H4v-5", "M9 12h6", "M12 9v6"),
    "north": _path("M12 3l5 17-5-3.4L7 20z"),
    "closer": _path("M12 5v14", "M5 12h14"),
    "farther": _path("M5 12h14"),
    "speak": _path("M4 4h16v12H11l-5 4.5V16H4z", "M8 8.5h8", "M8 11.8h5"),
    "key": _dot(7.5, 12, 4) + _path("M11.5 12H21v4", "M17 12v3"),
    "find": _dot(10.5, 10.5, 6.5) + _path("M15.5 15.5 21 21"),
    "copy": _path("M8 8h12v12H8z", "M16 8V4H4v12h4"),
    "eye": _path("M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z") + _dot(12, 12, 3),
    "plan": _path("M4 21V9l6-3v15", "M10 21V3l10 4v14", "M2.5 21h19", "M14 10v.2", "M14 14v.2")
    + _path("M17 11v.2", "M17 15v.2"),
    "sun": _dot(12, 12, 4)
    + _path("M12 2v3", "M12 19v3", "M2 12h3", "M19 12h3", "M5 5l2 2", "M17 17l2 2", "M19 5l-2 2")
    + _path("M7 17l-2 2"),
    "viewpoint": _path("M12 21s7-6.3 7-11.5A7 7 0 0 0 5 9.5C5 14.7 12 21 12 21z")
    + _dot(12, 9.5, 2.4),
    "place": _path("M12 3v18", "M3 12h18", "M9.5 5.5 12 3l2.5 2.5", "M9.5 18.5 12 21l2.5-2.5")
    + _path("M5.5 9.5 3 12l2.5 2.5", "M18.5 9.5 21 12l-2.5 2.5"),
    "fly": _path("M3 12h12", "M10.5 7.5 15 12l-4.5 4.5", "M20 4v16"),
    "bring": _path("M21 12H9", "M13.5 7.5 9 12l4.5 4.5", "M4 4v16"),
    "to_ground": _path("M12 3v12", "M7.5 10.5 12 15l4.5-4.5", "M4 20h16"),
    "layers": _path("M12 3l9 5-9 5-9-5z", "M3 12.5l9 5 9-5", "M3 17l9 5 9-5"),
    "more": _dot(12, 5, 0.9) + _dot(12, 12, 0.9) + _dot(12, 19, 0.9),
    "close": _path("M6 6l12 12", "M18 6 6 18"),
    "up": _path("M12 20V5", "M5 11.5 12 4.5l7 7"),
    "down": _path("M12 4v15", "M5 12.5l7 7 7-7"),
    "previous": _path("M15 5l-7 7 7 7"),
    "next": _path("M9 5l7 7-7 7"),
    "folded": _path("M9 5l7 7-7 7"),
    "unfolded": _path("M5 9l7 7 7-7"),
    "hide": _path("M3 3l18 18", "M9.9 5.2A10 10 0 0 1 22 12a14 14 0 0 1-2.6 3.4")
    + _path(
        "M6.2 6.8A14 14 0 0 0 2 12s3.6 7 10 7a10 10 0 0 0 4.6-1.1", "M9.9 9.9a3 3 0 0 0 4.2 4.2"
    ),
    "demolish": _path(
        "M4 21V8l7-4v17", "M2.5 21h19", "M14 21v-4l3-2 3 3v3", "M15 5l5 5", "M20 5l-5 5"
    ),
    "warning": _path("M12 3 1.8 20.5h20.4z", "M12 9.5v5", "M12 17.5v.2"),
    "info": _dot(12, 12, 9) + _path("M12 11v6", "M12 7.3v.2"),
    "done": _path("M4 12.5l5.5 5.5L20 6.5"),
    "remove": _path("M4 7h16", "M9 7V4h6v3", "M6 7l1 14h10l1-14", "M10 11v6", "M14 11v6"),
    "rename": _path("M4 20l1-5L16 4l4 4L9 19z", "M14 6l4 4"),
    "rubber": _path("M8 20 3.5 15.5 14 5l6 6-9 9z", "M8.7 10.3l6 6", "M8 20h12"),
    "microphone": '<rect x="9" y="2.5" width="6" height="11.5" rx="3"/>'
    + _path("M5.5 11a6.5 6.5 0 0 0 13 0", "M12 17.5V21", "M8.5 21h7"),
    "stop": '<rect x="6" y="6" width="12" height="12" rx="1.5"/>',
    "play": _path("M7 4.5 19 12 7 19.5z"),
    "mouse_left": '<rect x="6" y="2.5" width="12" height="19" rx="6"/>'
    + _path("M12 2.5V10", "M6 10h12")
    + f'<path d="M6.6 9.4A6 6 0 0 1 11.4 3v6.4z" fill="{ACCENT}" stroke="none"/>',
    "mouse_wheel": '<rect x="6" y="2.5" width="12" height="19" rx="6"/>'
    f'<path d="M12 6.5v4" stroke="{ACCENT}" stroke-width="3.4"/>',
    "mouse_click": _path("M5 3l14 8-6 1.6L16 19l-2.6 1.2-3-6.6L6 18z"),
    "arrow_keys": '<rect x="8.5" y="3" width="7" height="7" rx="1.5"/>'
    '<rect x="1" y="13" width="7" height="7" rx="1.5"/>'
    '<rect x="8.5" y="13" width="7" height="7" rx="1.5"/>'
    '<rect x="16" y="13" width="7" height="7" rx="1.5"/>'
    + _path("M10.7 7.3 12 5.8l1.3 1.5", "M10.7 15.8l1.3 1.5 1.3-1.5", "M5.2 15.2l-1.4 1.3 1.4 1.3")
    + _path("M18.8 15.2l1.4 1.3-1.4 1.3"),
    "mark": _path("M3 20.5h18", "M5 20V10l4-2v12", "M9 20V4l6 3v13", "M15 20v-8l4 2v6"),
}


GAP = 1.3
"""How much wider than high an icon is that stands before words: the rest is room between."""


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = _FRAME.format(colour=colour, shapes=_SHAPES[name])
    return QSvgRenderer(QByteArray(svg.encode()))


def picture(name: str, size_px: int, colour: str = INK, wide: float = 1.0) -> QPixmap:
    """Return an icon as an image of `size_px` device pixels, with room on its right if `wide`."""
    image = QPixmap(QSize(round(size_px * wide), size_px))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _drawing(name, colour).render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return image


def _tinted(image: QPixmap, colour: str) -> QPixmap:
    """Return the same strokes in another colour: quicker than drawing them anew."""
    copy = QPixmap(image)
    painter = QPainter(copy)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(copy.rect(), QColor(colour))
    painter.end()
    return copy


@cache
def icon(name: str, *, worded: bool = False, on: str = INK) -> QIcon:
    """Return an icon in all sizes and states.

    worded: it stands before words. on: its colour where its button is switched on.
    """
    made = QIcon()
    for size in _SIZES:
        plain = picture(name, size, INK, GAP if worded else 1.0)
        made.addPixmap(plain, QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(
            plain if on == INK else _tinted(plain, on), QIcon.Mode.Normal, QIcon.State.On
        )
        made.addPixmap(_tinted(plain, OFF), QIcon.Mode.Disabled)
    return made


def white(name: str) -> QIcon:
    """Return an icon for a button in the accent's colour, to stand before its words."""
    return QIcon(picture(name, 48, PAPER, GAP))


def names() -> tuple[str, ...]:
    """Return the names of all icons."""
    return tuple(_SHAPES)
