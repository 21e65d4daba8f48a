"""The calibration of a camera: a printed board, pictures of it, and what they tell of the lens.

The board is ChArUco (a chessboard with a marker in each white square), so a picture helps that
shows a part of it. The model is OpenCV's: a pinhole, three radial and two tangential terms (Zhang
2000, "A flexible new technique for camera calibration").
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from mrapp.model.sightings import Camera
from mrapp.model.texts import Notice, Phrase

Float64 = NDArray[np.float64]
Grey = NDArray[np.uint8]

COLUMNS, ROWS, SQUARE_MM, MARKER_MM = 10, 6, 26.0, 19.0
"""The board: squares across and down, and their measures; it fills an A4 on its side."""

LEAST_PICTURES: Final = 4
_ENOUGH_PICTURES: Final = 8
_LEAST_CORNERS: Final = 10
_PAGE_MM = (297.0, 210.0)
_GRID = (4, 3)  # parts of the picture in which corners should be seen
_TILTED_DEG = 20.0
_SHARP_PX = 1.0

_FEW = Phrase(
    nl="Er zijn {count} bruikbare beelden; met {enough} of meer wordt het beter.",
    en="There are {count} pictures of use; {enough} or more make it better.",
)
_EMPTY = Phrase(
    nl="In {share} % van het beeld was het bord nooit te zien. Houd het ook langs de randen en in "
    "de hoeken.",
    en="The board was never seen in {share} % of the picture. Hold it along the edges and in the "
    "corners too.",
)
_FLAT = Phrase(
    nl="Het bord werd bijna steeds recht van voren gezien. Kantel het ook een keer of vier, elke "
    "kant op.",
    en="The board was seen straight on nearly always. Tilt it four times or so too, every way.",
)
_ROUGH = Phrase(
    nl="De hoeken passen maar matig ({off} beeldpunten). Leg het bord vlak, houd stil en zorg voor "
    "licht.",
    en="The corners fit only moderately ({off} pixels). Lay the board flat, hold still, "
    "mind the light.",
)
_BAR = Phrase(nl="100 mm: meet na", en="100 mm: check with a ruler")


@dataclass(frozen=True, eq=False)
class BoardSeen:
    """The board in one picture. corners: (n, 2) pixels; places: (n, 3) metres on the board."""

    corners: Float64
    places: Float64


@dataclass(frozen=True, eq=False)
class Calibration:
    """What pictures of the board told. residual_px: root mean square of what is left of corners.

    used: how many pictures; advice: what would make it better.
    """

    camera: Camera
    residual_px: float
    used: int
    advice: tuple[Notice, ...]


def _board() -> cv2.aruco.CharucoBoard:
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_5X5_100)
    return cv2.aruco.CharucoBoard((COLUMNS, ROWS), SQUARE_MM / 1000, MARKER_MM / 1000, family)


def see_board(grey: Grey) -> BoardSeen | None:
    """Return the board in a picture; None where too little of it is seen."""
    board = _board()
    found = cv2.aruco.CharucoDetector(board).detectBoard(grey)
    corners, ids = np.asarray(found[0]), np.asarray(found[1])
    if ids.size < _LEAST_CORNERS:  # None, where there are none, is of one
        return None
    places = np.asarray(board.getChessboardCorners(), np.float64)[ids.ravel()]
    # Corners in one row tell no plane.
    if min(np.ptp(places[:, 0]), np.ptp(places[:, 1])) < SQUARE_MM / 1000:
        return None
    return BoardSeen(corners.reshape(-1, 2).astype(np.float64), places)


def calibrated(seen: Sequence[BoardSeen], width_px: int, height_px: int) -> Calibration | None:
    """Return the camera that saw the board; None where the pictures are too few or too alike."""
    if len(seen) < LEAST_PICTURES:
        return None
    try:
        residual, matrix, bends, turns, _ = cv2.calibrateCamera(
            [each.places.astype(np.float32) for each in seen],
            [each.corners.astype(np.float32) for each in seen],
            (width_px, height_px),
            np.eye(3),
            np.zeros(5),
        )
    except cv2.error:
        return None
    (fx, _, cx), (_, fy, cy), _ = np.asarray(matrix, np.float64).tolist()
    inside = 0 < cx < width_px and 0 < cy < height_px
    if not (np.isfinite(residual) and inside and 0.1 < fx / max(width_px, height_px) < 20):
        return None
    distortion = tuple(float(each) for each in np.asarray(bends).ravel()[:5])
    camera = Camera(width_px, height_px, (fx, fy), (cx, cy), distortion, "calibrated")
    advice = _advice(seen, [np.asarray(each) for each in turns], float(residual), camera)
    return Calibration(camera, float(residual), len(seen), advice)


def _advice(
    seen: Sequence[BoardSeen], turns: Sequence[Float64], residual: float, camera: Camera
) -> tuple[Notice, ...]:
    advice = []
    if len(seen) < _ENOUGH_PICTURES:
        advice.append(Notice(_FEW, {"count": len(seen), "enough": _ENOUGH_PICTURES}))
    parts = np.zeros(_GRID, bool)
    for each in seen:
        at = each.corners / (camera.width_px, camera.height_px) * _GRID
        column, row = np.clip(at.astype(int), 0, np.array(_GRID) - 1).T
        parts[column, row] = True
    if not parts.all():
        advice.append(Notice(_EMPTY, {"share": round(100 * (1 - parts.mean()))}))
    tilts = [np.degrees(np.arccos(abs(cv2.Rodrigues(turn)[0][2, 2]))) for turn in turns]
    if sum(tilt > _TILTED_DEG for tilt in tilts) < 3:
        advice.append(Notice(_FLAT, {}))
    if residual > _SHARP_PX:
        advice.append(Notice(_ROUGH, {"off": f"{residual:.1f}"}))
    return tuple(advice)


def board_raster(px_per_mm: float) -> Grey:
    """Return the board as pixels, without a margin."""
    size = (round(COLUMNS * SQUARE_MM * px_per_mm), round(ROWS * SQUARE_MM * px_per_mm))
    return np.asarray(_board().generateImage(size, marginSize=0, borderBits=1), np.uint8)


def board_pdf(language: str) -> bytes:
    """Return the board as a PDF on an A4, to the millimetre, with a bar of 100 mm to check it."""
    stream = io.BytesIO()
    page = tuple(each * mm for each in _PAGE_MM)
    canvas = Canvas(stream, pagesize=page, invariant=1, pageCompression=1)
    canvas.setTitle("mrapp: ChArUco")
    left = (_PAGE_MM[0] - COLUMNS * SQUARE_MM) / 2
    top = _PAGE_MM[1] - (_PAGE_MM[1] - ROWS * SQUARE_MM) / 2 + 6
    path = canvas.beginPath()
    for x, y, wide, high in _black_mm():
        path.rect((left + x) * mm, (top - y - high) * mm, wide * mm, high * mm)
    canvas.setFillColorCMYK(0, 0, 0, 1)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.rect(left * mm, 14 * mm, 100 * mm, 1.5 * mm, stroke=0, fill=1)
    canvas.setFont("Helvetica", 9)
    canvas.drawString((left + 103) * mm, 13.5 * mm, _BAR.text(language))
    canvas.save()
    return stream.getvalue()


def _black_mm() -> list[tuple[float, float, float, float]]:
    """What is black on the board: x, y from its top left, width, height; runs of modules merged."""
    modules_across = round(MARKER_MM / _MODULE_MM)
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_5X5_100)
    black, marker = [], 0
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = column * SQUARE_MM, row * SQUARE_MM
            if (row + column) % 2 == 0:
                black.append((x, y, SQUARE_MM, SQUARE_MM))
                continue
            inner = np.asarray(cv2.aruco.generateImageMarker(family, marker, modules_across)) < 128
            marker += 1
            inset = (SQUARE_MM - MARKER_MM) / 2
            black += [
                (x + inset + at * _MODULE_MM, y + inset + line * _MODULE_MM, long, _MODULE_MM)
                for line, modules in enumerate(inner)
                for at, long in _runs(modules)
            ]
    return black


_MODULE_MM = MARKER_MM / 7


def _runs(modules: NDArray[np.bool_]) -> list[tuple[int, float]]:
    """Where black runs begin, and how long they are in millimetres."""
    edges = np.flatnonzero(np.diff(np.pad(modules.astype(np.int8), 1)))
    pairs = edges.reshape(-1, 2).tolist()
    return [(begin, (end - begin) * _MODULE_MM) for begin, end in pairs]
