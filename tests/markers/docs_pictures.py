"""The pictures of printed tiles in the documentation, made of the demo project.

`python -m tests.markers.docs_pictures docs/pictures`
"""

import argparse
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from mrapp import bootstrap
from mrapp.app.outlining import read_ground_plan
from mrapp.app.tiles.printing import TilePrint

_DEMO = Path(__file__).parents[2] / "models" / "spoorzone"
_GREYS = 32
"""Of a picture: so few that its file stays small."""


def main() -> None:
    """Write a tile as its maker gets it, the same on a sheet, and its mounting sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    services = bootstrap.build_services()
    opened, papers = services.projects.load(_DEMO), services.tile_papers()
    wish = TilePrint(opened, opened.project.tiles[:1], language="en")
    plan = read_ground_plan(services.read_mesh, opened)
    for name, what, px_per_mm in (
        ("tile-print", wish, 2.2),
        ("tile-sheet", replace(wish, sheet="A4"), 2.6),
        ("tile-mounting", replace(wish, mounting=True, plan=plan), 4.4),
    ):
        content = np.frombuffer(papers.preview(what, px_per_mm), np.uint8)
        picture = np.asarray(cv2.imdecode(content, cv2.IMREAD_COLOR), np.float32)
        few = np.round(picture / 255 * (_GREYS - 1)) * 255 / (_GREYS - 1)
        framed = cv2.copyMakeBorder(
            few.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(180, 180, 180)
        )
        cv2.imwrite(str(folder / f"{name}.png"), framed, [cv2.IMWRITE_PNG_COMPRESSION, 9])


if __name__ == "__main__":
    main()
