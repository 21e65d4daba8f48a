"""Broken and hostile glTF: a mesh with sound numbers or one sentence, and no memory for claims."""

import json
import random
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pytest

from mrapp.io.readers import describe_file, read_file, take_in
from mrapp.model.errors import MrappError, ReadError, UnsupportedFileError
from tests.io.gltf_made import SQUARE, TWO, Made, glb, one
from tests.io.guarded import assert_sound
from tests.io.test_gltf_looks import dressed
from tests.io.unpacked import parts_of

MIB = 2**20
Value: TypeAlias = Any


def whole() -> Made:
    made = Made()
    return one(made, made.square(), name="wall")


SOUND = whole().glb()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not read|is empty"),
        (b"Hello, this is text.", "it is no glTF or GLB"),
        (b"glTF", "cut off in its header"),
        (struct.pack("<4sII", b"glTF", 2, 12), "it ends after its header"),
        (SOUND[:20], "its header says"),
        (SOUND[:-1], "its header says"),
        (struct.pack("<4sII", b"glTF", 2, 2**31) + SOUND[12:], "says 2147483648 bytes"),
        (SOUND[:12] + struct.pack("<I", 2**31) + SOUND[16:], "has 2147483648 bytes"),
        (SOUND[:16] + b"BIN\0" + SOUND[20:], "first chunk is not JSON"),
        (struct.pack("<4sII", b"glTF", 1, len(SOUND)) + SOUND[12:], "glTF version 1;"),
        (glb(b'{"asset": {"version": "1.0"}}'), "glTF version 1.0; mrapp reads 2.0"),
        (glb(b'{"asset": {"version": "2.0", "minVersion": "2.1"}}'), "glTF version 2.1"),
        (glb(b'{"asset": {}}'), "does not say which version"),
        (glb(b'{"meshes": []}'), "no 'asset'"),
        (glb(b"[" * 2000), "JSON is broken"),
        (glb(b'{"asset": {"version": "2.0"}}'), "nothing in it to show"),
        (glb(b"{" + b'"a":{' * 500), "JSON is broken"),
    ],
)
def test_what_is_no_gltf_is_refused_in_a_sentence(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "made.glb"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=reason) as caught:
        read_file(path)
    dutch = caught.value.text("nl")
    assert "\n" not in dutch
    assert "expected" not in dutch


def test_a_file_of_no_kind_is_told_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "made.txt"
    path.write_bytes(b"\0\1\2")
    with pytest.raises(UnsupportedFileError, match=r"glTF 2\.0 \(\.glb, \.gltf\)"):
        read_file(path)


@pytest.mark.parametrize("name", ["KHR_gaussian_splatting", "ACME_gizmo"])
def test_an_extension_that_is_required_and_unknown_is_refused_by_name(
    tmp_path: Path, name: str
) -> None:
    made = Made(extensionsUsed=[name], extensionsRequired=[name])
    path = one(made, made.square()).write(tmp_path)
    with pytest.raises(ReadError, match=f"requires the glTF extension {name}"):
        describe_file(path)


def test_an_extension_that_is_only_used_is_told(tmp_path: Path) -> None:
    names = ["KHR_lights_punctual", "ACME_gizmo"]
    made = Made(extensionsUsed=names, extensionsRequired=names[:1])
    mesh = read_file(one(made, made.square()).write(tmp_path))
    assert [each.text() for each in mesh.report.warnings] == [
        "Shown without these extensions: KHR_lights_punctual, ACME_gizmo."
    ]


def test_one_broken_part_does_not_take_the_others_along(tmp_path: Path) -> None:
    made = Made()
    one(made, made.square(), name="good")
    one(made, made.primitive(TWO, NORMAL=SQUARE), name="bad")
    wild = SQUARE.copy()
    wild[3] = np.nan
    numbers = np.array([0, 1, 2, 0, 2, 3, 0, 1, 9], np.uint16)
    one(made, made.primitive(numbers, POSITION=wild), name="odd")
    mesh = read_file(made.write(tmp_path))
    assert np.bincount(mesh.object_index, minlength=3).tolist() == [2, 0, 1]
    assert mesh.report.extent is not None
    bad, odd = (each.text() for each in mesh.report.warnings)
    assert bad == "bad: Part meshes/1/primitives/0 is not shown: it has no positions."
    assert odd.startswith("odd: Triangles, lines or points with a vertex that does not exist")
    assert odd.endswith("skipped: 2.")


CLAIMS: dict[str, tuple[str, Any]] = {
    "accessor": ("accessors/0/count", 2**31),
    "accessor at the edge": ("accessors/0/count", 2**53),
    "accessor offset": ("accessors/0/byteOffset", 2**31),
    "view": ("bufferViews/0/byteLength", 2**31),
    "view offset": ("bufferViews/0/byteOffset", 2**53),
    "negative offset": ("bufferViews/0/byteOffset", -8),
    "negative count": ("accessors/0/count", -1),
    "buffer": ("buffers/0/byteLength", 2**31),
    "stride": ("bufferViews/0/byteStride", 252),
    "nothing but zeros": ("accessors/0", {"componentType": 5126, "count": 2**28, "type": "VEC3"}),
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_claims_of_gigabytes_cost_nothing(tmp_path: Path, claim: str) -> None:
    made = whole()
    root = made.whole()
    path, value = CLAIMS[claim]
    way = path.split("/")
    target: Any = root
    for step in way[:-1]:
        target = target[int(step) if step.isdigit() else step]
    target[int(way[-1]) if way[-1].isdigit() else way[-1]] = value
    file = tmp_path / "made.glb"
    file.write_bytes(glb(json.dumps(root).encode(), made.binary))
    outcome, peak = peak_of(lambda: take_in(file, None, lambda *_: None))
    assert peak < 20 * MIB
    if claim == "buffer":
        assert "says it has 2147483648 bytes" in outcome.mesh.report.warnings[0].text()
    else:
        assert outcome.refusal is not None
        assert len(outcome.mesh.report.warnings) > 0


def packed(count: int, stride: int, data: bytes = b"\xa0" + bytes(40)) -> bytes:
    """Return a file whose positions claim to be packed with meshoptimizer."""
    name = "EXT_meshopt_compression"
    made = Made(extensionsUsed=[name], extensionsRequired=[name])
    size = {"byteOffset": 0, "byteLength": len(data)}
    how = {"buffer": 0, **size, "byteStride": stride, "count": count, "mode": "ATTRIBUTES"}
    made.binary = data
    place = {"buffer": 0, "byteLength": count * stride, "extensions": {name: how}}
    made.listed("bufferViews", place)
    described = {"bufferView": 0, "componentType": 5126, "count": count, "type": "VEC3"}
    made.listed("accessors", described)
    return one(made, {"attributes": {"POSITION": 0}}).glb()


def test_what_claims_to_be_packed_a_millionfold_is_not_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "made.glb"
    file.write_bytes(packed(2**25, 12))
    outcome, peak = peak_of(lambda: take_in(file, None, lambda *_: None))
    assert peak < 20 * MIB
    assert "claim to be" in outcome.mesh.report.errors[0].text()


def test_a_billion_from_a_few_is_refused(tmp_path: Path) -> None:
    name = "EXT_mesh_gpu_instancing"
    made = Made(extensionsUsed=[name])
    count = 900_000
    moved = made.listed("accessors", {"componentType": 5126, "count": count, "type": "VEC3"})
    one(made, made.square(), extensions={name: {"attributes": {"TRANSLATION": moved}}})
    one(made, *[made.square()] * 500)
    made.root["nodes"][0]["mesh"] = 1
    with pytest.raises(ReadError, match="over 20 million vertices and triangles"):
        read_file(made.write(tmp_path))


def peak_of(action: Callable[[], Any]) -> tuple[Any, int]:
    """Return what an action gives and the most bytes that it held at once."""
    tracemalloc.start()
    try:
        return action(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("uri", ["../data.bin", "/etc/passwd", "%2e%2e%2fdata.bin", "link.bin"])
def test_data_outside_of_the_folder_is_not_touched(tmp_path: Path, uri: str) -> None:
    home = tmp_path / "model"
    home.mkdir()
    made = whole()
    (tmp_path / "data.bin").write_bytes(made.binary)
    (home / "link.bin").symlink_to(tmp_path / "data.bin")
    path = home / "made.gltf"
    buffers = [{"byteLength": len(made.binary), "uri": uri}]
    path.write_text(json.dumps({**made.root, "buffers": buffers}))
    with pytest.raises(ReadError, match="outside the file's folder"):
        read_file(path)


def test_data_below_the_folder_is_found_and_named(tmp_path: Path) -> None:
    made = whole()
    (tmp_path / "deel één").mkdir()
    (tmp_path / "deel één" / "a.bin").write_bytes(made.binary)
    path = tmp_path / "made.gltf"
    uri = "deel%20%C3%A9%C3%A9n/a.bin"
    buffers = [{"byteLength": len(made.binary), "uri": uri}]
    path.write_text(json.dumps({**made.root, "buffers": buffers}))
    mesh = read_file(path)
    assert len(mesh.triangles) == 2
    assert mesh.report.references == ("deel één/a.bin",)
    buffers[0]["uri"] = "gone.bin"
    path.write_text(json.dumps({**made.root, "buffers": buffers}))
    report = describe_file(path)
    assert "'gone.bin' is missing" in report.errors[0].text()
    assert report.references == ("gone.bin",)


def outcome(path: Path) -> bool:
    """Read a file; whether that gave a mesh. Anything but a mesh or our own error is a failure."""
    try:
        mesh = read_file(path)
    except MrappError:
        return False
    assert_sound(mesh)
    return True


ODD: list[Any] = [
    None,
    -1,
    0,
    1,
    2**31,
    2**53,
    -0.5,
    1e30,
    1e-30,
    True,
    "x",
    [],
    {},
    [0, 0],
    [None],
]


def spoilt(value: Value, chance: random.Random, rate: float) -> Value:
    """Return JSON with some of its values replaced by odd ones."""
    if chance.random() < rate:
        return chance.choice(ODD)
    if isinstance(value, dict):
        return {name: spoilt(each, chance, rate) for name, each in value.items()}
    if isinstance(value, list):
        return [spoilt(each, chance, rate) for each in value]
    return value


UNPACKED = (
    "trimesh/BoxInterleaved.glb",
    "trimesh/cubevc.glb",
    "trimesh/nested.glb",
    "gltf-pipeline/2.0/box-morph/box-morph.gltf",
    "gltf-pipeline/2.0/multiple-boxes/multiple-boxes.gltf",
    "gltf-transform/core/test/in/Box_glTF-Embedded/Box.gltf",
    "gltf-transform/core/test/in/BoxVertexColors.glb",
    "gltf-transform/functions/test/in/TwoCubes.glb",
)


@pytest.mark.slow
def test_a_thousand_files_with_odd_values(tmp_path: Path, testdata: Path) -> None:
    chance = random.Random(20261121)
    made = tmp_path / "made.glb"
    sources = [testdata / "gltf" / name for name in UNPACKED] + [dressed(tmp_path)]
    contents = [parts_of(path) for path in sources]
    read = 0
    for number in range(1000):
        text, binary = contents[number % len(contents)]
        rate = chance.choice([0.003, 0.02])
        made.write_bytes(glb(json.dumps(spoilt(text, chance, rate)).encode(), binary))
        read += outcome(made)
    assert 100 < read < 900
