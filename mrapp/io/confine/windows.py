"""The walls of Windows: a job object that bounds memory, time and the number of processes.

Written after Microsoft's documentation of SetInformationJobObject and GlobalMemoryStatusEx; not yet
run on Windows. A process may put itself into a job also when it is in one already (Windows 8 on).
Nothing here keeps it from the network or from the disk: there stands only `watch`.
"""

import ctypes
import sys
from ctypes import wintypes

_EXTENDED_LIMITS = 9
_LIMIT_PROCESS_TIME = 0x0000_0002
_LIMIT_ACTIVE_PROCESS = 0x0000_0008
_LIMIT_PROCESS_MEMORY = 0x0000_0100
_LIMIT_DIE_ON_EXCEPTION = 0x0000_0400
_TICKS_PER_S = 10_000_000


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
        ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
        ("LimitFlags", wintypes.DWORD),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", wintypes.DWORD),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", wintypes.DWORD),
        ("SchedulingClass", wintypes.DWORD),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_ulonglong * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


class _MemoryStatus(ctypes.Structure):
    _fields_ = (
        ("dwLength", wintypes.DWORD),
        ("dwMemoryLoad", wintypes.DWORD),
        ("ullTotalPhys", ctypes.c_ulonglong),
        ("ullAvailPhys", ctypes.c_ulonglong),
        ("ullTotalPageFile", ctypes.c_ulonglong),
        ("ullAvailPageFile", ctypes.c_ulonglong),
        ("ullTotalVirtual", ctypes.c_ulonglong),
        ("ullAvailVirtual", ctypes.c_ulonglong),
        ("ullAvailExtendedVirtual", ctypes.c_ulonglong),
    )


if sys.platform == "win32":

    def machine_bytes() -> int:
        """Return how much memory the machine has; 0 if Windows does not say."""
        status = _MemoryStatus(dwLength=ctypes.sizeof(_MemoryStatus))
        found = ctypes.WinDLL("kernel32").GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.ullTotalPhys) if found else 0

    def limit(memory_bytes: int, cpu_s: int) -> bool:
        """Bound this process: its memory, its computing time, no other process; True if it holds.

        It is the process itself that asks: in a virtual environment the one that our caller started
        is only a launcher, which must be able to start this one.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        limits = _ExtendedLimits(ProcessMemoryLimit=memory_bytes)
        basic = limits.BasicLimitInformation
        basic.PerProcessUserTimeLimit = cpu_s * _TICKS_PER_S
        basic.ActiveProcessLimit = 1
        basic.LimitFlags = (
            _LIMIT_PROCESS_TIME
            | _LIMIT_ACTIVE_PROCESS
            | _LIMIT_PROCESS_MEMORY
            | _LIMIT_DIE_ON_EXCEPTION
        )
        # Never closed: the job lives as long as the process.
        job = kernel.CreateJobObjectW(None, None)
        return bool(
            job
            and kernel.SetInformationJobObject(
                job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
        )
