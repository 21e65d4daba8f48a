"""Wall textures for single buildings: station, church, the plan, and the train and signs."""

from pathlib import Path

from PIL import Image as Pictures
from PIL import ImageDraw, ImageFont

from models.maker.looks import Image
from models.maker.paint.canvas import Canvas, Rgb, courses
from models.maker.paint.facades import (
    BAY,
    BRICKS,
    FLOOR,
    Painter,
    brickwork,
    keep_recipe,
    recipe,
    wall,
)
from models.maker.paint.windows import Opening, door, glass, shop, window

LIGHT: Rgb = (216, 208, 194)
TIMBER: Rgb = (172, 134, 96)
DARK: Rgb = (66, 66, 66)


def _arch(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A pointed arch window with tracery, built of stacked strips."""
    steps = 28
    for k in range(steps):
        t = k / steps
        half = width / 2 * (1.0 if t < 0.6 else (1 - ((t - 0.6) / 0.4) ** 2) ** 0.5)
        y0, y1 = y + t * height, y + (t + 1 / steps) * height
        canvas.rect(x - half - 0.18, y0, x + half + 0.18, y1, (206, 196, 176))
        canvas.rect(x - half, y0, x + half, y1, (56 + round(50 * t), 66 + round(46 * t), 82))
    for bar in (-0.5, 0.0, 0.5):
        canvas.rect(
            x + bar * width / 2 - 0.05,
            y,
            x + bar * width / 2 + 0.05,
            y + height * 0.86,
            (196, 186, 168),
        )
    for k in range(1, 5):
        canvas.rect(
            x - width / 2,
            y + k * height / 7,
            x + width / 2,
            y + k * height / 7 + 0.05,
            (150, 142, 128),
        )


def _church(canvas: Canvas) -> None:
    courses(canvas, 110, 20, 1.2, (170, 156, 140), 0.06, joint_alpha=0.4)
    canvas.rect(0, 0, 4.8, 0.6, (150, 142, 130))
    _arch(canvas, 2.4, 1.8, 1.9, 5.0)
    canvas.grain(0.02, 1.3)


def _station_hall(canvas: Canvas) -> None:
    """One bay of the hall: glass doors below, a high window in small panes above."""
    canvas.grain(0.02, 1.0)
    glass(canvas, 0.55, 0.1, 3.7, 2.7, 1.1)
    for k in range(5):
        canvas.rect(0.55 + k * 0.7875 - 0.05, 0.1, 0.55 + k * 0.7875 + 0.05, 2.7, (70, 84, 80))
    canvas.rect(0.55, 2.66, 3.7, 2.8, (70, 84, 80))
    glass(canvas, 0.75, 4.6, 3.5, 8.2, 1.05)
    for k in range(5):
        canvas.rect(0.75 + k * 0.6875 - 0.04, 4.6, 0.75 + k * 0.6875 + 0.04, 8.2, (70, 84, 80))
    for k in range(5):
        canvas.rect(0.75, 4.6 + k * 0.9 - 0.04, 3.5, 4.6 + k * 0.9 + 0.04, (70, 84, 80))
    canvas.rect(0.0, 8.7, 4.25, 8.95, (188, 180, 164))
    canvas.rect(0.0, 8.62, 4.25, 8.70, (96, 90, 82), 0.6)
    canvas.rect(0.0, 0.0, 0.08, 8.6, (176, 168, 152), 0.8)


def _station_low(canvas: Canvas) -> None:
    brickwork(canvas)
    canvas.rect(0, 0, canvas.size_m[0], 0.5, (150, 142, 130))
    for bay in range(4):
        o = Opening(
            0.4,
            0.75,
            2.4,
            2.6,
            frame=(70, 84, 80),
            panes=2,
            toplight_m=0.6,
            curtains=False,
            lintel=(206, 198, 182),
        )
        window(canvas, bay * BAY, 0, o)


def _plinth(canvas: Canvas) -> None:
    """Ground floor of the plan: high glass between light stone piers, some shops."""
    canvas.grain(0.015, 1.0)
    for bay in range(4):
        x = bay * BAY
        shop(canvas, x, 0, BAY, (74, 70, 66) if bay % 2 else (120, 92, 66), bay == 1, (58, 58, 58))
        canvas.rect(x, 0, x + 0.3, FLOOR, LIGHT)
        canvas.rect(x + 0.3, 0, x + 0.34, FLOOR, (60, 56, 50), 0.4)


def _modern(frame: Rgb, joint: Rgb, spread: float, french: bool) -> Painter:
    def paint(canvas: Canvas) -> None:
        courses(canvas, 8 * round(canvas.size_m[1] / FLOOR), 8, 1.6, joint, spread, joint_alpha=0.5)
        for floor in range(round(canvas.size_m[1] / FLOOR)):
            for bay in range(4):
                sill = 0.12 if french and (bay + floor) % 2 == 0 else 0.75
                o = Opening(
                    0.45,
                    sill,
                    2.4,
                    2.6,
                    frame=frame,
                    frame_m=0.06,
                    panes=2,
                    lintel=None,
                    sill_colour=(120, 112, 100),
                )
                window(canvas, bay * BAY, floor * FLOOR, o)
                if sill < 0.5:
                    canvas.rect(
                        bay * BAY + 0.45,
                        floor * FLOOR + 0.95,
                        bay * BAY + 2.4,
                        floor * FLOOR + 1.02,
                        (60, 58, 54),
                    )
            canvas.rect(0, floor * FLOOR, canvas.size_m[0], floor * FLOOR + 0.07, (96, 88, 78), 0.4)
        canvas.grain(0.015, 1.2)

    return paint


def _timber(canvas: Canvas) -> None:
    courses(canvas, 1, 96, 1.6, (104, 78, 54), 0.06, bond=0.0)
    for floor in range(2):
        for bay in range(4):
            o = Opening(
                0.4,
                0.12 if bay % 2 else 0.7,
                2.4,
                2.55,
                frame=DARK,
                frame_m=0.05,
                panes=2,
                lintel=None,
                sill_colour=None,
            )
            window(canvas, bay * BAY, floor * FLOOR, o)
        canvas.rect(0, floor * FLOOR, canvas.size_m[0], floor * FLOOR + 0.12, (196, 186, 170))
    canvas.grain(0.015, 1.2)


def _tower(canvas: Canvas) -> None:
    """Light stone grid with deep-set windows, two storeys."""
    canvas.grain(0.015, 1.1)
    for floor in range(2):
        y = floor * FLOOR
        for bay in range(4):
            x = bay * BAY
            canvas.rect(x + 0.32, y + 0.3, x + 2.6, y + 2.68, (84, 76, 68))
            o = Opening(
                0.45,
                0.38,
                2.6,
                2.58,
                frame=(96, 84, 70),
                frame_m=0.05,
                panes=2,
                lintel=None,
                sill_colour=None,
            )
            window(canvas, x, y, o)
            canvas.rect(x + 0.45, y + 1.15, x + 2.6, y + 1.20, (60, 56, 50))
        canvas.rect(0, y + 2.86, canvas.size_m[0], y + 2.9, (150, 142, 128), 0.7)


def _train(canvas: Canvas) -> None:
    """A coach side of 13 m: blue below, yellow above, a window band and one pair of doors."""
    canvas.rect(0, 0, 13, 0.75, (38, 66, 120))
    canvas.rect(0, 0, 13, 0.15, (52, 54, 58))
    canvas.rect(0, 2.5, 13, 2.7, (224, 222, 214))
    for k in range(6):
        glass(canvas, 0.4 + k * 1.6, 1.05, 1.75 + k * 1.6, 2.1, 0.75)
    canvas.rect(10.4, 0.15, 12.2, 2.45, (226, 226, 222))
    for x in (10.55, 11.4):
        glass(canvas, x, 0.95, x + 0.65, 2.1, 0.75)
    canvas.rect(11.27, 0.15, 11.33, 2.45, (60, 60, 60))


def _entrance(canvas: Canvas) -> None:
    canvas.grain(0.015, 1.0)
    door(canvas, 0, 0, 0.9, 1.0, (66, 66, 66), (120, 92, 66))


def _dormer(canvas: Canvas) -> None:
    """The white front of a dormer: 2.8 m by 1.5 m, three panes."""
    canvas.rect(0, 1.34, 2.8, 1.38, (120, 120, 116), 0.6)
    window(canvas, 0, 0, Opening(0.16, 0.2, 2.64, 1.3, panes=3, lintel=None, sill_colour=None))


def _attic(canvas: Canvas) -> None:
    canvas.rect(0, 0, 1.0, 1.5, (206, 198, 184))
    window(canvas, 0, 0, Opening(0.1, 0.1, 0.9, 1.4, panes=2, lintel=None, sill_colour=None))


def _erker(canvas: Canvas) -> None:
    """A bay window's front: low brick wall, wide white window with top lights, white edge."""
    courses(canvas, 36, 12, 1.7, (176, 166, 152), 0.055, joint_alpha=0.5)
    o = Opening(0.05, 0.7, 2.75, 2.45, panes=3, toplight_m=0.45, lintel=None)
    window(canvas, 0, 0, o)
    canvas.rect(0, 2.45, 2.8, 2.7, (233, 231, 224))


def _solar(canvas: Canvas) -> None:
    for k in range(2):
        canvas.rect(k, 0, k + 0.03, 1.7, (150, 156, 160))
    canvas.rect(0, 0, 2, 0.03, (150, 156, 160))
    for k in range(12):
        canvas.rect(k / 6, 0, k / 6 + 0.01, 1.7, (84, 96, 120), 0.6)


def sign(name: str, text: str, size_m: tuple[float, float], back: Rgb, ink: Rgb) -> None:
    """Register a sign with lettering, 128 pixels high."""
    image = Image(f"{name}.png", *size_m)
    size = (round(128 * size_m[0] / size_m[1]), 128)

    def make(folder: Path) -> None:
        picture = Pictures.new("RGB", size, back)
        pen = ImageDraw.Draw(picture)
        font = ImageFont.load_default(round(size[1] * 0.56))
        pen.text((size[0] / 2, size[1] / 2), text, ink, font, anchor="mm")
        picture.save(folder / image.file, optimize=True)

    keep_recipe(name, image, make)


def _all() -> None:
    recipe("church", Image("church.jpg", 4.8, 8.0), (256, 427), (138, 92, 70), _church)
    recipe(
        "station_hall",
        Image("station_hall.jpg", 4.25, 9.0),
        (272, 576),
        (214, 205, 188),
        _station_hall,
    )
    wall("station_low", BRICKS["red"], _station_low)
    wall("plinth", LIGHT, _plinth)
    wall("tower", LIGHT, _tower, floors=2)
    wall("plan_brick", (190, 150, 124), _modern((70, 64, 58), (150, 124, 106), 0.05, True), 2)
    wall("plan_light", LIGHT, _modern((96, 84, 70), (176, 168, 156), 0.03, True), 2)
    wall("plan_green", (146, 158, 140), _modern((232, 230, 222), (122, 134, 118), 0.04, True), 2)
    wall("plan_timber", TIMBER, _timber, 2)
    recipe("train", Image("train.jpg", 13.0, 2.7), (1024, 212), (238, 192, 60), _train)
    recipe("dormer", Image("dormer.jpg", 2.8, 1.5), (256, 138), (233, 231, 224), _dormer)
    recipe("attic", Image("attic.jpg", 1.0, 1.5), (96, 144), (206, 198, 184), _attic)
    recipe("erker", Image("erker.jpg", 2.8, 2.7), (256, 246), BRICKS["red"], _erker)
    recipe("solar", Image("solar.jpg", 2.0, 1.7), (128, 108), (42, 52, 74), _solar)
    sign("sign_station", "Spoorzone", (6.0, 1.0), (31, 63, 119), (246, 246, 242))
    sign("sign_bus", "Bus", (0.9, 0.45), (31, 63, 119), (246, 246, 242))


_all()
