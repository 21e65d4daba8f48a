"""The port of a headset, filled by OpenXR. Here, and only here, refusals become `HeadsetError`."""

import functools
from collections.abc import Callable, Sequence
from ctypes import byref
from dataclasses import replace
from typing import Concatenate, ParamSpec, TypeVar

import xr
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow
from xr import exception, raw_functions

from mrapp.model.headset_errors import HeadsetError, HeadsetLostError
from mrapp.scene.stereo.depth import EyeDepth
from mrapp.xr.blending import Way, choose_blending, ways_offered
from mrapp.xr.device import (
    BlendMode,
    Condition,
    Cost,
    DeviceFacts,
    Frame,
    Hand,
    Happening,
    Inputs,
    Quad,
)
from mrapp.xr.openxr import instance as runtimes
from mrapp.xr.openxr.actions import Actions
from mrapp.xr.openxr.calls import Native, checked, code_of
from mrapp.xr.openxr.graphics import Context, check_graphics, current_context
from mrapp.xr.openxr.layers import Eyes, end_frame, panel
from mrapp.xr.openxr.passthrough import Room, supports_fb
from mrapp.xr.openxr.refusals import GONE, error_for
from mrapp.xr.openxr.session import RUNNING, Session
from mrapp.xr.openxr.spaces import EyeFinder, stage_space
from mrapp.xr.openxr.swapchains import Chain, pick_depth_format, pick_format, upload
from mrapp.xr.openxr.times import spent

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")
_E = xr.EnvironmentBlendMode
_MODES = {
    _E.OPAQUE.value: BlendMode.OPAQUE,
    _E.ADDITIVE.value: BlendMode.ADDITIVE,
    _E.ALPHA_BLEND.value: BlendMode.ALPHA,
}
_ENVIRONMENTS = {mode: _E(number) for number, mode in _MODES.items()}
_NOTHING = DeviceFacts("", "", "", (0, 0))


def _at_the_port(
    method: Callable[Concatenate["OpenXrHeadset", _Given], _Answer],
) -> Callable[Concatenate["OpenXrHeadset", _Given], _Answer]:
    """Let a refusal of the runtime come out as a `HeadsetError`, and remember that it went."""

    def asked(self: "OpenXrHeadset", /, *given: _Given.args, **named: _Given.kwargs) -> _Answer:
        try:
            return method(self, *given, **named)
        except exception.XrException as error:
            raise self._fallen(code_of(error)) from error
        except HeadsetLostError:
            self._fallen("LOST")
            raise

    functools.update_wrapper(asked, method)
    return asked


class OpenXrHeadset:
    """A headset behind the OpenXR runtime of this machine. See `mrapp.xr.device.Headset`."""

    def __init__(self) -> None:
        self._facts = _NOTHING
        self.cost = Cost()
        self._window: vtkOpenGLRenderWindow | None = None
        self._runtime: runtimes.Runtime | None = None
        self._live: _Live | None = None
        self._lost = False

    @property
    def facts(self) -> DeviceFacts:
        """What the runtime tells of itself; of the last session where there is none now."""
        return self._live.facts if self._live is not None else self._facts

    @property
    def condition(self) -> Condition:
        """How the session is doing; ENDED where there is none."""
        if self._lost:
            return Condition.LOST
        return self._live.session.condition if self._live else Condition.ENDED

    @property
    def running(self) -> bool:
        """Whether frames are to be made."""
        return self.condition in RUNNING

    @property
    def can_show_quads(self) -> bool:
        """Every OpenXR runtime shows them: they are in its core."""
        return True

    @property
    def takes_depth(self) -> bool:
        """Whether the runtime takes depth, and it was asked for."""
        return self._live is not None and bool(self._live.depths)

    @_at_the_port
    def open(
        self, window: vtkOpenGLRenderWindow, *, scale: float = 1.0, depth: bool = True
    ) -> None:
        """Begin a session with the context of `window`, which must be current."""
        self.close()
        self._window = window
        try:
            context = current_context()
            self._runtime = runtimes.open_runtime(context.extensions)
            check_graphics(self._runtime.instance, self._runtime.system, window)
            self._live = _Live(self._runtime, context, window, scale, depth=depth)
        except (HeadsetError, exception.XrException):
            self.close()
            raise
        self._facts = self._live.facts

    @_at_the_port
    def poll(self) -> tuple[Happening, ...]:
        """Take in what came about; nothing comes any more once the runtime went."""
        return () if self._lost or self._live is None else self._live.session.poll()

    @_at_the_port
    def wait(self) -> Frame:
        """Wait until the next frame is to be drawn, and begin it."""
        return self._session.wait(self.cost)

    @_at_the_port
    def inputs(self, frame: Frame) -> Inputs:
        """Return what the hands do at the time of a frame."""
        if self.condition is not Condition.FOCUSED:
            return Inputs()
        return self._session.actions.read(frame.shown_at_ns)

    @_at_the_port
    def take_eye(
        self,
        frame: Frame,
        eye: int,
        window: vtkOpenGLRenderWindow,
        size_px: tuple[int, int],
        depth: EyeDepth | None = None,
    ) -> None:
        """Copy what the window has just drawn, its lower left `size_px`, and its depth."""
        if frame.seen:
            self._session.take_eye(eye, window, size_px, self.cost)
            if depth is not None:
                self._session.take_depth(eye, window, size_px, depth, self.cost)

    @_at_the_port
    def paint(self, key: str, rgba: bytes, size_px: tuple[int, int]) -> None:
        """Give the picture of a quad: 8 bits sRGB with straight alpha, top row first."""
        self._session.paint(key, rgba, size_px)

    @_at_the_port
    def submit(
        self, frame: Frame, quads: Sequence[Quad] = (), blend: BlendMode = BlendMode.OPAQUE
    ) -> None:
        """End a frame. A quad that was never painted is left out."""
        self._session.submit(frame, quads, blend, self.cost)

    @_at_the_port
    def buzz(self, hand: Hand, strength: float, seconds: float) -> None:
        """Let a controller tick, while the session has the controllers."""
        if self.condition is Condition.FOCUSED:
            self._session.actions.buzz(hand, strength, seconds)

    @_at_the_port
    def leave(self) -> None:
        """Ask the session to end."""
        if self._live is not None and not self._lost:
            self._live.session.leave()

    def close(self) -> None:
        """Free everything; safe in any condition, twice, and after the runtime went."""
        if self._live is not None and self._window is not None:
            self._live.close(self._window)
        if self._runtime is not None:
            self._runtime.close()
        self._live = self._runtime = self._window = None
        self._lost = False

    @property
    def _session(self) -> "_Live":
        if self._live is None or self._lost:
            raise HeadsetLostError(code="SESSION_LOST" if self._lost else "NOT_OPENED")
        return self._live

    def _fallen(self, code: str) -> HeadsetError:
        running = self._live is not None
        self._lost = running and (code in GONE or code == "LOST")
        return error_for(code, running=running, runtime=self._runtime.name if self._runtime else "")


class _Live:
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
        self._panels: dict[str, Chain] = {}
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
        offered = xr.enumerate_swapchain_formats(handle)
        self._format = pick_format(offered)
        size = _scaled(runtime, scale)
        left = Chain(handle, self._format, size)
        self._chains = (left,)
        right = Chain(handle, self._format, size)
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
        self.facts = DeviceFacts(
            runtime=runtime.name,
            version=runtime.version,
            system=runtime.system_name,
            eye_px=runtime.eye_px,
            blend_modes=ways_offered(self._extensions, self._modes),
            extensions=tuple(sorted(runtime.extensions)),
            floor_known=known,
        )

    def _heard(self, kind: int, event: Native) -> Happening | None:
        if kind == xr.StructureType.EVENT_DATA_INTERACTION_PROFILE_CHANGED.value:
            changed = self.actions.profiles_changed()
            told = ", ".join(each.what for each in changed)
            return Happening("profile", told) if told else None
        if kind == xr.StructureType.EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING.value:
            return Happening("recentred", "by the runtime")
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
        fitting = (min(size_px[0], chain.size_px[0]), min(size_px[1], chain.size_px[1]))
        with spent(cost, "acquire_s"):
            texture = chain.acquire()
        with spent(cost, "copy_s"):
            chain.copy(window, window.GetDisplayFramebuffer(), texture, fitting)
        with spent(cost, "acquire_s"):
            chain.release()
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
        fitting = (min(size_px[0], chain.size_px[0]), min(size_px[1], chain.size_px[1]))
        with spent(cost, "acquire_s"):
            texture = chain.acquire()
        with spent(cost, "copy_s"):
            chain.copy_depth(window, depth, texture, fitting)
        with spent(cost, "acquire_s"):
            chain.release()
        self._spans[eye] = depth.span

    def paint(self, key: str, rgba: bytes, size_px: tuple[int, int]) -> None:
        """Give a panel its picture; one of another size gets a swapchain of its own."""
        chain = self._panels.get(key)
        if chain is not None and chain.size_px != size_px:
            self._panels.pop(key).free(self._window)
            chain = None
        if chain is None:
            chain = self._panels[key] = Chain(self.session.handle, self._format, size_px)
        upload(self._window, chain, rgba, size_px)

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
            layers += [
                panel(self._space, quad, self._panels[quad.key])
                for quad in quads
                if quad.key in self._panels
            ]
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
        for chain in (*self._chains, *self.depths, *self._panels.values()):
            chain.free(window)
        self.session.close()


def _usable(runtime: runtimes.Runtime) -> frozenset[str]:
    """Return the extensions in use, without a passthrough that the headset itself cannot do."""
    used = runtime.extensions
    fb = runtimes.FB_PASSTHROUGH
    if fb in used and not supports_fb(runtime.instance, runtime.system):
        return used - {fb}
    return used


def _scaled(runtime: runtimes.Runtime, scale: float) -> tuple[int, int]:
    """Return the size of an eye's picture, which the runtime's largest bounds."""
    (width, height), (most_wide, most_high) = runtime.eye_px, runtime.most_px
    return (
        max(1, min(round(width * scale), most_wide)),
        max(1, min(round(height * scale), most_high)),
    )
