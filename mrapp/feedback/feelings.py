"""Totals of how visitors felt: a small file beside the opinions of a project.

It holds sums and nothing else: of all answers, and those that were told last, so that a window
that is opened anew tells no more. Even the day on which it was written last is taken from it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from mrapp.app.headset.feelings import FeelingsNotKeptError, Totals, told
from mrapp.feedback.durable import make_folder, set_aside, sync_folder, write_beside
from mrapp.feedback.folders import project_folder
from mrapp.feedback.lock import StoreLock
from mrapp.feedback.reasons import NOWHERE
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase

_NAME, _LOCK, _FORMAT = "feelings.json", "feelings.lock", 1
_WAIT_S = 5.0
_BUSY = Phrase(nl="een ander programma houdt ze vast", en="another program holds them")
_NEWER = Phrase(
    nl="ze zijn bewaard door een nieuwere versie van mrapp",
    en="they were kept by a newer version of mrapp",
)


_Counts = tuple[NonNegativeInt, NonNegativeInt, NonNegativeInt, NonNegativeInt, NonNegativeInt]


_NONE: _Counts = (0, 0, 0, 0, 0)


class _Format(BaseModel):
    """What any version says of itself."""

    model_config = ConfigDict(strict=True)
    format: int


class _Sums(BaseModel):
    """`Totals` in the file."""

    model_config = ConfigDict(strict=True)
    before: _Counts
    after: _Counts
    worse: NonNegativeInt
    untold: NonNegativeInt

    @property
    def totals(self) -> Totals:
        return Totals(self.before, self.after, self.worse, self.untold)


class _Kept(_Format, _Sums):
    """The file."""

    told: _Sums = _Sums(before=_NONE, after=_NONE, worse=0, untold=0)


class FolderFeelings:
    """The `FeelingStore` in the folder where opinions are kept; `base` None: nowhere."""

    def __init__(self, base: Path | None) -> None:
        self._base = base

    def add(self, project_id: str, more: Totals) -> Totals:
        """Count more, durably, and return all; see `FeelingStore`."""
        return self._counted(project_id, more)[0]

    def told(self, project_id: str) -> Totals:
        """Return those that may be told; see `FeelingStore`."""
        return self._counted(project_id, Totals())[1]

    def _counted(self, project_id: str, more: Totals) -> tuple[Totals, Totals]:
        """Count more, and return all and those that may be told."""
        if self._base is None:
            raise FeelingsNotKeptError(reason=NOWHERE)
        folder = project_folder(self._base, project_id)
        if more == Totals() and not (folder / _NAME).exists():
            return more, more
        try:
            make_folder(folder)
            with _locked(folder / _LOCK):
                return _added(folder / _NAME, more)
        except TimeoutError as error:
            raise FeelingsNotKeptError(reason=_BUSY) from error
        except OSError as error:
            raise FeelingsNotKeptError(reason=reason_of(error)) from error


def _added(path: Path, more: Totals) -> tuple[Totals, Totals]:
    totals, shown = _read(path)
    totals = totals.plus(more)
    if more != Totals():
        shown = told(totals, shown)
        kept = _Kept(format=_FORMAT, **asdict(totals), told=_Sums(**asdict(shown)))
        beside = write_beside(path, kept.model_dump_json().encode())
        # When somebody was here is nobody's business.
        os.utime(beside, (0, 0))
        beside.replace(path)
        sync_folder(path.parent)
    return totals, shown


def _read(path: Path) -> tuple[Totals, Totals]:
    """Return what is kept: all, and what was told last.

    What is damaged is set aside, and counting begins anew.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Totals(), Totals()
    try:
        if _Format.model_validate_json(content).format > _FORMAT:
            raise FeelingsNotKeptError(reason=_NEWER)
        kept = _Kept.model_validate_json(content)
    except ValidationError:
        set_aside(path, datetime.now(UTC))
        return Totals(), Totals()
    return kept.totals, kept.told.totals


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = StoreLock(path)
    try:
        lock.acquire(_WAIT_S)
        try:
            yield
        finally:
            lock.release()
    finally:
        lock.close()
