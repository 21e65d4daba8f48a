"""A file with entries for another machine: encrypted with age, by a passphrase.

Inside: one line of JSON that says what follows and how long it is, the lines of the journal, and
the attached files one after the other. Nothing is compressed, so nothing can swell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

import pyrage
from pydantic import BaseModel, Field

from mrapp.feedback.entries import Entry, entry_of, line_of
from mrapp.feedback.tables import derived
from mrapp.model.remark import Sha256, UuidV7, sha256_of
from mrapp.model.remark_errors import CarriedFileError
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase
from mrapp.protocol.checksums import packed
from mrapp.protocol.contents import said_in, said_in_entry
from mrapp.protocol.passphrases import is_too_slow, unlocked

LIMIT_BYTES: Final = 2**30
"""How large such a file may be: all of it is in memory at once, twice."""

_FORMAT: Final = "mrapp-remarks"
_VERSION = 1
_MAGIC = b"age-encryption.org/"

NO_FILE = Phrase(nl="het is geen bestand met meningen", en="it is no file with opinions")
WRONG_KEY = Phrase(
    nl="het wachtwoord klopt niet, of het bestand is beschadigd of niet volledig",
    en="the passphrase is wrong, or the file is damaged or not complete",
)
TOO_SLOW = Phrase(
    nl="deze computer is er nu te traag of te druk voor, of het bestand is beschadigd; sluit "
    "andere programma's en probeer het nog eens, of doe het op een snellere computer",
    en="this computer is too slow or too busy for it now, or the file is damaged; close other "
    "programs and try again, or do it on a faster computer",
)
DAMAGED = Phrase(nl="het bestand is beschadigd", en="the file is damaged")
TOO_LARGE = Phrase(
    nl=f"het is groter dan {LIMIT_BYTES // 2**20} MB", en=f"it is over {LIMIT_BYTES // 2**20} MB"
)
NEWER = Phrase(
    nl="het is gemaakt met een nieuwere versie van mrapp",
    en="it was made with a newer version of mrapp",
)
OTHER_PROJECT = Phrase(nl="het hoort bij een ander project", en="it belongs to another project")


@dataclass(frozen=True)
class Parcel:
    """What such a file holds. files: contents by (remark id, SHA-256)."""

    project: str
    entries: Sequence[Entry]
    files: Mapping[tuple[str, str], bytes]


class _File(BaseModel):
    remark: UuidV7
    sha256: Sha256
    size: Annotated[int, Field(ge=0)]


class _Label(BaseModel):
    format: Literal["mrapp-remarks"]
    format_version: Annotated[int, Field(ge=1)]
    project: str
    lines: Annotated[int, Field(ge=0)]
    files: list[_File]


def packed_up(parcel: Parcel, passphrase: str) -> bytes:
    """Return the encrypted bytes of a parcel; takes about two seconds."""
    lines = b"".join(map(line_of, parcel.entries))
    files = [
        {"remark": remark, "sha256": sha256, "size": len(content)}
        for (remark, sha256), content in parcel.files.items()
    ]
    label = {
        "format": _FORMAT,
        "format_version": _VERSION,
        "project": parcel.project,
        "lines": len(lines),
        "files": files,
    }
    plain = b"".join([packed(label), b"\n", lines, *parcel.files.values()])
    return bytes(pyrage.passphrase.encrypt(plain, passphrase))


def unpacked(path: Path, passphrase: str, project: str) -> Parcel:
    """Return what is in a file, every part of it looked at; raises CarriedFileError."""
    return opened(path, _decrypted(path, passphrase), project)


def opened(path: Path, plain: bytes, project: str) -> Parcel:
    """Return what is in the plain bytes of a file: whoever knows the passphrase may change them."""
    try:
        first, _, rest = plain.partition(b"\n")
        label = _Label.model_validate_json(first)
        if label.format_version > _VERSION:
            raise _refused(path, NEWER)
        if label.project != project:
            raise _refused(path, OTHER_PROJECT)
        entries = [_sound(line) for line in rest[: label.lines].splitlines(keepends=True)]
        files = dict(_files(label, memoryview(rest)[label.lines :], _named(entries, project)))
    except ValueError as error:
        raise _refused(path, DAMAGED) from error
    return Parcel(label.project, entries, files)


def _decrypted(path: Path, passphrase: str) -> bytes:
    try:
        if path.stat().st_size > LIMIT_BYTES:
            raise _refused(path, TOO_LARGE)
        sealed = path.read_bytes()
    except OSError as error:
        raise _refused(path, reason_of(error)) from error
    if not sealed.startswith(_MAGIC):
        raise _refused(path, NO_FILE)
    try:
        return unlocked(sealed, passphrase)
    except pyrage.DecryptError as error:
        raise _refused(path, TOO_SLOW if is_too_slow(error) else WRONG_KEY) from error


def _sound(line: bytes) -> Entry:
    entry = entry_of(line)
    if not line.endswith(b"\n") or not entry.is_sound:
        raise ValueError("an entry is not what was written")
    if entry.content is not None:
        said_in_entry(entry.kind, entry.id, entry.about, entry.content)
        _fits_tables(entry)
    elif entry.kind == "withdrawal":
        raise ValueError("a withdrawal is never erased")
    return entry


def _fits_tables(entry: Entry) -> None:
    """Look whether a remark has all that the tables take from it; raises ValueError."""
    if entry.kind != "remark":
        return
    try:
        derived(entry)
    except (KeyError, TypeError) as error:
        raise ValueError("a remark lacks a part") from error


def _named(entries: Sequence[Entry], project: str) -> set[tuple[str, str]]:
    """Return the files that remarks name.

    Raises ValueError for a remark of another project, and where two entries have one id.
    """
    if len({each.id for each in entries}) < len(entries):
        raise ValueError("an entry is there twice")
    remarks = [
        said_in(each.content).remark
        for each in entries
        if each.kind == "remark" and each.content is not None
    ]
    if any(remark.project != project for remark in remarks):
        raise ValueError("a remark is of another project")
    return {(remark.id, each.sha256) for remark in remarks for each in remark.attachments}


def _files(
    label: _Label, content: memoryview, named: set[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], bytes]]:
    begin = 0
    for each in label.files:
        found = bytes(content[begin : begin + each.size])
        if sha256_of(found) != each.sha256 or (each.remark, each.sha256) not in named:
            raise ValueError("a file is not what was written")
        yield (each.remark, each.sha256), found
        begin += each.size
    if begin != len(content):
        raise ValueError("there is more than was said")


def _refused(path: Path, reason: Phrase) -> CarriedFileError:
    return CarriedFileError(file=path.name, reason=reason)
