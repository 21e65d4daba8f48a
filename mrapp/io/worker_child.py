"""Reads one file for somebody else: `python -m mrapp.io.worker_child BYTES SECONDS`.

It takes at most so many bytes of memory and seconds of computing. It gets one request as a frame
on its standard input and answers in frames on its standard output: `{"progress": ...}` any number
of times, then `{"mesh": true}` and a mesh, `{"report": ...}` or `{"error": ...}`. It imports what
reading needs and nothing else, so that it starts in a blink; and before it looks at a file, it
closes all doors that reading does not need (see `confine`).
"""

import gc
import os
import sys
import threading
from collections.abc import Sequence
from io import BufferedIOBase
from pathlib import Path
from typing import Any, BinaryIO

from mrapp.io import meshwire
from mrapp.io.confine.process import Confinement, breathe
from mrapp.io.confine.watch import NotAllowedError
from mrapp.io.naming import shown_name
from mrapp.io.readers import take_in
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import MrappError, ReadError, ReadForbiddenError, ReadTooLargeError
from mrapp.model.texts import Phrase


def main(memory_bytes: int, cpu_s: int) -> None:
    """Answer one request; end quietly if nobody asks."""
    # For good: one look through a large parsed file takes longer than sending its mesh.
    gc.disable()
    confinement = Confinement()
    confinement.begin(memory_bytes, cpu_s)
    replies = _own_stdout()
    requests = os.fdopen(0, "rb", closefd=False)
    try:
        request = meshwire.read_frame(requests)
    except meshwire.BrokenWireError:
        return
    threading.Thread(target=_end_with, args=(requests,), daemon=True).start()
    path = Path(os.fsdecode(bytes.fromhex(request["path"])))
    confinement.only_read(path)
    reading = _answer(path, request, replies)
    replies.flush()
    # Not to take the parsed file apart again: the system takes its memory back in one go.
    os._exit(1 if reading is None else 0)


def _own_stdout() -> BinaryIO:
    """Keep standard output for replies: what a library prints goes to standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


def _end_with(requests: BufferedIOBase) -> None:
    """End this process when whoever asked is gone, whatever it is doing."""
    requests.read(1)
    os._exit(1)


def _answer(path: Path, request: dict[str, Any], replies: BinaryIO) -> object:
    """Answer, and return what must live until the end; None if all that came is an error."""
    try:
        return _read(path, request, replies)
    except MrappError as error:
        told = error
    except (MemoryError, SystemError) as error:
        # Some libraries (orjson) make the second of the first.
        if not isinstance(error, MemoryError) and not isinstance(error.__cause__, MemoryError):
            raise
        breathe()
        told = ReadTooLargeError(file=shown_name(path))
    except NotAllowedError as error:
        sys.stderr.write(f"{error}\n")
        told = ReadForbiddenError(file=shown_name(path), what=error.what)
    meshwire.write_frame(replies, {"error": error_to_json(told)})
    return None


def _read(path: Path, request: dict[str, Any], replies: BinaryIO) -> object:
    def progress(fraction: float, what: Phrase) -> None:
        meshwire.write_frame(replies, {"progress": [fraction, what.nl, what.en]})
        replies.flush()

    reading = take_in(path, request["lod"], progress)
    if request["describe"]:
        report = meshwire.report_to_json(reading.mesh.report)
        meshwire.write_frame(replies, {"report": report})
        return reading
    if reading.refusal is not None:
        raise reading.refusal
    packed = _packed(reading.mesh, path)
    meshwire.write_frame(replies, {"mesh": True})
    replies.writelines(packed)
    return reading


def _packed(mesh: CityMesh, path: Path) -> Sequence[bytes | memoryview]:
    try:
        return meshwire.pack_mesh(mesh)
    except TypeError as error:
        nl = "de attributen zijn te diep genest of bevatten kapotte tekens"
        en = "its attributes are nested too deeply or hold broken characters"
        raise ReadError(file=shown_name(path), detail=Phrase(nl=nl, en=en)) from error


def error_to_json(error: MrappError) -> dict[str, Any]:
    """Return an error as its class's name and its values, phrases in both languages."""
    values = {
        key: {"nl": value.nl, "en": value.en} if isinstance(value, Phrase) else str(value)
        for key, value in error.values.items()
    }
    return {"kind": type(error).__name__, "values": values}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
