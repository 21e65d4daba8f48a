"""Keeps Qt from reading the source of every module that is imported after it."""

import sys
from types import ModuleType

import PySide6  # noqa: F401 - what is looked for below comes with it

_PLACE, _NAME = "shibokensupport.feature", "_mod_uses_pyside"


def read_no_sources() -> None:
    """Let PySide take it that no module here uses its switches for other names of methods.

    PySide 6.11 reads the source of each module that is imported after it, to see whether it says
    "PySide6" and so may use `__feature__`: five hundred files at a start, a tenth of its time.
    """
    inside = vars(sys.modules.get(_PLACE, ModuleType(_PLACE)))
    if _NAME in inside:
        # Else another version, which looks in its own way.
        inside[_NAME] = _uses_no_switches


def _uses_no_switches(_module: ModuleType) -> bool:
    return False
