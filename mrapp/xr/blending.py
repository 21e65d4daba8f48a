"""How the picture and the visitor's own room come together: a choice, made of what is offered.

A pure function, so that it can be tried against what real runtimes are known to offer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mrapp.xr.device import BlendMode

FB_PASSTHROUGH = "XR_FB_passthrough"
HTC_PASSTHROUGH = "XR_HTC_passthrough"


class Way(StrEnum):
    """How the room is seen.

    OPAQUE: not at all. ALPHA: the runtime shows it where the picture is clear. ADDITIVE: light is
    added to the room, so black is clear. FB_LAYER, HTC_LAYER: a layer of the runtime's own, behind
    the picture.
    """

    OPAQUE = "opaque"
    ALPHA = "alpha"
    ADDITIVE = "additive"
    FB_LAYER = "fb-layer"
    HTC_LAYER = "htc-layer"


@dataclass(frozen=True)
class Blending:
    """A way, and the blend mode of the environment that it is submitted with."""

    way: Way
    environment: BlendMode

    @property
    def shows_room(self) -> bool:
        """Whether the room is seen, so that there need be no sky."""
        return self.way is not Way.OPAQUE


_LAYERS = ((FB_PASSTHROUGH, Way.FB_LAYER), (HTC_PASSTHROUGH, Way.HTC_LAYER))


def choose_blending(
    extensions: Collection[str], blend_modes: Sequence[BlendMode], *, mixed: bool
) -> Blending:
    """Return how to blend. blend_modes: the runtime's, in order; mixed: whether to see the room.

    Alpha before a layer: it is the core's own way, and needs nothing to be made. A layer before
    additive: it can show something dark. Where nothing of it is offered the room is not seen; and
    where nothing else than additive is, it is seen whatever is asked.
    """
    own = blend_modes[0] if blend_modes else BlendMode.OPAQUE
    plain = BlendMode.OPAQUE if BlendMode.OPAQUE in blend_modes else own
    if mixed and BlendMode.ALPHA in blend_modes:
        return Blending(Way.ALPHA, BlendMode.ALPHA)
    layers = [way for extension, way in _LAYERS if mixed and extension in extensions]
    if layers:
        return Blending(layers[0], plain)
    if mixed and BlendMode.ADDITIVE in blend_modes:
        return Blending(Way.ADDITIVE, BlendMode.ADDITIVE)
    return Blending(Way(plain.value), plain)


def ways_offered(
    extensions: Collection[str], blend_modes: Sequence[BlendMode]
) -> tuple[BlendMode, ...]:
    """Return the modes that can be asked of a device: its own, and alpha where a layer makes it."""
    made = any(extension in extensions for extension, _way in _LAYERS)
    if made and BlendMode.ALPHA not in blend_modes:
        return (*blend_modes, BlendMode.ALPHA)
    return tuple(blend_modes)
