"""What may stand in a glTF file about how things look: materials, textures, images, samplers.

Section 5 of the glTF 2.0 specification, and its extensions of materials and textures, as tables.
https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#properties-reference
"""

from mrapp.io.gltf.checking import Flag, Kind, Number, Ref, Text, Thing, Whole, numbers

_SHARE = Number(0.0, 1.0)
_POSITIVE = Number(over=0.0)
_NOT_NEGATIVE = Number(0.0)
_RGB = numbers(3, _SHARE)
_FACTORS = numbers(3, _NOT_NEGATIVE)

_TRANSFORM = Thing(
    {"offset": numbers(2), "rotation": Number(), "scale": numbers(2), "texCoord": Whole()}
)
_TEXTURE_INFO = Thing(
    {"index": Ref("textures"), "texCoord": Whole(), "scale": Number(), "strength": _SHARE},
    needs=("index",),
    extensions={"KHR_texture_transform": _TRANSFORM},
)
_SPECULAR_GLOSSINESS = Thing(
    {
        "diffuseFactor": numbers(4, _SHARE),
        "diffuseTexture": _TEXTURE_INFO,
        "specularFactor": _RGB,
        "glossinessFactor": _SHARE,
        "specularGlossinessTexture": _TEXTURE_INFO,
    }
)
LOOKS: dict[str, Kind] = {
    "KHR_materials_unlit": Thing({}),
    "KHR_materials_emissive_strength": Thing({"emissiveStrength": _NOT_NEGATIVE}),
    "KHR_materials_pbrSpecularGlossiness": _SPECULAR_GLOSSINESS,
    "KHR_materials_transmission": Thing(
        {"transmissionFactor": _SHARE, "transmissionTexture": _TEXTURE_INFO}
    ),
    "KHR_materials_anisotropy": Thing(
        {
            "anisotropyStrength": _SHARE,
            "anisotropyRotation": Number(),
            "anisotropyTexture": _TEXTURE_INFO,
        }
    ),
    "KHR_materials_clearcoat": Thing(
        {
            "clearcoatFactor": _SHARE,
            "clearcoatTexture": _TEXTURE_INFO,
            "clearcoatRoughnessFactor": _SHARE,
            "clearcoatRoughnessTexture": _TEXTURE_INFO,
            "clearcoatNormalTexture": _TEXTURE_INFO,
        }
    ),
    "KHR_materials_dispersion": Thing({"dispersion": _NOT_NEGATIVE}),
    "KHR_materials_ior": Thing({"ior": Number()}),
    "KHR_materials_iridescence": Thing(
        {
            "iridescenceFactor": _SHARE,
            "iridescenceTexture": _TEXTURE_INFO,
            "iridescenceIor": Number(1.0),
            "iridescenceThicknessMinimum": _NOT_NEGATIVE,
            "iridescenceThicknessMaximum": _NOT_NEGATIVE,
            "iridescenceThicknessTexture": _TEXTURE_INFO,
        }
    ),
    "KHR_materials_sheen": Thing(
        {
            "sheenColorFactor": _RGB,
            "sheenColorTexture": _TEXTURE_INFO,
            "sheenRoughnessFactor": _SHARE,
            "sheenRoughnessTexture": _TEXTURE_INFO,
        }
    ),
    "KHR_materials_specular": Thing(
        {
            "specularFactor": _SHARE,
            "specularTexture": _TEXTURE_INFO,
            "specularColorFactor": _FACTORS,
            "specularColorTexture": _TEXTURE_INFO,
        }
    ),
    "KHR_materials_volume": Thing(
        {
            "thicknessFactor": _NOT_NEGATIVE,
            "thicknessTexture": _TEXTURE_INFO,
            "attenuationDistance": _POSITIVE,
            "attenuationColor": _RGB,
        }
    ),
}
"""Extensions of materials."""

MATERIAL = Thing(
    {
        "pbrMetallicRoughness": Thing(
            {
                "baseColorFactor": numbers(4, _SHARE),
                "baseColorTexture": _TEXTURE_INFO,
                "metallicFactor": _SHARE,
                "roughnessFactor": _SHARE,
                "metallicRoughnessTexture": _TEXTURE_INFO,
            }
        ),
        "normalTexture": _TEXTURE_INFO,
        "occlusionTexture": _TEXTURE_INFO,
        "emissiveTexture": _TEXTURE_INFO,
        "emissiveFactor": _RGB,
        "alphaMode": Text(),
        "alphaCutoff": _NOT_NEGATIVE,
        "doubleSided": Flag(),
    },
    extensions=LOOKS,
)
"""A material."""

_SOURCE = Thing({"source": Ref("images")})
TEXTURE = Thing(
    {"sampler": Ref("samplers"), "source": Ref("images")},
    extensions={"KHR_texture_basisu": _SOURCE, "EXT_texture_webp": _SOURCE},
)
"""A texture: an image with a way to sample it."""

IMAGE = Thing(
    {"uri": Text(), "mimeType": Text(), "bufferView": Ref("bufferViews")},
    either=("uri", "bufferView"),
    goes_with={"bufferView": "mimeType"},
)
"""An image, in a file beside or in the file itself."""

SAMPLER = Thing(
    {
        "magFilter": Whole(among=(9728, 9729)),
        "minFilter": Whole(among=(9728, 9729, 9984, 9985, 9986, 9987)),
        "wrapS": Whole(among=(33071, 33648, 10497)),
        "wrapT": Whole(among=(33071, 33648, 10497)),
    }
)
"""How an image is sampled."""
