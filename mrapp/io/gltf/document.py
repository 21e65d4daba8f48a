"""Bytes to a glTF document: GLB or JSON, checked, with the binary chunk beside it."""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from mrapp.io.findings import Findings
from mrapp.io.gltf import findings as found
from mrapp.io.gltf.checking import BROKEN, TOP, Log
from mrapp.io.gltf.extensions import check_extensions
from mrapp.io.gltf.schema import LISTS, PLACED, ROOT
from mrapp.io.reading import broken_json, refusal

Json = Mapping[str, Any]

MAGIC = b"glTF"
_HEADER, _CHUNK = struct.Struct("<4sII"), struct.Struct("<II")
_JSON, _BINARY = 0x4E4F534A, 0x004E4942
_VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BEFORE_JSON = _BYTE_ORDER_MARK + b" \t\r\n"


@dataclass(frozen=True)
class Document:
    """A parsed file. root: only what fits glTF 2.0, None in a list for what does not.

    binary: the chunk of a GLB that its first buffer lies in; folder: where other files may lie.
    """

    root: Json
    binary: memoryview | None
    folder: Path
    file: str
    findings: Findings

    def listed(self, name: str) -> list[Any]:
        """Return a list of the file, such as its nodes; empty where it has none."""
        found_list: list[Any] = self.root.get(name, [])
        return found_list

    def numbered(self, name: str, number: int) -> Json | None:
        """Return one thing of a list; None where there is none or it is broken."""
        things = self.listed(name)
        thing: Json | None = things[number] if 0 <= number < len(things) else None
        return thing


def parse_document(data: bytes, folder: Path, file: str, findings: Findings) -> Document:
    """Return the document in `data`, the content of `file`.

    Raises `ReadError` if it is cut off, not JSON, of another version, or requires an extension
    that mrapp does not know.
    """
    binary = None
    text: bytes | memoryview = data
    if data.startswith(MAGIC):
        text, binary = _chunks(data, file, findings)
    elif data.lstrip(_BEFORE_JSON)[:1] not in (b"", b"{"):
        raise refusal(
            file,
            nl="het is geen glTF of GLB, al zegt de naam van wel",
            en="it is no glTF or GLB, though its name says so",
        )
    root = _parsed(text, file, findings)
    return Document(_checked(root, file, findings), binary, folder, file, findings)


def _chunks(data: bytes, file: str, findings: Findings) -> tuple[memoryview, memoryview | None]:
    """Return the JSON and the binary chunk of a GLB (section 4 of the specification)."""
    if len(data) < _HEADER.size:
        raise refusal(file, nl="het is afgebroken in de kop", en="it is cut off in its header")
    _, version, length = _HEADER.unpack_from(data)
    if version != 2:
        raise _old(file, str(version))
    if length == len(data) < _HEADER.size + _CHUNK.size:
        raise refusal(file, nl="het houdt op na de kop", en="it ends after its header")
    if length > len(data) or length < _HEADER.size + _CHUNK.size:
        raise refusal(
            file,
            nl=f"de kop zegt {length} bytes, maar het zijn er {len(data)}; het is afgebroken of "
            "beschadigd",
            en=f"its header says {length} bytes but there are {len(data)}; it is cut off or "
            "damaged",
        )
    chunks: list[tuple[int, memoryview]] = []
    view, at = memoryview(data)[:length], _HEADER.size
    while at < length:
        if at + _CHUNK.size > length:
            raise refusal(file, nl="het is afgebroken", en="it is cut off")
        size, kind = _CHUNK.unpack_from(view, at)
        at += _CHUNK.size
        if size > length - at:
            raise refusal(
                file,
                nl=f"een stuk ervan zegt {size} bytes lang te zijn, maar er zijn er {length - at}",
                en=f"a chunk of it says that it has {size} bytes, but there are {length - at}",
            )
        if size % 4:
            findings.add(found.ODD_CHUNK)
        chunks.append((kind, view[at : at + size]))
        at += size
    return _sorted_out(chunks, file, findings)


def _sorted_out(
    chunks: list[tuple[int, memoryview]], file: str, findings: Findings
) -> tuple[memoryview, memoryview | None]:
    if chunks[0][0] != _JSON:
        raise refusal(
            file,
            nl="het eerste stuk ervan is geen JSON",
            en="its first chunk is not JSON",
        )
    binary = None
    for number, (kind, content) in enumerate(chunks[1:], 1):
        if number == 1 and kind == _BINARY:
            binary = content
        elif kind in (_JSON, _BINARY):
            findings.add(found.SECOND_BINARY, kind="JSON" if kind == _JSON else "BIN")
    return chunks[0][1], binary


def _old(file: str, version: str) -> Exception:
    said = version[:20]
    return refusal(
        file,
        nl=f"het is glTF versie {said}; mrapp leest 2.0. Laat het als glTF 2.0 opslaan",
        en=f"it is glTF version {said}; mrapp reads 2.0. Have it saved as glTF 2.0",
    )


def _parsed(text: bytes | memoryview, file: str, findings: Findings) -> Json:
    if bytes(text[:3]) == _BYTE_ORDER_MARK:
        findings.add(found.BYTE_ORDER_MARK)
        text = text[3:]
    if not bytes(text[:64]).strip() and not bytes(text).strip():
        raise refusal(file, nl="het is leeg", en="it is empty")
    try:
        root = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise broken_json(file, error) from error
    if type(root) is not dict or type(root.get("asset")) is not dict:
        raise refusal(
            file,
            nl="het is JSON maar geen glTF: 'asset' ontbreekt",
            en="it is JSON but not glTF: it has no 'asset'",
        )
    return root


def _checked(root: Json, file: str, findings: Findings) -> Json:
    _check_version(root["asset"], file, findings)
    used, required = (_texts(root.get(f"extensions{kind}")) for kind in ("Used", "Required"))
    check_extensions(used, required, file, findings)
    sizes = {name: _size(root.get(name)) for name in LISTS}
    for name, extension in (
        ("lights", "KHR_lights_punctual"),
        ("variants", "KHR_materials_variants"),
    ):
        extensions = root.get("extensions")
        holder = extensions.get(extension) if type(extensions) is dict else None
        sizes[name] = _size(holder.get(name)) if type(holder) is dict else 0
    log = Log(findings, sizes, frozenset(used), PLACED)
    cleaned = ROOT.clean(root, TOP, log)
    if cleaned is BROKEN:
        raise refusal(
            file,
            nl="'asset' zegt niet welke versie van glTF het is",
            en="its 'asset' does not say which version of glTF it is",
        )
    if cleaned.get("animations"):
        findings.add(found.MOVING)
    return dict(cleaned)


def _check_version(asset: Json, file: str, findings: Findings) -> None:
    version, least = (str(asset.get(name, "2.0")) for name in ("version", "minVersion"))
    if not _VERSION.fullmatch(version) or not version.startswith("2."):
        raise _old(file, version)
    if not _VERSION.fullmatch(least) or _numbered(least) > (2, 0):
        raise _old(file, least)
    if version != "2.0":
        findings.add(found.LATER_MINOR, version=version)


def _numbered(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _texts(value: object) -> list[str]:
    return [each for each in value if type(each) is str] if type(value) is list else []


def _size(value: object) -> int:
    return len(value) if type(value) is list else 0
