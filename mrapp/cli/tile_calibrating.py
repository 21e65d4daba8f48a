"""`mrapp tile calibrate` and `board`: what a camera is like, from pictures of a printed board."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mrapp.app.replacing import writing
from mrapp.cli.arguments import Table
from mrapp.cli.goals import check_goal
from mrapp.cli.language import user_language
from mrapp.cli.telling import one_line, print_json, tell
from mrapp.cli.tile_words import add_json
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import CalibrationError, OtherSizesError

if TYPE_CHECKING:
    from mrapp.markers.calibrating import BoardSeen, Calibration

_CALIBRATED = Phrase(
    nl="Camera geschreven naar {file}: brandpunt {fx:.1f} x {fy:.1f} beeldpunten, uit {used} van "
    "de {pictures} beelden; de hoeken passen op {off:.2f} beeldpunten.",
    en="Camera written to {file}: focal length {fx:.1f} x {fy:.1f} pixels, from {used} of "
    "{pictures} pictures; the corners fit to {off:.2f} pixels.",
)


def add_calibrate(table: Table) -> None:
    """Add `mrapp tile calibrate` and `board` to the table of sub-commands."""
    calibrate = table.add_parser("calibrate", help="work out a camera from pictures of the board")
    calibrate.add_argument("pictures", metavar="IMAGE", type=Path, nargs="+")
    calibrate.add_argument("--out", metavar="FILE", type=Path, required=True)
    calibrate.add_argument("--force", action="store_true", help="replace a file that is there")
    add_json(calibrate)
    calibrate.set_defaults(do=calibrate_camera, wrong=calibrate.error)
    board = table.add_parser("board", help="the board for tile calibrate, as a PDF")
    board.add_argument("--out", metavar="FILE", type=Path, required=True)
    board.add_argument("--force", action="store_true", help="replace a file that is there")
    board.set_defaults(do=write_board, wrong=board.error)


def calibrate_camera(parsed: argparse.Namespace) -> int:
    """`mrapp tile calibrate IMAGE... --out FILE`: a camera from pictures of the board."""
    # Late: OpenCV is slow to come, and most commands do not need it.
    from mrapp.markers.calibrating import calibrated
    from mrapp.markers.cameras import camera_text

    check_goal(parsed, parsed.out)
    size, seen = _boards(parsed.pictures)
    found = calibrated(seen, *size)
    if found is None:
        raise CalibrationError(seen=len(seen), pictures=len(parsed.pictures))
    with writing(parsed.out) as file:
        file.write(camera_text(found.camera, found.residual_px, found.used).encode())
    language = user_language()
    if parsed.json:
        print_json(_told(found, language))
        return 0
    fx, fy = found.camera.focal_px
    counts = {"used": found.used, "pictures": len(parsed.pictures), "off": found.residual_px}
    print(one_line(_CALIBRATED.text(language, file=parsed.out.name, fx=fx, fy=fy, **counts)))
    for notice in found.advice:
        tell(notice.text(language))
    return 0


def _boards(paths: Sequence[Path]) -> tuple[tuple[int, int], list["BoardSeen"]]:
    """Return how large the pictures are, and the board in those that show it."""
    from mrapp.markers.calibrating import see_board  # late, as above
    from mrapp.markers.pictures import read_picture

    sizes, seen = [], []
    for path in paths:
        grey = read_picture(path).grey
        sizes.append((grey.shape[1], grey.shape[0]))
        if sizes[-1] != sizes[0]:
            first, other = (f"{width} x {height}" for width, height in (sizes[0], sizes[-1]))
            raise OtherSizesError(first=first, other=f"{path.name}, {other}")
        if board := see_board(grey):
            seen.append(board)
    return sizes[0], seen


def _told(found: "Calibration", language: str) -> dict[str, object]:
    camera = found.camera
    return {
        "width_px": camera.width_px,
        "height_px": camera.height_px,
        "focal_px": camera.focal_px,
        "centre_px": camera.centre_px,
        "distortion": camera.distortion,
        "residual_px": found.residual_px,
        "used": found.used,
        "advice": [notice.text(language) for notice in found.advice],
    }


def write_board(parsed: argparse.Namespace) -> int:
    """`mrapp tile board --out FILE`: the board to print, an A4 on its side."""
    from mrapp.markers.calibrating import board_pdf  # late, as above

    check_goal(parsed, parsed.out)
    with writing(parsed.out) as file:
        file.write(board_pdf(user_language()))
    print(parsed.out)
    return 0
