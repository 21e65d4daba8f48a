"""Printing tiles: what is to be printed, what speaks against it, and the port that does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from mrapp.app.opened import OpenProject
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.tiles.address import Address, is_made_with
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.project import Project
from mrapp.model.texts import Notice, Phrase
from mrapp.model.tiles import Tile

Sheet = Literal["A4", "A3"]


@dataclass(frozen=True)
class TilePrint:
    """Some tiles of a project, as they are to be printed.

    sheet: on paper of this size, whatever the register says; size_mm: likewise for the side of the
    tile. mounting: the sheets for who lays them, in place of the tiles; plan: what their maps are
    drawn from. key: the project's, where it is known. language: that of words for makers.
    reading_m: from where a common phone must read it; reflectances: how much light the maker's
    white and black give back, 0..1; None where these are not known.
    """

    opened: OpenProject
    tiles: tuple[Tile, ...]
    language: str = "nl"
    sheet: Sheet | None = None
    size_mm: float | None = None
    mounting: bool = False
    plan: GroundPlan | None = None
    key: bytes | None = None
    reading_m: float | None = None
    reflectances: tuple[float, float] | None = None

    @property
    def project(self) -> Project:
        """The project that the tiles are of."""
        return self.opened.project


@dataclass(frozen=True)
class TileAdvice:
    """What to know before a tile is printed; refuses: it would not work, so it is not printed."""

    tile_id: str
    notice: Notice
    refuses: bool = False

    @property
    def clause(self) -> Phrase:
        """What it says, for use in a longer sentence."""
        said = self.notice
        return Phrase(nl=said.text("nl").rstrip("."), en=said.text("en").rstrip("."))


def files_of(tiles: Sequence[Tile], path: Path) -> tuple[Path, ...]:
    """Return the files that a print becomes: `path`, or an SVG for each of several tiles."""
    if path.suffix.lower() != ".svg" or len(tiles) == 1:
        return (path,)
    return tuple(path.with_name(f"{path.stem}-{tile.id}{path.suffix}") for tile in tiles)


class TilePapers(Protocol):
    """Draws tiles and prints them to files."""

    def advice(self, wish: TilePrint) -> tuple[TileAdvice, ...]:
        """Return what speaks against printing, tile by tile; the gravest first."""
        ...

    def reading_m(self, wish: TilePrint) -> float:
        """Return from how far a common phone reads the first tile, metres."""
        ...

    def preview(self, wish: TilePrint, px_per_mm: float) -> bytes:
        """Return the page of the first tile as PNG."""
        ...

    def write(
        self,
        wish: TilePrint,
        path: Path,
        *,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> tuple[Path, ...]:
        """Write `files_of` the tiles: a PDF with a page a tile, or SVG; returns them.

        Files are written whole or not at all. Raises `TileRefusedError` for what `advice` refuses,
        `TilePrintError` for a file that cannot be written, `CancelledError`.
        """
        ...


def host_on(tile: Tile, project: Project, key: bytes | None) -> str:
    """Return the host in a tile's address: today's, or the earlier one that its code is made for.

    A tile that was printed keeps its code when the project's host changes; without the key nobody
    can tell which it was, and today's host is taken.
    """
    today = project.tiling.host
    if key is None:
        return today
    hosts = (today, *project.tiling.earlier_hosts)
    made = (host for host in hosts if is_made_with(key, Address(host, tile.id, tile.check)))
    return next(made, today)
