"""Copies of good files in every format, cut off or with bits turned, seeded.

`python -m tests.io.damage FOLDER COUNT [SEED]` opens so many of them and prints what became of them
by format, and each that is more than a mesh or a sentence.
"""

import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mrapp.io.project_file import project_bytes
from mrapp.model.project import Project
from tests.cli.boxes import box
from tests.io.gltf_made import CORNERS_UV, Made, one
from tests.io.guarded import DIED, FAULT, HUNG, Guard

SEED = 20261122
_GLTF = "gltf/gltf-transform/{}/test/in/"
_PIPELINE = "gltf/gltf-pipeline/2.0/"
_WHOLE = {
    "CityJSON": (
        "cityjson/cjval/cube.city.json",
        "cityjson/cjval/o.json",
        "cityjson/cjval/potatoes.city.json",
        "cityjson/cjseq/1b_w_texture.city.json",
        "cityjson/fme/geometry_template_lod3.json",
    ),
    "CityJSONSeq": (
        "cityjson/cjseq/3dbag_b2.city.jsonl",
        "cityjson/cjval/cube_20.jsonl",
        "cityjson/flatcitybuf/geom_temp.city.jsonl",
    ),
    "glTF": (
        f"{_PIPELINE}box-morph/box-morph.gltf",
        f"{_PIPELINE}box-textured-embedded/box-textured-embedded.gltf",
        f"{_PIPELINE}extensions/EXT_texture_webp/box-textured-embedded/box-textured-embedded.gltf",
    ),
    "GLB": (
        "gltf/trimesh/BoxInterleaved.glb",
        f"{_PIPELINE}box-textured-binary/box-textured-binary.glb",
        f"{_GLTF.format('core')}BoxVertexColors.glb",
    ),
    "GLB, packed": (
        f"{_GLTF.format('extensions')}BoxMeshopt.glb",
        f"{_GLTF.format('functions')}DenseSphere.glb",
    ),
    "OBJ": (
        "mesh/obj2gltf/box-objects-groups-materials/box-objects-groups-materials.obj",
        "mesh/obj2gltf/box-uvs/box-uvs.obj",
    ),
}
# A file, and the one beside it that is damaged.
_PAIRS = {
    "glTF": (f"{_GLTF.format('core')}Box_glTF/Box.gltf", "Box0.bin"),
    "glTF, packed": (f"{_GLTF.format('extensions')}BoxDraco.gltf", "0.bin"),
    "OBJ": ("mesh/obj2gltf/box-complex-material/box-complex-material.obj", "*.mtl"),
    "image": ("mesh/obj2gltf/box-textured/box-textured.obj", "cesium.png"),
}
_IMAGES = ("2d_etc1s.ktx2", "2d_uastc.ktx2", "2d_rgba8.ktx2")


@dataclass(frozen=True)
class Source:
    """A good file: what lies in its folder by name, which is opened and which is damaged."""

    kind: str
    files: Mapping[str, bytes]
    opened: str
    damaged: str

    def write(self, folder: Path, damage: bytes | None = None) -> Path:
        """Write it with `damage` in place of what is damaged; return what to open."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        if damage is not None:
            (folder / self.damaged).write_bytes(damage)
        return folder / self.opened


def sources(testdata: Path, scratch: Path) -> list[Source]:
    """Return good files in every format."""
    found = [
        Source(kind, {path.name: path.read_bytes()}, path.name, path.name)
        for kind, names in _WHOLE.items()
        for path in (testdata / name for name in names)
    ]
    for kind, (name, beside) in _PAIRS.items():
        path = testdata / name
        files = {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
        files = {each: data for each, data in files.items() if len(data) < 100_000}
        found.append(Source(kind, files, path.name, next(path.parent.glob(beside)).name))
    for name in _IMAGES:
        data = shown((testdata / _GLTF.format("extensions") / name).read_bytes())
        found.append(Source("GLB, packed", {"image.glb": data}, "image.glb", "image.glb"))
    capsule = _capsule(scratch)
    return [*found, *([Source("capsule", {"p.mrapp": capsule}, "p.mrapp", "p.mrapp")] * 3)]


def shown(ktx2: bytes) -> bytes:
    """Return a GLB: a square with a KTX2 image on it."""
    name = "KHR_texture_basisu"
    made = Made(extensionsUsed=[name], extensionsRequired=[name])
    source = made.listed("images", {"bufferView": made.view(ktx2), "mimeType": "image/ktx2"})
    texture = made.listed("textures", {"extensions": {name: {"source": source}}})
    metal = {"baseColorTexture": {"index": texture}}
    made.listed("materials", {"pbrMetallicRoughness": metal})
    return one(made, made.square(material=0, TEXCOORD_0=CORNERS_UV)).glb()


def _capsule(scratch: Path) -> bytes:
    """Return a project in one file, half of it packed."""
    project = {
        "id": "p",
        "name": {"nl": "P"},
        "origin": {"x": 105_400, "y": 424_560},
        "layers": [{"id": "a", "name": {"nl": "A"}, "asset": "assets/box.city.json"}],
    }
    path = scratch / "p.mrapp"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.json", project_bytes(Project.model_validate(project)))
        content = box(scratch).read_bytes()
        archive.writestr("assets/box.city.json", content, zipfile.ZIP_DEFLATED)
    return path.read_bytes()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return bytes cut off, with a piece left out or doubled, or with up to eight bits turned.

    Half of those are the lowest bits of what are letters or digits, so that JSON mostly stays JSON.
    """
    way, size = chance.random(), len(data)
    if way < 0.2:
        return data[: chance.randrange(size)]
    if way < 0.3:
        first, last = sorted((chance.randrange(size), chance.randrange(size)))
        return data[:last] + data[first:] if chance.random() < 0.5 else data[:first] + data[last:]
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(size)
        if way < 0.65:
            changed[place] ^= 1 << chance.randrange(8)
        elif data[place : place + 1].isalnum():
            changed[place] ^= 1
    return bytes(changed)


def copies(found: list[Source], count: int, seed: int) -> Iterator[tuple[Source, bytes]]:
    """Give `count` damaged copies, the sources in turns."""
    chance = random.Random(seed)
    for number in range(count):
        source = found[number % len(found)]
        yield source, damaged(source.files[source.damaged], chance)


def main(testdata: Path, count: int, seed: int) -> int:
    """Print what became of the copies; return the exit code."""
    begun_s, became, wrong = time.perf_counter(), Counter[tuple[str, str]](), 0
    with TemporaryDirectory() as home, closing(Guard()) as guard:
        scratch = Path(home)
        found = sources(testdata, scratch)
        for number, (source, damage) in enumerate(copies(found, count, seed)):
            said = guard.open(source.write(scratch / str(number % len(found)), damage))
            became[source.kind, said.split(":")[0]] += 1
            if said.startswith((FAULT, DIED, HUNG)):
                wrong += 1
                print(f"copy {number} of {source.opened} ({source.kind}): {said[:2000]}")
    for (kind, word), times in sorted(became.items()):
        print(f"{kind}: {word} {times}")
    print(f"{count} copies in {time.perf_counter() - begun_s:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    wished = int(sys.argv[3]) if len(sys.argv) > 3 else SEED
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), wished))
