"""Which objects stand in view and in what order: for choosing buildings with the keyboard."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from mrapp.app.state import ObjectRef, SceneState
from mrapp.model.citymesh import CityMesh

Float64 = NDArray[np.float64]

_PICKABLE = ("Building", "BuildingPart")


def root_of(ref: ObjectRef, meshes: Mapping[str, CityMesh]) -> ObjectRef:
    """Return the whole object that a part belongs to: a building for one of its parts."""
    mesh = meshes.get(ref.asset)
    found = next((o for o in mesh.objects if o.id == ref.object_id), None) if mesh else None
    return ObjectRef(ref.asset, found.root) if found else ref


def object_centres(mesh: CityMesh) -> tuple[list[str], Float64]:
    """Return the ids of the whole buildings and the middle of each, shape (n, 3), RD/NAP metres."""
    roots = sorted({o.root for o in mesh.objects if o.type in _PICKABLE})
    number = {root: i for i, root in enumerate(roots)}
    of_object = np.array([number.get(o.root, -1) for o in mesh.objects], dtype=np.int64)
    of_triangle = of_object[mesh.object_index] if len(of_object) else of_object
    kept = of_triangle >= 0
    middles = mesh.points_rd[mesh.triangles[kept]].mean(axis=1)
    count = np.bincount(of_triangle[kept], minlength=len(roots))
    sums = np.stack(
        [np.bincount(of_triangle[kept], middles[:, i], minlength=len(roots)) for i in range(3)],
        axis=1,
    )
    drawn = count > 0
    names = [root for root, there in zip(roots, drawn, strict=True) if there]
    return names, sums[drawn] / count[drawn, None]


def buildings_in_view(
    state: SceneState,
    meshes: Mapping[str, CityMesh],
    eye_rd: Float64,
    forward: Float64,
    half_angle_rad: float,
    middle_rd: Float64 | None = None,
) -> list[ObjectRef]:
    """Return the whole buildings that are shown and lie within `half_angle_rad` of `forward`.

    eye_rd: (3,), RD/NAP metres; forward: (3,), unit vector. From near to far: from the eye, or
    from `middle_rd`, what is looked at from above.
    """
    found: list[tuple[float, ObjectRef]] = []
    for show in state.shows:
        mesh = meshes.get(show.asset)
        if mesh is None or show.role == "terrain":
            continue
        names, centres = object_centres(mesh)
        away = centres - eye_rd
        ahead = away @ forward >= np.cos(half_angle_rad) * np.linalg.norm(away, axis=1)
        distance = np.linalg.norm(centres - (eye_rd if middle_rd is None else middle_rd), axis=1)
        found += [
            (float(distance[i]), ObjectRef(show.asset, names[i]))
            for i in np.flatnonzero(ahead)
            if names[i] not in show.hidden and names[i] not in show.ghosts
        ]
    return [ref for _, ref in sorted(found, key=lambda item: (item[0], item[1].object_id))]


def stepped(order: list[ObjectRef], now: ObjectRef | None, steps: int) -> ObjectRef | None:
    """Return the object `steps` after `now` in `order`, going round; an end if none is."""
    if not order:
        return None
    if now not in order:
        return order[0] if steps > 0 else order[-1]
    return order[(order.index(now) + steps) % len(order)]


def points_of(ref: ObjectRef, mesh: CityMesh) -> Float64:
    """Return the corners of all triangles of an object and its parts, (k, 3), RD/NAP metres."""
    return mesh.points_rd[mesh.triangles[family(ref.object_id, mesh)]].reshape(-1, 3)


def family(object_id: str, mesh: CityMesh) -> NDArray[np.bool_]:
    """Return a mask over triangles: those of the object and of the parts below it."""
    members = [i for i, o in enumerate(mesh.objects) if object_id in (o.id, o.root)]
    return np.isin(mesh.object_index, members)
