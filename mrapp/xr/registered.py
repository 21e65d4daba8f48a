"""Which VR software (OpenXR runtime) this machine is set to use, and where that is written.

Source: OpenXR loader specification, "Active Runtime Information". On Windows nothing was run.
"""

import json
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mrapp.model.headset_faults import HeadsetError
from mrapp.model.runtime_errors import (
    HeadsetPermissionError,
    LibraryMissingError,
    ManifestUnreadableError,
    NoRuntimeError,
)
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase

BY_VARIABLE = "XR_RUNTIME_JSON"
REGISTRY_KEY = r"HKEY_LOCAL_MACHINE\SOFTWARE\Khronos\OpenXR\1"
REGISTRY_VALUE = "ActiveRuntime"

Registry = Callable[[], str | None]
"""Returns what `REGISTRY_VALUE` is, None where it is not set."""

_NO_JSON = Phrase(nl="het is geen JSON", en="it is no JSON")
_NO_LIBRARY = Phrase(nl="er staat geen bibliotheek in", en="it names no library")
_ARCHITECTURES = {"amd64": "x86_64", "arm64": "aarch64"}


@dataclass(frozen=True)
class Place:
    """A place that may name the runtime. where: as a person finds it; manifest: what it names."""

    where: str
    manifest: Path


@dataclass(frozen=True)
class Registered:
    """The runtime that is set. place: None where none is; library: as its manifest names it.

    error: what is wrong with that, without the runtime having been asked anything.
    """

    place: Place | None = None
    name: str = ""
    library: str = ""
    error: HeadsetError | None = None

    @property
    def library_path(self) -> str:
        """Where its library is, as a person finds it; a bare name is for the system to find."""
        if self.place is None or not any(each in self.library for each in "/\\"):
            return self.library
        return str(self.place.manifest.resolve().parent / self.library)


def registered_runtime(
    environ: Mapping[str, str] | None = None,
    system: str = sys.platform,
    registry: Registry | None = None,
) -> Registered:
    """Return the runtime that is set here, and what is wrong with how it is set."""
    environ = os.environ if environ is None else environ
    asked = _registry_value if registry is None else registry
    place = next(_places(environ, system, asked), None)
    if place is None:
        return Registered(error=NoRuntimeError())
    return _read(place, system)


def _places(environ: Mapping[str, str], system: str, registry: Registry) -> Iterator[Place]:
    """Yield the places that name a runtime, the one that counts first."""
    named = environ.get(BY_VARIABLE, "")
    if named:
        yield Place(BY_VARIABLE, Path(named))
    if system == "win32":
        value = registry()
        if value:
            yield Place(f"{REGISTRY_KEY}\\{REGISTRY_VALUE}", Path(value))
        return
    for folder in _folders(environ):
        for name in (f"active_runtime.{_architecture()}.json", "active_runtime.json"):
            path = folder / "openxr/1" / name
            # A link to a runtime that was taken away is set all the same.
            if path.is_symlink() or _is_there(path):
                yield Place(str(path), path)


def _folders(environ: Mapping[str, str]) -> Iterator[Path]:
    home = environ.get("HOME", str(Path.home()))
    yield Path(environ.get("XDG_CONFIG_HOME") or Path(home, ".config"))
    for each in (environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(os.pathsep):
        yield Path(each)
    yield Path("/etc")


def _architecture() -> str:
    machine = platform.machine().lower()
    return _ARCHITECTURES.get(machine, machine)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:
        return True


def _read(place: Place, system: str) -> Registered:
    """Read what a place names; what is wrong is told, and never raised."""
    path = place.manifest
    try:
        runtime = json.loads(path.read_bytes())["runtime"]
        library, name = str(runtime["library_path"]), str(runtime.get("name", ""))
    except PermissionError:
        return Registered(place, error=HeadsetPermissionError(path=path))
    except OSError as error:
        return Registered(place, error=ManifestUnreadableError(path=path, detail=reason_of(error)))
    except ValueError:
        return Registered(place, error=ManifestUnreadableError(path=path, detail=_NO_JSON))
    except (KeyError, TypeError, AttributeError):
        return Registered(place, error=ManifestUnreadableError(path=path, detail=_NO_LIBRARY))
    return Registered(place, name, library, _library_fault(path, library, system))


def _library_fault(manifest: Path, library: str, system: str) -> HeadsetError | None:
    """Tell what is wrong with where a library is; a bare name is for the system to find."""
    slashes = "/\\" if system == "win32" else "/"
    if not any(each in library for each in slashes):
        return None
    # Beside the file itself, not beside a link to it: that is what the loader takes.
    path = manifest.resolve().parent / library
    if not _is_there(path):
        return LibraryMissingError(path=path)
    if not os.access(path, os.R_OK):
        return HeadsetPermissionError(path=path)
    return None


def _registry_value() -> str | None:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Khronos\OpenXR\1") as key:
                return str(winreg.QueryValueEx(key, REGISTRY_VALUE)[0])
        except OSError:
            return None
    return None
