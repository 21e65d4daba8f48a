"""A microphone that is none, and a machine that has none at all.

The first is PulseAudio with a sink that leads nowhere: what sounds in it, such as a tone of 440 Hz,
is what its microphone hears. Skips where PulseAudio is not installed.
"""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

TONE = "load-module module-sine sink=speak frequency=440"
_SINK = """
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
load-module module-null-sink sink_name=speak
set-default-sink speak
set-default-source speak.monitor
"""


def waited(until: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Wait until something is so; False: it never was."""
    ends = time.monotonic() + seconds
    while not until() and time.monotonic() < ends:
        time.sleep(0.02)
    return until()


def no_sound(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take all sound from this machine."""
    (folder / "asound.conf").write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(folder / "asound.conf"))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{folder}/nobody")


@contextmanager
def pretended_microphone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str
) -> Iterator[None]:
    """Give this machine a microphone; more: what else PulseAudio does."""
    found = shutil.which("pulseaudio")
    if found is None:
        pytest.skip("needs PulseAudio for a microphone that is none")
    socket, script = folder / "socket", folder / "pulse.pa"
    script.write_text(_SINK.format(socket=socket) + "\n".join(more) + "\n")
    for name in ("XDG_RUNTIME_DIR", "HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{socket}")
    options = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    server = subprocess.Popen([found, *options, "-F", str(script)], stderr=subprocess.DEVNULL)
    try:
        if not waited(socket.exists):
            pytest.skip("PulseAudio does not start here")
        yield
    finally:
        server.terminate()
        server.wait()
