"""Where mrapp and Khronos' validator differ over the validator's own suite, with the reasons."""

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
    "it is of a later minor version, which is said, and there is nothing to show": (
        "base/asset/2_1_version.gltf",
    ),
}
"""Files without an error that mrapp refuses, for another reason than that they are empty."""
