"""Brings files to the disk beside who writes them."""

import os
import threading
from pathlib import Path

from mrapp.feedback.durable import sync_folder


class Syncer:
    """Brings files, and their names, to the disk one after the other in a thread of its own.

    Only the latest state of each counts, so however slow the disk is, no more than one round
    waits. The thread ends when nothing is left to do.
    """

    def __init__(self) -> None:
        """Begin without a thread."""
        self._mutex = threading.Lock()
        self._wanted: set[Path] = set()
        self._thread: threading.Thread | None = None
        self._error: OSError | None = None

    def bring(self, path: Path) -> None:
        """Bring a file that was written or removed to the disk, soon.

        Raises OSError where that failed with the one before: then nothing is certain any more.
        """
        if os.name == "nt":
            # There a file that is open could not be replaced at the next key.
            _sync(path)
            return
        with self._mutex:
            error, self._error = self._error, None
            self._wanted.add(path)
            if self._thread is None:
                # A daemon: a program that ends has given everything to the system.
                self._thread = threading.Thread(target=self._run, name="mrapp-sync", daemon=True)
                self._thread.start()
        if error is not None:
            raise error

    def wait(self) -> None:
        """Wait until all is on the disk that was asked for so far."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._mutex:
                paths, self._wanted = self._wanted, set()
                if not paths:
                    self._thread = None
                    return
            try:
                for path in paths:
                    _sync(path)
                for folder in {path.parent for path in paths}:
                    sync_folder(folder)
            except OSError as error:
                with self._mutex:
                    self._error = error


def _sync(path: Path) -> None:
    """Bring what is in a file to the disk; one that is gone needs nothing."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
