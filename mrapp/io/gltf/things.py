"""Nodes with meshes to the objects of a design, and where their shapes are to be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from mrapp.io.gltf.accessors import Accessors
from mrapp.io.gltf.document import Document, Json
from mrapp.io.gltf.findings import ODD_VALUES, SKIPPED, WITHOUT, UnusableError
from mrapp.io.gltf.flatten import Copies
from mrapp.io.gltf.nodes import Matrix, Node, shown_nodes, tops_of, transforms
from mrapp.io.gltf.shapes import Shape, Shapes, check_size
from mrapp.io.gltf.skinning import bones, posed
from mrapp.io.reading import DESIGN
from mrapp.model.citymesh import CityObject

"""What kind of object a node is: glTF has no kinds of its own."""

_MOST_INSTANCES = 1_000_000
_MATRIX_SIZE = 4  # what a place takes, in vertices
_INSTANCING = "EXT_mesh_gpu_instancing"


@dataclass
class Gathered:
    """The objects, their names, and which shape is where."""

    objects: list[CityObject] = field(default_factory=list)
    copies: list[Copies] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The id of each object."""
        return [each.id for each in self.objects]


def gather(document: Document, accessors: Accessors, shapes: Shapes) -> Gathered:
    """Return one object for each node that is shown and has a mesh, or is the top of such ones."""
    nodes = shown_nodes(document)
    tops = tops_of(nodes)
    wanted = {at for at, node in enumerate(nodes) if "mesh" in node.source}
    wanted |= {tops[at] for at in wanted}
    names = _names(document, nodes, sorted(wanted))
    placer = _Placer(document, accessors, shapes, {it.number: it.world for it in nodes})
    gathered = Gathered()
    for owner, at in enumerate(sorted(wanted)):
        node, top = nodes[at], tops[at]
        attributes = _attributes(document, node.source)
        gathered.objects.append(CityObject(names[at], DESIGN, names[top], attributes))
        placer.place(node, owner, names[at])
    gathered.copies = placer.copies()
    return gathered


def _names(document: Document, nodes: Sequence[Node], wanted: Sequence[int]) -> dict[int, str]:
    """Return a name for each node, by its place, that no other has."""
    taken: dict[str, int] = {}
    names: dict[int, str] = {}
    used: set[str] = set()
    for at in wanted:
        source = nodes[at].source
        mesh: Json = document.numbered("meshes", source.get("mesh", -1)) or {}
        number = nodes[at].number
        kind = f"node {number}" if number >= 0 else f"mesh {source['mesh']}"
        wish = source.get("name") or mesh.get("name") or kind
        name, number = wish, taken.get(wish, 1)
        while name in used:
            number += 1
            name = f"{wish} {number}"
        taken[wish] = number
        used.add(name)
        names[at] = name
    return names


def _attributes(document: Document, source: Json) -> Json:
    """Return what is known of a node: its extras, its mesh's, and what it is made of."""
    mesh: Json = document.numbered("meshes", source.get("mesh", -1)) or {}
    attributes: dict[str, object] = {}
    for extras in (mesh.get("extras"), source.get("extras")):
        attributes.update(
            extras if isinstance(extras, dict) else {"extras": extras} if extras else {}
        )
    if mesh.get("name") and mesh["name"] != source.get("name"):
        attributes.setdefault("mesh", mesh["name"])
    worn = dict.fromkeys(
        each["material"] for each in mesh.get("primitives", []) if each and "material" in each
    )
    found = (document.numbered("materials", number) or {} for number in worn)
    materials = [each["name"] for each in found if each.get("name")]
    if materials:
        attributes.setdefault("materials", materials)
    return attributes


class _Placer:
    """Collects the places of every shape."""

    def __init__(
        self,
        document: Document,
        accessors: Accessors,
        shapes: Shapes,
        worlds: Mapping[int, Matrix],
    ) -> None:
        self._document = document
        self._accessors = accessors
        self._shapes = shapes
        self._worlds = worlds
        self._size = 0
        self._places: dict[int, tuple[Shape, list[Matrix], list[int]]] = {}

    def copies(self) -> list[Copies]:
        """Return each shape with all its places."""
        return [
            Copies(
                shape,
                np.concatenate(matrices),
                np.repeat(owners, [len(each) for each in matrices]).astype(np.int32),
            )
            for shape, matrices, owners in self._places.values()
        ]

    def place(self, node: Node, owner: int, name: str) -> None:
        """Put the shapes of a node's mesh where the node says."""
        source = node.source
        if "mesh" not in source:
            return
        places = self._instances(node, name)
        skin = self._bones(source, name)
        for shape in self._shapes.of_mesh(source["mesh"], source.get("weights"), name):
            hung = None if skin is None else self._posed(shape, skin, name)
            known = hung or shape
            self._size += (known.size + _MATRIX_SIZE) * len(places)
            check_size(self._size, self._document.file)
            entry = self._places.setdefault(id(known), (known, [], []))
            entry[1].append(places if hung is None else np.eye(4)[None])
            entry[2].append(owner)

    def _bones(self, source: Json, name: str) -> Matrix | None:
        if "skin" not in source:
            return None
        try:
            return bones(source["skin"], self._document, self._accessors, self._worlds)
        except UnusableError as error:
            error.note(self._document.findings, WITHOUT, name, part="skin", what="skin")
            return None

    def _posed(self, shape: Shape, skin: Matrix, name: str) -> Shape | None:
        hung, sound = posed(shape, skin)
        if not sound:
            self._document.findings.add(ODD_VALUES, name, part="skin", what="JOINTS, WEIGHTS")
        return hung

    def _instances(self, node: Node, name: str) -> Matrix:
        """Return the matrices of a node's copies, (k, 4, 4); most nodes have one."""
        instancing = node.source.get("extensions", {}).get(_INSTANCING)
        if instancing is None:
            return node.world[None]
        try:
            return np.asarray(node.world @ self._instance_transforms(instancing["attributes"]))
        except UnusableError as error:
            error.note(self._document.findings, SKIPPED, name, part=_INSTANCING)
            return np.zeros((0, 4, 4))

    def _instance_transforms(self, attributes: Mapping[str, int]) -> Matrix:
        counts = {self._accessors.count(number) for number in attributes.values()}
        if len(counts) != 1 or max(counts) > _MOST_INSTANCES:
            raise UnusableError(
                nl="het aantal herhalingen is niet eenduidig, of te groot",
                en="the number of its repetitions is not clear, or too large",
            )
        count = counts.pop()
        rows = []
        for name, default in (
            ("TRANSLATION", (0.0, 0.0, 0.0)),
            ("ROTATION", (0.0, 0.0, 0.0, 1.0)),
            ("SCALE", (1.0, 1.0, 1.0)),
        ):
            row = np.broadcast_to(np.array(default), (count, len(default)))
            if name in attributes:
                row = self._accessors.numbers(attributes[name]).astype(np.float64)
            if row.shape[1] != len(default):
                raise UnusableError(
                    nl=f"{name} heeft niet de goede vorm", en=f"{name} has not the right form"
                )
            rows.append(row)
        return transforms(*rows)
