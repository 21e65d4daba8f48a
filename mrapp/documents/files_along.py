"""The folder with drawings and spoken notes beside a file that cannot hold them itself."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mrapp.app.exports.export_files import SUFFIXES
from mrapp.app.exports.exports import Export
from mrapp.app.replacing import BESIDE, replacing
from mrapp.documents.watching import Watch

_ENDINGS = "|".join(SUFFIXES.values())
_NAME = rf"[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}-(drawing|voice)\.({_ENDINGS})"
_OURS = re.compile(rf"{_NAME}|\.{_NAME}-[0-9a-f]+{re.escape(BESIDE)}")
"""What an export put there: files, or the beginning of one where it was killed."""


def folder_of(path: Path) -> Path:
    """Return the folder that belongs to an export, and to no other of the same stem."""
    return path.with_name(f"{path.name}.files")


@contextmanager
def with_files(export: Export, path: Path, watch: Watch) -> Iterator[None]:
    """Write the files that go along while the export itself is written: both, or neither.

    Those of an earlier export that belong no longer, such as of a remark that was withdrawn since,
    are removed once the new one is there. A pipe has no beside: what reads from it goes without.
    """
    if path.exists() and not path.is_file():
        yield
        return
    folder = folder_of(path)
    before = _ours(folder)
    done = False
    try:
        written = _write(export, folder, watch)
        yield
        done = True
    finally:
        belong = set(written) if done else before
        _remove(folder, _ours(folder) - belong)


def _write(export: Export, folder: Path, watch: Watch) -> Sequence[str]:
    """Write all files; one that was lost, or is damaged, is left out."""
    written = []
    for each in export.along:
        watch.at(0.0)
        content = export.attachments(each.attachment, each.remark_id)
        if content is not None:
            with replacing(folder / each.name, on_disk=False) as stream:
                stream.write(content)
            written.append(each.name)
    return written


def _ours(folder: Path) -> set[str]:
    """Return the names of what an export put there; all else is somebody else's."""
    names = (each.name for each in folder.iterdir()) if folder.is_dir() else ()
    return {name for name in names if _OURS.fullmatch(name)}


def _remove(folder: Path, names: set[str]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
