"""A project that is edited and published at one machine, and fetched beside the old one by another.

Both do it by the commands of the product, again and again until they are killed. A version has a
file of noise in it, of more parts than one, so that half of it is never the whole.
"""

import io
import json
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Row

from mrapp.cli.main import run
from mrapp.io.project_file import project_bytes
from mrapp.model.project_formats import project_of
from mrapp.model.remark import sha256_of
from mrapp.protocol.messages import CHUNK_BYTES
from mrapp.server.attachments import CAPSULES, Attachments, Place
from tests.feedback.making import PROJECT

_DOCUMENT = "project.json"
_NOISE = "assets/noise.bin"
_ORIGIN = {"x": 105_400.0, "y": 424_560.0, "z": 0.0}
_MOST_PAUSE_S = 0.1


@dataclass
class Desk:
    """Where the project is made, and where others fetch it.

    home: for all of it; stores: of the machine that publishes and the one that fetches. made: the
    hash of the noise of each version, by that of its document; told: the number that who published
    it was told. fetched: hashes of files that were there before, by name.
    """

    home: Path
    stores: tuple[Path, Path]
    made: dict[str, str] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    fetched: dict[str, str] = field(default_factory=dict)
    newest: str = ""

    def __post_init__(self) -> None:
        """Leave a version at who fetches that is older than all."""
        self.old.mkdir(parents=True)
        (self.old / _DOCUMENT).write_bytes(_document("Spoorzone"))

    @property
    def old(self) -> Path:
        """The folder of the project as who fetches has it."""
        return self.home / "old"

    @property
    def project(self) -> Path:
        """The folder of the project as it is made."""
        return self.home / "project"

    @property
    def goal(self) -> Path:
        """The folder that versions are fetched to."""
        return self.home / "goal"

    def arriving(self) -> set[str]:
        """Return the names of files that are there, or on their way, at who fetches."""
        return {each.name for each in self.goal.glob("*")}

    def edit(self, random: Random) -> None:
        """Make another version of it."""
        document = _document(f"Spoorzone {len(self.made)}")
        noise = random.randbytes(random.randrange(CHUNK_BYTES, 3 * CHUNK_BYTES // 2))
        (self.project / _NOISE).parent.mkdir(parents=True, exist_ok=True)
        (self.project / _NOISE).write_bytes(noise)
        (self.project / _DOCUMENT).write_bytes(document)
        self.newest = sha256_of(document)
        self.made[self.newest] = sha256_of(noise)

    def publish_always(self, url: str, log: Path) -> None:
        """Publish what is there again and again, and write down what was told; until killed."""
        self._in_home()
        to, random = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), Random(log.name)
        while True:
            told = self._published(url)
            if told is not None:
                os.write(to, b"%s %d\n" % (self.newest.encode(), told))
            time.sleep(random.uniform(0.0, _MOST_PAUSE_S))

    def fetch_always(self, seed: int) -> None:
        """Hear of versions and fetch the newest again and again, until killed."""
        self._in_home()
        random = Random(seed)
        while True:
            self._fetch()
            time.sleep(random.uniform(0.0, _MOST_PAUSE_S))

    def publish_once(self, url: str, log: Path) -> None:
        """Publish what is there, and write down what was told; raises RuntimeError where not."""
        self._in_home()
        told = self._published(url)
        if told is None:
            raise RuntimeError("not published")
        log.write_bytes(b"%s %d\n" % (self.newest.encode(), told))

    def fetch_once(self) -> None:
        """Fetch the newest version; raises RuntimeError where that is not possible."""
        self._in_home()
        if self._fetch():
            raise RuntimeError("not fetched")

    def hear(self, log: Path) -> Iterator[str]:
        """Take in which numbers were told; yields where one is not what it was before."""
        content = log.read_bytes() if log.exists() else b""
        for line in content.decode().split("\n")[:-1]:
            made, number = line.split()
            if self.told.setdefault(made, int(number)) != int(number):
                yield f"a version was published as {self.told[made]}, and then as {number}"

    def _in_home(self) -> None:
        # What somebody who is killed leaves in a folder for the time being goes with all the rest.
        tempfile.tempdir = os.environ["MRAPP_STATE"] = os.environ["MRAPP_CACHE"] = str(self.home)

    def _published(self, url: str) -> int | None:
        kept = io.BytesIO()
        out = io.TextIOWrapper(kept)
        words = ["publish", str(self.project), url, "--store", str(self.stores[0]), "--json"]
        with redirect_stdout(out):
            code = run(words)
        return None if code else int(json.loads(kept.getvalue())["number"])

    def _fetch(self) -> int:
        goal, store = str(self.goal), str(self.stores[1])
        return run(["sync", str(self.old), "--update-to", goal, "--store", store])


def _document(name: str) -> bytes:
    """Return a project.json as it is saved."""
    named = {"id": PROJECT, "name": name, "origin": _ORIGIN}
    return project_bytes(project_of(json.dumps(named)))


def faults_of_versions(
    desk: Desk, rows: Sequence[Row[Any]], stored: Attachments, *, is_over: bool
) -> Iterator[str]:
    """Look at the versions that a server has, and at the files that were fetched.

    rows: of versions, in their order. is_over: all was published and fetched by now.
    """
    if [row.number for row in rows] != list(range(1, len(rows) + 1)):
        yield "the numbers of versions have a gap"
    published = {row.project_hash: row.number for row in rows}
    if len(published) < len(rows):
        yield "a version was published twice"
    yield from (said for row in rows for said in _stored(desk, row, stored))
    for made, number in desk.told.items():
        if published.get(made) != number:
            yield f"version {number} was said to be published and is not"
    yield from _fetched(desk, {row.sha256: row.project_hash for row in rows})
    if is_over and rows and rows[-1].sha256 not in desk.fetched.values():
        yield "the newest version was not fetched"
    if is_over and desk.made and published.get(desk.newest) != len(rows):
        yield "the newest version was not published last"


def _stored(desk: Desk, row: Row[Any], stored: Attachments) -> Iterator[str]:
    """Look whether a version is whole at the server, as it was made at the desk."""
    content = stored.read(Place(PROJECT, CAPSULES, row.sha256))
    if content is None or len(content) != row.size_bytes:
        yield f"version {row.number} can be fetched, and is not there or damaged"
    elif sha256_of(row.document) != row.project_hash:
        yield f"version {row.number} is not what it was"
    elif _noise_in(content, row.project_hash) != desk.made.get(row.project_hash):
        yield f"version {row.number} is not what was published"


def _fetched(desk: Desk, published: dict[str, str]) -> Iterator[str]:
    """Look at the files that were fetched: whole, as published, and once there not changed."""
    there = {path.name: path.read_bytes() for path in sorted(desk.goal.glob("*.mrapp"))}
    for name, content in there.items():
        sha256 = sha256_of(content)
        if sha256 not in published:
            yield f"{name} was fetched and is no version, or half of one"
        if desk.fetched.setdefault(name, sha256) != sha256:
            yield f"{name} was there and was written over"
    yield from (f"{name} was there and is gone" for name in desk.fetched.keys() - there.keys())


def _noise_in(capsule: bytes, project_hash: str) -> str:
    """Return the hash of the noise in a capsule; "" where it is torn or of another document."""
    try:
        with zipfile.ZipFile(io.BytesIO(capsule)) as archive:
            is_it = sha256_of(archive.read(_DOCUMENT)) == project_hash
            return sha256_of(archive.read(_NOISE)) if is_it else ""
    except (zipfile.BadZipFile, KeyError):
        return ""
