"""What becomes of a tile: printed, placed, inspected, damaged, repaired, removed; each is noted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from mrapp.app.history import Change, Moment
from mrapp.app.tiles.changing import changed_tile, changed_tiles, refused, tile_in
from mrapp.app.tiles.planning import place_of
from mrapp.app.tiles.printing import Sheet
from mrapp.app.tiles.words import STATES
from mrapp.model.project import aware
from mrapp.model.texts import Phrase
from mrapp.model.tiles import (
    ShortProof,
    Tile,
    TileDeed,
    TileEntry,
    TileMeasured,
    TilePlace,
    TileState,
)

_PRINTED = Phrase(nl="drukken van tegels noteren", en="note printing of tiles")
_PLACED = Phrase(nl="plaatsen van tegel noteren", en="note placing of tile")
_INSPECTED = Phrase(nl="nakijken van tegel noteren", en="note inspection of tile")
_DAMAGED = Phrase(nl="schade aan tegel noteren", en="note damage to tile")
_REPAIRED = Phrase(nl="herstel van tegel noteren", en="note repair of tile")
_REMOVED = Phrase(nl="weghalen van tegel noteren", en="note removal of tile")

_NOT_THERE = Phrase(
    nl="hij ligt er niet: zijn staat is '{state}'. Noteer eerst dat hij geplaatst is",
    en="it does not lie there: its state is '{state}'. First note that it was placed",
)
_WHOLE = Phrase(nl="er was geen schade gemeld", en="no damage was reported")
_GONE = Phrase(
    nl="hij is al weggehaald. Ligt hij er weer? Noteer dan dat hij geplaatst is",
    en="it was removed before. Does it lie there again? Then note that it was placed",
)
_NEVER = Phrase(
    nl="hij is nooit gedrukt. Wis hem uit het project: mrapp tile delete",
    en="it was never printed. Delete it from the project: mrapp tile delete",
)


@dataclass(frozen=True)
class Noted:
    """What goes with a line in a passport: when, by whom, in which words, a photo's path.

    measured: what the photo showed. sheet, size_mm: of a print that is not as designed; short:
    of one that somebody insisted on.
    """

    now_utc: datetime
    by: str = ""
    note: str = ""
    photo: str | None = None
    measured: TileMeasured | None = None
    sheet: Sheet | None = None
    size_mm: float | None = None
    short: ShortProof | None = None

    def entry(self, deed: TileDeed) -> TileEntry:
        """Return the line."""
        words = " ".join(self.note.split())
        return TileEntry(
            deed=deed,
            at=aware(self.now_utc),
            by=self.by,
            note=words,
            photo=self.photo,
            measured=self.measured,
            sheet=self.sheet,
            size_mm=self.size_mm,
            short=self.short,
        )


def note_printed(moment: Moment, tile_ids: Collection[str], noted: Noted) -> Change:
    """Note that tiles were printed: from now on their codes do not change. Raises `TileError`."""
    meant = {tile_in(moment.project, each).id for each in tile_ids}
    entry = noted.entry(TileDeed.PRINTED)

    def note(tile: Tile) -> Tile:
        if tile.id not in meant:
            return tile
        return tile.model_copy(update={"history": (*tile.history, entry)})

    return changed_tiles(moment, note, _PRINTED)


def place_tile(
    moment: Moment, tile_id: str, noted: Noted, surveyed: TilePlace | None = None
) -> Change:
    """Note that a tile lies in its place. surveyed: where it was measured to lie, if it was."""
    old = tile_in(moment.project, tile_id)
    lies = old.surveyed
    if surveyed is not None:
        lies = place_of(surveyed.x, surveyed.y, surveyed.nap, surveyed.heading_deg)
    return changed_tile(
        moment, old, _PLACED, noted.entry(TileDeed.PLACED), state=TileState.PLACED, surveyed=lies
    )


def inspect_tile(moment: Moment, tile_id: str, noted: Noted) -> Change:
    """Note that somebody went to look at a tile; its state stays as it is."""
    old = _there(moment, tile_id)
    return changed_tile(moment, old, _INSPECTED, noted.entry(TileDeed.INSPECTED))


def damage_tile(moment: Moment, tile_id: str, noted: Noted) -> Change:
    """Note that a tile is damaged: cracked, painted over, a sticker upon it."""
    old, entry = _there(moment, tile_id), noted.entry(TileDeed.DAMAGED)
    return changed_tile(moment, old, _DAMAGED, entry, state=TileState.DAMAGED)


def repair_tile(moment: Moment, tile_id: str, noted: Noted) -> Change:
    """Note that a damaged tile is whole again, or was replaced by the same."""
    old = tile_in(moment.project, tile_id)
    if old.state is not TileState.DAMAGED:
        raise refused(_WHOLE)
    entry = noted.entry(TileDeed.REPAIRED)
    return changed_tile(moment, old, _REPAIRED, entry, state=TileState.PLACED)


def remove_tile(moment: Moment, tile_id: str, noted: Noted) -> Change:
    """Note that a tile lies there no more: who scans its code is told so, for good."""
    old = tile_in(moment.project, tile_id)
    if old.state is TileState.REMOVED:
        raise refused(_GONE)
    if not old.printed:
        raise refused(_NEVER)
    entry = noted.entry(TileDeed.REMOVED)
    return changed_tile(moment, old, _REMOVED, entry, state=TileState.REMOVED)


def _there(moment: Moment, tile_id: str) -> Tile:
    old = tile_in(moment.project, tile_id)
    if old.state not in (TileState.PLACED, TileState.DAMAGED):
        raise refused(_NOT_THERE, state=STATES[old.state])
    return old
