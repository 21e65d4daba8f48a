"""Packed designs beside their plain twins: `python -m tests.scene.twins FOLDER OUT`.

Draws each with the program's own snapshot from one place, and writes a contact sheet for each way
of packing (plain, packed, and how they differ, ten times as strong) as PNG into OUT. Prints the
mean difference of their pixels, in steps of 255.
"""

import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import opengl_basisu
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from mrapp.app.ports import Services
from mrapp.app.projects import added, new_project, prepare_file
from mrapp.app.session import Session
from mrapp.io.capsule import CapsuleStore
from mrapp.io.readers import read_file
from mrapp.model.project import Placement
from mrapp.scene.pose import Pose
from mrapp.scene.snapshot import take_snapshot
from mrapp.studies.sun import sun_at
from mrapp.studies.terrain import estimate_ground
from tests.app.moments import NOON
from tests.io.damage import shown
from tests.io.gltf_made import CORNERS_UV, Made, one
from tests.io.pictures import png
from tests.io.unpacked import unpacked

SIZE_PX = (420, 315)
_RD = (105_400.0, 424_560.0)
_LABEL_PX, _STRONGER = 22, 10
_IN = "gltf/gltf-transform/{}/test/in/{}"
_BOX = _IN.format("core", "Box_glTF-Binary/Box.glb")
_FALLBACK = "gltf/gltf-pipeline/2.0/extensions/{0}_meshopt_compression/{1}/{1}.gltf"

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Pair:
    """A packed file and its plain twin: where each is, and in words what they are."""

    kind: str
    packed: Path
    plain: Path
    name: str
    twin: str


def pairs(testdata: Path, scratch: Path) -> Iterator[Pair]:
    """Give every pair; twins that have to be made are written into `scratch`."""
    for kind, name in (
        ("draco", "BoxDraco.gltf"), ("meshopt", "BoxMeshopt.gltf"), ("meshopt", "BoxMeshopt.glb"),
    ):  # fmt: skip
        packed = testdata / _IN.format("extensions", name)
        yield Pair(kind, packed, testdata / _BOX, name, Path(_BOX).name)
    for kind, name in (
        ("draco", _IN.format("functions", "DenseSphere.glb")),
        ("draco", _IN.format("extensions", "DracoSparseMesh.gltf")),
        ("meshopt", "gltf/gkjohnson/dream-apartment/dream-apartment.glb"),
    ):
        yield _undone(kind, testdata / name, scratch, "unpacked by the library itself")
    for name in (
        _FALLBACK.format("EXT", "meshopt-fallback"),
        _IN.format("functions", "DenseSphere.glb"),
        _IN.format("extensions", "BoxMeshopt.glb"),
    ):
        yield _undone("quantized", testdata / name, scratch, "as floats")
    yield from _with_fallback(testdata, scratch)
    yield from _images(testdata, scratch)


def _with_fallback(testdata: Path, scratch: Path) -> Iterator[Pair]:
    """Give what meshoptimizer packed beside the plain data that came with it."""
    for name in ("EXT", "KHR"):
        packed = testdata / _FALLBACK.format(name, "meshopt-no-fallback")
        whole = testdata / _FALLBACK.format(name, "meshopt-fallback")
        plain = scratch / f"{name}.glb"
        plain.write_bytes(unpacked(whole, fallback=True))
        yield Pair("meshopt", packed, plain, f"{packed.name} ({name})", "its fallback")


def _undone(kind: str, packed: Path, scratch: Path, how: str) -> Pair:
    plain = scratch / f"{kind}-{packed.parent.parent.name}-{packed.stem}.glb"
    plain.write_bytes(unpacked(packed))
    return Pair(kind, packed, plain, packed.name, how)


def _images(testdata: Path, scratch: Path) -> Iterator[Pair]:
    folder = testdata / _IN.format("extensions", "")
    original = (testdata / _IN.format("core", "test.png")).read_bytes()
    for kind, name, image, twin in (
        ("uastc", "test.ktx2", original, "test.png"),
        ("uastc", "2d_uastc.ktx2", b"", "by way of BC7 and Pillow"),
        ("etc1s", "2d_etc1s.ktx2", b"", "by way of BC7 and Pillow"),
    ):
        data = (folder / name).read_bytes()
        packed, plain = scratch / f"{name}.glb", scratch / f"{name}.png.glb"
        packed.write_bytes(shown(data))
        plain.write_bytes(_square(image or png(by_pillow(data))))
        yield Pair(kind, packed, plain, name, twin)


def by_pillow(ktx2: bytes) -> Pixels:
    """Return the pixels (h, w, 3) of a KTX2 image as Pillow decodes them.

    Brought into BC7 first, in which nearly all of it stays as it is, and which Pillow reads from
    DDS (Microsoft's "Programming Guide for DDS", DXGI_FORMAT_BC7_UNORM is 98).
    """
    texture = opengl_basisu.open(ktx2)
    blocks = bytes(texture.transcode(opengl_basisu.Target.BC7, 0).data)
    sizes = struct.pack("<7I44x", 124, 0x81007, texture.height, texture.width, len(blocks), 0, 1)
    kind = struct.pack("<II4s20xI16x", 32, 4, b"DX10", 0x1000)
    header = b"DDS " + sizes + kind + struct.pack("<5I", 98, 3, 0, 1, 0)
    with Image.open(BytesIO(header + blocks)) as found:
        return np.asarray(found.convert("RGB"), np.uint8)


def _square(image: bytes) -> bytes:
    made = Made()
    source = made.listed("images", {"bufferView": made.view(image), "mimeType": "image/png"})
    texture = made.listed("textures", {"source": source})
    metal = {"baseColorTexture": {"index": texture}}
    made.listed("materials", {"pbrMetallicRoughness": metal})
    square = made.square(material=0, TEXCOORD_0=CORNERS_UV)
    return one(made, square).glb()


def drawn(pair: Pair) -> tuple[Pixels, Pixels]:
    """Return the pictures of the plain and of the packed file, both from the same place."""
    low, high = _box(pair.plain)
    return _picture(pair.plain, low, high), _picture(pair.packed, low, high)


def _box(path: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    points = read_file(path).points_rd
    return points.min(axis=0), points.max(axis=0)


def _picture(path: Path, low: NDArray[np.float64], high: NDArray[np.float64]) -> Pixels:
    """Draw a design that is brought to a size of 20 metres, on its own, at noon in June."""
    scale = 20.0 / max(float(np.ptp([low, high], axis=0).max()), 1e-9)
    middle, size = (low + high) / 2 * scale, (high - low) * scale
    services = Services(read_file, estimate_ground, sun_at, CapsuleStore(), lambda: NOON)
    with TemporaryDirectory() as home:
        opened = new_project(services, Path(home) / "p", "Twins", (*_RD, 0.0))
        session = Session(opened, services)
        prepared = prepare_file(services, opened, path)
        place = Placement(x=_RD[0], y=_RD[1], nap=0.0, scale=scale, up="y")
        session.apply(added(session.moment, prepared, None, place))
        session.add_mesh(prepared.asset, prepared.mesh)
        eye = middle + np.array([-0.55, -0.95, 0.6]) * max(float(np.linalg.norm(size)), 1.0) * 1.1
        pose = Pose.looking(_three(eye), _three(middle))
        state = replace(session.scene_state(), captions=())  # they say whose it is
        return take_snapshot(state, session.meshes, pose, *SIZE_PX)


def _three(point: NDArray[np.float64]) -> tuple[float, float, float]:
    x, y, z = map(float, point)
    return x, y, z


def apart(one_picture: Pixels, other: Pixels) -> Pixels:
    """Return how far two pictures are apart in each value."""
    return np.asarray(np.abs(one_picture.astype(np.int16) - other), np.uint8)


def sheet(rows: list[tuple[Pair, Pixels, Pixels]]) -> Image.Image:
    """Return the contact sheet of one kind: a row for each pair, with labels."""
    width, height = SIZE_PX
    whole = Image.new("RGB", (3 * width, len(rows) * (height + _LABEL_PX)), "white")
    pen = ImageDraw.Draw(whole)
    for number, (pair, plain, packed) in enumerate(rows):
        top = number * (height + _LABEL_PX)
        gap = apart(plain, packed)
        stronger = np.minimum(gap.astype(np.int16) * _STRONGER, 255).astype(np.uint8)
        words = (
            f"plain: {pair.twin}",
            f"{pair.kind}: {pair.name}",
            f"apart, {_STRONGER} times: mean {gap.mean():.3f} of 255",
        )
        for column, (pixels, said) in enumerate(zip((plain, packed, stronger), words, strict=True)):
            pen.text((column * width + 6, top + 5), said, fill="black")
            whole.paste(Image.fromarray(pixels), (column * width, top + _LABEL_PX))
    return whole


def main(testdata: Path, out: Path, tell: Callable[[str], None] = print) -> None:
    """Write the sheets and print the differences."""
    out.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[tuple[Pair, Pixels, Pixels]]] = {}
    with TemporaryDirectory() as scratch:
        for pair in pairs(testdata, Path(scratch)):
            plain, packed = drawn(pair)
            rows.setdefault(pair.kind, []).append((pair, plain, packed))
            tell(f"{pair.kind}: {pair.name}: {apart(plain, packed).mean():.3f} of 255")
    for kind, drawings in rows.items():
        sheet(drawings).save(out / f"{kind}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
