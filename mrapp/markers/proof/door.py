"""The door of the proof for commands and windows: a tile of an open project in, its proof out."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mrapp.app.opened import OpenProject
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.replacing import writing
from mrapp.app.tiles.printing import host_on
from mrapp.app.tiles.proving import design_mark
from mrapp.markers.marks import Mark, read_mark
from mrapp.markers.proof.grid import Level
from mrapp.markers.proof.proving import Proof, Wish, prove
from mrapp.markers.proof.report import ProofReport, report_lines, report_told
from mrapp.markers.proof.sheet import contact_sheet, png
from mrapp.markers.wording import tile_words
from mrapp.model.tile_errors import TileHostMissingError
from mrapp.model.tiles import Tile, TileProof


@dataclass(frozen=True)
class Asked:
    """How a tile is to be proved; None: as is usual.

    read_m: from how far it is to be read; reflectances: of the maker's white and black, 0..1.
    """

    level: Level = "full"
    read_m: float | None = None
    reflectances: tuple[float, float] | None = None


WHOLE = Asked()


def proof_of(
    opened: OpenProject,
    tile: Tile,
    asked: Asked = WHOLE,
    *,
    key: bytes | None = None,
    progress: Progress = ignore_progress,
    cancelled: Cancelled = never_cancelled,
) -> Proof:
    """Return the proof of a tile of a project; takes a minute of two cores, a quick one seconds.

    key: the project's, where it is known: it tells which host an older tile was made for. A
    distance and a material that an earlier proof was asked for hold until others are. Raises
    `TileHostMissingError` and `CancelledError`.
    """
    project = opened.project
    if not project.tiling.host:
        raise TileHostMissingError
    read_m = asked.read_m or (tile.proof.asked_m if tile.proof else None)
    material = asked.reflectances or (tile.proof.reflectances if tile.proof else None)
    wish = Wish(
        tile,
        tile_words(project, tile, _mark(opened), host_on(tile, project, key)),
        design_mark(project, tile),
        asked.level,
        read_m,
        reflectances=material,
    )
    return prove(wish, progress, cancelled)


def _mark(opened: OpenProject) -> Mark | None:
    name = opened.project.tiling.mark
    path = opened.asset_path(name) if name else None
    return read_mark(path.read_bytes()) if path and path.is_file() else None


def judged(report: ProofReport, now_utc: datetime) -> TileProof:
    """Return what a proof came to, as a project keeps it; only a full one is thorough enough."""
    return TileProof(
        design=report.design,
        at=now_utc,
        frames=report.wanted("found").of,
        found=report.wanted("found").share,
        read=report.wanted("read").share,
        read_m=report.read_m,
        reach_m=report.reach_m("scanned"),
        asked_m=report.asked_m,
        reflectances=report.reflectances,
    )


def write_proof(proof: Proof, folder: Path, language: str) -> tuple[Path, ...]:
    """Write a proof as JSON, Markdown and a contact sheet into a folder; returns the files.

    The folder is made if need be. Raises OSError.
    """
    import orjson

    folder.mkdir(parents=True, exist_ok=True)
    report = proof.report
    contents = {
        ".json": orjson.dumps(report_told(report), option=orjson.OPT_INDENT_2) + b"\n",
        ".md": ("\n".join(report_lines(report, language)) + "\n").encode(),
        ".png": png(contact_sheet(proof, language)),
    }
    paths = []
    for ending, content in contents.items():
        path = folder / f"proof-{report.tile_id}{ending}"
        with writing(path) as stream:
            stream.write(content)
        paths.append(path)
    return tuple(paths)
