"""What is painted in a wall: windows, doors and shop fronts, in metres."""

from dataclasses import dataclass

from models.maker.paint.canvas import Canvas, Rgb

CURTAINS: tuple[Rgb, ...] = ((214, 210, 200), (196, 184, 166), (170, 150, 132), (224, 222, 216))
DOORS: tuple[Rgb, ...] = ((52, 74, 62), (112, 44, 40), (46, 62, 88), (70, 62, 56), (150, 122, 70))


@dataclass(frozen=True)
class Opening:
    """A window: its box in the bay (left, sill, right, head), frame and how it is divided."""

    left: float
    sill: float
    right: float
    head: float
    frame: Rgb = (232, 230, 222)
    frame_m: float = 0.07
    panes: int = 2
    toplight_m: float = 0.0
    lintel: Rgb | None = (196, 190, 178)
    sill_colour: Rgb | None = (188, 182, 170)
    curtains: bool = True
    arch: bool = False


def window(canvas: Canvas, x: float, y: float, o: Opening) -> None:
    """Paint a window of a bay whose lower left corner is at (x, y)."""
    x0, x1, y0, y1 = x + o.left, x + o.right, y + o.sill, y + o.head
    if o.lintel:
        canvas.rect(x0 - 0.06, y1, x1 + 0.06, y1 + 0.16, o.lintel)
        canvas.rect(x0 - 0.06, y1, x1 + 0.06, y1 + 0.02, (60, 52, 46), 0.35)
    canvas.rect(x0, y0, x1, y1, o.frame)
    canvas.rect(x0, y1 - 0.05, x1, y1, (40, 36, 32), 0.45)
    canvas.rect(x0, y0, x0 + 0.03, y1, (40, 36, 32), 0.35)
    top = y1 - o.toplight_m
    if o.toplight_m:
        _panes(canvas, o, x0, top, x1, y1, o.panes, curtains=False)
    _panes(canvas, o, x0, y0, x1, top, o.panes, o.curtains)
    if o.sill_colour:
        canvas.rect(x0 - 0.05, y0 - 0.07, x1 + 0.05, y0, o.sill_colour)
        canvas.rect(x0 - 0.05, y0 - 0.11, x1 + 0.05, y0 - 0.07, (50, 42, 36), 0.40)


def _panes(
    canvas: Canvas,
    o: Opening,
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    count: int,
    curtains: bool,
) -> None:
    f = o.frame_m
    step = (x1 - x0 - f) / count
    drawn = int(canvas.rng.integers(0, 6))
    cloth = CURTAINS[int(canvas.rng.integers(len(CURTAINS)))]
    for k in range(count):
        a, b = x0 + k * step + f, x0 + (k + 1) * step
        glass(canvas, a, y0 + f, b, y1 - f)
        if curtains:
            _cloth(canvas, (a, y0 + f, b, y1 - f), drawn, cloth, (k == 0, k == count - 1))


def glass(canvas: Canvas, x0: float, y0: float, x1: float, y1: float, light: float = 1.0) -> None:
    """Dark glass with some sky in its upper half and a shadow under its frame."""
    tint = (0.92 + 0.16 * float(canvas.rng.random())) * light
    high = (round(126 * tint), round(144 * tint), round(156 * tint))
    low = (round(58 * tint), round(68 * tint), round(74 * tint))
    canvas.fade(x0, y0, x1, y1, high, low)
    canvas.rect(x0, y1 - 0.06, x1, y1, (28, 32, 36), 0.5)
    canvas.rect(x0, y0, x0 + 0.03, y1, (28, 32, 36), 0.35)


def _cloth(
    canvas: Canvas,
    pane: tuple[float, float, float, float],
    drawn: int,
    colour: Rgb,
    sides: tuple[bool, bool],
) -> None:
    x0, y0, x1, y1 = pane
    if drawn == 0:
        canvas.fade(x0, y0 + (y1 - y0) * 0.55, x1, y1, colour, colour, 0.75)
    elif drawn == 1:
        canvas.rect(x0, y0, x1, y0 + (y1 - y0) * 0.45, colour, 0.55)
    elif drawn in (2, 3):
        if sides[0]:
            canvas.rect(x0, y0, x0 + (x1 - x0) * 0.3, y1, colour, 0.75)
        if sides[1]:
            canvas.rect(x1 - (x1 - x0) * 0.3, y0, x1, y1, colour, 0.75)


def door(
    canvas: Canvas,
    x: float,
    y: float,
    left: float,
    width: float = 1.0,
    frame: Rgb = (232, 230, 222),
    colour: Rgb | None = None,
) -> None:
    """A front door with a light above it, a letter box and a step."""
    paint = colour or DOORS[int(canvas.rng.integers(len(DOORS)))]
    x0, x1 = x + left, x + left + width
    canvas.rect(x0 - 0.09, y + 0.02, x1 + 0.09, y + 2.72, frame)
    canvas.rect(x0 - 0.09, y + 2.67, x1 + 0.09, y + 2.72, (40, 36, 32), 0.45)
    canvas.rect(x0, y + 0.10, x1, y + 2.18, paint)
    glass(canvas, x0, y + 2.26, x1, y + 2.62)
    glass(canvas, x0 + 0.25, y + 1.25, x1 - 0.25, y + 1.95)
    dark = (int(paint[0] * 0.7), int(paint[1] * 0.7), int(paint[2] * 0.7))
    canvas.rect(x0 + 0.14, y + 0.30, x1 - 0.14, y + 0.92, dark, 0.6)
    canvas.rect(x0 + 0.34, y + 1.02, x1 - 0.34, y + 1.10, (200, 190, 160))
    canvas.rect(x0 - 0.12, y, x1 + 0.12, y + 0.10, (150, 146, 138))


def shop(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    fascia: Rgb,
    with_door: bool,
    frame: Rgb = (62, 60, 58),
) -> None:
    """A shop front: plinth, glass with a lit interior, fascia board above."""
    x0, x1 = x + 0.16, x + width - 0.16
    canvas.rect(x0, y + 0.02, x1, y + 2.9, frame)
    canvas.rect(x0, y + 2.42, x1, y + 2.86, fascia)
    canvas.rect(x0, y + 2.38, x1, y + 2.42, (24, 24, 24), 0.5)
    canvas.rect(x0, y, x1, y + 0.42, (92, 86, 80))
    split = x0 + 1.0 if with_door else x0
    if with_door:
        glass(canvas, x0 + 0.10, y + 0.12, split - 0.06, y + 2.30, 1.05)
        canvas.rect(x0 + 0.16, y + 1.05, x0 + 0.22, y + 1.35, (210, 205, 190))
    glass(canvas, split + 0.06, y + 0.48, x1 - 0.06, y + 2.30, 1.15)
    _goods(canvas, split + 0.15, y + 0.48, x1 - 0.15)


def _goods(canvas: Canvas, x0: float, y: float, x1: float) -> None:
    canvas.fade(x0, y + 0.9, x1, y + 1.75, (214, 190, 140), (150, 128, 100), 0.32)
    at = x0
    while at < x1 - 0.15:
        wide, high = canvas.rng.uniform(0.12, 0.35), canvas.rng.uniform(0.15, 0.75)
        tone = canvas.rng.integers(90, 200, 3)
        colour = (int(tone[0]), int(tone[1]), int(tone[2]))
        canvas.rect(at, y, min(at + wide, x1), y + high, colour, 0.65)
        at += wide + float(canvas.rng.uniform(0.05, 0.25))
