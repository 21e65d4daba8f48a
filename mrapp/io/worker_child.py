"""The process that reads one file for somebody else: `python -m mrapp.io.worker_child`.

It gets one request as a frame on its standard input and answers in frames on its standard output:
`{"progress": ...}` any number of times, then `{"mesh": true}` and a mesh, `{"report": ...}` or
`{"error": ...}`. It imports what reading needs and nothing else, so that it starts in a blink.
"""

import gc
import os
from pathlib import Path
from typing import Any, BinaryIO

from mrapp.io import meshwire
from mrapp.io.naming import shown_name
from mrapp.io.readers import take_in
from mrapp.io.reading import Reading
from mrapp.model.errors import MrappError, ReadError
from mrapp.model.texts import Phrase


def main() -> None:
    """Answer one request; end quietly if nobody asks."""
    # For good: one look through a large parsed file takes longer than sending its mesh.
    gc.disable()
    replies = _own_stdout()
    try:
        with os.fdopen(0, "rb", closefd=False) as requests:
            request = meshwire.read_frame(requests)
    except meshwire.BrokenWireError:
        return
    reading = _answer(request, replies)
    replies.flush()
    # Not to take the parsed file apart again: the system takes its memory back in one go.
    os._exit(0 if reading else 1)


def _own_stdout() -> BinaryIO:
    """Keep standard output for replies: what a library prints goes to standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


def _answer(request: dict[str, Any], replies: BinaryIO) -> Reading | None:
    """Answer, and return what must live until the end."""

    def progress(fraction: float, what: Phrase) -> None:
        meshwire.write_frame(replies, {"progress": [fraction, what.nl, what.en]})
        replies.flush()

    path = Path(os.fsdecode(bytes.fromhex(request["path"])))
    try:
        reading = take_in(path, request["lod"], progress)
        if request["describe"]:
            report = meshwire.report_to_json(reading.mesh.report)
            meshwire.write_frame(replies, {"report": report})
            return reading
        if reading.refusal is not None:
            raise reading.refusal
        packed = _packed(reading, path)
    except MrappError as error:
        meshwire.write_frame(replies, {"error": error_to_json(error)})
        return None
    meshwire.write_frame(replies, {"mesh": True})
    replies.writelines(packed)
    return reading


def _packed(reading: Reading, path: Path) -> list[bytes | memoryview]:
    try:
        return meshwire.pack_mesh(reading.mesh)
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
    main()
