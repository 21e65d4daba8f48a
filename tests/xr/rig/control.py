"""What becomes of programs beside each other: who is seen, and who has the controllers.

The last that comes is seen, and the others are not; a person would choose in the runtime's menu.
"""

import re
from dataclasses import dataclass
from typing import Final

from tests.xr.rig.service import Service

_ROW: Final = re.compile(
    r"^\s*id: (\d+)\s+act: \d\s+disp: (\d)\s+foc: (\d)\s+io: (\d).*\spid: (\d+)\s", re.MULTILINE
)


@dataclass(frozen=True)
class Program:
    """A program that the runtime knows. number: the runtime's own for it; pid: the system's."""

    number: str
    pid: int
    seen: bool
    focused: bool
    has_controllers: bool


def program(service: Service, pid: int) -> Program:
    """Return what the runtime knows of a process. Raises LookupError: it is not connected."""
    for number, seen, focused, has, its_pid in _ROW.findall(service.told_to()):
        if int(its_pid) == pid:
            return Program(number, pid, seen == "1", focused == "1", has == "1")
    raise LookupError(f"process {pid} is not connected to the OpenXR runtime")


def show(service: Service, pid: int) -> None:
    """Let a program be seen and steered, and no other."""
    service.told_to("-p", program(service, pid).number)


def give_controllers(service: Service, pid: int, *, given: bool) -> None:
    """Let a program have what hands do, or nothing of it; it is seen and focused as before."""
    now = program(service, pid)
    if now.has_controllers is not given:
        service.told_to("-i", now.number)
