"""A place for files at which something happens just when a file is opened, for tests.

So two requests can be as they are when they come at once, each time at the same instant.
"""

from collections.abc import Callable
from typing import IO, Any, ClassVar

import fsspec
from fsspec.implementations.memory import MemoryFileSystem


class Meddling(MemoryFileSystem):  # type: ignore[misc]  # fsspec has no types
    """Files in memory, as fsspec keeps them. before: what to do once, by mode and end of name."""

    protocol = "meddling"
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    before: ClassVar[dict[tuple[str, str], Callable[[], object]]] = {}

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        stripped: str = super()._strip_protocol(path.replace("meddling://", "memory://"))
        return stripped

    def _open(self, path: str, mode: str = "rb", **told: Any) -> IO[bytes]:
        for asked, ending in list(self.before):
            if asked == mode and path.endswith(ending):
                self.before.pop((asked, ending))()
        opened: IO[bytes] = super()._open(path, mode, **told)
        return opened


fsspec.register_implementation("meddling", Meddling, clobber=True)
