"""The kiosk's machine of the journey: its own home folder, and what is run on it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_SCREEN: Final = ("xvfb-run", "-a", "-s", "-screen 0 1920x1080x24 -noreset +extension GLX")
_ALONE: Final = ("unshare", "-rn")
_PATIENCE_S: Final = 600


def fresh_env(home: Path) -> dict[str, str]:
    """Return an environment in which nothing is kept but below a folder; it speaks Dutch."""
    kept = ("PATH", "LANG", "TMPDIR", "MRAPP_TESTDATA", "LIBGL_ALWAYS_SOFTWARE")
    env = {name: os.environ[name] for name in kept if name in os.environ}
    home.mkdir(parents=True, exist_ok=True)
    env |= {
        f"XDG_{each}_HOME": str(home / each.lower())
        for each in ("DATA", "STATE", "CACHE", "CONFIG")
    }
    return env | {
        "HOME": str(home),
        "MRAPP_KEYRING": "off",
        "MRAPP_LANGUAGE": "nl",
        "PYTHONPATH": str(Path.cwd()),
        "QT_QPA_PLATFORM": "xcb",
    }


def run_mrapp(env: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command of mrapp to its end."""
    command = (sys.executable, "-m", "mrapp", *words)
    return subprocess.run(
        command, env=dict(env), capture_output=True, text=True, timeout=_PATIENCE_S
    )


def can_be_alone() -> bool:
    """Whether a program can be run here without any network."""
    found = shutil.which(_ALONE[0])
    return (
        found is not None and subprocess.run([*_ALONE, "true"], capture_output=True).returncode == 0
    )


@dataclass
class Machine:
    """A machine with a project and a store. out: where pictures go."""

    folder: Path
    demo: Path
    out: Path

    def __post_init__(self) -> None:
        self.env = fresh_env(self.folder / "home")
        self.project, self.store = self.folder / self.demo.name, self.folder / "store"
        if not self.project.exists():
            shutil.copytree(self.demo, self.project)

    def copied(self, folder: Path, out: Path) -> "Machine":
        """Return a machine on which all is as it is now on this one; its pictures go to `out`."""
        shutil.copytree(self.folder, folder)
        return Machine(folder, self.demo, out)

    def at_kiosk(self, part: str, *more: str) -> dict[str, Any]:
        """Play a part at the kiosk, without network where that can be; returns what it told."""
        command = [*_SCREEN, *(_ALONE if can_be_alone() else ())]
        command += [sys.executable, "-m", "tests.journeys.at_kiosk", part, *more]
        for name, path in (("project", self.project), ("store", self.store), ("out", self.out)):
            command += [f"--{name}", str(path)]
        done = subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=_PATIENCE_S
        )
        if done.returncode:
            raise RuntimeError(f"at the kiosk, {part}: {done.stderr[-2000:]}")
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    def mrapp(self, *words: str) -> str:
        """Run a command that must succeed; returns what it printed."""
        done = run_mrapp(self.env, *words)
        if done.returncode:
            raise RuntimeError(f"mrapp {words[0]}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def begin_sync(self) -> subprocess.Popen[str]:
        """Begin to send and to hear."""
        command = (sys.executable, "-m", "mrapp", "sync", str(self.project), "--json")
        return subprocess.Popen(
            (*command, "--store", str(self.store)),
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def sync(self) -> dict[str, Any]:
        """Send and hear, once; returns what it told."""
        process = self.begin_sync()
        told, trouble = process.communicate(timeout=_PATIENCE_S)
        if process.returncode:
            raise RuntimeError(f"mrapp sync: {trouble}")
        found: dict[str, Any] = json.loads(told)
        return found

    def remarks(self) -> list[dict[str, Any]]:
        """Return what is kept here, as `mrapp remarks --json` tells it."""
        words = ("remarks", str(self.project), "--store", str(self.store), "--json")
        found: list[dict[str, Any]] = json.loads(self.mrapp(*words))
        return found
