"""A GLB of 300,000 triangles to actors: ours beside a bare vtkGLTFImporter."""

import json
import math
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from vtkmodules.vtkIOImport import vtkGLTFImporter
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow

from bench.measure import Figure, medians_in_turns_s
from mrapp.app.state import AssetShow, SceneState, Sun
from mrapp.io.readers import read_file
from mrapp.model.frames import Origin
from mrapp.model.placing import placed
from mrapp.model.project import Placement
from mrapp.scene.city_view import CityView
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import offscreen_window

_SIDE = 388  # squares along a side: 301,088 triangles
_ORIGIN = Origin(105_400.0, 424_560.0, 0.0)
_PLACE = Placement(x=105_400.0, y=424_560.0)
_STATE = SceneState(
    _ORIGIN, (AssetShow("m", "design", "m"),), Sun(math.radians(200.0), math.radians(45.0))
)


def figures() -> Iterator[Figure]:
    """Yield both times, from the file to what a frame can draw, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hills.glb"
        path.write_bytes(_glb())
        windows = offscreen_window(), offscreen_window()
        view = CityView(windows[0], Quality.FAST)
        theirs_s, reading_s, ours_s = medians_in_turns_s(
            [
                lambda: _imported(path, windows[1]),
                lambda: read_file(path),
                lambda: _shown(path, view),
            ]
        )
        view.close()
        for window in windows:
            window.Finalize()
    yield Figure("vtkGLTFImporter", theirs_s * 1e3, "ms")
    yield Figure("mrapp: reading", reading_s * 1e3, "ms")
    yield Figure("mrapp: reading, placing and actors", ours_s * 1e3, "ms")
    yield Figure("mrapp / vtkGLTFImporter", ours_s / theirs_s, "", "at most 1.3")


def _shown(path: Path, view: CityView) -> None:
    """Bring the file to what the next frame draws: as a window does, which finds edges later."""
    mesh = placed(read_file(path), _PLACE)
    view.show(_STATE, {"m": mesh}, [PreparedMesh(mesh, _ORIGIN, "design")], gradually=True)
    view.build(edges=False)


def _imported(path: Path, window: vtkRenderWindow) -> None:
    renderer = vtkRenderer()
    window.AddRenderer(renderer)
    importer = vtkGLTFImporter()
    importer.SetFileName(str(path))
    importer.SetRenderWindow(window)
    importer.Update()
    assert renderer.GetActors().GetNumberOfItems() > 0
    window.RemoveRenderer(renderer)


def _glb() -> bytes:
    """Return hills of 301,088 triangles with normals and one material."""
    x, z = np.meshgrid(np.arange(_SIDE + 1.0), np.arange(_SIDE + 1.0))
    y = 6.0 * np.sin(x / 19.0) * np.cos(z / 23.0)
    normals = np.stack(
        [
            -6.0 / 19.0 * np.cos(x / 19.0) * np.cos(z / 23.0),
            np.ones_like(x),
            6.0 / 23.0 * np.sin(x / 19.0) * np.sin(z / 23.0),
        ],
        axis=-1,
    )
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    points = np.stack([x, y, z], axis=-1).reshape(-1, 3)
    corner = (np.arange(_SIDE)[:, None] * (_SIDE + 1) + np.arange(_SIDE)).reshape(-1, 1)
    cells = corner + np.array([0, _SIDE + 1, _SIDE + 2, 0, _SIDE + 2, 1])
    parts = [points.astype("<f4"), normals.reshape(-1, 3).astype("<f4"), cells.astype("<u4")]
    views, accessors, binary = [], [], b""
    for part, kind in zip(parts, ("VEC3", "VEC3", "SCALAR"), strict=True):
        views.append({"buffer": 0, "byteOffset": len(binary), "byteLength": part.nbytes})
        code = 5125 if kind == "SCALAR" else 5126
        count = part.size if kind == "SCALAR" else len(part)
        accessors.append(
            {"bufferView": len(views) - 1, "componentType": code, "count": count, "type": kind}
        )
        binary += part.tobytes()
    accessors[0] |= {"min": points.min(axis=0).tolist(), "max": points.max(axis=0).tolist()}
    primitive = {"attributes": {"POSITION": 0, "NORMAL": 1}, "indices": 2, "material": 0}
    document = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "name": "hills"}],
        "meshes": [{"primitives": [primitive]}],
        "materials": [{"pbrMetallicRoughness": {"baseColorFactor": [0.4, 0.5, 0.3, 1.0]}}],
        "buffers": [{"byteLength": len(binary)}],
        "bufferViews": views,
        "accessors": accessors,
    }
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<II", len(text), 0x4E4F534A) + text
    chunks += struct.pack("<II", len(binary), 0x004E4942) + binary
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks
