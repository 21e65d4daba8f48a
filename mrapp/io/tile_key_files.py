"""The key of a project's tiles in a file, locked by a passphrase."""

from base64 import b64decode, b64encode
from pathlib import Path
from typing import Annotated, Final, Literal

import pyrage
from pydantic import BaseModel, Field

from mrapp.app.tiles.address import KEY_BYTES
from mrapp.model.project import Project
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileKeyFileError
from mrapp.protocol.passphrases import is_too_slow, unlocked

_MAGIC: Final = b"age-encryption.org/v1"
_MOST_BYTES: Final = 100_000
_VERSION: Final = 1
_NO_FILE: Final = Phrase(
    nl="het is geen sleutelbestand van mrapp tile key export",
    en="it is no key file of mrapp tile key export",
)
_WRONG: Final = Phrase(
    nl="het wachtwoord past niet, of het bestand is beschadigd",
    en="the passphrase does not fit, or the file is damaged",
)
_SLOW: Final = Phrase(
    nl="deze computer is te traag om het wachtwoord te proberen; doe het op een snellere",
    en="this computer is too slow to try the passphrase; do it on a faster one",
)
_NEWER: Final = Phrase(
    nl="het is gemaakt met een nieuwere versie van mrapp; werk mrapp bij",
    en="it was made with a newer version of mrapp; update mrapp",
)
_OTHER: Final = Phrase(
    nl="het hoort bij het project '{project}'", en="it belongs to the project '{project}'"
)


class _KeyFile(BaseModel):
    format: Literal["mrapp-tile-key"] = "mrapp-tile-key"
    format_version: Annotated[int, Field(ge=1)] = _VERSION
    project: str
    key: str


def sealed_key(project_id: str, key: bytes, passphrase: str) -> bytes:
    """Return the bytes of a key file; takes about two seconds, on purpose."""
    told = _KeyFile(project=project_id, key=b64encode(key).decode("ascii"))
    return bytes(pyrage.passphrase.encrypt(told.model_dump_json().encode(), passphrase))


def key_in(file: Path, passphrase: str, project: Project) -> bytes:
    """Return the key that a file holds for a project; about two seconds, as above.

    Raises `TileKeyFileError` in words. Whether it is the project's key today, `fits` tells.
    """
    told = _told(file, passphrase)
    if told.project != project.id:
        raise _refused(file, _OTHER.filled(project=told.project))
    try:
        key = b64decode(told.key, validate=True)
    except ValueError as error:
        raise _refused(file, _NO_FILE) from error
    if len(key) != KEY_BYTES:
        raise _refused(file, _NO_FILE)
    return key


def _told(file: Path, passphrase: str) -> _KeyFile:
    try:
        with file.open("rb") as stream:
            sealed = stream.read(_MOST_BYTES)
    except OSError as error:
        raise _refused(file, reason_of(error)) from error
    if not sealed.startswith(_MAGIC):
        raise _refused(file, _NO_FILE)
    try:
        told = _KeyFile.model_validate_json(unlocked(sealed, passphrase))
    except pyrage.DecryptError as error:
        raise _refused(file, _SLOW if is_too_slow(error) else _WRONG) from error
    except ValueError as error:
        raise _refused(file, _NO_FILE) from error
    if told.format_version > _VERSION:
        raise _refused(file, _NEWER)
    return told


def _refused(file: Path, reason: Phrase) -> TileKeyFileError:
    return TileKeyFileError(file=file.name, reason=reason)
