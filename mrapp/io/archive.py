"""A project's folder as one zipped file, and that file as a folder again."""

import lzma
import os
import shutil
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from mrapp.model.errors import ProjectInvalidError
from mrapp.model.texts import Phrase

_UNPACKED_LIMIT_BYTES = 4 * 1024**3
_RATIO_LIMIT = 200
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


class Scratch:
    """A folder that lives as long as somebody holds this, at most until the program ends.

    `before` is kept alive as well: meshes that were read remember where their images lie.
    """

    def __init__(self, before: object = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mrapp-"))
        self._before = before
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


def unpack(capsule: Path) -> Scratch:
    """Return a folder with the content of an archive; raises `ProjectInvalidError`."""
    try:
        scratch = Scratch()
        with zipfile.ZipFile(capsule) as archive:
            _check_members(capsule, archive)
            archive.extractall(scratch.folder)
    except _DAMAGED as error:
        detail = Phrase(nl=f"het archief is beschadigd ({error})", en=f"damaged archive ({error})")
        raise ProjectInvalidError(path=capsule, detail=detail) from error
    return scratch


def _check_members(capsule: Path, archive: zipfile.ZipFile) -> None:
    """Refuse an archive that reaches outside its folder or that would fill the disk."""
    total = 0
    for member in archive.infolist():
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in "".join(name.parts[:1]):
            detail = Phrase(
                nl=f"{member.filename!r} wijst buiten het archief",
                en=f"{member.filename!r} points outside the archive",
            )
            raise ProjectInvalidError(path=capsule, detail=detail)
        total += member.file_size
    packed = max(capsule.stat().st_size, 1)
    if total > _UNPACKED_LIMIT_BYTES or (total > 2**28 and total / packed > _RATIO_LIMIT):
        megabytes = total // 2**20
        detail = Phrase(
            nl=f"uitgepakt wordt het {megabytes} MB", en=f"it would unpack to {megabytes} MB"
        )
        raise ProjectInvalidError(path=capsule, detail=detail)


def pack(goal: Path, folder: Path, files: Sequence[Path], written: Mapping[str, bytes]) -> None:
    """Write `files` of `folder` and what is `written` (by name) to the archive `goal`.

    Atomically: raises `OSError`, and then the old archive stands.
    """
    with (
        replacing(goal) as stream,
        # Not strict: a file from before 1980, where zip begins, is no reason to lose the rest.
        zipfile.ZipFile(
            stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6, strict_timestamps=False
        ) as archive,
    ):
        for name, content in written.items():
            archive.writestr(name, content)
        for file in files:
            archive.write(file, file.relative_to(folder).as_posix())


@contextmanager
def replacing(goal: Path) -> Iterator[BinaryIO]:
    """Write beside, flush to the disk, then replace: a crash leaves the old file or the new."""
    goal.parent.mkdir(parents=True, exist_ok=True)
    mode = goal.stat().st_mode & 0o777 if goal.exists() else 0o644
    handle, name = tempfile.mkstemp(prefix=f".{goal.name}-", dir=goal.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(mode)
        beside.replace(goal)
    finally:
        beside.unlink(missing_ok=True)
