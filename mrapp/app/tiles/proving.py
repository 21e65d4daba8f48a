"""Whether a tile may be printed: what its proof says, and two questions where it fell short."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from mrapp.app.history import Change, Moment
from mrapp.app.tiles.changing import changed_tile, tile_in
from mrapp.app.tiles.naming import called
from mrapp.app.tiles.passport import Noted, note_printed
from mrapp.app.tiles.printing import TilePrint
from mrapp.app.tiles.words import printed_form
from mrapp.model.project import Project
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileShortError, TileUnprovedError
from mrapp.model.tiles import ShortProof, Tile, TileEntry, TileProof

DESIGN_VERSION = 2
"""Raised when the drawing of tiles, the camera model or the pictures of a proof change: proofs of
before then are stale."""

_KEEP = Phrase(nl="proef van tegel bewaren", en="keep proof of tile")
_FOUND_SHORT = Phrase(
    nl="gevonden in {found} % van de beelden tot {read} m, en {least} % moet",
    en="found in {found} % of the pictures up to {read} m, and {least} % is asked",
)
_REACH_SHORT = Phrase(
    nl="een telefoon leest hem betrouwbaar tot {far} m, en dat moet tot {read} m",
    en="a phone reads it reliably up to {far} m, and that must be up to {read} m",
)
_NOT_READ = Phrase(
    nl="een telefoon leest hem nergens betrouwbaar, en dat moet tot {read} m",
    en="a phone reads it reliably nowhere, and that must be up to {read} m",
)
_AND = Phrase(nl="{one}; {other}", en="{one}; {other}")
_NAMED = Phrase(nl="{tile}: {why}", en="{tile}: {why}")
_FIRST = Phrase(
    nl="{why}. Zulke tegels stellen mensen teleur. Toch drukken?",
    en="{why}. Such tiles disappoint people. Print all the same?",
)
_SECOND = Phrase(
    nl="Dit wordt gedrukt terwijl de proef niet is gehaald, en dat komt in het tegelpaspoort: "
    "{tiles}.",
    en="This is printed although the proof was not passed, and the tile's passport will say so: "
    "{tiles}.",
)
_MORE = Phrase(nl="{told}{sign} en nog {left}", en="{told}{sign} and {left} more")
_MOST_ASKED = 6  # tiles by name in a question; more would not stand on a screen
_ANYWAY = Phrase(
    nl="hoewel de proef niet is gehaald: {why}",
    en="although the proof was not passed: {why}",
)
_PRINTED_AS = Phrase(nl="als {form}", en="as {form}")
_NOTING = Phrase(nl="drukken van tegels noteren", en="note printing of tiles")
_MATERIAL = Phrase(
    nl="De proef is gedaan voor materiaal waarvan wit {white} % en zwart {black} % van het licht "
    "teruggeeft.",
    en="The proof was made for material whose white gives back {white} % and whose black {black} % "
    "of the light.",
)
_INSIST = Phrase(
    nl="Toch drukken: {words}.",
    en="To print all the same: {words}.",
)


class Standing(StrEnum):
    """How a tile stands: not proved, changed since, short of what is asked, or good."""

    UNPROVED = "unproved"
    STALE = "stale"
    SHORT = "short"
    GOOD = "good"


@dataclass(frozen=True)
class Insisted:
    """What somebody said who prints tiles that came short.

    anyway: the first yes. sure_of: the second one, given for each tile by its whole id.
    """

    anyway: bool = False
    sure_of: frozenset[str] = frozenset()


def design_mark(project: Project, tile: Tile) -> str:
    """Return the mark of what is drawn on a tile: another one as soon as the drawing is another.

    Where the tile lies and what it opens are not on it.
    """
    tiling = project.tiling
    drawn = [
        DESIGN_VERSION,
        [tiling.host, tile.code, tile.tags, tile.size_mm, tile.sheet],
        [sorted(tile.name.items()), sorted(tiling.owner.items()), tiling.mark],
        project.languages,
    ]
    return sha256(json.dumps(drawn).encode()).hexdigest()[:16]


def keep_proof(moment: Moment, tile_id: str, proof: TileProof) -> Change:
    """Keep the proof of a tile beside it, in place of any before. Raises `TileUnknownError`."""
    old = tile_in(moment.project, tile_id)
    return changed_tile(moment, old, _KEEP, None, f"tile {old.id} proof", proof=proof)


def standing(project: Project, tile: Tile) -> Standing:
    """Return how a tile stands."""
    if tile.proof is None:
        return Standing.UNPROVED
    if tile.proof.design != design_mark(project, tile):
        return Standing.STALE
    return Standing.SHORT if shortcomings(project, tile.proof) else Standing.GOOD


def shortcomings(project: Project, proof: TileProof) -> Phrase | None:
    """Return in what a proof comes short, a clause; None where it does not.

    A tile must be found in the share of pictures that the project asks, in all circumstances, and a
    phone's own scanner must read it reliably in ordinary ones, both up to the distance from which
    it is to be read.
    """
    return _why_short(proof, project.tiling.least_found)


def _why_short(proof: TileProof, least: float) -> Phrase | None:
    read = decimal(proof.read_m)
    found = None
    if proof.found < least:
        # Rounded away from each other, so that 79.6 is not called 80 where 80 is asked.
        values = {"found": int(100 * proof.found), "least": decimal(100 * least)}
        found = _FOUND_SHORT.filled(read=read, **values)
    if proof.reach_m is None:
        reach = _NOT_READ.filled(read=read)
    elif proof.reach_m < proof.read_m:
        reach = _REACH_SHORT.filled(read=read, far=decimal(proof.reach_m))
    else:
        return found
    return _AND.filled(one=found, other=reach) if found else reach


def under_proof(wish: TilePrint) -> tuple[Tile, ...]:
    """Return the tiles of a print that need a proof: those printed as the register has them.

    Mounting sheets need none, nor does a sample of another size.
    """
    if wish.mounting or wish.size_mm is not None:
        return ()
    return tuple(tile for tile in wish.tiles if wish.sheet in (None, tile.sheet))


def decimal(value: float) -> Phrase:
    """Return a number as it is written: with a comma in Dutch."""
    return Phrase(nl=f"{value:g}".replace(".", ","), en=f"{value:g}")


def unproved(
    project: Project, tiles: Sequence[Tile], reflectances: tuple[float, float] | None = None
) -> tuple[Tile, ...]:
    """Return those that must be proved before they can be printed.

    reflectances: of the maker's white and black, where somebody tells them: a proof that was made
    for other ones says nothing of that material.
    """

    def is_missing(tile: Tile) -> bool:
        if standing(project, tile) in (Standing.UNPROVED, Standing.STALE):
            return True
        other = tile.proof is not None and tile.proof.reflectances != reflectances
        return reflectances is not None and other

    return tuple(filter(is_missing, tiles))


def material_words(proof: TileProof) -> Phrase | None:
    """Return for which white and black a proof was made; None: for an ordinary matt print."""
    if proof.reflectances is None:
        return None
    white, black = (decimal(round(100 * each, 1)) for each in proof.reflectances)
    return _MATERIAL.filled(white=white, black=black)


def note_print(moment: Moment, wish: TilePrint, now_utc: datetime, by: str = "") -> Change:
    """Note in the passports what was printed: in which form, and what was insisted on."""
    form = Noted(now_utc, by, sheet=wish.sheet, size_mm=wish.size_mm)
    under, noted = {tile.id for tile in under_proof(wish)}, Change(moment, _NOTING)
    ids_by_short: dict[ShortProof | None, list[str]] = {}
    for tile in (tile_in(moment.project, each.id) for each in wish.tiles):
        short_of = _short_proof(moment.project, tile) if tile.id in under else None
        ids_by_short.setdefault(short_of, []).append(tile.id)
    for short_of, ids in ids_by_short.items():
        noted = note_printed(noted.after, ids, replace(form, short=short_of))
    return noted


def short(project: Project, tiles: Sequence[Tile]) -> tuple[Tile, ...]:
    """Return those that came short in their proof."""
    return tuple(tile for tile in tiles if standing(project, tile) is Standing.SHORT)


def questions(project: Project, tiles: Sequence[Tile]) -> tuple[Phrase, Phrase] | None:
    """Return the two questions to ask, one after the other, before these are printed; None: none.

    Above the first stands that the proof was not passed, above the second whether it is sure. Who
    says yes to both says `Insisted(True, ids of the tiles)`.
    """
    failed = short(project, tiles)
    if not failed:
        return None
    asked, left = failed[:_MOST_ASKED], len(failed[_MOST_ASKED:])
    why, names = _reasons(project, asked), _joined([called(tile) for tile in asked], ", ")
    if left:
        why = _MORE.filled(told=why, sign=".", left=left)
        names = _MORE.filled(told=names, sign="", left=left)
    return _FIRST.filled(why=why), _SECOND.filled(tiles=names)


def refuse_short(
    project: Project, tiles: Sequence[Tile], insisted: Insisted, insist: Phrase | None = None
) -> None:
    """Refuse to print tiles without a proof, or with too poor a one that nobody insisted on twice.

    insist: how to insist here, a clause, with `{ids}` for what is to be named. Raises
    `TileUnprovedError`, `TileShortError`.
    """
    missing = unproved(project, tiles)
    if missing:
        raise TileUnprovedError(tiles=_ids(missing))
    failed = [each for each in short(project, tiles) if not _is_sure(each, insisted)]
    if failed:
        how = insist.filled(ids=" ".join(each.id for each in failed)) if insist else None
        sure = _INSIST.filled(words=how) if how else Phrase(nl="", en="")
        raise TileShortError(why=_reasons(project, failed), sure=sure)


def _short_proof(project: Project, tile: Tile) -> ShortProof | None:
    if tile.proof is None or standing(project, tile) is not Standing.SHORT:
        return None
    return ShortProof(proof=tile.proof, least_found=project.tiling.least_found)


def printed_words(entry: TileEntry, language: str) -> str:
    """Return how a tile was printed: in which form, and on what was insisted; "" as is usual."""
    form, told = printed_form(entry), []
    if form:
        told.append(_PRINTED_AS.text(language, form=form))
    why = insisted_words(entry)
    if why is not None:
        told.append(_ANYWAY.text(language, why=why))
    return "; ".join(told)


def insisted_words(entry: TileEntry) -> Phrase | None:
    """Return in what the proof came short of what was printed all the same, a clause; or None."""
    short_of = entry.short
    return _why_short(short_of.proof, short_of.least_found) if short_of else None


def _is_sure(tile: Tile, insisted: Insisted) -> bool:
    return insisted.anyway and tile.id in insisted.sure_of


def _ids(tiles: Collection[Tile]) -> str:
    return ", ".join(tile.id for tile in tiles)


def _reasons(project: Project, tiles: Sequence[Tile]) -> Phrase:
    told = [
        _NAMED.filled(tile=called(tile), why=shortcomings(project, tile.proof))
        for tile in tiles
        if tile.proof is not None
    ]
    return _joined(told, ". ")


def _joined(told: Sequence[Phrase], sign: str) -> Phrase:
    return Phrase(nl=sign.join(each.nl for each in told), en=sign.join(each.en for each in told))
