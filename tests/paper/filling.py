"""Hands that fill in forms, and cameras that look at them; by dice that always fall the same.

All of it is drawn by us: marks as hands make them, on a page as the printer makes it, seen by a
camera that is held aslant, in a room with a shadow, by somebody who does not hold still.
"""

import subprocess
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.markers.pictures import decoded_colours
from mrapp.paper.elements import Rect

Colours = NDArray[np.uint8]
PRINT_DPI = 254  # ten pixels a millimetre
PX = PRINT_DPI / 25.4
BLUE, BLACK, RED = (150, 60, 30), (40, 35, 35), (50, 40, 190)


def printed(pdf: Path, folder: Path, dpi: int = PRINT_DPI) -> list[Colours]:
    """Return the pages of a PDF as a printer puts them on paper."""
    stem = folder / pdf.stem
    subprocess.run(["pdftoppm", "-r", str(dpi), str(pdf), str(stem)], check=True, timeout=60)
    files = sorted(folder.glob(f"{pdf.stem}-*.ppm"))
    return [np.asarray(cv2.imread(str(each)), np.uint8) for each in files]


def decoded(content: bytes) -> Colours:
    """Return what is in a photograph."""
    return decoded_colours(content, "photograph")


def copied(pages: list[Colours], folder: Path, name: str = "page") -> list[Path]:
    """Lay pages on a copier, 127 dots an inch; returns its files."""
    files = [folder / f"{name}-{number}.jpg" for number in range(len(pages))]
    for file, page in zip(files, pages, strict=True):
        small = cv2.resize(page, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        cv2.imwrite(str(file), small)
    return files


@dataclass
class Hand:
    """Draws with a pen, a little differently each time. width: of the pen, mm."""

    dice: np.random.Generator
    colour: tuple[int, int, int] = BLUE
    width: float = 0.6

    def line(self, page: Colours, ways: list[tuple[float, float]], bend: float = 0.25) -> None:
        """Draw through some places, mm, not quite straight."""
        fine = 8
        points: list[tuple[float, float]] = []
        for (x0, y0), (x1, y1) in pairwise(ways):
            aside = self.dice.normal(0, bend, 2)
            for t in np.linspace(0, 1, 14):
                bow = np.sin(t * np.pi) * aside
                points.append((x0 + (x1 - x0) * t + bow[0], y0 + (y1 - y0) * t + bow[1]))
        scaled = (np.array(points) * PX * 2**fine).astype(np.int32)
        thick = max(round(self.width * PX), 1)
        cv2.polylines(page, [scaled], False, self.colour, thick, cv2.LINE_AA, fine)

    def mark(self, page: Colours, box: Rect, kind: str) -> None:
        """Make a mark of a kind in a box."""
        getattr(self, f"_{kind}")(page, box)

    def _at(self, box: Rect, u: float, v: float, loose: float = 0.35) -> tuple[float, float]:
        dx, dy = self.dice.normal(0, loose, 2)
        return box.x + u * box.width + float(dx), box.y + v * box.height + float(dy)

    def _cross(self, page: Colours, box: Rect) -> None:
        at = self._at
        self.line(page, [at(box, 0.12, 0.12), at(box, 0.9, 0.88)])
        self.line(page, [at(box, 0.9, 0.1), at(box, 0.1, 0.9)])

    def _large_cross(self, page: Colours, box: Rect) -> None:
        at = self._at
        self.line(page, [at(box, -0.15, -0.12), at(box, 1.12, 1.1)])
        self.line(page, [at(box, 1.15, -0.1), at(box, -0.1, 1.15)])

    def _tick(self, page: Colours, box: Rect) -> None:
        at = self._at
        self.line(page, [at(box, 0.15, 0.5), at(box, 0.4, 0.85), at(box, 1.05, 0.0)])

    def _slash(self, page: Colours, box: Rect) -> None:
        self.line(page, [self._at(box, 0.1, 0.9), self._at(box, 0.9, 0.1)])

    def _scribble(self, page: Colours, box: Rect) -> None:
        ways = [self._at(box, 0.2 + 0.6 * (n % 2), 0.15 + n * 0.1, 0.2) for n in range(8)]
        self.line(page, ways, 0.1)

    def _blackened(self, page: Colours, box: Rect) -> None:
        for v in np.linspace(0.02, 0.98, 18):
            self.line(page, [self._at(box, 0.0, v, 0.08), self._at(box, 1.0, v, 0.08)], 0.05)

    def _crossed_out(self, page: Colours, box: Rect) -> None:
        self._cross(page, box)
        for n in range(9):
            v = -0.1 + n * 0.15
            self.line(page, [self._at(box, -0.35, v, 0.2), self._at(box, 1.35, v + 0.1, 0.2)], 0.1)

    def _circle(self, page: Colours, box: Rect) -> None:
        turn = np.linspace(0, 2 * np.pi, 20) + self.dice.uniform(0, 6)
        middle = (box.x + box.width / 2, box.y + box.height / 2)
        radius = 0.78 * box.width + self.dice.normal(0, 0.1, len(turn)).cumsum() * 0.15
        ways = [
            (middle[0] + float(r * np.cos(a)), middle[1] + float(r * np.sin(a)))
            for r, a in zip(radius, turn, strict=True)
        ]
        self.line(page, ways, 0.03)

    def _faint(self, page: Colours, box: Rect) -> None:
        pencil = Hand(self.dice, (196, 196, 196), 0.4)
        pencil.mark(page, box, "slash")

    def _dot(self, page: Colours, box: Rect) -> None:
        x, y = self._at(box, 0.5, 0.5, 0.6)
        self.line(page, [(x, y), (x + 0.5, y + 0.1)], 0.02)

    def cross_at(self, page: Colours, x: float, y: float, size: float = 9.0) -> None:
        """Put a cross on a map, mm on the page."""
        self._cross(page, Rect(x - size / 2, y - size / 2, size, size))

    def write(self, page: Colours, rect: Rect) -> None:
        """Write something like words in a space."""
        x, y = rect.x + 6.0, rect.y + 8.0
        while x < rect.x + 0.6 * rect.width:
            ways = [(x + n * 0.9, y + float(self.dice.normal(0, 1.1))) for n in range(8)]
            self.line(page, ways, 0.3)
            x += 10.5


@dataclass(frozen=True)
class Camera:
    """How a page is photographed.

    turn, tilt: degrees; blur, motion: pixels; shadow: its depth; shift: parts of the picture; lens:
    how much further out its corners come.
    """

    size: tuple[int, int] = (3000, 4000)
    turn: float = 4.0
    tilt: float = 14.0
    fill: float = 0.88
    blur: float = 0.9
    motion: float = 2.0
    noise: float = 5.0
    shadow: float = 0.45
    quality: int = 82
    seed: int = 1
    shift: tuple[float, float] = (0.0, 0.0)
    lens: float = 0.004


def photographed(pages: list[Colours], camera: Camera) -> bytes:
    """Return a photograph of pages that lie side by side on a table, as JPEG."""
    dice = np.random.default_rng(camera.seed)
    wide, high = camera.size
    gap = round(12 * PX)
    tall = max(each.shape[0] for each in pages)
    spread = np.full(
        (tall, gap * (len(pages) - 1) + sum(p.shape[1] for p in pages), 4), 0, np.uint8
    )
    left = 0
    for page in pages:
        spread[: page.shape[0], left : left + page.shape[1], :3] = page
        spread[: page.shape[0], left : left + page.shape[1], 3] = 255
        left += page.shape[1] + gap
    way = _way(spread.shape[1], spread.shape[0], camera)
    shrink = max(1.0, spread.shape[0] / (high * camera.fill))
    soft = cv2.GaussianBlur(spread, (0, 0), max(0.45 * shrink, 0.3))
    seen = cv2.warpPerspective(soft, way, (wide, high), flags=cv2.INTER_LINEAR)
    table = np.empty((high, wide, 3), np.float32)
    table[:] = np.array([70, 95, 120], np.float32) + dice.normal(0, 6, (high, 1, 1))
    cover = seen[:, :, 3:].astype(np.float32) / 255
    picture = np.asarray(seen[:, :, :3] * cover + table * (1 - cover), np.float32)
    picture *= _light(wide, high, camera, dice)[:, :, None]
    picture = _through_lens(picture, camera)
    if camera.motion >= 1.5:
        kernel = np.zeros((9, 9), np.float32)
        half = camera.motion / 2
        cv2.line(kernel, (round(4 - half), 3), (round(4 + half), 5), 1.0, 1)
        picture = np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()), np.float32)
    picture += camera.noise * dice.standard_normal(picture.shape, np.float32)
    quality = [cv2.IMWRITE_JPEG_QUALITY, camera.quality]
    done = np.clip(picture, 0, 255).astype(np.uint8)
    return cv2.imencode(".jpg", done, quality)[1].tobytes()


def _through_lens(picture: NDArray[np.float32], camera: Camera) -> NDArray[np.float32]:
    """Return a picture that is a little round, as a telephone leaves it, and out of focus."""
    wide, high = camera.size
    half = max(wide, high) / 2
    x, y = np.meshgrid(
        (np.arange(wide, dtype=np.float32) - wide / 2) / half,
        (np.arange(high, dtype=np.float32) - high / 2) / half,
    )
    more = 1 + camera.lens * (x * x + y * y)
    to_x, to_y = x * more * half + wide / 2, y * more * half + high / 2
    round_one = cv2.remap(picture, to_x, to_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.GaussianBlur(round_one, (0, 0), camera.blur), np.float32)


def _way(width: int, height: int, camera: Camera) -> NDArray[np.float64]:
    """Return the homography from the pages to the photograph: a camera held aslant."""
    wide, high = camera.size
    scale = camera.fill * min(wide / width, high / height)
    tilt, turn = np.radians(camera.tilt), np.radians(camera.turn)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
    flat: NDArray[np.float64] = (corners - (width / 2, height / 2)) * scale
    rotate = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    flat = flat @ rotate.T
    far = 1.6 * max(wide, high)
    depth = far + flat[:, 1] * np.sin(tilt) + flat[:, 0] * np.sin(tilt / 2)
    seen = (
        np.stack([flat[:, 0] * np.cos(tilt / 2), flat[:, 1] * np.cos(tilt)], 1)
        * (far / depth)[:, None]
    )
    seen += (wide / 2 + camera.shift[0] * wide, high / 2 + camera.shift[1] * high)
    way = cv2.getPerspectiveTransform(corners.astype(np.float32), seen.astype(np.float32))
    return np.asarray(way, np.float64)


def _light(wide: int, high: int, camera: Camera, dice: np.random.Generator) -> NDArray[np.float32]:
    """Return how much light falls where: warmer on one side, and the shadow of a hand."""
    x, y = np.meshgrid(np.linspace(0, 1, wide, dtype=np.float32),
                       np.linspace(0, 1, high, dtype=np.float32))  # fmt: skip
    light = 0.95 - 0.22 * (x * dice.uniform(0.2, 1) + y * dice.uniform(0.2, 1))
    if camera.shadow:
        edge = (x - 0.25 - 0.5 * y + float(dice.uniform(-0.1, 0.1))) / 0.02
        light *= 1 - camera.shadow / (1 + np.exp(np.clip(edge, -30, 30)))
    return np.asarray(light, np.float32)
