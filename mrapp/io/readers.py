"""The door to all readers: a file, whatever it is called, to arrays or to a report."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mrapp.io.cityjson.reading import read_cityjson
from mrapp.io.gltf.document import MAGIC
from mrapp.io.gltf.reading import read_gltf
from mrapp.io.naming import shown_name
from mrapp.io.obj.reading import read_obj
from mrapp.io.reading import Reading, Step, refusal, stepper
from mrapp.model.citymesh import CityMesh, FileReport
from mrapp.model.errors import ReadError, UnsupportedFileError
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase

if TYPE_CHECKING:
    # Only for their names: the worker process starts without the rest of the application.
    from mrapp.app.progress import Cancelled, Progress

FORMATS = (
    "CityJSON (.json, .city.json), CityJSONSeq (.jsonl, .city.jsonl), glTF 2.0 (.glb, .gltf), "
    "OBJ (.obj)"
)

_CITYJSON_SUFFIXES = frozenset({".json", ".jsonl"})
_GLTF_SUFFIXES = frozenset({".glb", ".gltf"})
_SNIFFED_BYTES = 4096
_GLTF_LISTS = (b'"meshes"', b'"scenes"', b'"nodes"')


def _to_nobody(_fraction: float, _what: Phrase) -> None:
    """Report progress to nobody."""


def _never() -> bool:
    return False


def read_file(
    path: Path,
    *,
    lod: str | None = None,
    progress: "Progress" = _to_nobody,
    cancelled: "Cancelled" = _never,
) -> CityMesh:
    """Return the mesh of a model file, in this process.

    lod: the level of detail wanted; per object that one, else the nearest lower one, else the
    nearest; None: per object the highest. Raises `ReadError` when the file cannot be read (of which
    `UnsupportedFileError` for other formats and `UnsupportedCrsError` for coordinates that cannot
    be brought to RD/NAP) and `CancelledError` when cancelled.
    """
    reading = take_in(path, lod, stepper(progress, cancelled))
    if reading.refusal is not None:
        raise reading.refusal
    return reading.mesh


def describe_file(
    path: Path,
    *,
    lod: str | None = None,
    progress: "Progress" = _to_nobody,
    cancelled: "Cancelled" = _never,
) -> FileReport:
    """Return what is in a model file, also of one whose mesh is refused (see its `errors`).

    `surfaces` counts every polygon (an outer ring with its holes) of every geometry in every LoD,
    each geometry template once; instances of templates add none. `triangles` counts those of the
    LoD shown, instances included. Raises `ReadError` for a file in which nothing can be counted.
    """
    return take_in(path, lod, stepper(progress, cancelled)).mesh.report


def take_in(path: Path, lod: str | None, step: Step) -> Reading:
    """Return all that came out of a file, for the worker; raises as `describe_file` does."""
    step(0.0, Phrase(nl="Bestand lezen", en="Reading the file"))
    data = _content(path)
    return _reader_for(path, data)(path, data, lod, step)


def _content(path: Path) -> bytes:
    name = shown_name(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(file=name, detail=reason_of(error)) from error
    except ValueError as error:
        raise refusal(name, nl="zo'n naam kan niet", en="no file has such a name") from error


def _reader_for(path: Path, data: bytes) -> Callable[[Path, bytes, str | None, Step], Reading]:
    """Choose by content, else by suffix: what is plainly one of ours may be called anything."""
    suffix, start = path.suffix.lower(), data[:_SNIFFED_BYTES]
    if _is_cityjson(start):
        return read_cityjson
    if suffix in _GLTF_SUFFIXES or _is_gltf(data):
        return read_gltf
    if suffix in _CITYJSON_SUFFIXES:
        return read_cityjson
    if suffix == ".obj":
        return read_obj
    raise UnsupportedFileError(file=shown_name(path), formats=FORMATS)


def _is_cityjson(start: bytes) -> bool:
    # 3DBAG's older tiles say what they are only after all of their objects.
    return _is_json(start) and (b'"CityJSON' in start or b'"CityObjects"' in start)


def _is_gltf(data: bytes) -> bool:
    if data.startswith(MAGIC):
        return True
    return _is_json(data) and b'"asset"' in data and any(each in data for each in _GLTF_LISTS)


def _is_json(start: bytes) -> bool:
    return start[:_SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
