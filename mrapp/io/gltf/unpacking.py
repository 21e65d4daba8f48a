"""The doors to the decoders of packed meshes; each is imported when the first file needs it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.gltf.findings import UnusableError

MOST_BYTES = 2**30
"""All that one file may have packed with meshoptimizer, when unpacked."""

# What Draco calls its types (draco/core/draco_types.h).
_DRACO_TYPES = dict(enumerate(("i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"), 1))
# What meshoptimizer packs best, a block of zeros, becomes 1024 times as small.
_MOST_RATIO = 1100


def unpack_meshopt(
    data: memoryview, count: int, stride: int, mode: str, kind: str
) -> NDArray[np.uint8]:
    """Return the `count` elements of `stride` bytes that meshoptimizer packed into `data`.

    Raises `UnusableError` if it is damaged or claims more than could be in it.
    """
    import meshopt  # late: few files need it

    size = count * stride
    if size > MOST_BYTES or size > max(len(data), 1) * _MOST_RATIO:
        raise UnusableError(
            nl=f"{len(data)} bytes zeggen uitgepakt {size} bytes te zijn",
            en=f"{len(data)} bytes claim to be {size} bytes when unpacked",
        )
    try:
        found = meshopt.decode_gltf_buffer(bytes(data), count, stride, mode, kind)
    except (ValueError, RuntimeError) as error:
        raise UnusableError(
            nl="wat met meshoptimizer is ingepakt, is beschadigd",
            en="what was packed with meshoptimizer is damaged",
        ) from error
    return np.asarray(found).reshape(-1).view(np.uint8)


@dataclass(frozen=True, eq=False)
class DracoMesh:
    """triangles: (m, 3); attributes: values per vertex, (n, k), by the number Draco gives them."""

    triangles: NDArray[np.int64]
    attributes: dict[int, NDArray[Any]]


def unpack_draco(data: memoryview) -> DracoMesh:
    """Return the mesh that Draco packed into `data`; raises `UnusableError` if it is damaged."""
    import DracoPy  # late: few files need it

    try:
        found = DracoPy.decode(bytes(data))
        faces = np.asarray(getattr(found, "faces", np.zeros((0, 3))), np.int64)
        attributes = {
            # Whatever it was packed as, DracoPy hands out some attributes as float32.
            each["unique_id"]: np.asarray(each["data"]).astype(_DRACO_TYPES[each["data_type"]])
            for each in found.attributes
        }
    except (DracoPy.FileTypeException, ValueError, RuntimeError, KeyError) as error:
        raise UnusableError(
            nl="wat met Draco is ingepakt, is beschadigd",
            en="what was packed with Draco is damaged",
        ) from error
    return DracoMesh(
        faces.reshape(-1, 3),
        {number: data.reshape(len(data), -1) for number, data in attributes.items()},
    )
