"""One sealed file with many parts in it, written and read as a stream, however large it is.

The file is a ZIP with three members: README.txt; key.age, an age identity, encrypted by a
passphrase; backup.age, a tar, encrypted to that identity. So whoever has the passphrase needs no
mrapp: `age -d -i key.age backup.age | tar -x`. Formats: https://age-encryption.org/v1 and
POSIX.1-2001.
"""

import io
import os
import tarfile
import threading
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Final

import pyrage

from mrapp.protocol.passphrases import unlocked
from mrapp.server.saving.errors import BackupPassphraseError, BackupUnreadableError

_KEY, _SEALED, _ABOUT = "key.age", "backup.age", "README.txt"
_KEY_BYTES: Final = 4096
_BLOCK_BYTES: Final = 2**20
_README: Final = """\
A backup of mrapp, encrypted with age (https://age-encryption.org/v1).
Put back: mrapp restore THIS-FILE --database URL --data FOLDER
Without mrapp: unpack this ZIP, then age -d -i key.age backup.age | tar -x
"""


@dataclass(frozen=True)
class Part:
    """Some bytes, read once, under a name such as tables/remarks/000001.jsonl."""

    name: str
    size: int
    stream: IO[bytes]

    @classmethod
    def of(cls, name: str, content: bytes) -> "Part":
        """Return a part of bytes that are there."""
        return cls(name, len(content), io.BytesIO(content))


def seal(parts: Iterable[Part], stream: BinaryIO, passphrase: str) -> None:
    """Write parts to a stream, in order; takes about two seconds beside the writing."""
    identity = pyrage.x25519.Identity.generate()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as file:
        file.writestr(_ABOUT, _README)
        file.writestr(_KEY, pyrage.passphrase.encrypt(str(identity).encode(), passphrase))
        with file.open(_SEALED, "w", force_zip64=True) as sealed:
            plain = io.BufferedReader(_Tar(parts))
            pyrage.encrypt_io(plain, sealed, [identity.to_public()])


@contextmanager
def unsealed(path: Path, passphrase: str) -> Iterator[Iterator[Part]]:
    """Give the parts of a file, one after the other, within a block.

    Raises `BackupPassphraseError`, and `BackupUnreadableError` also while they are gone through:
    what came before is then true, but not all.
    """
    with _opened(path) as file:
        identity = _identity(file, path, passphrase)
        inside, outside = os.pipe()
        failed: list[BaseException] = []

        def decrypt() -> None:
            # Whoever reads sees the end of the pipe, and then looks whether it was the real one.
            try:
                with os.fdopen(outside, "wb") as plain, file.open(_SEALED) as sealed:
                    pyrage.decrypt_io(sealed, plain, [identity])
            except (pyrage.DecryptError, OSError, zipfile.BadZipFile) as error:
                failed.append(error)

        worker = threading.Thread(target=decrypt, name="unsealing")
        worker.start()
        try:
            with os.fdopen(inside, "rb") as plain:
                yield _parts(plain, path, worker, failed)
        except (tarfile.TarError, EOFError) as error:
            raise BackupUnreadableError(file=path.name) from error
        finally:
            worker.join()


def _parts(
    plain: IO[bytes], path: Path, worker: threading.Thread, failed: list[BaseException]
) -> Iterator[Part]:
    with tarfile.open(fileobj=plain, mode="r|") as tar:
        for member in tar:
            content = tar.extractfile(member)
            if content is not None:
                yield Part(member.name, member.size, content)
    while plain.read(io.DEFAULT_BUFFER_SIZE):
        continue
    worker.join()
    if failed:
        raise BackupUnreadableError(file=path.name) from failed[0]


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as file:
            if {_KEY, _SEALED} - set(file.namelist()):
                raise BackupUnreadableError(file=path.name)
            yield file
    except zipfile.BadZipFile as error:
        raise BackupUnreadableError(file=path.name) from error


def _identity(file: zipfile.ZipFile, path: Path, passphrase: str) -> pyrage.x25519.Identity:
    with file.open(_KEY) as member:
        sealed = member.read(_KEY_BYTES)
    try:
        opened = unlocked(sealed, passphrase).decode()
        return pyrage.x25519.Identity.from_str(opened)
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as error:
        raise BackupPassphraseError(file=path.name) from error


class _Tar(io.RawIOBase):
    """A tar that is made while it is read."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._blocks = _tar_of(parts)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    # RawIOBase takes any buffer, which has no name before Python 3.12.
    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fill a buffer with what comes next; returns how many bytes, 0 at the end."""
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = memoryview(block)
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def _tar_of(parts: Iterable[Part]) -> Iterator[bytes]:
    for part in parts:
        about = tarfile.TarInfo(part.name)
        about.size, about.mode = part.size, 0o600
        yield about.tobuf(tarfile.PAX_FORMAT)
        # Exactly as long as was said, whatever became of it meanwhile: all after it hangs on that.
        rest = part.size
        with part.stream as stream:
            while rest and (block := stream.read(min(rest, _BLOCK_BYTES))):
                yield block
                rest -= len(block)
        yield bytes(rest + -part.size % tarfile.BLOCKSIZE)
    yield bytes(2 * tarfile.BLOCKSIZE)
