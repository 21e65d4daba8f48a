"""Reads what a server holds of a project, so that files are made of it as of what is here.

In somebody's name, by a key that they made there. A line that breaks goes on where it was; whoever
is asked to stop stops, and nothing was written.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from random import SystemRandom
from typing import Final, TypeVar

from mrapp.app.exports.exports import ToExport
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.remarks.keeping import Kept, State
from mrapp.app.syncing import retry_after_s
from mrapp.model.errors import CancelledError
from mrapp.model.project import Project
from mrapp.model.project_formats import project_of
from mrapp.model.reading_errors import (
    NotPublishedError,
    PersonalKeyMissingError,
    PersonalKeyRefusedError,
    ServerReadError,
)
from mrapp.model.remark import Addition, Attachment, Remark, sha256_of
from mrapp.model.sync_errors import (
    KeyRefusedError,
    MayNotError,
    NotOurServerError,
    RefusedError,
    SyncError,
)
from mrapp.model.texts import Phrase
from mrapp.protocol.messages import CHUNK_BYTES, RemarksPage, SaidRemark
from mrapp.sync.addresses import path_of, server_of
from mrapp.sync.client import Client
from mrapp.sync.keys import kept_key

_T = TypeVar("_T")
_READING: Final = Phrase(nl="Meningen ophalen", en="Fetching opinions")
_TRIES: Final = 8
"""In a row, for one thing; a few minutes at most."""

_RANDOM: Final = SystemRandom()


@contextmanager
def said_at(
    url: str,
    key: str | None,
    *,
    with_hidden: bool = False,
    progress: Progress = ignore_progress,
    cancelled: Cancelled = never_cancelled,
    wait: Callable[[float], None] = time.sleep,
    told: Callable[[Phrase, float], None] = lambda _why, _seconds: None,
) -> Iterator[ToExport]:
    """Read all remarks of the project of a key; files of them are fetched within the block.

    key: None: the one in the key ring. with_hidden: also what is not shown to others. told: each
    time it does not work, why, and after how many seconds it is tried again. Raises
    `ServerReadError`s, and `CancelledError`.
    """
    server = server_of(url)
    found = key or kept_key(server)
    if not found:
        raise PersonalKeyMissingError(server=server)
    with Client(server, found) as client:
        reader = _Reader(client, cancelled, wait, told)
        try:
            project = reader.project()
            kept = reader.remarks(project.id, with_hidden=with_hidden, progress=progress)
            yield ToExport(project, kept, lambda file, of: reader.file(project.id, file, of))
        except KeyRefusedError as error:
            raise PersonalKeyRefusedError(server=client.server) from error
        except SyncError as error:
            raise ServerReadError(reason=error.why) from error


@dataclass(frozen=True)
class _Reader:
    client: Client
    cancelled: Cancelled
    wait: Callable[[float], None]
    told: Callable[[Phrase, float], None]

    def project(self) -> Project:
        """Return the project that the key reads, as it was published last."""
        named = self.client.key().project  # at once: an address may be wrong
        try:
            told = self._patiently(lambda: self.client.document(named))
        except MayNotError as error:
            raise NotPublishedError(project=named) from error
        return self._understood(partial(project_of, told.document))

    def remarks(self, project: str, *, with_hidden: bool, progress: Progress) -> tuple[Kept, ...]:
        """Return all remarks, page after page."""
        begun = self._patiently(lambda: self.client.begin_export(project, with_hidden=with_hidden))
        cursor, kept = begun.cursor, list[Kept]()
        while cursor:
            progress(len(kept) / max(begun.remarks, len(kept), 1), _READING)
            page = self._page(project, cursor)
            kept += [self._understood(partial(_kept, each)) for each in page.remarks]
            cursor = page.cursor
        progress(1.0, _READING)
        return tuple(kept)

    def file(self, project: str, file: Attachment, remark_id: str) -> bytes | None:
        """Return a file whose hash is right; None: the server has it no longer, or damaged."""
        path = path_of(project, "remarks", remark_id, "files", file.sha256, "content")
        for _ in range(2):  # once more, from its beginning: a proxy may have mangled it
            content = self._whole(path, file.size_bytes)
            if content is None or sha256_of(content) == file.sha256:
                return content
        return None

    def _page(self, project: str, cursor: str) -> RemarksPage:
        return self._patiently(partial(self.client.remarks, project, cursor))

    def _whole(self, path: str, size_bytes: int) -> bytes | None:
        content = bytearray()
        while len(content) < size_bytes:
            begin, end = len(content), min(len(content) + CHUNK_BYTES, size_bytes)
            try:
                part = self._patiently(partial(self.client.part_of, path, begin, end))
            except (MayNotError, RefusedError):
                return None  # it was withdrawn a moment ago, or is shorter than it was
            if not part:
                return None
            content += part
        return bytes(content)

    def _patiently(self, ask: Callable[[], _T]) -> _T:
        """Ask until there is an answer, longer apart each time; raises `SyncError` in the end."""
        for failures in range(1, _TRIES + 1):
            if self.cancelled():
                raise CancelledError
            try:
                return ask()
            except SyncError as error:
                if not error.passes or failures == _TRIES:
                    raise
                seconds = retry_after_s(failures, _RANDOM.random, error.wait_s)
                self.told(error.why, seconds)
                self.wait(seconds)
        raise AssertionError("it was tried at least once")

    def _understood(self, read: Callable[[], _T]) -> _T:
        try:
            return read()
        except ValueError as error:
            raise NotOurServerError(server=self.client.server) from error


def _kept(told: SaidRemark) -> Kept:
    remark = Remark.model_validate_json(told.remark)
    added = tuple(Addition.model_validate_json(each) for each in told.additions)
    return Kept(told.number, told.id, told.received_utc, State.SENT, remark, added)
