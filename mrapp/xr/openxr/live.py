"""All that there is while there is a session with an OpenXR runtime."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import POINTER, byref, cast
from dataclasses import replace

import xr
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow
from xr import raw_functions

from mrapp.scene.stereo.depth import EyeDepth
from mrapp.xr.blending import Way, choose_blending, ways_offered
from mrapp.xr.device import (
    BlendMode,
    Cost,
    DeviceFacts,
    Frame,
    Happening,
    Quad,
)
from mrapp.xr.openxr import instance as runtimes
from mrapp.xr.openxr.actions import Actions
from mrapp.xr.openxr.calls import Native, checked
from mrapp.xr.openxr.graphics import Context
from mrapp.xr.openxr.layers import Eyes, end_frame
from mrapp.xr.openxr.markers import EXTENSIONS as MARKERS
from mrapp.xr.openxr.markers import ExtMarkers, finder, kinds_offered
from mrapp.xr.openxr.passthrough import Room, supports_fb
from mrapp.xr.openxr.quads import Quads
from mrapp.xr.openxr.session import Session
from mrapp.xr.openxr.spaces import EyeFinder, stage_space
from mrapp.xr.openxr.swapchains import Chain, pick_depth_format, pick_format
from mrapp.xr.openxr.times import spent

_E = xr.EnvironmentBlendMode
_MODES = {
    _E.OPAQUE.value: BlendMode.OPAQUE,
    _E.ADDITIVE.value: BlendMode.ADDITIVE,
    _E.ALPHA_BLEND.value: BlendMode.ALPHA,
}
_ENVIRONMENTS = {mode: _E(number) for number, mode in _MODES.items()}


class Live:
    """All that there is while there is a session."""

    def __init__(
        self,
        runtime: runtimes.Runtime,
        context: Context,
        window: vtkOpenGLRenderWindow,
        scale: float,
        *,
        depth: bool,
    ) -> None:
        self._runtime, self._window = runtime, window
        handle = xr.create_session(
            runtime.instance, xr.SessionCreateInfo(system_id=runtime.system, next=context.binding)
        )
        self._binding = context.binding  # the runtime may look at it as long as the session lives
        self.session = Session(runtime.instance, handle, self._heard)
        self._chains: tuple[Chain, ...] = ()
        self.codes: ExtMarkers | None = None
        self._quads = Quads(handle)
        self._room: Room | None = None
        self._frame = xr.FrameState()
        self._number = 0
        self._taken: set[int] = set()
        self._spans: dict[int, tuple[float, float]] = {}
        self.depths: tuple[Chain, ...] = ()
        try:
            self._furnish(handle, scale, depth=depth)
        except BaseException:
            # Whatever breaks it off, even a stop from the keyboard: what was made must not stay.
            self.close(window)
            raise

    def _furnish(self, handle: Native, scale: float, *, depth: bool) -> None:
        runtime = self._runtime
        self._modes = tuple(_MODES[each] for each in runtime.blend_modes if each in _MODES)
        self._extensions = _usable(runtime)
        floor = runtime.api >= (1, 1) or runtimes.LOCAL_FLOOR in runtime.extensions
        self._space, self._space_kind, known = stage_space(handle, local_floor=floor)
        self.codes = _codes(runtime, handle, self._space)
        self.facts = DeviceFacts(
            runtime=runtime.name,
            version=runtime.version,
            system=runtime.system_name,
            eye_px=runtime.eye_px,
            blend_modes=ways_offered(self._extensions, self._modes),
            extensions=tuple(sorted(runtime.extensions)),
            floor_known=known,
            most_px=runtime.most_px,
            finds_codes=self.codes is not None,
        )
        offered = xr.enumerate_swapchain_formats(handle)
        picture = pick_format(offered)
        self._quads.picked = picture
        size = self.facts.drawn_px(scale)
        left = Chain(handle, picture, size)
        self._chains = (left,)
        right = Chain(handle, picture, size)
        self._chains = (left, right)
        deep = pick_depth_format(offered)
        if depth and deep is not None and runtimes.DEPTH in runtime.extensions:
            for _each in self._chains:
                self.depths = (*self.depths, Chain(handle, deep, size))
        self._eyes = Eyes(self._space, (left, right), self.depths)
        self._finder = EyeFinder(handle, self._space)
        self.actions = Actions(
            runtime.instance, handle, self._space, runtime.api, runtime.extensions
        )

    def _heard(self, kind: int, event: Native) -> Happening | None:
        if kind == xr.StructureType.EVENT_DATA_INTERACTION_PROFILE_CHANGED.value:
            changed = self.actions.profiles_changed()
            told = ", ".join(each.what for each in changed)
            return Happening("profile", told) if told else None
        if kind == xr.StructureType.EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING.value:
            moved = cast(byref(event), POINTER(xr.EventDataReferenceSpaceChangePending)).contents
            own = moved._reference_space_type == self._space_kind.value
            return Happening("recentred", "by the runtime") if own else None
        changed = kind == xr.StructureType.EVENT_DATA_PASSTHROUGH_STATE_CHANGED_FB.value
        if changed and self._room is not None and self._room.heard(event):
            self._lose_room()
        return None

    def wait(self, cost: Cost) -> Frame:
        """Wait for the next frame, begin it, and find the eyes."""
        handle = self.session.handle
        with spent(cost, "wait_s"):
            checked(raw_functions.xrWaitFrame(handle, None, byref(self._frame)))
        with spent(cost, "begin_s"):
            checked(raw_functions.xrBeginFrame(handle, None))
        self._number += 1
        self._taken.clear()
        self._spans.clear()
        shown_at = self._frame.predicted_display_time
        seen = bool(self._frame.should_render)
        eyes, located = self._finder.find(shown_at) if seen else ((), False)
        return Frame(
            number=self._number,
            shown_at_ns=shown_at,
            period_ns=self._frame.predicted_display_period,
            seen=seen and bool(eyes),
            eyes=eyes,
            located=located,
        )

    def take_eye(
        self, eye: int, window: vtkOpenGLRenderWindow, size_px: tuple[int, int], cost: Cost
    ) -> None:
        """Copy what was drawn into the eye's next picture."""
        chain = self._chains[eye]
        with _filled(chain, cost) as texture:
            chain.copy(window, window.GetDisplayFramebuffer(), texture, _fitting(chain, size_px))
        self._taken.add(eye)

    def take_depth(
        self,
        eye: int,
        window: vtkOpenGLRenderWindow,
        size_px: tuple[int, int],
        depth: EyeDepth,
        cost: Cost,
    ) -> None:
        """Put the depth of what was drawn beside the eye's picture, where it is taken."""
        if not self.depths:
            return
        chain = self.depths[eye]
        with _filled(chain, cost) as texture:
            chain.copy_depth(window, depth, texture, _fitting(chain, size_px))
        self._spans[eye] = depth.span

    def paint(self, key: str, rgba: bytes, size_px: tuple[int, int]) -> None:
        """Give a panel its picture."""
        self._quads.paint(self._window, key, rgba, size_px)

    def submit(self, frame: Frame, quads: Sequence[Quad], blend: BlendMode, cost: Cost) -> None:
        """Hand over what was taken."""
        chosen = choose_blending(self._extensions, self._modes, mixed=blend is not BlendMode.OPAQUE)
        layers = list(self._behind(chosen.way))
        if len(self._taken) == len(self._chains):
            spans = [self._spans[eye] for eye in sorted(self._spans)]
            if len(spans) < len(self._chains):
                spans = []
            layers.append(
                self._eyes.layer(self._finder.views, see_through=chosen.shows_room, spans=spans)
            )
            layers += self._quads.layers(self._space, quads)
        with spent(cost, "submit_s"):
            end_frame(
                self.session.handle, frame.shown_at_ns, _ENVIRONMENTS[chosen.environment], layers
            )

    def _behind(self, way: Way) -> tuple[Native, ...]:
        """Return the layers behind the eyes; what is refused is not offered any more."""
        if self._room is None:
            self._room = Room(self.session.handle, self._space)
        layers = self._room.layers(way)
        if self._room.refused:
            self._lose_room()
        return layers

    def _lose_room(self) -> None:
        if self._extensions:
            self._extensions = frozenset()
            self.facts = replace(self.facts, blend_modes=self._modes)

    def close(self, window: vtkOpenGLRenderWindow) -> None:
        """Free it all; what the runtime made goes with the session."""
        window.MakeCurrent()
        if self._room is not None:
            self._room.close()
        if self.codes is not None:
            self.codes.close()
        for chain in (*self._chains, *self.depths):
            chain.free(window)
        self._quads.free(window)
        self.session.close()


def _codes(runtime: runtimes.Runtime, session: Native, space: Native) -> ExtMarkers | None:
    """Return what finds printed codes; None where the runtime or the headset cannot."""
    if not runtime.extensions.issuperset(MARKERS):
        return None
    find = finder(runtime.instance)
    kinds = kinds_offered(find, runtime.instance, runtime.system)
    return ExtMarkers(find, runtime.instance, session, space, kinds) if kinds else None


def _usable(runtime: runtimes.Runtime) -> frozenset[str]:
    """Return the extensions in use, without a passthrough that the headset itself cannot do."""
    used = runtime.extensions
    fb = runtimes.FB_PASSTHROUGH
    if fb in used and not supports_fb(runtime.instance, runtime.system):
        return used - {fb}
    return used


@contextmanager
def _filled(chain: Chain, cost: Cost) -> Iterator[Native]:
    """Let a chain's next picture be filled; the runtime's part and the copy are timed apart."""
    with spent(cost, "acquire_s"):
        texture = chain.acquire()
    with spent(cost, "copy_s"):
        yield texture
    with spent(cost, "acquire_s"):
        chain.release()


def _fitting(chain: Chain, size_px: tuple[int, int]) -> tuple[int, int]:
    return min(size_px[0], chain.size_px[0]), min(size_px[1], chain.size_px[1])
