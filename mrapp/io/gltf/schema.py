"""What may stand where in a glTF file: section 5 of the glTF 2.0 specification, as tables.

https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#properties-reference
"""

from mrapp.io.gltf.checking import (
    Anything,
    Flag,
    Kind,
    Number,
    Ref,
    Rows,
    Table,
    Text,
    Thing,
    Whole,
    numbers,
)
from mrapp.io.gltf.schema_looks import IMAGE, LOOKS, MATERIAL, SAMPLER, TEXTURE

_POSITIVE = Number(over=0.0)
_NOT_NEGATIVE = Number(0.0)

_COMPONENTS = (5120, 5121, 5122, 5123, 5125, 5126)
_ACCESSOR = Thing(
    {
        "bufferView": Ref("bufferViews"),
        "byteOffset": Whole(),
        "componentType": Whole(among=_COMPONENTS),
        "normalized": Flag(),
        "count": Whole(1),
        "type": Text(),
        "min": Rows(Number(), 1, 16, whole=True),
        "max": Rows(Number(), 1, 16, whole=True),
        "sparse": Thing(
            {
                "count": Whole(1),
                "indices": Thing(
                    {
                        "bufferView": Ref("bufferViews"),
                        "byteOffset": Whole(),
                        "componentType": Whole(among=(5121, 5123, 5125)),
                    },
                    needs=("bufferView", "componentType"),
                    vital=("byteOffset",),
                ),
                "values": Thing(
                    {"bufferView": Ref("bufferViews"), "byteOffset": Whole()},
                    needs=("bufferView",),
                    vital=("byteOffset",),
                ),
            },
            needs=("count", "indices", "values"),
        ),
    },
    needs=("componentType", "count", "type"),
    vital=("bufferView", "byteOffset", "normalized", "sparse"),
    goes_with={"byteOffset": "bufferView"},
)
_PACKED = Thing(
    {
        "buffer": Ref("buffers"),
        "byteOffset": Whole(),
        "byteLength": Whole(1),
        "byteStride": Whole(1, 256),
        "count": Whole(1),
        "mode": Text("ATTRIBUTES$|TRIANGLES$|INDICES$"),
        "filter": Text("NONE$|OCTAHEDRAL$|QUATERNION$|EXPONENTIAL$|COLOR$"),
    },
    needs=("buffer", "byteLength", "byteStride", "count", "mode"),
    vital=("byteOffset", "filter"),
)
MESHOPT = ("EXT_meshopt_compression", "KHR_meshopt_compression")
_BUFFER_VIEW = Thing(
    {
        "buffer": Ref("buffers"),
        "byteOffset": Whole(),
        "byteLength": Whole(1),
        "byteStride": Whole(4, 252, step=4),
        "target": Whole(among=(34962, 34963)),
    },
    needs=("buffer", "byteLength"),
    vital=("byteOffset", "byteStride"),
    extensions=dict.fromkeys(MESHOPT, _PACKED),
)
_BUFFER = Thing(
    {"uri": Text(), "byteLength": Whole(1)},
    needs=("byteLength",),
    extensions=dict.fromkeys(MESHOPT, Thing({"fallback": Flag()})),
)

_NUMBERED = "(TEXCOORD|COLOR|JOINTS|WEIGHTS)_(0|[1-9][0-9]*)"
_ATTRIBUTES = Table(Ref("accessors"), f"POSITION|NORMAL|TANGENT|{_NUMBERED}|_.*")
_PRIMITIVE = Thing(
    {
        "attributes": _ATTRIBUTES,
        "indices": Ref("accessors"),
        "material": Ref("materials"),
        "mode": Whole(0, 6),
        "targets": Rows(_ATTRIBUTES, whole=True),
    },
    needs=("attributes",),
    vital=("indices", "mode"),
    extensions={
        "KHR_draco_mesh_compression": Thing(
            {"bufferView": Ref("bufferViews"), "attributes": Table(Whole())},
            needs=("bufferView", "attributes"),
        ),
        "KHR_materials_variants": Thing(
            {
                "mappings": Rows(
                    Thing(
                        {
                            "material": Ref("materials"),
                            "variants": Rows(Ref("variants"), distinct=True),
                        },
                        needs=("material", "variants"),
                    )
                )
            },
            needs=("mappings",),
        ),
    },
)
_MESH = Thing(
    {"primitives": Rows(_PRIMITIVE, kept=True), "weights": Rows(Number(), whole=True)},
    needs=("primitives",),
)
_UNIT = Number(-1.0, 1.0)
_NODE = Thing(
    {
        "camera": Ref("cameras"),
        "children": Rows(Ref("nodes"), distinct=True),
        "skin": Ref("skins"),
        "matrix": numbers(16),
        "mesh": Ref("meshes"),
        "rotation": numbers(4, _UNIT),
        "scale": numbers(3),
        "translation": numbers(3),
        "weights": Rows(Number(), whole=True),
    },
    goes_with={"skin": "mesh", "weights": "mesh"},
    extensions={
        "EXT_mesh_gpu_instancing": Thing(
            {"attributes": Table(Ref("accessors"))}, needs=("attributes",)
        ),
        "KHR_node_visibility": Thing({"visible": Flag()}),
        "KHR_lights_punctual": Thing({"light": Ref("lights")}, needs=("light",)),
    },
)
_SCENE = Thing({"nodes": Rows(Ref("nodes"), distinct=True)})
_SKIN = Thing(
    {
        "inverseBindMatrices": Ref("accessors"),
        "skeleton": Ref("nodes"),
        "joints": Rows(Ref("nodes"), whole=True, distinct=True),
    },
    needs=("joints",),
)

_CAMERA = Thing(
    {
        "type": Text("perspective$|orthographic$"),
        "perspective": Thing(
            {
                "aspectRatio": _POSITIVE,
                "yfov": _POSITIVE,
                "zfar": _POSITIVE,
                "znear": _POSITIVE,
            },
            needs=("yfov", "znear"),
        ),
        "orthographic": Thing(
            {"xmag": Number(), "ymag": Number(), "zfar": _POSITIVE, "znear": _NOT_NEGATIVE},
            needs=("xmag", "ymag", "zfar", "znear"),
        ),
    },
    needs=("type",),
    either=("perspective", "orthographic"),
)
_TARGET = Thing(
    {"node": Ref("nodes"), "path": Text()},
    needs=("path",),
    extensions={"KHR_animation_pointer": Thing({"pointer": Text("/")}, needs=("pointer",))},
)


_ANIMATION = Thing(
    {
        "channels": Rows(
            Thing({"sampler": Whole(), "target": _TARGET}, needs=("sampler", "target"))
        ),
        "samplers": Rows(
            Thing(
                {"input": Ref("accessors"), "output": Ref("accessors")}, needs=("input", "output")
            )
        ),
    },
    needs=("channels", "samplers"),
)
_LIGHT = Thing(
    {
        "type": Text(),
        "color": numbers(3, _NOT_NEGATIVE),
        "intensity": _NOT_NEGATIVE,
        "range": _POSITIVE,
        "spot": Thing({"innerConeAngle": _NOT_NEGATIVE, "outerConeAngle": _POSITIVE}),
    },
    needs=("type",),
)


def _list(of: Kind) -> Rows:
    return Rows(of, kept=True)


LISTS: dict[str, Kind] = {
    "accessors": _list(_ACCESSOR),
    "animations": _list(_ANIMATION),
    "buffers": _list(_BUFFER),
    "bufferViews": _list(_BUFFER_VIEW),
    "cameras": _list(_CAMERA),
    "images": _list(IMAGE),
    "materials": _list(MATERIAL),
    "meshes": _list(_MESH),
    "nodes": _list(_NODE),
    "samplers": _list(SAMPLER),
    "scenes": _list(_SCENE),
    "skins": _list(_SKIN),
    "textures": _list(TEXTURE),
}
"""The lists of a file, whose parts refer to each other by number."""

_NAMES = Rows(Text(), distinct=True)
ROOT = Thing(
    {
        **LISTS,
        "asset": Thing(
            {
                "version": Text(),
                "minVersion": Text(),
                "generator": Text(),
                "copyright": Text(),
            },
            needs=("version",),
        ),
        "extensionsUsed": _NAMES,
        "extensionsRequired": _NAMES,
        "scene": Ref("scenes"),
    },
    needs=("asset",),
    goes_with={"extensionsRequired": "extensionsUsed"},
    extensions={
        "KHR_lights_punctual": Thing({"lights": Rows(_LIGHT)}, needs=("lights",)),
        "KHR_materials_variants": Thing(
            {"variants": Rows(Thing({"name": Anything()}, needs=("name",)))}, needs=("variants",)
        ),
    },
)
"""A whole file."""

PLACED = frozenset(
    {
        *LOOKS,
        *MESHOPT,
        "EXT_mesh_gpu_instancing",
        "EXT_texture_webp",
        "KHR_animation_pointer",
        "KHR_draco_mesh_compression",
        "KHR_lights_punctual",
        "KHR_materials_variants",
        "KHR_mesh_quantization",  # has no place anywhere: it only widens what accessors may hold
        "KHR_node_visibility",
        "KHR_texture_basisu",
        "KHR_texture_transform",
    }
)
"""Extensions of which these tables say where they may stand."""
