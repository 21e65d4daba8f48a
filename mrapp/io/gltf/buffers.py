"""Bytes of a file: its own binary chunk, data within its JSON, and files beside it."""

import binascii
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from mrapp.io.beside import inside
from mrapp.io.gltf import findings as found
from mrapp.io.gltf.document import Document, Json
from mrapp.io.gltf.findings import UnusableError
from mrapp.io.gltf.schema import MESHOPT
from mrapp.io.gltf.unpacking import MOST_BYTES, unpack_meshopt


class Buffers:
    """The bytes that views of a document's buffers show; each is fetched and unpacked once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._buffers: dict[int, memoryview | UnusableError] = {}
        self._unpacked: dict[int, memoryview | UnusableError] = {}
        self._room_bytes = MOST_BYTES
        self._files: dict[Path, bytes] = {}
        self.references: dict[str, None] = {}
        """The files beside this one that were looked for, in order."""

    def stride(self, number: int) -> int:
        """Return how far elements of a view lie apart; 0: as close as they can."""
        view = self._view(number)
        packed = _packed(view)
        return int((packed or view).get("byteStride", 0))

    def view(self, number: int) -> memoryview:
        """Return the bytes of a view; raises `UnusableError` if they are not there."""
        if number in self._unpacked:
            known = self._unpacked[number]
            if isinstance(known, UnusableError):
                raise known
            return known
        view = self._view(number)
        packed = _packed(view)
        if packed is None:
            return self._slice(view)
        try:
            content = self._unpack(packed)
        except UnusableError as error:
            self._unpacked[number] = error
            raise
        self._unpacked[number] = content
        return content

    def linked(self, uri: str) -> bytes:
        """Return what a URI leads to; raises `UnusableError` if that is not here to be had."""
        if uri.startswith("data:"):
            return _from_data_uri(uri)
        place, shown = self.place(uri), uri[:200]
        try:
            if place not in self._files and place.is_file():
                self._files[place] = place.read_bytes()
        except OSError as error:
            raise UnusableError(
                nl=f"'{shown}' is niet te lezen", en=f"'{shown}' cannot be read"
            ) from error
        if place not in self._files:
            raise UnusableError(nl=f"'{shown}' ontbreekt", en=f"'{shown}' is missing")
        return self._files[place]

    def place(self, uri: str) -> Path:
        """Return the file that a URI means; raises `UnusableError` if that lies elsewhere."""
        try:
            name = unquote(uri, errors="strict")
            place = inside(self._document.folder, name)
        except (OSError, ValueError):
            place, name = None, uri
        if place is None or ":" in name.partition("/")[0]:
            raise UnusableError(
                nl=f"'{uri[:200]}' ligt buiten de map van het bestand en is niet geladen",
                en=f"'{uri[:200]}' lies outside the file's folder and was not loaded",
            )
        self.references.setdefault(name.replace("\\", "/"))
        return place

    def _view(self, number: int) -> Json:
        view = self._document.numbered("bufferViews", number)
        if view is None:
            raise UnusableError(
                nl=f"gegevensgebied {number} is niet goed beschreven",
                en=f"buffer view {number} is not described well",
            )
        return view

    def _unpack(self, packed: Json) -> memoryview:
        data = self._slice(packed)
        count, stride = packed["count"], packed["byteStride"]
        mode, kind = packed["mode"], packed.get("filter", "NONE")
        self._room_bytes -= count * stride
        if self._room_bytes < 0:
            raise UnusableError(
                nl="uitgepakt wordt het te groot", en="it would be too large when unpacked"
            )
        return unpack_meshopt(data, count, stride, mode, kind).data

    def _slice(self, view: Json) -> memoryview:
        start, size = view.get("byteOffset", 0), view["byteLength"]
        data = self._buffer(view["buffer"])
        if start + size > len(data):
            raise UnusableError(
                nl=f"gegevensblok {view['buffer']} heeft {len(data)} bytes en er zijn er "
                f"{start + size} nodig",
                en=f"buffer {view['buffer']} has {len(data)} bytes and {start + size} are needed",
            )
        return data[start : start + size]

    def _buffer(self, number: int) -> memoryview:
        if number not in self._buffers:
            try:
                self._buffers[number] = self._fetched(number)
            except UnusableError as error:
                self._buffers[number] = error
        known = self._buffers[number]
        if isinstance(known, UnusableError):
            raise known
        return known

    def _fetched(self, number: int) -> memoryview:
        buffer: Json = self._document.numbered("buffers", number) or {}
        uri: str | None = buffer.get("uri")
        if uri is not None:
            data = memoryview(self.linked(uri))
        elif number == 0 and self._document.binary is not None:
            data = self._document.binary
        else:
            raise UnusableError(
                nl=f"gegevensblok {number} ontbreekt", en=f"buffer {number} is missing"
            )
        self._check(number, buffer, len(data))
        return data[: buffer.get("byteLength", 0)]

    def _check(self, number: int, buffer: Json, size: int) -> None:
        claimed = buffer.get("byteLength", 0)
        if claimed > size:
            self._document.findings.add(
                found.BAD_BUFFER,
                number=number,
                why_nl=f"het zegt {claimed} bytes te hebben en heeft er {size}",
                why_en=f"it says it has {claimed} bytes and has {size}",
            )


def _packed(view: Json) -> dict[str, Any] | None:
    """Return how meshoptimizer packed a view, if it did."""
    extensions = view.get("extensions", {})
    return next((extensions[name] for name in MESHOPT if name in extensions), None)


def _from_data_uri(uri: str) -> bytes:
    head, comma, body = uri.partition(",")
    broken = UnusableError(
        nl="de gegevens in het bestand zelf (data:) zijn beschadigd",
        en="data within the file itself (data:) is damaged",
    )
    if not comma:
        raise broken
    if not head.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        text = unquote(body) if "%" in body else body
        text += "=" * (-len(text) % 4)
        return binascii.a2b_base64(text.encode("ascii"), strict_mode=True)
    except ValueError as error:
        raise broken from error
