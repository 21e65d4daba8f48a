"""What the program itself copied into projects: only that may it take out again.

An account for each project, in a folder of the program's own: of every asset that was brought in,
the files that came with it, each by its content. What a person put there, or changed, is not in it
or no longer the same, and so it stays; and so does all that lies beside it, which it may need.
"""

import logging
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b, file_digest
from pathlib import Path

import orjson
from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from mrapp.app.progress import Cancelled, never_cancelled
from mrapp.app.replacing import BESIDE, clear_beside, replacing

_log = logging.getLogger(__name__)

ASSETS = "assets"
"""The folder in a project where its files lie."""

_DIGEST_BYTES = 20
_PATIENCE_S = 0.1


class Asset(BaseModel, frozen=True):
    """One asset: its files by their path in the project, each with what stands for its content.

    saved: a project that named it was saved, so a person may count on it.
    """

    files: dict[str, str]
    saved: bool = False


class _Account(BaseModel, frozen=True):
    """mark: which folder it is about; another one may stand in its place one day."""

    place: str
    mark: str = ""
    assets: dict[str, Asset] = {}


class Brought:
    """The accounts in `home`, shared by processes; with None nothing is accounted for."""

    def __init__(self, home: Path | None) -> None:
        self._home = home
        self._looked = False

    @contextmanager
    def held(self, place: Path, tired: Cancelled = never_cancelled) -> Iterator[bool]:
        """Let nobody else bring anything into a project, or take it out; tells whether that went.

        It waits until whoever is at it now is done, or until the caller is `tired` of it.
        """
        lock = self._lock(place)
        try:
            if lock is not None:
                _acquire(lock, tired)
        except (Timeout, OSError) as error:
            _log.info("the account of %s is not to be had: %s", place, error)
            yield False
            return
        try:
            yield lock is not None
        finally:
            if lock is not None:
                lock.release()

    def assets(self, place: Path) -> dict[str, Asset]:
        """Return what was brought into the project at `place`, by asset path."""
        account = self._account(place)
        if account is None:
            return {}
        try:
            known = _Account.model_validate_json(account.read_bytes())
            return known.assets if known.mark == _mark(place) else {}
        except (OSError, ValidationError):
            return {}  # there is none; or it is damaged, and then nothing is ours for certain

    def write(self, place: Path, assets: Mapping[str, Asset]) -> None:
        """Put down what was brought into the project at `place`; where that fails, nothing is."""
        account = self._account(place)
        if account is None or (not assets and not account.exists()):
            return
        try:
            if not assets:
                account.unlink()
                return
            content = _Account(place=same_for_all(place), mark=_mark(place), assets=dict(assets))
            with replacing(account, on_disk=False) as stream:
                stream.write(orjson.dumps(content.model_dump()))
        except OSError as error:
            _log.info("no account is kept of what is brought into %s: %s", place, error)

    def add(self, place: Path, folder: Path, copies: Sequence[tuple[Path, Path]]) -> Asset:
        """Put down what is to be copied into `folder`, before that is done; returns it.

        copies: pairs of a file and its goal below `folder`, of which the first is the asset.
        Raises OSError if a file cannot be read.
        """
        names = [goal.relative_to(folder).as_posix() for _, goal in copies]
        asset = Asset(
            files={name: digest_of(file) for name, (file, _) in zip(names, copies, strict=True)}
        )
        self.write(place, {**self.assets(place), names[0]: asset})
        return asset

    def settle(self, place: Path, goal: Path, named: Collection[str]) -> None:
        """Take in that the project at `place` was saved at `goal`, and which assets it names."""
        assets = self.assets(place)
        self.write(
            goal,
            {
                asset: each.model_copy(update={"saved": each.saved or asset in named})
                for asset, each in assets.items()
            },
        )

    def forget_gone(self) -> None:
        """Throw away the accounts of projects that are no longer there; once is enough."""
        if self._looked:
            return
        self._looked = True
        for account in self._home.glob("*.json") if self._home is not None else ():
            with suppress(OSError, ValidationError):
                place = Path(_Account.model_validate_json(account.read_bytes()).place)
                if not place.exists():
                    account.unlink()
                    account.with_suffix(".lock").unlink(missing_ok=True)

    def _account(self, place: Path) -> Path | None:
        if self._home is None:
            return None
        name = blake2b(os.fsencode(same_for_all(place)), digest_size=_DIGEST_BYTES).hexdigest()
        return self._home / f"{name}.json"

    def _lock(self, place: Path) -> FileLock | None:
        account = self._account(place)
        if account is None:
            return None
        with suppress(OSError):  # then the lock cannot be had, which is said
            account.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FileLock(account.with_suffix(".lock"), thread_local=False)


def loose(
    folder: Path, brought: Mapping[str, Asset], named: Collection[str]
) -> dict[str, list[Path]]:
    """Return the assets below `folder` that nothing in `named` needs, each with its files there.

    An asset goes wholly or not at all: where one of its files was changed, is named, lies behind a
    link, or has something beside it that was not brought in, that may be somebody's work, or what
    it needs.
    """
    places = {os.path.realpath(folder / each) for each in named}
    free = {
        asset: each
        for asset, each in brought.items()
        if not places & {os.path.realpath(folder / name) for name in each.files}
    }
    found = {asset: _files(folder, each) for asset, each in free.items()}
    return {asset: files for asset, files in found.items() if files is not None}


def _files(folder: Path, asset: Asset) -> list[Path] | None:
    """Return an asset's files that are there; None where they are not ours alone."""
    home = Path(os.path.realpath(folder)) / ASSETS
    there = []
    for name, digest in asset.files.items():
        file = folder / name
        if not file.exists() and not file.is_symlink():
            continue
        # Through no link, which may lead anywhere.
        if Path(os.path.realpath(file)) != Path(os.path.realpath(folder)) / name:
            return None
        try:
            if not file.is_relative_to(folder / ASSETS) or digest_of(file) != digest:
                return None
        except OSError:
            return None
        there.append(file)
    own = Path(os.path.realpath(folder / next(iter(asset.files)))).parent
    known = {Path(os.path.realpath(file)) for file in there}
    beside = own.rglob("*") if own != home else ()
    strange = (each for each in beside if not each.is_dir() and each not in known)
    return None if any(BESIDE not in each.name for each in strange) else there


def take_out(folder: Path, asset: Asset, files: Collection[Path]) -> bool:
    """Remove an asset's files below `folder`; False if one would not go.

    Folders that are empty then go too, and what a broken off copy left.
    """
    try:
        for name in asset.files:
            clear_beside(folder / name)
        for file in files:
            file.unlink(missing_ok=True)
    except OSError as error:
        _log.info("what nothing needs any more stays: %s", error)
        return False
    for name in asset.files:
        _remove_empty((folder / name).parent, folder / ASSETS)
    return True


def _remove_empty(folder: Path, home: Path) -> None:
    while home in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return  # something is in it
        folder = folder.parent


def _acquire(lock: FileLock, tired: Cancelled) -> None:
    while True:
        try:
            lock.acquire(timeout=_PATIENCE_S)
        except Timeout:
            if tired():
                raise
        else:
            return


def _mark(place: Path) -> str:
    """Return what tells a folder from another one that stands in its place later."""
    if not place.is_dir():
        return ""  # one file is another one each time it is saved
    stat = place.stat()
    return f"{stat.st_dev}:{stat.st_ino}"


def digest_of(file: Path) -> str:
    """Return what stands for a file's content. Raises OSError if it cannot be read."""
    with file.open("rb") as stream:
        return file_digest(stream, lambda: blake2b(digest_size=_DIGEST_BYTES)).hexdigest()


def same_for_all(path: Path) -> str:
    """Return a path by which every window names the same project alike."""
    return os.path.normcase(path.resolve())
