"""The visitor's own room behind the picture, as a layer of the runtime's.

Written to the specification of XR_FB_passthrough and XR_HTC_passthrough; no runtime that is at hand
for the tests offers either, so it was never run.
"""

import contextlib
from ctypes import POINTER, byref, c_void_p, cast, pointer
from typing import Protocol

import xr
from xr import exception, raw_functions

from mrapp.xr.blending import Way
from mrapp.xr.openxr.calls import Native, checked, code_of
from mrapp.xr.openxr.refusals import GONE

_FLAGS = xr.PassthroughStateChangedFlagsFB
# What could come back by itself is waited for; what has to be made anew is left for a next session.
_GONE = _FLAGS.REINIT_REQUIRED_BIT.value | _FLAGS.NON_RECOVERABLE_ERROR_BIT.value


class Passthrough(Protocol):
    """A layer that shows the room."""

    def layer(self) -> Native:
        """Return the layer, to go behind all others."""
        ...

    def close(self) -> None:
        """Stop the cameras and free the layer."""
        ...


class Room:
    """The room behind the picture, in the way that is asked for each frame.

    refused: whether the runtime would not show it, which is then not asked again.
    """

    def __init__(self, session: Native, space: Native) -> None:
        self._session, self._space = session, space
        self._way = Way.OPAQUE
        self._shown: Passthrough | None = None
        self.refused = False

    def layers(self, way: Way) -> tuple[Native, ...]:
        """Return what goes behind the picture, made when it is first asked for."""
        if way is not self._way and not self.refused:
            self.close()
            try:
                self._shown = open_passthrough(way, self._session, self._space)
            except exception.XrException as error:
                if code_of(error) in GONE:
                    raise
                # A person may forbid the cameras; that ends no visit.
                self.refused = True
            self._way = way
        return () if self._shown is None else (self._shown.layer(),)

    def heard(self, event: Native) -> bool:
        """Take in an event of XR_FB_passthrough; returns whether the room is gone for good."""
        changed = cast(byref(event), POINTER(xr.EventDataPassthroughStateChangedFB)).contents
        if changed._flags & _GONE:
            # Handed over with another frame it would be refused, and the frame with it.
            self.refused = True
            self.close()
        return self.refused

    def close(self) -> None:
        """Show it no longer."""
        if self._shown is not None:
            self._shown.close()
            self._shown = None


def supports_fb(instance: Native, system: Native) -> bool:
    """Tell whether the headset itself can do what XR_FB_passthrough offers."""
    can = xr.SystemPassthroughPropertiesFB()
    properties = xr.SystemProperties(next=cast(pointer(can), c_void_p))
    checked(raw_functions.xrGetSystemProperties(instance, system, byref(properties)))
    return bool(can.supports_passthrough)


def open_passthrough(way: Way, session: Native, space: Native) -> Passthrough | None:
    """Begin to show the room; None for a way that needs no layer."""
    if way is Way.FB_LAYER:
        return _Fb(session)
    if way is Way.HTC_LAYER:
        return _Htc(session, space)
    return None


def fb_layer(made: Native) -> Native:
    """Return the layer of XR_FB_passthrough for a handle of it."""
    layer = xr.CompositionLayerPassthroughFB(layer_handle=made)
    # Not given above: pyopenxr 1.1.6501 puts "flags" where nobody reads them.
    layer.layer_flags = xr.CompositionLayerFlags.BLEND_TEXTURE_SOURCE_ALPHA_BIT
    return layer


class _Fb:
    """Source: XR_FB_passthrough, "Compositing": a layer without pixels, begun with its maker."""

    def __init__(self, session: Native) -> None:
        running = xr.PassthroughFlagsFB.IS_RUNNING_AT_CREATION_BIT
        self._passthrough = xr.create_passthrough_fb(session, xr.PassthroughCreateInfoFB(running))
        self._made = xr.create_passthrough_layer_fb(
            session,
            xr.PassthroughLayerCreateInfoFB(
                self._passthrough, running, xr.PassthroughLayerPurposeFB.RECONSTRUCTION
            ),
        )
        self._layer = fb_layer(self._made)

    def layer(self) -> Native:
        return self._layer

    def close(self) -> None:
        # A runtime that went has taken both with it.
        with contextlib.suppress(exception.XrException):
            xr.destroy_passthrough_layer_fb(self._made)
            xr.destroy_passthrough_fb(self._passthrough)


class _Htc:
    """Source: XR_HTC_passthrough, with its planar form, which fills the view."""

    def __init__(self, session: Native, space: Native) -> None:
        self._passthrough = xr.create_passthrough_htc(
            session, xr.PassthroughCreateInfoHTC(xr.PassthroughFormHTC.PLANAR)
        )
        self._layer = xr.CompositionLayerPassthroughHTC(
            space=space, passthrough=self._passthrough, color=xr.PassthroughColorHTC(alpha=1.0)
        )

    def layer(self) -> Native:
        return self._layer

    def close(self) -> None:
        with contextlib.suppress(exception.XrException):
            xr.destroy_passthrough_htc(self._passthrough)
