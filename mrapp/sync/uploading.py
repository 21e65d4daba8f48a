"""Sends files in parts; broken off, it goes on where it was."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from mrapp.app.progress import Cancelled, never_cancelled
from mrapp.model.errors import CancelledError
from mrapp.model.sync_errors import NotOurServerError, RefusedError
from mrapp.protocol.messages import CHUNK_BYTES, UploadState

if TYPE_CHECKING:
    # Only its type: HTTP is slow to come, and not all who send need it at once.
    from mrapp.sync.client import Client

_CONFLICT: Final = 409
_STUCK: Final = 3


def upload(
    client: "Client",
    path: str,
    size: int,
    read: Callable[[int, int], bytes],
    *,
    advanced: Callable[[int], None] = lambda _bytes: None,
    cancelled: Cancelled = never_cancelled,
) -> None:
    """Send a file to where it goes on a server, from where that says that it is.

    read: returns so many bytes from a place on. advanced: told how many bytes are there. A small
    file goes at once: most are new to the server, and asking first would take as long.
    """
    begin = client.received(path).received_bytes if size > CHUNK_BYTES else 0
    stuck = 0
    while True:
        if cancelled():
            raise CancelledError
        state = _put(client, path, begin, size, read)
        if state.complete:
            return
        stuck = 0 if state.received_bytes > begin else stuck + 1
        if stuck == _STUCK or state.received_bytes > size:
            raise NotOurServerError(server=client.server)
        # It may be less than it was: what came was not what it should be, so all of it anew.
        begin = state.received_bytes if state.received_bytes < size else 0
        advanced(begin)


def _put(
    client: "Client", path: str, begin: int, size: int, read: Callable[[int, int], bytes]
) -> UploadState:
    try:
        return client.put(path, read(begin, CHUNK_BYTES), begin, size)
    except RefusedError as error:
        if error.values.get("status") != _CONFLICT:
            raise
        return client.received(path)
