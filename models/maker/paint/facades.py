"""Wall textures: brick with windows, ground floors, shop fronts, offices and the rest."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from models.maker.frame import generator
from models.maker.looks import Image, register
from models.maker.paint.canvas import Canvas, Rgb, courses
from models.maker.paint.windows import Opening, door, shop, window

BAY, FLOOR = 2.8, 2.9
BRICKS: dict[str, Rgb] = {
    "red": (150, 84, 64),
    "brown": (122, 84, 64),
    "yellow": (186, 158, 112),
    "dark": (98, 76, 68),
    "grey": (150, 142, 132),
    "orange": (172, 102, 70),
}
WHITE: Rgb = (233, 231, 224)
Painter = Callable[[Canvas], None]
RECIPES: dict[str, tuple[Image, Callable[[Path], None]]] = {}


def keep_recipe(name: str, image: Image, make: Callable[[Path], None]) -> None:
    """Register a texture and keep how its file is made in a folder."""
    register(name, image)
    RECIPES[name] = (image, make)


def recipe(name: str, image: Image, pixels: tuple[int, int], base: Rgb, paint: Painter) -> None:
    """Register a texture that is painted on a canvas."""

    def make(folder: Path) -> None:
        canvas = Canvas(image.width_m, image.height_m, pixels, base, generator(name))
        paint(canvas)
        canvas.save(folder / image.file)

    keep_recipe(name, image, make)


def wall(name: str, base: Rgb, paint: Painter, floors: int = 1, bays: int = 4) -> None:
    """Register a wall texture of whole bays and storeys, 256 pixels each."""
    image = Image(f"{name}.jpg", bays * BAY, floors * FLOOR, bays, floors)
    recipe(name, image, (256 * bays, 256 * floors), base, paint)


def brickwork(canvas: Canvas, joint: Rgb = (176, 166, 152)) -> None:
    """Running bond in the canvas's own colour."""
    rows = round(canvas.size_m[1] / FLOOR * 40)
    columns = round(canvas.size_m[0] / BAY * 12)
    courses(canvas, rows, columns, 1.7, joint, 0.055, joint_alpha=0.5)
    canvas.grain(0.02, 1.2)


def each_bay(canvas: Canvas, o: Opening) -> None:
    """The same opening in every bay, with its own curtains."""
    for floor in range(round(canvas.size_m[1] / FLOOR)):
        for bay in range(round(canvas.size_m[0] / BAY)):
            window(canvas, bay * BAY, floor * FLOOR, o)


def _upper(o: Opening) -> Painter:
    def paint(canvas: Canvas) -> None:
        brickwork(canvas)
        each_bay(canvas, o)

    return paint


def _ground(o: Opening) -> Painter:
    def paint(canvas: Canvas) -> None:
        brickwork(canvas)
        canvas.rect(0, 0, canvas.size_m[0], 0.35, (70, 62, 58), 0.55)
        for bay in range(4):
            if bay % 2:
                window(canvas, bay * BAY, 0, o)
            else:
                door(canvas, bay * BAY, 0, 0.55)
                slit = replace(o, left=1.95, right=2.5, sill=0.9, head=2.35, panes=1)
                window(canvas, bay * BAY, 0, slit)

    return paint


def _back(o: Opening) -> Painter:
    def paint(canvas: Canvas) -> None:
        brickwork(canvas)
        for bay in range(4):
            wide = replace(o, left=0.25, right=2.55, sill=0.05, head=2.4, panes=3, curtains=False)
            window(canvas, bay * BAY, 0, wide if bay % 2 else o)

    return paint


def _blank(canvas: Canvas) -> None:
    brickwork(canvas)


def _shops(canvas: Canvas) -> None:
    brickwork(canvas)
    boards: tuple[Rgb, ...] = ((56, 82, 70), (150, 60, 52), (50, 66, 96), (214, 204, 180))
    for bay in range(4):
        shop(canvas, bay * BAY, 0, BAY, boards[(bay // 2 * 3 + 1) % 4], bay % 2 == 0)


def _houses() -> None:
    modern = Opening(0.5, 0.85, 2.3, 2.45, panes=2)
    tall = Opening(0.75, 0.55, 2.05, 2.55, panes=1, toplight_m=0.6)
    thirties = Opening(0.4, 0.85, 2.4, 2.45, panes=3, toplight_m=0.45)
    styles = {
        "red": thirties,
        "brown": thirties,
        "yellow": modern,
        "dark": tall,
        "grey": modern,
        "orange": modern,
    }
    for colour, o in styles.items():
        wall(f"{colour}_upper", BRICKS[colour], _upper(o), floors=2)
        low = replace(o, sill=0.6, head=2.4, left=0.35, right=2.45)
        wall(f"{colour}_ground", BRICKS[colour], _ground(low))
    for colour in ("red", "yellow"):
        wall(f"{colour}_back", BRICKS[colour], _back(modern))
    for colour, base in BRICKS.items():
        image = Image(f"{colour}_blank.jpg", BAY, FLOOR)
        recipe(f"{colour}_blank", image, (256, 256), base, _blank)
    wall("shops", BRICKS["dark"], _shops)


def _rendered(canvas: Canvas) -> None:
    canvas.grain(0.02, 1.0)
    each_bay(canvas, Opening(0.75, 0.55, 2.05, 2.5, frame=(70, 78, 74), panes=2, toplight_m=0.55))


def _canal_ground(canvas: Canvas) -> None:
    brickwork(canvas)
    canvas.rect(0, 0, canvas.size_m[0], 0.45, (104, 102, 98))
    for bay in range(4):
        if bay % 2:
            tall = Opening(0.7, 0.7, 2.1, 2.6, panes=2, toplight_m=0.6, curtains=False)
            window(canvas, bay * BAY, 0, tall)
        else:
            door(canvas, bay * BAY, 0, 0.85, 1.1)


def _flats(canvas: Canvas) -> None:
    canvas.grain(0.015, 1.0)
    for floor in range(2):
        y = floor * FLOOR
        canvas.rect(0, y, canvas.size_m[0], y + 0.25, (176, 172, 162))
        for bay in range(4):
            x = bay * BAY
            if bay % 2:
                window(canvas, x, y, Opening(0.2, 0.95, 2.6, 2.55, panes=3, lintel=None))
                canvas.rect(x + 0.2, y + 0.3, x + 2.6, y + 0.88, (150, 158, 152))
            else:
                o = Opening(0.3, 0.3, 2.5, 2.55, panes=3, lintel=None, sill_colour=None)
                window(canvas, x, y, o)


def _office_bands(canvas: Canvas) -> None:
    canvas.grain(0.02, 1.0)
    for floor in range(2):
        y = floor * FLOOR
        for bay in range(4):
            o = Opening(
                0.04,
                0.95,
                2.76,
                2.55,
                frame=(74, 78, 80),
                panes=2,
                frame_m=0.05,
                lintel=None,
                sill_colour=(160, 156, 148),
                curtains=bay % 3 == 0,
            )
            window(canvas, bay * BAY, y, o)
        canvas.rect(0, y + 0.35, canvas.size_m[0], y + 0.38, (120, 116, 108), 0.6)


def _office_glass(canvas: Canvas) -> None:
    for floor in range(2):
        y = floor * FLOOR
        for bay in range(4):
            o = Opening(
                0.0,
                0.45,
                2.8,
                2.9,
                frame=(84, 92, 96),
                panes=2,
                frame_m=0.045,
                lintel=None,
                sill_colour=None,
                curtains=bay == 2,
            )
            window(canvas, bay * BAY, y, o)
        canvas.fade(0, y, canvas.size_m[0], y + 0.45, (92, 108, 116), (78, 92, 100))


def _warehouse(canvas: Canvas) -> None:
    brickwork(canvas)
    for bay in range(4):
        x = bay * BAY
        canvas.rect(x + 2.6, 0, x + 3.0, FLOOR, (96, 66, 54), 0.35)
        if bay == 1:
            canvas.rect(x + 0.2, 0, x + 2.6, 2.75, (78, 92, 88))
            for k in range(1, 9):
                canvas.rect(x + 0.2, k * 0.3, x + 2.6, k * 0.3 + 0.03, (54, 64, 62))
        else:
            steel = Opening(
                0.45,
                1.15,
                2.35,
                2.4,
                frame=(66, 72, 70),
                panes=4,
                frame_m=0.04,
                toplight_m=0.55,
                curtains=False,
            )
            window(canvas, x, 0, steel)


def _corrugated(canvas: Canvas) -> None:
    count = 32
    for k in range(count):
        x = k * canvas.size_m[0] / count
        canvas.rect(x, 0, x + 0.08, canvas.size_m[1], (255, 255, 255), 0.12)
        canvas.rect(x + 0.2, 0, x + 0.26, canvas.size_m[1], (0, 0, 0), 0.14)
    canvas.grain(0.02, 1.3)


def _public() -> None:
    wall("rendered_upper", (226, 219, 205), _rendered, floors=2)
    wall("canal_ground", BRICKS["dark"], _canal_ground)
    wall("flats", (204, 198, 186), _flats, floors=2)
    wall("office_bands", (196, 190, 178), _office_bands, floors=2)
    wall("office_glass", (90, 104, 112), _office_glass, floors=2)
    wall("warehouse", (142, 98, 76), _warehouse)
    recipe(
        "corrugated", Image("corrugated.jpg", 10.0, 5.0), (512, 256), (150, 156, 154), _corrugated
    )


_houses()
_public()
