"""The tree of nodes that is shown: where each stands, and which hold together as one design."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.io.gltf import findings as found
from mrapp.io.gltf.document import Document, Json
from mrapp.io.reading import refusal

Matrix = NDArray[np.float64]

# x stays, y becomes z, z becomes -y.
_Z_UP_FROM_Y_UP = np.array(
    [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, -1.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]]
)


@dataclass(frozen=True, eq=False)
class Node:
    """A node that is shown. above: its place in the list it is in, or -1; world: (4, 4), z up."""

    number: int
    source: Json
    above: int
    world: Matrix


def shown_nodes(document: Document) -> list[Node]:
    """Return the nodes of the scene to show, each after the one above it.

    That is the default scene, else the first; without scenes, all nodes from their roots down;
    without nodes, one for each mesh. Raises `ReadError` if nodes lie in a circle.
    """
    if not document.listed("nodes") and document.listed("meshes"):
        return _meshes_alone(document)
    nodes: list[Node] = []
    seen: set[int] = set()
    path: dict[int, None] = {}
    locals_ = _locals(document)
    # From the top down, the first child first; None: all below the last of `path` is done.
    ahead: list[tuple[int, int] | None] = [(it, -1) for it in reversed(_roots(document))]
    while ahead:
        step = ahead.pop()
        if step is None:
            path.popitem()
            continue
        number, above = step
        source = document.numbered("nodes", number)
        if source is None or not _is_visible(source):
            continue
        if number in path:
            raise _circle(document, number)
        if number in seen:
            document.findings.add(found.TWO_PARENTS, node=number)
            continue
        seen.add(number)
        path[number] = None
        before = _Z_UP_FROM_Y_UP if above < 0 else nodes[above].world
        nodes.append(Node(number, source, above, before @ locals_[number]))
        here = len(nodes) - 1
        ahead.append(None)
        ahead.extend((child, here) for child in reversed(source.get("children", [])))
    return nodes


def tops_of(nodes: Sequence[Node]) -> list[int]:
    """Return for each node the place of the node that it is a part of, itself for such a one.

    From the scene down as long as one node has all the meshes below it and none of its own: the
    nodes at that fork are the tops. Of what hangs on none of them, such as that one node, -1.
    """
    meshes = [int("mesh" in node.source) for node in nodes]
    for at in range(len(nodes) - 1, -1, -1):
        if nodes[at].above >= 0:
            meshes[nodes[at].above] += meshes[at]
    below: dict[int, list[int]] = {}
    for at, node in enumerate(nodes):
        if meshes[at]:
            below.setdefault(node.above, []).append(at)
    fork = below.get(-1, [])
    while len(fork) == 1 and "mesh" not in nodes[fork[0]].source:
        fork = below[fork[0]]
    tops, at_fork = [-1] * len(nodes), set(fork)
    for at, node in enumerate(nodes):
        tops[at] = at if at in at_fork else (tops[node.above] if node.above >= 0 else -1)
    return tops


def _roots(document: Document) -> list[int]:
    scenes = document.listed("scenes")
    scene = document.numbered("scenes", document.root.get("scene", 0))
    if scenes and scene is not None:
        listed: list[int] = scene.get("nodes", [])
        return listed
    nodes = document.listed("nodes")
    children = {child for node in nodes if node for child in node.get("children", [])}
    roots = [number for number in range(len(nodes)) if number not in children]
    if nodes and not roots:
        raise _circle(document, 0)
    return roots


def _meshes_alone(document: Document) -> list[Node]:
    """Return a node for each mesh of a file that has none of its own."""
    document.findings.add(found.NO_NODES)
    meshes = range(len(document.listed("meshes")))
    return [Node(-1, {"mesh": number}, -1, _Z_UP_FROM_Y_UP) for number in meshes]


def _is_visible(source: Json) -> bool:
    shown = source.get("extensions", {}).get("KHR_node_visibility", {})
    return bool(shown.get("visible", True))


def _circle(document: Document, number: int) -> Exception:
    return refusal(
        document.file,
        nl=f"de knopen liggen in een kring (bij knoop {number})",
        en=f"its nodes form a circle (at node {number})",
    )


def _locals(document: Document) -> Matrix:
    """Return the matrix of every node, (n, 4, 4), from its own frame to that of the one above."""
    sources = [node or {} for node in document.listed("nodes")]
    result = transforms(
        *(
            np.array([node.get(name, default) for node in sources], np.float64)
            for name, default in (
                ("translation", (0.0, 0.0, 0.0)),
                ("rotation", (0.0, 0.0, 0.0, 1.0)),
                ("scale", (1.0, 1.0, 1.0)),
            )
        )
    )
    for number, node in enumerate(sources):
        if "matrix" in node:
            # Stored column by column.
            result[number] = np.array(node["matrix"], np.float64).reshape(4, 4).T
            if {"translation", "rotation", "scale"} & node.keys():
                document.findings.add(found.TWO_TRANSFORMS, node=number)
    return result


def transforms(
    moved: NDArray[np.float64], turned: NDArray[np.float64], scaled: NDArray[np.float64]
) -> Matrix:
    """Return matrices (k, 4, 4) that scale, then turn, then move.

    moved, scaled: (k, 3); turned: (k, 4) quaternions x, y, z, w, made of unit length here.
    """
    if not len(moved):
        return np.zeros((0, 4, 4))
    length = np.linalg.norm(turned, axis=1, keepdims=True)
    x, y, z, w = (turned / np.where(length > 0.0, length, 1.0)).T
    rows = (
        (1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)),
        (2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)),
        (2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)),
    )
    result = np.zeros((len(moved), 4, 4))
    for number, row in enumerate(rows):
        result[:, number, :3] = np.stack(row, axis=1)
    result[:, :3, :3] *= scaled[:, None, :]
    result[:, :3, 3] = moved
    result[:, 3, 3] = 1.0
    return result
