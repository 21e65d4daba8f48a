"""Files that were read before are not read again: their meshes are kept, by what is in the files.

An entry counts only while nothing has changed that it was made of: the file, by its content; the
files it refers to, each by its content or by its absence; how it was read; and the readers
themselves. Times and sizes of files are never believed.
"""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from io import BytesIO, FileIO
from pathlib import Path

import numpy as np

import mrapp
from mrapp.app.ports import MeshReader
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.io import meshwire
from mrapp.io.beside import inside
from mrapp.io.entries import Entries, open_plain
from mrapp.io.meshwire import arrays_of, fields_of
from mrapp.io.reading import collector_off
from mrapp.io.sound import check_mesh
from mrapp.model.citymesh import CityMesh, Texture
from mrapp.model.errors import CancelledError
from mrapp.model.texts import Phrase

_READING = Phrase(nl="Bestand lezen", en="Reading the file")
_CHUNK_BYTES = 2**20
_DIGEST_BYTES = 20
# How much later than a file system says a file may have changed: Linux and NTFS count in ticks of
# some milliseconds at most, FAT in two seconds, and such a clock shows no microseconds.
_FINE_NS, _COARSE_NS = 20_000_000, 2_000_000_000
_MISSING, _OUTSIDE = "missing", "outside"
# All that a whole entry of somebody else's making could do to whoever takes it in.
_NOT_OURS = (ValueError, KeyError, TypeError, AttributeError, OverflowError, MemoryError, OSError)


class CachedReader:
    """Reads files through another reader and keeps what came of it; itself a `MeshReader`.

    What is kept is written in a thread, after the mesh was handed on. A file beside the model that
    changed just before or while it was read may have been read half-changed; then nothing is kept.
    settled_ns: how long before is long enough; None leaves that to the clock of the file system.
    """

    def __init__(self, reader: MeshReader, entries: Entries, settled_ns: int | None = None) -> None:
        self._reader = reader
        self._entries = entries
        self._settled_ns = settled_ns
        # Here, not when the first file is read: this opens many files, and a thread that does so
        # while the window is being made waits each time for Python's lock.
        self._version = reader_version()
        self._one_at_a_time = threading.Lock()
        self._one_taken_in = threading.Lock()
        self._writers: set[threading.Thread] = set()

    def __call__(
        self,
        path: Path,
        *,
        lod: str | None = None,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> CityMesh:
        """Return the mesh in LoD `lod` (None: per object the highest); see `MeshReader`."""
        key = self._key(path, lod, cancelled)
        mesh = self._kept(key, path, progress) if key else None
        if mesh is not None:
            return mesh
        begun_ns = time.time_ns()
        mesh = self._reader(path, lod=lod, progress=progress, cancelled=cancelled)
        if key:
            self._keep_soon(key, path, lod, mesh, begun_ns)
        return mesh

    def wait(self) -> None:
        """Return once all that was read is kept, as far as it can be; for scripts and tests."""
        for writer in tuple(self._writers):
            writer.join()

    def _key(self, path: Path, lod: str | None, cancelled: Cancelled) -> str | None:
        """Return the name of a file's entry; None for what is no plain file, or not readable.

        The file's name counts too: readers choose by its suffix and may name objects after it.
        """
        digest = blake2b(repr((self._version, path.name, lod)).encode(), digest_size=_DIGEST_BYTES)
        try:
            with open_plain(path) as raw:
                if not self._entries.takes(os.fstat(raw.fileno()).st_size):
                    return None
                _add_content(digest, raw, cancelled)
        except (OSError, ValueError):
            return None
        return digest.hexdigest()

    def _kept(self, key: str, path: Path, progress: Progress) -> CityMesh | None:
        progress(0.0, _READING)
        try:
            # Two at once would be no sooner, and would leave the window's thread half as often
            # its turn: it is Python's lock that they wait for.
            with self._one_taken_in, self._entries.open(key) as stream, collector_off():
                if stream is None:
                    return None
                about = meshwire.read_frame(stream)
                if about["key"] != key or not _same(path.parent, about["references"]):
                    return None
                mesh = check_mesh(meshwire.read_mesh(stream))
                return replace(mesh, textures=_placed(mesh.textures, path.parent.resolve()))
        except _NOT_OURS:
            self._entries.drop(key)
            return None

    def _keep_soon(
        self, key: str, path: Path, lod: str | None, mesh: CityMesh, begun_ns: int
    ) -> None:
        if not self._entries.takes(_size(mesh)):
            return
        try:
            own = _copied(mesh)
        except MemoryError:
            return
        writer = threading.Thread(
            target=self._keep_now, args=(key, path, lod, own, begun_ns), name="keeping a mesh"
        )
        self._writers.add(writer)
        try:
            writer.start()
        except RuntimeError:
            # The program is ending, or has too many threads: no time to keep things for later.
            self._writers.discard(writer)

    def _keep_now(
        self, key: str, path: Path, lod: str | None, mesh: CityMesh, begun_ns: int
    ) -> None:
        with self._one_at_a_time:
            # Only if what was read is still there: else nobody knows what it was made of.
            if self._key(path, lod, never_cancelled) == key:
                self._keep(key, path.parent, mesh, begun_ns)
        self._writers.discard(threading.current_thread())

    def _keep(self, key: str, folder: Path, mesh: CityMesh, begun_ns: int) -> None:
        try:
            references = self._fingerprints(folder, mesh.report.references, begun_ns)
            about = BytesIO()
            meshwire.write_frame(about, {"key": key, "references": references})
            textures = _movable(mesh.textures, folder.resolve())
            packed = meshwire.pack_mesh(replace(mesh, textures=textures))
        except (OSError, ValueError, TypeError, MemoryError):
            # Something beside it changed or cannot be read, or it does not fit on the wire.
            return
        self._entries.write(key, [about.getvalue(), *packed])

    def _fingerprints(
        self, folder: Path, references: Iterable[str], begun_ns: int
    ) -> dict[str, str]:
        """Return what stands for each reference; raises ValueError if one changed since we began.

        For then nobody knows whether what is there now is what was read.
        """
        found = {name: _fingerprint(folder, name) for name in references}
        # Folders too: one changes when something comes or goes in it.
        for place in {each for name in found for each in (folder / name, (folder / name).parent)}:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                about = place.stat()
                changed_ns = max(about.st_mtime_ns, about.st_ctime_ns)
                if changed_ns + self._slack_ns(changed_ns) > begun_ns:
                    raise ValueError(f"{place} changed lately")
        return found

    def _slack_ns(self, changed_ns: int) -> int:
        if self._settled_ns is not None:
            return self._settled_ns
        return _FINE_NS if changed_ns % 1_000_000 else _COARSE_NS


def reader_version() -> str:
    """Return what stands for all that makes a mesh of a file, besides the file.

    It cannot be forgotten: it is made of the readers' own source and of the versions of all
    packages that are installed beside numpy.
    """
    digest = blake2b(f"{mrapp.__version__} {sys.byteorder}".encode(), digest_size=_DIGEST_BYTES)
    home = Path(mrapp.__file__).parent
    for room in ("io", "model"):
        for folder, _, names in sorted(os.walk(home / room)):
            for name in sorted(each for each in names if each.endswith(".py")):
                digest.update(f"{folder.removeprefix(str(home))}/{name}".encode())
                digest.update(Path(folder, name).read_bytes())
    packages = Path(np.__file__).parents[1].glob("*-info")
    digest.update(" ".join(sorted(each.name for each in packages)).encode())
    return digest.hexdigest()


def _add_content(digest: blake2b, raw: FileIO, cancelled: Cancelled) -> None:
    chunk = memoryview(bytearray(_CHUNK_BYTES))
    while count := raw.readinto(chunk):
        if cancelled():
            raise CancelledError
        digest.update(chunk[:count])


def _fingerprint(folder: Path, reference: str) -> str:
    """Return what stands for what is at a reference now. Raises OSError if it cannot be read."""
    try:
        place = inside(folder, reference)
        if place is None:
            return _OUTSIDE
        if not place.is_file():
            return _MISSING
    except ValueError:
        return _MISSING
    digest = blake2b(digest_size=_DIGEST_BYTES)
    with open_plain(place) as raw:
        _add_content(digest, raw, never_cancelled)
    return digest.hexdigest()


def _same(folder: Path, references: Mapping[str, str]) -> bool:
    return all(_fingerprint(folder, name) == then for name, then in references.items())


def _movable(textures: tuple[Texture, ...], home: Path) -> tuple[Texture, ...]:
    """Return textures with their files' places seen from `home`; ValueError if one is outside."""
    return tuple(
        replace(each, path=Path(each.path).relative_to(home).as_posix()) if each.path else each
        for each in textures
    )


def _placed(textures: tuple[Texture, ...], home: Path) -> tuple[Texture, ...]:
    """Return textures where they lie now. Raises ValueError if one does not."""
    placed = tuple(
        replace(each, path=str(home / each.path)) if each.path else each for each in textures
    )
    if not all(Path(each.path).is_file() for each in placed if each.path):
        raise ValueError("an image lies elsewhere")
    return placed


def _size(mesh: CityMesh) -> int:
    """Return about how many bytes a mesh takes: its arrays and its images."""
    images = {
        id(image): image.pixels.nbytes
        for texture in mesh.textures
        for image in (texture.image, texture.normal, texture.metal_rough, texture.emissive)
        if image is not None
    }
    return sum(each.nbytes for each in arrays_of(mesh).values()) + sum(images.values())


def _copied(mesh: CityMesh) -> CityMesh:
    """Return a mesh with arrays of its own: whoever has the first may change it meanwhile.

    Its images are shared: nobody paints in them, and they may be large.
    """
    own = {name: array.copy() for name, array in arrays_of(mesh).items()}
    return replace(mesh, **fields_of(own))
