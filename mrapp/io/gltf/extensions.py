"""Extensions of glTF: which are shown, which can be done without, which must be refused."""

from collections.abc import Iterable

from mrapp.io.findings import Findings
from mrapp.io.gltf import findings as found
from mrapp.io.reading import refusal

SHOWN = frozenset(
    {
        "EXT_mesh_gpu_instancing",
        "EXT_meshopt_compression",
        "EXT_texture_webp",
        "KHR_draco_mesh_compression",
        "KHR_materials_emissive_strength",
        "KHR_materials_pbrSpecularGlossiness",
        "KHR_materials_transmission",
        "KHR_materials_unlit",
        "KHR_mesh_quantization",
        "KHR_meshopt_compression",
        "KHR_node_visibility",
        "KHR_texture_basisu",
        "KHR_texture_transform",
    }
)
"""What these say is in the mesh."""

DISPENSABLE = frozenset(
    {
        "CESIUM_primitive_outline",
        "EXT_instance_features",
        "EXT_lights_ies",
        "EXT_lights_image_based",
        "EXT_mesh_features",
        "EXT_mesh_manifold",
        "EXT_structural_metadata",
        "KHR_animation_pointer",
        "KHR_lights_punctual",
        "KHR_materials_anisotropy",
        "KHR_materials_clearcoat",
        "KHR_materials_diffuse_transmission",
        "KHR_materials_dispersion",
        "KHR_materials_ior",
        "KHR_materials_iridescence",
        "KHR_materials_sheen",
        "KHR_materials_specular",
        "KHR_materials_variants",
        "KHR_materials_volume",
        "KHR_node_hoverability",
        "KHR_node_selectability",
        "KHR_xmp",
        "KHR_xmp_json_ld",
    }
)
"""Lamps, animation, data about data, and refinements of a look: without them the shape, its place
and its main colours are what they should be, even where a file says that it requires them."""


def check_extensions(
    used: Iterable[str], required: Iterable[str], file: str, findings: Findings
) -> None:
    """Say which extensions in use are not shown; raise `ReadError` for one we cannot do without."""
    unknown = [name for name in required if name not in SHOWN | DISPENSABLE]
    if unknown:
        names = ", ".join(unknown)[:200]
        raise refusal(
            file,
            nl=f"het vereist de glTF-uitbreiding {names}, die mrapp niet kent; laat het zonder "
            "die uitbreiding opslaan",
            en=f"it requires the glTF extension {names}, which mrapp does not know; have it saved "
            "without that extension",
        )
    for name in required:
        if name not in used:
            findings.add(found.UNUSED_REQUIRED, name=name)
    if "KHR_mesh_quantization" in used and "KHR_mesh_quantization" not in required:
        findings.add(found.NOT_REQUIRED, name="KHR_mesh_quantization")
    missed = [name for name in used if name not in SHOWN]
    if missed:
        findings.add(found.NOT_SHOWN, names=", ".join(missed)[:300])
