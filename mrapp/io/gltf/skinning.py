"""Meshes that hang on bones, in the pose in which the file leaves these."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from mrapp.io.gltf.accessors import Accessors
from mrapp.io.gltf.document import Document
from mrapp.io.gltf.findings import UnusableError
from mrapp.io.gltf.nodes import Matrix
from mrapp.io.gltf.shapes import Shape


def bones(
    number: int, document: Document, accessors: Accessors, worlds: Mapping[int, Matrix]
) -> Matrix:
    """Return for each joint of a skin the matrix that its vertices move by, (j, 4, 4).

    worlds: of each node that is shown. Raises `UnusableError` if the skin cannot be used.
    """
    skin = document.numbered("skins", number)
    joints: list[int] = skin["joints"] if skin else []
    if not joints or any(joint not in worlds for joint in joints):
        raise UnusableError(nl="botten ontbreken", en="bones are missing")
    placed = np.array([worlds[joint] for joint in joints])
    if skin is None or "inverseBindMatrices" not in skin:
        return placed
    bound = accessors.numbers(skin["inverseBindMatrices"])
    if bound.shape[1] != 16 or len(bound) < len(joints):
        raise UnusableError(nl="matrices ontbreken", en="matrices are missing")
    # Stored column by column.
    stored = bound[: len(joints)].astype(np.float64).reshape(-1, 4, 4).transpose(0, 2, 1)
    return np.asarray(placed @ stored)


def posed(shape: Shape, matrices: Matrix) -> tuple[Shape | None, bool]:
    """Return a shape as its bones place it, no more to be moved; None if it hangs on none.

    And whether all it says of its bones is sound: where it is not, a vertex hangs on the last bone,
    and where its weights say nothing, on its first.
    """
    skinning = shape.vertices.skinning
    if skinning is None:
        return None, False
    sound = int(skinning.joints.max()) < len(matrices) and float(skinning.weights.min()) >= 0.0
    joints = np.minimum(skinning.joints, len(matrices) - 1)
    weights = skinning.weights.astype(np.float64)
    weights[~(weights.sum(axis=1) > 0.0), 0] = 1.0
    blended = np.einsum("nj,njab->nab", weights, matrices[joints, :3])
    points = shape.vertices.points.astype(np.float64)
    placed = np.einsum("nab,nb->na", blended[:, :, :3], points) + blended[:, :, 3]
    normals = shape.vertices.normals
    if normals is not None:
        normals = np.einsum("nab,nb->na", blended[:, :, :3], normals).astype(np.float32)
    vertices = replace(
        shape.vertices, points=placed.astype(np.float32), normals=normals, skinning=None
    )
    return replace(shape, vertices=vertices), sound
