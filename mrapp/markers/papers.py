"""The door of printing: tiles as PDF, SVG and previews; see `mrapp.app.tiles.printing`."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.replacing import writing
from mrapp.app.tiles.printing import TileAdvice, TilePrint, files_of, host_on
from mrapp.markers.advice import reading_m, refusals, warnings
from mrapp.markers.design import design_tile
from mrapp.markers.marks import Mark, read_mark
from mrapp.markers.printing import words
from mrapp.markers.printing.mounting import mounting_page
from mrapp.markers.printing.pages import Page
from mrapp.markers.printing.pdf import pdf
from mrapp.markers.printing.pictures import png
from mrapp.markers.printing.sheets import Printed, paper_page, tile_page
from mrapp.markers.printing.svg import svg
from mrapp.markers.wording import TileWords, tile_words
from mrapp.model.errors import CancelledError
from mrapp.model.system import reason_of
from mrapp.model.texts import LANGUAGES, Notice, Phrase, pick_language
from mrapp.model.tile_errors import TileHostMissingError, TilePrintError, TileRefusedError
from mrapp.model.tiles import PAPER_SIDE_MM, Tile

_DRAWING = Phrase(nl="tegel {id} tekenen", en="drawing tile {id}")
_WRITING = Phrase(nl="bestand schrijven", en="writing the file")
_NO_MARK = Phrase(
    nl="Het beeldmerk {file} is er niet, of is geen PNG, JPEG of SVG van gevulde vlakken in effen "
    "kleuren. De tegel wordt zonder gedrukt.",
    en="The mark {file} is not there, or is no PNG, JPEG or SVG of filled shapes in plain colours. "
    "The tile is printed without.",
)
_OTHER_SIZE = Phrase(
    nl="In het register is deze tegel {known} mm; gedrukt wordt hij op {side} mm. Een camera die "
    "hem ziet, rekent dan met de verkeerde maat. Gebruik deze druk alleen als voorbeeld.",
    en="In the register this tile is {known} mm; it is printed at {side} mm. A camera that sees it "
    "will reckon with the wrong size. Use this print as a sample only.",
)


@dataclass(frozen=True)
class _Drawn:
    """A tile as it is asked for, and its words."""

    known: Tile
    tile: Tile
    words: TileWords


class MarkerPapers:
    """Draws and prints tiles; holds nothing between calls."""

    def advice(self, wish: TilePrint) -> tuple[TileAdvice, ...]:
        """Return what speaks against printing; see `TilePapers`."""
        refused, warned, mark = [], [], _mark(wish)
        for tile in wish.tiles:
            drawn = _drawn(wish, tile, mark)
            refused += _refusals(wish, drawn)
            art = design_tile(drawn.tile, drawn.words)
            found = [*_size_warnings(drawn), *warnings(drawn.tile, drawn.words, art)]
            warned += [TileAdvice(tile.id, each) for each in found]
        if wish.project.tiling.mark and mark is None and wish.tiles:
            lost = Notice(_NO_MARK, {"file": wish.project.tiling.mark})
            warned.insert(0, TileAdvice(wish.tiles[0].id, lost))
        return (*refused, *warned)

    def reading_m(self, wish: TilePrint) -> float:
        """Return from how far a common phone reads the first tile, metres."""
        drawn = _drawn(wish, wish.tiles[0], None)
        return reading_m(design_tile(drawn.tile, drawn.words).layout)

    def preview(self, wish: TilePrint, px_per_mm: float) -> bytes:
        """Return the page of the first tile as PNG."""
        return png(_page(wish, wish.tiles[0], _mark(wish)), px_per_mm)

    def write(
        self,
        wish: TilePrint,
        path: Path,
        *,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> tuple[Path, ...]:
        """Write a PDF, or an SVG for each tile; see `TilePapers`."""
        pages = _pages(wish, progress, cancelled)
        progress(0.95, _WRITING)
        if path.suffix.lower() != ".svg":
            title = words.TILES.text(wish.language, project=_name(wish))
            titled = pages[0].title if len(pages) == 1 else title
            owner = pick_language(wish.project.tiling.owner, wish.language)
            return _kept({path: pdf(pages, titled, wish.language, owner)})
        paths = files_of(wish.tiles, path)
        return _kept({at: svg(page, wish.language) for at, page in zip(paths, pages, strict=True)})


def _pages(wish: TilePrint, progress: Progress, cancelled: Cancelled) -> list[Page]:
    pages, mark = [], _mark(wish)
    for i, tile in enumerate(wish.tiles):
        if cancelled():
            raise CancelledError
        progress(0.95 * i / len(wish.tiles), _DRAWING.filled(id=tile.id))
        pages.append(_page(wish, tile, mark))
    return pages


def _page(wish: TilePrint, tile: Tile, mark: Mark | None) -> Page:
    drawn = _drawn(wish, tile, mark)
    for reason in _refusals(wish, drawn):
        raise TileRefusedError(reason=reason.clause)
    art = design_tile(drawn.tile, drawn.words)
    said = tuple(each for each in wish.project.languages if each in LANGUAGES) or LANGUAGES
    printed = Printed(drawn.tile, art, drawn.words, said, wish.language)
    if wish.mounting:
        return mounting_page(printed, wish.project, tile, wish.plan)
    sheet = drawn.tile.sheet
    return paper_page(printed, sheet) if sheet else tile_page(printed)


def _drawn(wish: TilePrint, tile: Tile, mark: Mark | None) -> _Drawn:
    """Return a tile in the size and on the paper that is asked for."""
    project = wish.project
    host = host_on(tile, project, wish.key)
    if not host:
        raise TileHostMissingError
    asked = tile
    if wish.sheet:
        side = PAPER_SIDE_MM[wish.sheet]
        asked = tile.model_copy(update={"sheet": wish.sheet, "size_mm": side})
    elif wish.size_mm:
        asked = tile.model_copy(update={"sheet": None, "size_mm": wish.size_mm})
    return _Drawn(tile, asked, tile_words(project, tile, mark, host))


def _refusals(wish: TilePrint, drawn: _Drawn) -> list[TileAdvice]:
    found = refusals(drawn.tile, drawn.words, wish.reading_m, wish.reflectances)
    return [TileAdvice(drawn.tile.id, each, refuses=True) for each in found]


def _size_warnings(drawn: _Drawn) -> list[Notice]:
    if drawn.tile.size_mm == drawn.known.size_mm:
        return []
    told = {"known": f"{drawn.known.size_mm:g}", "side": f"{drawn.tile.size_mm:g}"}
    return [Notice(_OTHER_SIZE, told)]


def _mark(wish: TilePrint) -> Mark | None:
    name = wish.project.tiling.mark
    path = wish.opened.asset_path(name) if name else None
    return read_mark(path.read_bytes()) if path and path.is_file() else None


def _name(wish: TilePrint) -> str:
    return pick_language(wish.project.name, wish.language)


def _kept(contents: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files, which take their places once all of them are written; returns them."""
    at = next(iter(contents))
    try:
        with ExitStack() as files:
            for at, content in contents.items():
                stream = files.enter_context(writing(at))
                stream.write(content)
                stream.flush()
    except OSError as error:
        raise TilePrintError(file=at, reason=reason_of(error)) from error
    return tuple(contents)
