"""What a frame hands to the runtime: both eyes as one layer, and the panels on top of it."""

from collections.abc import Sequence
from ctypes import POINTER, byref, c_void_p, cast

import xr
from xr import raw_functions

from mrapp.xr.device import Quad
from mrapp.xr.openxr.calls import Native, checked, posed
from mrapp.xr.openxr.swapchains import Chain

_ALPHA = xr.CompositionLayerFlags.BLEND_TEXTURE_SOURCE_ALPHA_BIT
_STRAIGHT = xr.CompositionLayerFlags.UNPREMULTIPLIED_ALPHA_BIT
_HEADER = POINTER(xr.CompositionLayerBaseHeader)


class Eyes:
    """Both eyes as a layer, made once and filled for each frame. depths: theirs, if any."""

    def __init__(
        self,
        space: Native,
        chains: tuple[Chain, Chain],
        depths: tuple[Chain, ...] = (),
    ) -> None:
        self._chains, self._depths = chains, depths
        self._infos = [xr.CompositionLayerDepthInfoKHR(max_depth=1.0) for _each in depths]
        for info, chain in zip(self._infos, depths, strict=True):
            info.sub_image.swapchain = chain.handle
        self._parts = (xr.CompositionLayerProjectionView * 2)(
            *(xr.CompositionLayerProjectionView() for _each in chains)
        )
        for part, chain in zip(self._parts, chains, strict=True):
            part.sub_image.swapchain = chain.handle
        self._layer = xr.CompositionLayerProjection(space=space, views=self._parts)

    def layer(
        self, views: Native, *, see_through: bool, spans: Sequence[tuple[float, float]] = ()
    ) -> Native:
        """Return the layer for eyes as they were found, with what was copied for each.

        spans: the planes of each eye's depth, metres; none: there is no depth in this frame.
        """
        for part, view, chain in zip(self._parts, views, self._chains, strict=True):
            part.pose, part.fov = view.pose, view.fov
            extent = part.sub_image.image_rect.extent
            extent.width, extent.height = chain.filled_px or chain.size_px
            part.next = None
        for part, info, span in zip(self._parts, self._infos, spans, strict=False):
            # XR_KHR_composition_layer_depth: the same part of the picture, planes in metres.
            info.sub_image.image_rect = part.sub_image.image_rect
            info.near_z, info.far_z = span
            part.next = cast(byref(info), c_void_p)
        # What VTK draws over nothing is multiplied with its alpha already.
        self._layer.layer_flags = _ALPHA if see_through else xr.CompositionLayerFlags.NONE
        return self._layer


def panel(space: Native, quad: Quad, chain: Chain) -> Native:
    """Return the layer of a panel."""
    width, height = chain.size_px
    return xr.CompositionLayerQuad(
        layer_flags=_ALPHA | _STRAIGHT if quad.see_through else xr.CompositionLayerFlags.NONE,
        space=space,
        eye_visibility=xr.EyeVisibility.BOTH,
        sub_image=xr.SwapchainSubImage(
            chain.handle, xr.Rect2Di(xr.Offset2Di(0, 0), xr.Extent2Di(width, height))
        ),
        pose=posed(quad.pose),
        size=xr.Extent2Df(*quad.size_m),
    )


def end_frame(session: Native, time_ns: int, blend: Native, layers: list[Native]) -> None:
    """Hand the layers over, the first at the back."""
    info = xr.FrameEndInfo(
        display_time=time_ns,
        environment_blend_mode=blend,
        layers=[cast(byref(each), _HEADER) for each in layers],
    )
    checked(raw_functions.xrEndFrame(session, info))
