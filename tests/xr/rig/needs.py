"""Why a test that needs the runtime cannot run in this process."""

import os
from typing import Final

from tests.xr.rig import packages

WHY_NOT: Final = "MRAPP_NO_HEADSET"
"""The variable by which `python -m tests.xr.rig` tells why the runtime cannot be had."""


def lacking() -> str | None:
    """Say in a sentence what is lacking; None: nothing is."""
    if why := os.environ.get(WHY_NOT):
        return why
    if not packages.prefix().is_around():
        return (
            "needs the libraries of an OpenXR runtime around it: `make test-headset`, or "
            "`python -m tests.xr.rig -m pytest -m headset tests/xr`"
        )
    return None
