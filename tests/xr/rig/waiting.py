"""Waiting for what another process does."""

import time
from collections.abc import Callable
from typing import Final

PATIENCE_S: Final = 60.0
"""How long at most to wait for what must come: long, for other programs may hold it up."""


def until(is_so: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Wait until something is so. Raises TimeoutError with what `otherwise` says: it never was."""
    ends = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > ends:
            raise TimeoutError(otherwise())
        time.sleep(0.002)
