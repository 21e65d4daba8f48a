"""The port of a headset, filled by OpenXR. Here, and only here, refusals become `HeadsetError`."""

import functools
from collections.abc import Callable, Sequence
from typing import Concatenate, ParamSpec, TypeVar

from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow
from xr import exception

from mrapp.app.marker_tracking import MarkerSeen
from mrapp.model.headset_errors import HeadsetLostError
from mrapp.model.headset_faults import HeadsetError
from mrapp.scene.stereo.depth import EyeDepth
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
from mrapp.xr.openxr.calls import code_of
from mrapp.xr.openxr.graphics import check_graphics, current_context
from mrapp.xr.openxr.live import Live
from mrapp.xr.openxr.refusals import GONE, error_for
from mrapp.xr.openxr.session import RUNNING

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")
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
        self._live: Live | None = None
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
            self._live = Live(self._runtime, context, window, scale, depth=depth)
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
    def codes(self, frame: Frame) -> Sequence[MarkerSeen] | None:
        """Return which printed codes the runtime sees, where it offers that."""
        codes = self._session.codes
        return codes.look(frame.shown_at_ns) if codes is not None else None

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
    def _session(self) -> Live:
        if self._live is None or self._lost:
            raise HeadsetLostError(code="SESSION_LOST" if self._lost else "NOT_OPENED")
        return self._live

    def _fallen(self, code: str) -> HeadsetError:
        running = self._live is not None
        self._lost = running and (code in GONE or code == "LOST")
        return error_for(code, running=running, runtime=self._runtime.name if self._runtime else "")
