"""The keys of tiles: in the key ring of the system, or in files of their user alone."""

from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from hashlib import sha256
from pathlib import Path
from typing import Final

from mrapp.app.replacing import replacing
from mrapp.app.tiles.address import KEY_BYTES
from mrapp.io.key_ring import in_ring, is_off, put_in_ring
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileKeyNotKeptError

_RING: Final = Phrase(nl="in de sleutelbos van het systeem", en="in the key ring of the system")
_FILE: Final = Phrase(
    nl="in {file}, een bestand dat alleen deze gebruiker kan lezen: dit systeem heeft geen "
    "sleutelbos",
    en="in {file}, a file that only this user can read: this system has no key ring",
)
_BROKEN: Final = Phrase(
    nl="wat in {where} staat is geen sleutel; lees het sleutelbestand opnieuw in (mrapp tile key "
    "import --replace)",
    en="what is in {where} is no key; read the key file in again (mrapp tile key import --replace)",
)
_NO_FOLDER: Final = Phrase(
    nl="er is geen map van deze gebruiker; noem er een in MRAPP_STATE",
    en="there is no folder of this user; name one in MRAPP_STATE",
)


class StoredTileKeys:
    """The `TileKeys` of one person. folder: where they lie if there is no key ring; None: nowhere.

    What the folder has comes first: it is only there where there was no ring.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def find(self, project_id: str) -> bytes | None:
        """Return a project's key, or None; see `TileKeys`."""
        file = self._file(project_id)
        if file is not None and (told := _text_in(file)) is not None:
            return _key(told, str(file))
        told = None if is_off() else in_ring(_name(project_id))
        return None if told is None else _key(told, _RING)

    def keep(self, project_id: str, key: bytes) -> Phrase:
        """Keep a project's key; see `TileKeys`."""
        told, file = b64encode(key).decode("ascii"), self._file(project_id)
        try:
            if put_in_ring(_name(project_id), told):
                if file is not None:
                    file.unlink(missing_ok=True)
                return _RING
            if file is None:
                raise TileKeyNotKeptError(reason=_NO_FOLDER)
            with replacing(file, private=True) as stream:
                stream.write(told.encode("ascii"))
        except OSError as error:
            raise TileKeyNotKeptError(reason=reason_of(error)) from error
        return _FILE.filled(file=file)

    def _file(self, project_id: str) -> Path | None:
        # By its hash: an id may hold what no file may be called.
        name = sha256(project_id.encode()).hexdigest()[:32]
        return None if self._folder is None else self._folder / f"{name}.key"


def _name(project_id: str) -> str:
    return f"tiles {project_id}"


def _text_in(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("ascii", errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise TileKeyNotKeptError(reason=reason_of(error)) from error


def _key(told: str, where: object) -> bytes:
    try:
        key = b64decode(told.strip(), validate=True)
    except (NoBase64, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise TileKeyNotKeptError(reason=_BROKEN.filled(where=where))
    return key
