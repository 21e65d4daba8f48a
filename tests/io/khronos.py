"""What Khronos' validator says of a glTF file, and where mrapp differs over its suite, and why.

The validator's reports lie beside the files of its own suite, as `*.report.json`.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from mrapp.io.gltf import findings

NO_FAULT = (findings.MOVING, findings.NO_NODES, findings.NOT_SHOWN)
"""What mrapp says of files that are as they should be."""

UNNOTICED: dict[str, tuple[str, ...]] = {
    "an attribute of the file's own kind is not used, so it does not matter how it is stored": (
        "base/mesh/accessor_attribute_uint32.gltf",
    ),
    "the bounds that a file states of its positions are not used": (
        "base/mesh/morph_position_accessor_no_bounds.gltf",
        "base/mesh/position_accessor_no_bounds.gltf",
    ),
    "morph targets without a weight are not looked at, and each part counts its own": (
        "base/mesh/morph_unequal_targets_count.gltf",
    ),
    "normals are made of unit length here, and tangents are not used": (
        "base/mesh_data/normals_tangents_non_unit_invalid_sign.gltf",
    ),
    "an extension that is not shown (which is said) asks for tangents that it would need": (
        "ext/KHR_materials_anisotropy/material/no_tangent_space.gltf",
        "ext/KHR_materials_clearcoat/material/no_tangent_space.gltf",
    ),
    "variants of materials are not shown (which is said), so they may contradict each other": (
        "ext/KHR_materials_variants/primitive/non_unique.gltf",
    ),
    "an image for occlusion is not used, so it does not matter where it would lie": (
        "ext/KHR_texture_transform/textureInfo/uv_sets.gltf",
    ),
}
"""Files with an error that mrapp opens and says nothing about."""

NOT_OPENED: dict[str, tuple[str, ...]] = {
    "it asks for a reader of glTF 2.1 at least": ("base/asset/min_version_valid.gltf",),
    "its one part has no positions, which is allowed, but then there is nothing to show": (
        "base/mesh/primitive_no_position.gltf",
    ),
    "its buffer has no data, which is allowed, but then there is nothing to show": (
        "base/root/named_objects.gltf",
        "base/root/unused_objects.gltf",
    ),
    "its scene has a node, but no node has its mesh, so nothing of it is shown": (
        "base/json/integer_written_as_float.gltf",
    ),
    "it is of a later minor version, which is said, and there is nothing to show": (
        "base/asset/2_1_version.gltf",
    ),
}
"""Files without an error that mrapp refuses, for another reason than that they are empty."""

NOTHING_DRAWN = "its report counts nothing that would be drawn, and mrapp opens no empty scene"
"""Why most files without an error are refused: they are about something else than shapes."""


@dataclass(frozen=True)
class Verdict:
    """The codes of the errors in the validator's report, and how many things it counts as drawn.

    drawn: None where the validator could not count.
    """

    errors: frozenset[str]
    drawn: int | None


def verdict(path: Path) -> Verdict | None:
    """Return what the validator said of a file; None if it was not asked."""
    beside = path.with_name(f"{path.name}.report.json")
    if not beside.is_file():
        return None
    report = json.loads(beside.read_text(encoding="utf-8"))
    messages = report["issues"]["messages"]
    errors = frozenset(each["code"] for each in messages if each["severity"] == 0)
    return Verdict(errors, report.get("info", {}).get("drawCallCount"))


def difference(name: str, said: Verdict, refused: bool, faults: int) -> str | None:
    """Return why mrapp and the validator differ over a file of the suite; None if they do not.

    They agree when a file with errors is refused or warned about and any other opens. faults: how
    many warnings say that something is wrong. A difference for which there is no reason in this
    module is a fault; it is called "no reason known".
    """
    if refused and not said.errors:
        known = _reason(name, NOT_OPENED)
        return known or (NO_REASON if said.drawn else NOTHING_DRAWN)
    if said.errors and not refused and not faults:
        return _reason(name, UNNOTICED) or NO_REASON
    return None


NO_REASON = "no reason known"


def _reason(name: str, reasons: dict[str, tuple[str, ...]]) -> str | None:
    return next((reason for reason, names in reasons.items() if name in names), None)
