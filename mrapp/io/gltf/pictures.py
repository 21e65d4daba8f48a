"""Images of a document, decoded once each, and which of several a texture means."""

from dataclasses import dataclass

import numpy as np

from mrapp.io.gltf.buffers import Buffers
from mrapp.io.gltf.document import Document, Json
from mrapp.io.gltf.findings import IMAGE_UNUSABLE, UnusableError
from mrapp.io.images import Album
from mrapp.model.citymesh import Image

_PREFERRED = ("KHR_texture_basisu", "EXT_texture_webp")


@dataclass(frozen=True)
class Picture:
    """An image, what it is called, and the file it lies in if that is one of its own."""

    image: Image
    name: str
    path: str | None


class Pictures:
    """The images of a document."""

    def __init__(self, document: Document, buffers: Buffers) -> None:
        self._document = document
        self._buffers = buffers
        self._album = Album(document.findings)
        self._known: dict[int, Picture | None] = {}
        self._opaque: dict[int, Picture] = {}

    def of_texture(self, number: int, opaque: bool = False) -> Picture | None:
        """Return the first readable image of a texture; None, with a warning, if there is none.

        opaque: without what it says of being see-through.
        """
        texture = self._document.numbered("textures", number)
        for source in _sources(texture or {}):
            if source not in self._known:
                self._known[source] = self._read(source)
            picture = self._known[source]
            if picture is not None:
                return self._without_alpha(source, picture) if opaque else picture
        return None

    def _without_alpha(self, source: int, picture: Picture) -> Picture:
        pixels = picture.image.pixels
        if pixels.shape[2] == 3:
            return picture
        if source not in self._opaque:
            image = Image(np.ascontiguousarray(pixels[:, :, :3]))
            self._opaque[source] = Picture(image, picture.name, picture.path)
        return self._opaque[source]

    def _read(self, number: int) -> Picture | None:
        described = self._document.numbered("images", number)
        if described is None:
            return None
        uri = str(described.get("uri", "data:"))
        linked = not uri.startswith("data:")
        name = str(described.get("name") or (uri if linked else f"image {number}"))
        try:
            data = self._data(described)
            path = str(self._buffers.place(uri)) if linked else None
        except UnusableError as error:
            error.note(self._document.findings, IMAGE_UNUSABLE, image=name[:200])
            return None
        image = self._album.image(bytes(data), name)
        return None if image is None else Picture(image, name, path)

    def _data(self, described: Json) -> bytes | memoryview:
        if "uri" in described:
            return self._buffers.linked(described["uri"])
        return self._buffers.view(described["bufferView"])


def _sources(texture: Json) -> list[int]:
    """Return the numbers of a texture's images, the best first."""
    extensions = texture.get("extensions", {})
    wanted = [extensions[name] for name in _PREFERRED if name in extensions]
    return [each["source"] for each in (*wanted, texture) if "source" in each]
