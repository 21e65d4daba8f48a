"""What staff chooses for all tiles of a project: the host, the mark, the owner, the threshold."""

import re
from datetime import datetime

from mrapp.app.history import Change, Moment, changed_project
from mrapp.app.tiles.changing import changed_tiles, refused
from mrapp.app.tiles.keys import mark_of, refuse_open
from mrapp.app.tiles.planning import coded_anew
from mrapp.model.project import Project, aware
from mrapp.model.texts import Notice, Phrase
from mrapp.model.tile_errors import HostNameError
from mrapp.model.tiles import HOST, Tile, TileDeed, TileEntry, TileSettings
from mrapp.model.values import LocalText

_HOST = Phrase(nl="webadres van de tegels kiezen", en="choose the tiles' web address")
_KEY = Phrase(nl="codes met een nieuwe sleutel maken", en="make codes with a new key")
_MARK = Phrase(nl="beeldmerk op de tegels kiezen", en="choose the mark on the tiles")
_OWNER = Phrase(nl="eigenaar van de tegels noemen", en="name the owner of the tiles")
_LEAST = Phrase(nl="grens van de proef kiezen", en="choose the proof's threshold")
_NO_SHARE = Phrase(
    nl="{share} is geen deel van 0 tot en met 1", en="{share} is no share from 0 to 1"
)
_LEFT = Phrase(
    nl="{number} tegels zijn al gedrukt met {old} in hun code. Die codes veranderen niet meer: ze "
    "werken alleen zolang {old} bezoekers doorstuurt naar {new}. Regel dat eerst, of druk die "
    "tegels opnieuw.",
    en="{number} tiles were printed with {old} in their code. Those codes change no more: they "
    "work only for as long as {old} sends visitors on to {new}. Arrange that first, or print "
    "those tiles again.",
)


def host_of(words: str) -> str:
    """Return a host as it stands in addresses; raises `HostNameError` for what is none.

    It may be given as the address of its site, as people copy it: `https://ar.gemeente.nl/`.
    """
    host = words.strip().lower().removeprefix("https://").removesuffix("/")
    if not re.fullmatch(HOST, host):
        raise HostNameError(host=words)
    return host


def host_warning(project: Project, words: str) -> Notice | None:
    """Return what somebody must know before the tiles get another host; None: nothing to warn of.

    Raises `HostNameError`.
    """
    old, new = project.tiling.host, host_of(words)
    number = sum(tile.printed for tile in project.tiles)
    if not old or old == new or not number:
        return None
    return Notice(_LEFT, {"number": number, "old": old, "new": new})


def set_host(moment: Moment, words: str, key: bytes | None, at: tuple[datetime, str]) -> Change:
    """Give the tiles another host; those never printed get new codes, printed ones keep theirs.

    key: of the project; None will do while there are no tiles. Raises `HostNameError`,
    `TileKeyMissingError` by whoever fetched the key, and `TileKeyOpenError`.
    """
    project, host = moment.project, host_of(words)
    old = project.tiling.host
    if host == old:
        return Change(moment, _HOST)
    if key is not None:
        refuse_open(key, host)
    entry = _changed("host", f"{old} → {host}", at)
    left = [each for each in project.tiling.earlier_hosts if each != host]
    if old and old not in left and any(tile.printed for tile in project.tiles):
        left.append(old)

    def code(tile: Tile) -> Tile:
        return tile if key is None else coded_anew(moment, tile, host, key, entry)

    tiling = project.tiling.model_copy(update={"host": host, "earlier_hosts": tuple(left)})
    return changed_tiles(moment, code, _HOST, tiling=tiling)


def code_anew(moment: Moment, key: bytes, at: tuple[datetime, str]) -> Change:
    """Make this the project's key: tiles never printed get new codes, printed ones keep theirs."""
    entry, settings = _changed("key", "", at), moment.project.tiling
    tiling = settings.model_copy(update={"key_mark": mark_of(key)})

    def code(tile: Tile) -> Tile:
        return coded_anew(moment, tile, settings.host, key, entry)

    return changed_tiles(moment, code, _KEY, tiling=tiling)


def set_mark(moment: Moment, mark: str | None) -> Change:
    """Choose the picture that stands on every tile, by its path in the project's folder."""
    return _changed_settings(moment, _MARK, mark=mark)


def set_owner(moment: Moment, owner: LocalText) -> Change:
    """Say whose tiles these are, in the languages given."""
    return _changed_settings(moment, _OWNER, owner={**moment.project.tiling.owner, **owner})


def set_least_found(moment: Moment, share: float) -> Change:
    """Choose below which share of found pictures a tile is not printed unasked."""
    if not 0.0 <= share <= 1.0:
        raise refused(_NO_SHARE, share=f"{share:g}")
    return _changed_settings(moment, _LEAST, least_found=share)


def _changed_settings(moment: Moment, label: Phrase, **fields: object) -> Change:
    tiling = TileSettings.model_validate({**dict(moment.project.tiling), **fields})
    return changed_project(moment, label, tiling=tiling)


def _changed(what: str, note: str, at: tuple[datetime, str]) -> TileEntry:
    return TileEntry(deed=TileDeed.CHANGED, at=aware(at[0]), by=at[1], what=what, note=note)
