"""What a scanned or typed address is: this project's tile, a slip, somebody else's, an invention.

The register has the last word: a code that stands in it is the tile's, whoever holds the key. The
key tells what the register does not know: made here once, or made up.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urlsplit

from mrapp.app.tiles.address import Address, is_made_with, read_address, tile_address
from mrapp.app.tiles.naming import plain_code
from mrapp.model.project import Project
from mrapp.model.tiles import ALPHABET, CHECK_LENGTH, HOST, ID_LENGTH, Tile, TileState

CODE_LENGTH: Final = ID_LENGTH + CHECK_LENGTH
_LONGEST = 500  # a QR code holds more, but no address of a tile does
_LOOSE = re.compile(
    r"(?:https?://)?([^/?#\s]+)\s*/\s*t\s*/([^/?#]+)/?(?:[?#].*)?", re.IGNORECASE | re.ASCII
)
_WWW = "www."  # what people write before any host
_SITE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class VerdictKind(StrEnum):
    """What an address is. The names stay the same: scripts and pages go by them."""

    VALID = "valid"
    DAMAGED = "damaged"
    REMOVED = "removed"
    MISTYPED = "mistyped"
    FORGED = "forged"
    UNKNOWN = "unknown"
    OTHER_COPY = "other-copy"
    OTHER_PROJECT = "other-project"
    FOREIGN_HOST = "foreign-host"
    NO_TILE = "no-tile"


@dataclass(frozen=True)
class Verdict:
    """What is known of an address.

    tile: the tile that it is, or that it claims to be. host, code: as read, "" where there is none.
    nearest: the address that was probably meant. project: the id of the project whose tile it is.
    earlier: it stands for an earlier host of the project. key: whether the project's key was there
    to tell.
    """

    kind: VerdictKind
    tile: Tile | None = None
    host: str = ""
    code: str = ""
    nearest: str | None = None
    project: str | None = None
    earlier: bool = False
    key: bool = False


def verdict_on(
    text: str, project: Project, key: bytes | None = None, others: Sequence[Project] = ()
) -> Verdict:
    """Return what a text is that was scanned or typed.

    key: of the project's tiles, None where it is not at hand. others: further projects whose tiles
    may be meant.
    """
    known = key is not None
    host, code = _parts(text)
    if not host:
        return Verdict(VerdictKind.NO_TILE, key=known)
    own = (project.tiling.host, *project.tiling.earlier_hosts)
    if host.removeprefix(_WWW) in own and (meant := _coded(project, code)) and host not in own:
        nearest = tile_address(project.tiling.host, code)
        return Verdict(VerdictKind.MISTYPED, meant, host, code, nearest, project.id, key=known)
    if host not in own or not code:
        return _elsewhere(host, code, own, others, known)
    tile = _coded(project, code)
    if tile is not None:
        earlier = host != project.tiling.host
        return Verdict(_of(tile), tile, host, code, None, project.id, earlier, known)
    return _not_listed(host, code, project, key, others)


def _parts(text: str) -> tuple[str, str]:
    """Return the host in lower case, and the code as it would be written; "" for what is missing.

    What people type is taken in: without https, in lower case, with I, L and O, with hyphens.
    """
    plain = text.strip()[:_LONGEST]
    if (address := read_address(plain)) is not None:
        return address.host, address.tile_id + address.check
    loose = _LOOSE.fullmatch(plain)
    if loose is not None and re.fullmatch(HOST, loose[1].lower()):
        return loose[1].lower(), plain_code(unquote(loose[2]))
    if _SITE.match(plain):
        return _host_in(plain), ""
    return "", ""


def _host_in(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").encode("ascii", "backslashreplace").decode()
    except ValueError:  # such as "https://[x"
        return ""


def _coded(project: Project, code: str) -> Tile | None:
    return next((tile for tile in project.tiles if tile.code == code), None)


def _of(tile: Tile) -> VerdictKind:
    return {
        TileState.REMOVED: VerdictKind.REMOVED,
        TileState.DAMAGED: VerdictKind.DAMAGED,
    }.get(tile.state, VerdictKind.VALID)


def _elsewhere(
    host: str, code: str, own: Sequence[str], others: Sequence[Project], known: bool
) -> Verdict:
    """Return what leads to another host, or to no tile at this one."""
    for other in others:
        tile = _coded(other, code)
        if tile is not None and host in (other.tiling.host, *other.tiling.earlier_hosts):
            kind = VerdictKind.OTHER_PROJECT
            return Verdict(kind, tile, host, code, None, other.id, key=known)
    kind = VerdictKind.NO_TILE if host in own else VerdictKind.FOREIGN_HOST
    return Verdict(kind, host=host, code=code, key=known)


def _not_listed(
    host: str, code: str, project: Project, key: bytes | None, others: Sequence[Project]
) -> Verdict:
    """Return what a code at the project's own host is that is not in its register."""
    claimed = project.tile(code[:ID_LENGTH])
    elsewhere = _elsewhere(host, code, (host,), others, key is not None)
    if elsewhere.kind is VerdictKind.OTHER_PROJECT:
        return elsewhere
    written = len(code) == CODE_LENGTH and set(code) <= set(ALPHABET)
    if key is not None and written and is_made_with(key, _address(host, code)):
        # A tile of this id was coded anew since, or it was made in another copy of the project.
        return Verdict(VerdictKind.OTHER_COPY, claimed, host, code, None, project.id, key=True)
    meant = _nearest(code, project)
    if meant is not None:
        nearest = tile_address(project.tiling.host, meant.code)
        known = key is not None
        return Verdict(VerdictKind.MISTYPED, meant, host, code, nearest, project.id, key=known)
    if not written:
        return Verdict(VerdictKind.MISTYPED, None, host, code, key=key is not None)
    # Without the key nobody can tell an invention from a code of another copy.
    kind = VerdictKind.UNKNOWN if key is None else VerdictKind.FORGED
    return Verdict(kind, claimed, host, code, key=key is not None)


def _address(host: str, code: str) -> Address:
    return Address(host, code[:ID_LENGTH], code[ID_LENGTH:])


def _nearest(code: str, project: Project) -> Tile | None:
    """Return the one tile whose code is a single slip away; None for none, or several."""
    near = [tile for tile in project.tiles if _one_slip(code, tile.code)]
    return near[0] if len(near) == 1 else None


def _one_slip(typed: str, meant: str) -> bool:
    """Tell whether one sign was mistyped, left out or added, or two neighbours changed places."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    if len(typed) == len(meant):
        wrong = [at for at, pair in enumerate(zip(typed, meant, strict=True)) if len(set(pair)) > 1]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            first, second = wrong
            return (typed[first], typed[second]) == (meant[second], meant[first])
        return len(wrong) == 1
    shorter, longer = sorted((typed, meant), key=len)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
