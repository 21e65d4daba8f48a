"""A project's folder as one zipped file, and that file as a folder again."""

import errno
import lzma
import os
import shutil
import tempfile
import uuid
import weakref
import zipfile
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import IO

from filelock import FileLock, Timeout

from mrapp.app.replacing import replacing
from mrapp.model.errors import (
    CapsuleRefusedError,
    CapsuleUnfitError,
    ProjectInvalidError,
    ProjectUnpackError,
)
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase

Member = tuple[str, int]
"""A file in an archive: its name there, and its size unpacked, in bytes."""

_LOOKED_AT_S = 5.0  # whoever looks for what was left holds each lock for a moment
_UNPACKED_LIMIT_BYTES = 4 * 1024**3
_RATIO_LIMIT = 200
_RATIO_FROM_BYTES = 2**28  # below this, what swells does no harm
_MEMBERS_LIMIT = 50_000  # empty files cost no bytes, but a disk has only so many of them
# All that zipfile is documented, or was seen, to raise on an archive that is not what it says.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,  # packed in a way that Python does not know
    RuntimeError,  # locked with a password
    EOFError,  # cut off
    ValueError,  # a date or a name that cannot be
)


# What a disk answers to names that cannot be, or that are in each other's way.
_ODD_NAMES = {
    errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.EINVAL, errno.EILSEQ
}  # fmt: skip


class Scratch:
    """A folder that lives as long as somebody holds this, at most until the program ends.

    It lies in `home`, by default among the system's temporary files. `before` is kept alive as
    well: meshes that were read remember where their images lie.
    """

    def __init__(self, home: Path | None = None, before: object = None) -> None:
        home = home or Path(tempfile.gettempdir())
        home.mkdir(parents=True, exist_ok=True)
        self.folder = home / f"mrapp-{uuid.uuid4().hex}"
        lock = FileLock(f"{self.folder}.lock", thread_local=False)
        # First the lock: no folder is ever without one.
        lock.acquire(timeout=_LOOKED_AT_S)
        self.folder.mkdir(mode=0o700)
        self._before = before
        weakref.finalize(self, _clear, self.folder, lock)


def _clear(folder: Path, lock: FileLock) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()
    Path(lock.lock_file).unlink(missing_ok=True)


def clear_left(home: Path, wanted: Collection[Path]) -> None:
    """Remove folders that a program left in `home` when it ended by itself, but those `wanted`."""
    for held in home.glob("mrapp-*.lock"):
        folder, lock = held.with_suffix(""), FileLock(held, thread_local=False)
        if folder in wanted:
            continue
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            continue
        _clear(folder, lock)


def unpack(capsule: Path, home: Path | None = None) -> Scratch:
    """Return a folder in `home` with an archive's content; raises `ProjectInvalidError`."""
    try:
        scratch = Scratch(home)
        with zipfile.ZipFile(capsule) as archive:
            _check_members(capsule, archive)
            _extract(capsule, archive, scratch.folder)
    except _DAMAGED as error:
        # The library's words, which are English.
        raise _damaged(capsule, Phrase(nl="", en=f" ({error})")) from error
    except OSError as error:
        raise ProjectUnpackError(path=capsule, reason=reason_of(error)) from error
    return scratch


def _extract(capsule: Path, archive: zipfile.ZipFile, folder: Path) -> None:
    try:
        archive.extractall(folder)
    except OSError as error:
        if error.errno not in _ODD_NAMES:
            raise
        why = reason_of(error)
        raise _damaged(capsule, Phrase(nl=f" ({why.nl})", en=f" ({why.en})")) from error


def _damaged(capsule: Path, why: Phrase) -> ProjectInvalidError:
    detail = Phrase(nl=f"het archief is beschadigd{why.nl}", en=f"damaged archive{why.en}")
    return ProjectInvalidError(path=capsule, detail=detail)


def _check_members(capsule: Path, archive: zipfile.ZipFile) -> None:
    """Refuse an archive that reaches outside its folder or that would fill the disk."""
    if detail := _unfit(_members(archive), capsule.stat().st_size):
        raise CapsuleRefusedError(path=capsule, detail=detail)


def check_fits(goal: Path, members: Sequence[Member], packed_bytes: int | None = None) -> None:
    """Raise `CapsuleUnfitError` if an archive of `members` at `goal` could not be unpacked.

    packed_bytes: how large the archive is; None if that is not known yet.
    """
    if detail := _unfit(members, packed_bytes):
        raise CapsuleUnfitError(path=goal, detail=detail)


def _members(archive: zipfile.ZipFile) -> list[Member]:
    return [(member.filename, member.file_size) for member in archive.infolist()]


def _unfit(members: Sequence[Member], packed_bytes: int | None) -> Phrase | None:
    """Return why no archive of `members` is unpacked, as a clause; None if it may be."""
    if len(members) > _MEMBERS_LIMIT:
        return Phrase(
            nl=f"er zitten {len(members)} bestanden in", en=f"it holds {len(members)} files"
        )
    for name, _ in members:
        if _leads_outside(name):
            return Phrase(
                nl=f"{name!r} wijst buiten het archief", en=f"{name!r} points outside the archive"
            )
    total = sum(size for _, size in members)
    swells = packed_bytes is not None and total > max(packed_bytes, 1) * _RATIO_LIMIT
    if total > _UNPACKED_LIMIT_BYTES or (total > _RATIO_FROM_BYTES and swells):
        megabytes = total // 2**20
        return Phrase(
            nl=f"uitgepakt wordt het {megabytes} MB", en=f"it would unpack to {megabytes} MB"
        )
    return None


def _leads_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1])


def pack(
    goal: Path,
    folder: Path,
    files: Sequence[Path],
    written: Mapping[str, bytes],
    copy: Callable[[Path, IO[bytes]], None],
) -> None:
    """Write `files` of `folder` and what is `written` (by name) to the archive `goal`.

    copy: writes the content of a file to a stream. Atomically: raises `OSError`, what `copy`
    raises, or `CapsuleUnfitError`, and then the old archive stands.
    """
    with replacing(Path(os.path.realpath(goal))) as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            _fill(archive, folder, files, written, copy)
        # How small it packs is known only now.
        check_fits(goal, _members(archive), stream.tell())


def _fill(
    archive: zipfile.ZipFile,
    folder: Path,
    files: Sequence[Path],
    written: Mapping[str, bytes],
    copy: Callable[[Path, IO[bytes]], None],
) -> None:
    for name, content in written.items():
        # Without the time of now: the same project then packs to the same file.
        member = zipfile.ZipInfo(name)
        member.external_attr = 0o644 << 16
        archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    for file in files:
        # Not strict: a file from before 1980, where zip begins, is no reason to lose the rest.
        member = zipfile.ZipInfo.from_file(
            file, file.relative_to(folder).as_posix(), strict_timestamps=False
        )
        member.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(member, "w") as packed:
            copy(file, packed)
