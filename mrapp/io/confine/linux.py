"""The walls that Linux has for a process that gives up its own rights, without being root.

Resource limits (memory, time, no files written); a network namespace of its own, in which there
is no network; and Landlock (in the kernel since 5.13), by which the kernel itself lets the process
open only what it needs. Each works where the kernel offers it; `True` says that it does.

Sources: getrlimit(2), unshare(2), capabilities(7), and the kernel's userspace-api/landlock.
"""

import ctypes
import os
import resource
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# What the process may still take when it has met its limit: enough to say so.
_BREATH_BYTES = 64 * 1024**2
_OPEN_FILES = 128

_CLONE_NEWUSER, _CLONE_NEWNET = 0x1000_0000, 0x4000_0000
_CAPABILITY_VERSION_3 = 0x2008_0522
_PR_SET_NO_NEW_PRIVS = 38

# The numbers are the same on every processor that Linux runs on.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH = 1
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_FILE_RIGHTS_BY_VERSION = ((5, 16), (3, 15), (2, 14), (1, 13))  # that many lowest bits are rights
_TCP = 0b11  # bind and connect, since version 4
_SCOPED = 0b11  # abstract sockets and signals to others, since version 6

_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
_MACHINE = ("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu")
_DEVICES = ("/dev/random", "/dev/urandom")
_NOWHERE = "/dev/null"


def limit(memory_bytes: int, cpu_s: int) -> None:
    """Bound memory and computing time; write no file, leave no core, be the first to go.

    Of memory what counts is what is the process's own (RLIMIT_DATA): WebAssembly engines reserve
    far more address space than they use, which RLIMIT_AS would count.
    """
    with suppress(OSError):
        # Where memory runs out altogether, the system ends this process and not the window.
        Path("/proc/self/oom_score_adj").write_text("1000")
    _bound(resource.RLIMIT_DATA, memory_bytes, memory_bytes + _BREATH_BYTES)
    _bound(resource.RLIMIT_CPU, cpu_s, cpu_s + 1)
    _bound(resource.RLIMIT_FSIZE, 0, 0)
    _bound(resource.RLIMIT_CORE, 0, 0)
    _bound(resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES)


def _bound(what: int, soft: int, hard: int) -> None:
    """Set a limit, unless a stricter one is there already."""
    _, now = resource.getrlimit(what)
    if now != resource.RLIM_INFINITY:
        soft, hard = min(soft, now), min(hard, now)
    resource.setrlimit(what, (soft, hard))


def breathe() -> None:
    """Allow a little more memory, to say that it ran out."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def leave_network() -> bool:
    """Move to a network namespace of its own; to be called before there is a second thread.

    For that one needs a user namespace too. In it the process would be its own administrator:
    it gives those rights up at once.
    """
    libc = ctypes.CDLL(None)
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    header = struct.pack("Ii", _CAPABILITY_VERSION_3, 0)
    return bool(libc.capset(header, bytes(24)) == 0)


def only_read(folders: Iterable[str], files: Iterable[str]) -> bool:
    """Let the kernel refuse every file but these, every writing, every program, and TCP."""
    libc = ctypes.CDLL(None)
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    rights = next((bits for since, bits in _FILE_RIGHTS_BY_VERSION if version >= since), 0)
    if not rights or libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    wanted = struct.pack(
        "QQQ", (1 << rights) - 1, _TCP if version >= 4 else 0, _SCOPED if version >= 6 else 0
    )
    ruleset = libc.syscall(_CREATE_RULESET, wanted, ctypes.c_size_t(len(wanted)), 0)
    if ruleset < 0:
        return False
    for path in (*folders, *files, *_LIBRARIES, *_MACHINE, *_DEVICES):
        _allow(libc, ruleset, path, _READ_FILE | _READ_DIR)
    _allow(libc, ruleset, _NOWHERE, _READ_FILE | _WRITE_FILE)
    restricted = libc.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    return bool(restricted == 0)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    """Allow `rights` on what is at `path` and below it, if there is anything."""
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (OSError, ValueError):
        return
    if not Path(path).is_dir():
        rights &= ~_READ_DIR
    libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, struct.pack("=Qi", rights, handle), 0)
    os.close(handle)
