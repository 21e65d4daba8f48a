"""How much memory and time the reading of one file may take."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

_USUAL_BYTES = 2 * 1024**3
# Below this not even the libraries find room.
_LEAST_BYTES = 256 * 1024**2
_MEMORY, _SECONDS = "MRAPP_READER_MEMORY_MB", "MRAPP_READER_SECONDS"


def usual_memory_bytes() -> int:
    """Return half of the machine's memory, or 2 GiB if that is more."""
    return max(_USUAL_BYTES, _machine_bytes() // 2)


def _machine_bytes() -> int:
    if sys.platform == "win32":
        # Late: it exists there only.
        from mrapp.io.confine.windows import machine_bytes

        return machine_bytes()
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Limits:
    """What the reading of one file may take at most.

    memory_bytes: memory of its own; what a library only reserves does not count. cpu_s: seconds of
    computing. silence_s: seconds without any progress, whatever it is waiting for.
    """

    memory_bytes: int = field(default_factory=usual_memory_bytes)
    cpu_s: int = 600
    silence_s: float = 120.0


def limits_from(environment: Mapping[str, str]) -> Limits:
    """Return the usual limits, or those that a person has set in the environment.

    MRAPP_READER_MEMORY_MB is the memory in MiB; MRAPP_READER_SECONDS holds for computing and for
    silence. What is not a whole number above zero counts as not set.
    """
    usual = Limits()
    megabytes, seconds = (_number(environment.get(name, "")) for name in (_MEMORY, _SECONDS))
    return Limits(
        memory_bytes=max(_LEAST_BYTES, megabytes * 1024**2) if megabytes else usual.memory_bytes,
        cpu_s=seconds or usual.cpu_s,
        silence_s=float(seconds or usual.silence_s),
    )


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() else 0
