"""The runtime's own process: start it, end it, kill it, start it again.

It ends by itself when its standard input closes, and that is a pipe from here: however the run of
tests ends, the runtime ends with it.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

import filelock

from tests.xr.rig.packages import Prefix, cache
from tests.xr.rig.waiting import until

PORT: Final = 4242
"""Where the runtime's scripted headset listens. Fixed, so there is one at a time on a machine."""

Devices = Literal["remote", "simulated", "qwerty"]
"""remote: scripted (`Remote`). simulated: sways by itself, with the simplest controllers. qwerty:
logs what vibrates.
"""

Compositor = Literal["null", "window"]
"""null: shows nothing. window: what a visitor sees, in a window on the screen DISPLAY names."""

_DEVICES: Final[dict[Devices, dict[str, str]]] = {
    "remote": {"P_OVERRIDE_ACTIVE_CONFIG": "remote"},
    "simulated": {
        "SIMULATED_ENABLE": "1",
        "SIMULATED_LEFT": "simple",
        "SIMULATED_RIGHT": "simple",
    },
    "qwerty": {"QWERTY_ENABLE": "1"},
}
_COMPOSITORS: Final[dict[Compositor, dict[str, str]]] = {
    "null": {"XRT_COMPOSITOR_NULL": "1"},
    "window": {"XRT_COMPOSITOR_FORCE_XCB": "1"},
}
_TURN_S: Final = 900.0
_LISTENING: Final = "00010000"
"""A socket's flags in /proc/net/unix: __SO_ACCEPTCON of the kernel's net.h."""


class ServiceError(Exception):
    """The runtime did not start; says how it ended and the last that it said."""


@dataclass
class Service:
    """A runtime with its devices and compositor, in a folder of its own."""

    prefix: Prefix
    folder: Path
    devices: Devices = "remote"
    compositor: Compositor = "null"
    _running: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def pid(self) -> int:
        """The number of the process. Raises ServiceError: none runs."""
        if self._running is None:
            raise ServiceError("the runtime was not started")
        return self._running.pid

    @property
    def client(self) -> dict[str, str]:
        """The variables by which an OpenXR program finds this runtime."""
        return {"XDG_RUNTIME_DIR": str(self.folder), "XR_RUNTIME_JSON": str(self.prefix.manifest)}

    @property
    def log(self) -> str:
        """All that it has said, over every start."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start it; returns once programs can connect. Raises ServiceError: it ended instead."""
        self._door.unlink(missing_ok=True)
        with (self.folder / "log").open("ab") as log:
            self._running = subprocess.Popen(
                self.prefix.start(self.prefix.service),
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )
        until(lambda: self._listens() or not self.runs(), lambda: self._told("is not ready"))
        if not self.runs():
            code = self._running.returncode
            self.kill()
            raise ServiceError(self._told(f"ended with {code}"))

    def runs(self) -> bool:
        """Whether it runs now."""
        return self._running is not None and self._running.poll() is None

    def stop(self) -> None:
        """End it as whoever uses the machine would. Safe twice."""
        self._end(subprocess.Popen.terminate)

    def kill(self) -> None:
        """End it in the middle of all that it does. Safe twice."""
        self._end(subprocess.Popen.kill)

    def restart(self) -> None:
        """End it and start it anew: for whoever was connected it is another runtime."""
        self.stop()
        self.start()

    def told_to(self, *words: str) -> str:
        """Tell it something by its own control program; without words, ask who is connected.

        Raises ServiceError: it refuses.
        """
        command = self.prefix.start(self.prefix.control, *words)
        done = subprocess.run(command, env=self._environment(), capture_output=True, text=True)
        if done.returncode:
            raise ServiceError(f"the OpenXR runtime refuses {words}: {done.stdout}{done.stderr}")
        return done.stdout

    def _end(self, by: Callable[[subprocess.Popen[bytes]], None]) -> None:
        if self._running is None:
            return
        by(self._running)
        self._running.wait()
        assert self._running.stdin is not None
        self._running.stdin.close()
        self._running = None

    @property
    def _door(self) -> Path:
        return self.folder / "monado_comp_ipc"

    def _listens(self) -> bool:
        """Whether the door is open: it can be seen some time before, while nobody listens yet."""
        if not self._door.exists():
            return False
        rows = [line.split() for line in Path("/proc/net/unix").read_text().splitlines()]
        return any(row[-1] == str(self._door) and row[3] == _LISTENING for row in rows)

    def _environment(self) -> dict[str, str]:
        # Nothing of the person's own set-up of Monado: its settings lie under HOME and XDG.
        own = {
            **self.client,
            **self.prefix.drawing(),
            **_DEVICES[self.devices],
            **_COMPOSITORS[self.compositor],
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.folder),
            # Kept from one run to the next: what was made of its shaders.
            "XDG_CACHE_HOME": str(cache() / "shaders"),
        }
        if self.compositor == "window":
            own |= {
                name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY") if name in os.environ
            }
        return own

    def _told(self, what: str) -> str:
        return f"the OpenXR runtime {what}; its last words:\n{self.log[-2000:]}"


@contextmanager
def running_service(
    prefix: Prefix, devices: Devices = "remote", compositor: Compositor = "null"
) -> Iterator[Service]:
    """Run a runtime for a block; one with scripted devices waits until no other one runs."""
    # Short, for it holds a socket; and not in pytest's own folder, which is not.
    folder = Path(tempfile.mkdtemp(prefix="mrapp-xr-", dir="/tmp"))
    service = Service(prefix, folder, devices, compositor)
    try:
        with _turn(devices):
            try:
                service.start()
                yield service
            finally:
                service.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _turn(devices: Devices) -> Iterator[None]:
    if devices != "remote":
        yield
        return
    cache().mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(cache() / f"port-{PORT}.lock", timeout=_TURN_S):
        _must_be_free()
        yield


def _must_be_free() -> None:
    """Refuse where a stranger listens: a test would script somebody else's headset."""
    with socket.socket() as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            own.bind(("127.0.0.1", PORT))
        except OSError as error:
            raise ServiceError(f"another program listens on port {PORT}: {error}") from error
