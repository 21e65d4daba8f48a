"""Fetch a real OpenXR runtime: Monado, from Debian 13, unpacked beside the system and not into it.

The packages come from the mirror that this machine's own apt uses, and apt checks them against the
archive's keys as it always does. They lie under the user's cache folder and need no administrator.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import filelock
import platformdirs

SUITE: Final = "trixie"
PACKAGES: Final = (
    "monado-service",
    "libopenxr1-monado",
    "mesa-vulkan-drivers",
    "libegl1",
    "libegl-mesa0",
    "libgl1",
    "libglx-mesa0",
    "libgl1-mesa-dri",
    "libxrender1",
    "libxcursor1",
    "libc6",
)
KEYRING: Final = Path("/usr/share/keyrings/debian-archive-keyring.gpg")

_KEPT: Final = ("glvnd", "openxr", "vulkan", "drirc.d", "X11")
"""Folders of /usr/share that are read; the rest of it are documents and data of other programs."""

_BARE: Final = ("EGL", "GL", "GLX")
"""Libraries that some ask for without a version. Where the system has such a name and this Debian
has not, both come into one process: two of GLX, and no window can draw."""

_LIBRARIES: Final = "usr/lib/x86_64-linux-gnu"
_PROGRAMS: Final = ("apt-get", "dpkg-deb")
_PATIENCE_S: Final = 900.0


class UnavailableError(Exception):
    """The runtime cannot be had on this machine; says why in a sentence."""


@dataclass(frozen=True)
class Prefix:
    """An unpacked Debian with the runtime in it, at `root`."""

    root: Path

    @property
    def loader(self) -> Path:
        """The program that starts others with this Debian's libraries."""
        return self.root / _LIBRARIES / "ld-linux-x86-64.so.2"

    @property
    def service(self) -> Path:
        """The runtime's own process."""
        return self.root / "usr/bin/monado-service"

    @property
    def control(self) -> Path:
        """The program that tells the runtime what a person would choose in its menu."""
        return self.root / "usr/bin/monado-ctl"

    @property
    def manifest(self) -> Path:
        """What tells an OpenXR loader where the runtime is."""
        return self.root / "usr/share/openxr/1/openxr_monado.json"

    def start(self, program: Path, *arguments: str, name: str | None = None) -> list[str]:
        """Return the command that starts a program with this Debian's libraries, called `name`."""
        libraries = self.root / _LIBRARIES
        folders = [libraries, *(libraries / each for each in ("pulseaudio", "blas", "lapack"))]
        path = ":".join(map(str, [*folders, self.root / "usr/lib"]))
        command = [str(self.loader), "--library-path", path]
        return [*command, *(("--argv0", name) if name else ()), str(program), *arguments]

    def drawing(self) -> dict[str, str]:
        """The environment in which OpenGL and Vulkan are drawn in software, by this Debian's."""
        share = self.root / "usr/share"
        return {
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "VK_DRIVER_FILES": str(share / "vulkan/icd.d/lvp_icd.json"),
            "__EGL_VENDOR_LIBRARY_DIRS": str(share / "glvnd/egl_vendor.d"),
        }

    def is_around(self) -> bool:
        """Whether this very process runs with this Debian's libraries."""
        if sys.platform != "linux":
            return False
        libc = str((self.root / _LIBRARIES).resolve() / "libc.so.6")
        return libc in Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")


def cache() -> Path:
    """The folder of what tests keep from one run to the next."""
    return platformdirs.user_cache_path("mrapp-tests")


def prefix() -> Prefix:
    """Where the runtime lies once it is there: another place for each list of packages."""
    wanted = hashlib.sha256(" ".join((SUITE, *PACKAGES, *_KEPT, *_BARE)).encode()).hexdigest()
    return Prefix(cache() / f"monado-{SUITE}-{wanted[:8]}")


def installed() -> Prefix:
    """Return the runtime, fetched first where it is not there: some 165 MB, once.

    Whoever comes meanwhile waits for it. Raises UnavailableError.
    """
    there = prefix()
    if there.root.is_dir():
        return there
    _must_be_possible()
    cache().mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(cache() / "monado.lock", timeout=_PATIENCE_S):
        if not there.root.is_dir():
            _fetch_beside(there.root)
    return there


def _must_be_possible() -> None:
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise UnavailableError(
            f"the OpenXR runtime for tests is made for Linux on x86_64, "
            f"and this is {platform.system()} on {platform.machine()}"
        )
    lacking = [name for name in _PROGRAMS if shutil.which(name) is None]
    if lacking:
        raise UnavailableError(
            f"the OpenXR runtime for tests comes by {', '.join(lacking)}: none here"
        )
    if not KEYRING.is_file():
        raise UnavailableError(
            "the OpenXR runtime for tests is checked with the keys of Debian's archive, "
            "which are not here: apt-get install debian-archive-keyring"
        )


def _fetch_beside(root: Path) -> None:
    """Make it under another name first: what is broken off is never taken for the whole."""
    for left in root.parent.glob(".making-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=root.parent) as scratch:
        print("Fetching the OpenXR runtime for tests (165 MB, once).", file=sys.stderr, flush=True)
        packages = fetch(Path(scratch), mirror())
        unpacked = Path(scratch) / "root"
        unpack(packages, unpacked)
        unpacked.rename(root)


def mirror() -> str:
    """Return where this machine's apt gets Debian's packages. Raises UnavailableError."""
    asked = ["apt-get", "indextargets", "--format", "$(LABEL)|$(REPO_URI)"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    # The label is known only once a list was fetched; the end of the address says it before that.
    rows = [line.partition("|")[::2] for line in told.splitlines()]
    named = [uri for label, uri in rows if label == "Debian"]
    named += [uri for _, uri in rows if uri.rstrip("/").endswith("/debian")]
    if not named:
        raise UnavailableError(
            "apt on this machine knows no mirror of Debian: no OpenXR runtime for tests"
        )
    return named[0]


def fetch(folder: Path, source: str) -> list[Path]:
    """Fetch the packages and all that they need from a mirror into a folder; apt checks them.

    Nothing of the machine's own apt is changed, but its proxies and certificates hold.
    Raises UnavailableError with what apt says.
    """
    apt = folder / "apt"
    for each in ("state/lists/partial", "cache/archives/partial"):
        (apt / each).mkdir(parents=True)
    (apt / "status").touch()
    (apt / "sources.list").write_text(
        f"deb [arch=amd64 signed-by={KEYRING}] {source} {SUITE} main\n", encoding="utf-8"
    )
    _apt(apt, "update", "--error-on=any")
    _apt(apt, "install", "--yes", "--no-install-recommends", "--download-only", *PACKAGES)
    return sorted((apt / "cache/archives").glob("*.deb"))


def _apt(folder: Path, *arguments: str) -> None:
    options = {
        "Dir::State": folder / "state",
        "Dir::State::status": folder / "status",
        "Dir::Cache": folder / "cache",
        "Dir::Etc::SourceList": folder / "sources.list",
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::Etc::Preferences": "/dev/null",
        "Dir::Etc::PreferencesParts": "/dev/null",
        "Acquire::AllowInsecureRepositories": "false",
        "Acquire::AllowWeakRepositories": "false",
        "APT::Get::AllowUnauthenticated": "false",
        "APT::Architecture": "amd64",
        "APT::Architectures": "amd64",
        # The user that apt would fetch as may not enter the home of another.
        "APT::Sandbox::User": "root",
        "Acquire::Retries": "2",
        "Acquire::http::Timeout": "30",
        "Acquire::https::Timeout": "30",
    }
    command = ["apt-get", *arguments, "-qq"]
    command += [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    environment = {**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("E:")]
        raise UnavailableError(
            "apt cannot fetch the OpenXR runtime for tests: "
            + " ".join(said or [done.stderr[-300:]])
        )


def unpack(packages: list[Path], root: Path) -> None:
    """Unpack packages into a folder and leave out what no program here reads; name them there."""
    for each in ("bin", "sbin", "lib", "lib64"):
        (root / "usr" / each).mkdir(parents=True)
        (root / each).symlink_to(f"usr/{each}")
    rows = []
    for package in packages:
        subprocess.run(["dpkg-deb", "-x", str(package), str(root)], check=True)
        size, digest = package.stat().st_size, hashlib.sha256(package.read_bytes()).hexdigest()
        rows.append(f"{package.stem} {size} {digest}\n")
    for left in [*(root / "usr/share").iterdir(), root / "etc", root / "var"]:
        if left.name not in _KEPT:
            shutil.rmtree(left)
    for bare in _BARE:
        (versioned,) = (root / _LIBRARIES).glob(f"lib{bare}.so.?")
        (root / _LIBRARIES / f"lib{bare}.so").symlink_to(versioned.name)
    (root / "packages.txt").write_text("".join(rows), encoding="utf-8")
