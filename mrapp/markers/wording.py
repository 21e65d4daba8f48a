"""What stands on a tile in words: in the project's languages, with its address for the code."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from mrapp.app.tiles.address import tile_address
from mrapp.markers.letters import LOST, letters
from mrapp.markers.marks import Mark
from mrapp.model.project import Project
from mrapp.model.texts import pick_language
from mrapp.model.tiles import Tile

_SCAN: Mapping[str, str] = {
    "nl": "Scan mij", "en": "Scan me", "de": "Scan mich", "fr": "Scannez-moi", "es": "Escanéame",
    "pl": "Zeskanuj mnie", "tr": "Beni tara", "uk": "Скануй мене", "fy": "Scan my",
}  # fmt: skip
_LOOK: Mapping[str, str] = {
    "nl": "Kijk deze kant op", "en": "Look this way", "de": "Hierhin schauen",
    "fr": "Regardez par ici", "es": "Mire hacia aquí", "pl": "Spójrz tędy",
    "tr": "Bu yöne bakın", "uk": "Дивіться сюди", "fy": "Sjoch dizze kant út",
}  # fmt: skip
_TILE: Mapping[str, str] = {
    "nl": "Tegel", "en": "Tile", "de": "Platte", "fr": "Dalle", "es": "Losa", "pl": "Płytka",
    "tr": "Karo", "uk": "Плитка", "fy": "Tegel",
}  # fmt: skip
_MOST_LANGUAGES = 3
_AT_A_TIME = 4


@dataclass(frozen=True)
class TileWords:
    """The words of one tile. scan, look, tile: the same in each language, the first leads.

    address: as the QR code has it, in upper case; host and code: as people read it. mark: the
    municipality's, None where there is none. unset: texts with signs that cannot be set, and that
    are left out.
    """

    address: str
    host: str
    code: str
    name: str
    scan: tuple[str, ...] = ("Scan mij", "Scan me")
    look: tuple[str, ...] = ("Kijk deze kant op", "Look this way")
    tile: tuple[str, ...] = ("Tegel", "Tile")
    owner: str = ""
    mark: Mark | None = None
    unset: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """The code in groups that are easy to read out and to type."""
        return in_groups(self.code)


def in_groups(code: str) -> tuple[str, ...]:
    """Return a code in groups of four signs."""
    return tuple(code[i : i + _AT_A_TIME] for i in range(0, len(code), _AT_A_TIME))


def settable(text: str) -> str:
    """Return a text without what cannot be set.

    That is: signs that the letters do not have, parts of such signs, and writing from right to
    left, whose letters would stand apart and the wrong way round.
    """
    plain = letters().plain(text)
    kept = (sign for sign in plain if sign != LOST and not _is_unset(sign))
    return " ".join("".join(kept).split())


def _is_unset(sign: str) -> bool:
    joins = unicodedata.category(sign) == "Cf" or unicodedata.name(sign, "").startswith("VARIATION")
    return joins or unicodedata.bidirectional(sign) in ("R", "AL", "AN")


def tile_words(project: Project, tile: Tile, mark: Mark | None = None, host: str = "") -> TileWords:
    """Return what stands on a tile, in the first three of the project's languages that we speak.

    host: the one in its address, by default the project's.
    """
    host = host or project.tiling.host
    languages = [each for each in project.languages if each in _SCAN][:_MOST_LANGUAGES] or ["nl"]
    lead = languages[0]
    name, owner = pick_language(tile.name, lead), pick_language(project.tiling.owner, lead)
    return TileWords(
        address=tile_address(host, tile.code),
        host=host,
        code=tile.code,
        name=settable(name),
        scan=tuple(_SCAN[each] for each in languages),
        look=tuple(_LOOK[each] for each in languages),
        tile=tuple(dict.fromkeys(_TILE[each] for each in languages)),
        owner=settable(owner),
        mark=mark,
        unset=tuple(each for each in (name, owner) if settable(each) != letters().plain(each)),
    )
