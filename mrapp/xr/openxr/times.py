"""How long the runtime's own calls take, apart from what we do ourselves."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from mrapp.xr.device import Cost


@contextmanager
def spent(cost: Cost, what: str) -> Iterator[None]:
    """Add the time of what is done to `what`, the name of a field of `Cost`."""
    began = time.perf_counter()
    try:
        yield
    finally:
        setattr(cost, what, getattr(cost, what) + time.perf_counter() - began)
