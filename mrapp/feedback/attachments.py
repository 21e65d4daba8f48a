"""The files of remarks: pictures, drawings, spoken notes, each a file beside the database."""

import logging
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from mrapp.feedback.durable import make_folder, sync_folder, write_all
from mrapp.model.remark import Attachment, Remark, sha256_of

_log = logging.getLogger(__name__)
_MARK_SIGNS = 16
_NAME = re.compile(rf"([0-9a-f-]{{36}})-[0-9a-f]{{{_MARK_SIGNS}}}")


class Attachments:
    """The files in `folder`, which is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that need not exist."""
        self._folder = folder

    def write(self, remark: Remark, contents: Mapping[str, bytes]) -> list[Path]:
        """Write the files of a remark durably; returns those that are new. Raises OSError."""
        new = []
        try:
            for sha256 in {each.sha256 for each in remark.attachments} & contents.keys():
                path = self.path(remark.id, sha256)
                make_folder(self._folder)
                new.append(path)
                with path.open("wb", buffering=0) as stream:
                    write_all(stream, contents[sha256])
                    os.fsync(stream.fileno())
            if new:
                sync_folder(self._folder)
        except OSError:
            self.undo(new)
            raise
        return new

    def path(self, remark_id: str, sha256: str) -> Path:
        """Return where a file is."""
        return self._folder / f"{remark_id}-{sha256[:_MARK_SIGNS]}"

    def read(self, remark_id: str, attachment: Attachment) -> bytes | None:
        """Return what is in a file; None where it is gone or not what it was."""
        try:
            content = self.path(remark_id, attachment.sha256).read_bytes()
        except OSError:
            return None
        return content if sha256_of(content) == attachment.sha256 else None

    def undo(self, new: Iterable[Path]) -> None:
        """Remove files whose remark was not kept after all."""
        for path in new:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                # It belongs to no remark: the next check takes it away.
                _log.info("a file of a remark that was not kept stays for now: %s", error)

    def erase(self, remark_ids: set[str]) -> None:
        """Remove the files of remarks; raises OSError."""
        self._remove(path for path in self._all() if _owner(path) in remark_ids)

    def drop_strays(self, known_ids: set[str]) -> None:
        """Remove files of remarks that were never kept: a program ended while writing them."""
        self._remove(path for path in self._all() if _owner(path) not in known_ids)

    def _all(self) -> list[Path]:
        return sorted(self._folder.iterdir()) if self._folder.is_dir() else []

    def _remove(self, paths: Iterable[Path]) -> None:
        gone = list(paths)
        for path in gone:
            path.unlink(missing_ok=True)
        if gone:
            sync_folder(self._folder)


def _owner(path: Path) -> str | None:
    found = _NAME.fullmatch(path.name)
    return found[1] if found else None
