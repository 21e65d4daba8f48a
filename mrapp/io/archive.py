"""A project's folder as one zipped file, and that file as a folder again."""

import errno
import lzma
import os
import shutil
import sys
import tempfile
import uuid
import weakref
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from filelock import FileLock, Timeout

from mrapp.model.errors import (
    CapsuleRefusedError,
    CapsuleUnfitError,
    ProjectInvalidError,
    ProjectUnpackError,
)
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase

if sys.platform != "win32":
    import fcntl

BESIDE = ".mrapp-part"
"""How files end that are being written and will replace another."""

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
        archive.writestr(name, content)
    for file in files:
        # Not strict: a file from before 1980, where zip begins, is no reason to lose the rest.
        member = zipfile.ZipInfo.from_file(
            file, file.relative_to(folder).as_posix(), strict_timestamps=False
        )
        member.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(member, "w") as packed:
            copy(file, packed)


@contextmanager
def writing(goal: Path) -> Iterator[BinaryIO]:
    """Write to what a person named: as `replacing` does, but a link stays and leads to the result.

    What exists and is no regular file, such as a pipe or /dev/stdout, is written straight into: a
    file in its place would reach nobody. Files that only a project names go by `replacing`, or a
    link in the project could lead anywhere.
    """
    if goal.exists() and not goal.is_file():
        with goal.open("wb") as stream:
            yield stream
    else:
        with replacing(Path(os.path.realpath(goal))) as stream:
            yield stream


@contextmanager
def replacing(goal: Path, *, on_disk: bool = True) -> Iterator[BinaryIO]:
    """Write beside, flush to the disk, then replace: a crash leaves the old file or the new.

    What a crash left beside goes the next time. on_disk False does not wait for the disk: the file
    then outlives this process, but perhaps not a power cut.
    """
    goal.parent.mkdir(parents=True, exist_ok=True)
    mode = goal.stat().st_mode & 0o777 if goal.exists() else 0o644
    clear_beside(goal)
    handle, beside = _new_beside(goal)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            if on_disk:
                os.fsync(stream.fileno())
        beside.chmod(mode)
        beside.replace(goal)
    finally:
        beside.unlink(missing_ok=True)


def _new_beside(goal: Path) -> tuple[int, Path]:
    """Return a new file beside `goal`, open and held for as long as it is."""
    while True:
        handle, name = tempfile.mkstemp(BESIDE, f".{goal.name}-", goal.parent)
        # Another writer may have taken it for one that was left, just before we held it.
        if _hold(handle) and os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)


def clear_beside(goal: Path) -> None:
    """Remove what writers of `goal` left that ended by themselves."""
    for left in goal.parent.glob(f".{escape(goal.name)}-*{BESIDE}"):
        # On Windows a file that is open cannot be removed at all.
        with suppress(OSError), left.open("rb") as stream:
            if _hold(stream.fileno()):
                left.unlink()


def _hold(handle: int) -> bool:
    """Hold an open file until it is closed; False if somebody else does."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a disk that knows no locks
    return True
