"""What all actions on tiles share: one tile in the project changed, with a line in its passport."""

from collections.abc import Callable
from datetime import datetime

from mrapp.app.history import Change, Moment, changed_project
from mrapp.app.tiles.naming import tile_named
from mrapp.model.project import Project, aware
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileRefusedError
from mrapp.model.tiles import Tile, TileDeed, TileEntry

ARROW = " → "


def refused(reason: Phrase, **values: object) -> TileRefusedError:
    """Return the error that says why something cannot be done with a tile."""
    return TileRefusedError(reason=reason.filled(**values) if values else reason)


def tile_in(project: Project, tile_id: str) -> Tile:
    """Return the tile with this id; raises `TileUnknownError` in words."""
    return project.tile(tile_id) or tile_named(project, tile_id)


def changed_tile(
    moment: Moment,
    old: Tile,
    label: Phrase,
    entry: TileEntry | None,
    merge: str | None = None,
    **fields: object,
) -> Change:
    """Return the change of some fields of one tile, with one more line in its passport."""
    history = (*old.history, entry) if entry else old.history
    new = Tile.model_validate({**dict(old), "history": history, **fields})
    return changed_tiles(moment, lambda tile: new if tile.id == old.id else tile, label, merge)


def changed_tiles(
    moment: Moment,
    change: Callable[[Tile], Tile],
    label: Phrase,
    merge: str | None = None,
    **fields: object,
) -> Change:
    """Return the change of any tiles, and of other fields of the project."""
    tiles = tuple(map(change, moment.project.tiles))
    return changed_project(moment, label, merge, tiles=tiles, **fields)


def settled(
    moment: Moment,
    old: Tile,
    what: str,
    told: tuple[str, str],
    at: tuple[datetime, str],
    label: Phrase,
    **fields: object,
) -> Change:
    """Return a change of what a tile is; nothing is noted where it stays as it was.

    what: what is changed. told: that as it was and as it is, for the passport. at: when, by whom.
    Many steps of one kind by one person, as of a tile that is dragged, are one line and one step.
    """
    if all(getattr(old, name) == value for name, value in fields.items()):
        return Change(moment, label)
    (before, after), (now_utc, by) = told, at
    history, last = old.history, old.history[-1] if old.history else None
    again = last is not None and (last.deed, last.what, last.by) == (TileDeed.CHANGED, what, by)
    if last is not None and again:
        before, history = last.note.split(ARROW)[0], history[:-1]
    entry = TileEntry(
        deed=TileDeed.CHANGED, at=aware(now_utc), by=by, what=what, note=before + ARROW + after
    )
    merge = f"tile {old.id} {what}"
    return changed_tile(moment, old, label, None, merge, history=(*history, entry), **fields)
