"""Refuses, inside Python, what reading a file does not need: on every system, as the last net.

Python tells an audit hook of each file it opens, each socket and each process, before it does so.
A hook cannot be taken away again. It sees nothing of what a library does in its own machine code:
against that stand the walls of the system, where it has them (see `linux` and `windows`).
"""

import errno
import os
import sys
from collections.abc import Iterable
from typing import Any

from mrapp.model.texts import Phrase

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LISTINGS = frozenset({"os.listdir", "os.scandir", "glob.glob", "os.walk", "os.fwalk"})

_NETWORK = Phrase(nl="verbinding maken met het netwerk", en="connect to the network")
_PROCESS = Phrase(nl="een ander programma starten", en="start another program")
_CHANGE = Phrase(nl="iets op de schijf veranderen", en="change something on the disk")
_OUTSIDE = Phrase(
    nl="een bestand buiten zijn eigen map openen", en="open a file outside its own folder"
)

_REFUSED = {
    "socket.": _NETWORK,
    "subprocess.": _PROCESS,
    "pty.": _PROCESS,
    "os.exec": _PROCESS,
    "os.fork": _PROCESS,
    "os.kill": _PROCESS,
    "os.posix_spawn": _PROCESS,
    "os.spawn": _PROCESS,
    "os.startfile": _PROCESS,
    "os.system": _PROCESS,
    "_winapi.Create": _PROCESS,
    "_winapi.OpenProcess": _PROCESS,
    "_winapi.TerminateProcess": _PROCESS,
    "os.chflags": _CHANGE,
    "os.chmod": _CHANGE,
    "os.chown": _CHANGE,
    "os.lchown": _CHANGE,
    "os.link": _CHANGE,
    "os.mkdir": _CHANGE,
    "os.remove": _CHANGE,
    "os.rename": _CHANGE,
    "os.rmdir": _CHANGE,
    "os.setxattr": _CHANGE,
    "os.symlink": _CHANGE,
    "os.truncate": _CHANGE,
    "os.utime": _CHANGE,
    "shutil.": _CHANGE,
    "sqlite3.connect": _CHANGE,
    "tempfile.": _CHANGE,
    "winreg.CreateKey": _CHANGE,
    "winreg.DeleteKey": _CHANGE,
    "winreg.DeleteValue": _CHANGE,
    "winreg.SetValue": _CHANGE,
}
_STARTS = tuple(_REFUSED)


class NotAllowedError(PermissionError):
    """Something that reading a file does not need was refused; `what` says it to a person.

    To a library it is the system saying no, which it may know how to live with.
    """

    def __init__(self, event: str, what: Phrase, subject: object = None) -> None:
        super().__init__(errno.EACCES, f"{event} is not allowed while reading a file")
        self.what = what
        if isinstance(subject, str | bytes):
            self.filename = subject


class Watch:
    """The audit hook: from `begin` on nothing is written, and from `only` on little is read."""

    def __init__(self) -> None:
        self._folders: tuple[str, ...] | None = None
        self._files: frozenset[str] = frozenset()

    def begin(self) -> None:
        """Refuse network, other processes and writing from now on, until the process ends."""
        sys.addaudithook(self._look)

    def only(self, folders: Iterable[str], files: Iterable[str]) -> None:
        """From now on refuse to open any file but these and those below these folders."""
        self._files = frozenset(map(_real, files))
        self._folders = tuple(_real(each).rstrip(os.sep) + os.sep for each in folders)

    def _look(self, event: str, told: tuple[Any, ...]) -> None:
        if event == "open":
            self._open(*told)
        elif event in _LISTINGS:
            # Without a path it is the current folder that is listed.
            self._read(event, os.curdir if not told or told[0] is None else told[0])
        elif event.startswith(_STARTS):
            what = next(what for start, what in _REFUSED.items() if event.startswith(start))
            raise NotAllowedError(event, what)

    def _open(self, path: object, _mode: object, flags: object) -> None:
        if isinstance(path, int):
            return
        if isinstance(flags, int) and flags & _WRITING:
            raise NotAllowedError("open for writing", _CHANGE, path)
        self._read("open", path)

    def _read(self, event: str, path: object) -> None:
        if self._folders is None or not isinstance(path, str | bytes | os.PathLike):
            return
        real = _real(os.fsdecode(path))
        if real not in self._files and not (real + os.sep).startswith(self._folders):
            raise NotAllowedError(event, _OUTSIDE, real)


def _real(path: str) -> str:
    """Return where a path really leads, links followed, in the one spelling that can be compared.

    Raises `ValueError` for a path that no system has.
    """
    return os.path.normcase(os.path.realpath(path))
