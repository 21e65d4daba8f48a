"""A session from its first state to its last, as the runtime asks."""

import contextlib
from collections.abc import Callable
from ctypes import POINTER, byref, cast

import xr
from xr import exception, raw_functions

from mrapp.xr.device import Condition, Happening
from mrapp.xr.openxr.calls import Native, checked
from mrapp.xr.openxr.states import entered

_T = xr.StructureType
_STATES = {each.value: each.name for each in xr.SessionState}
RUNNING = frozenset({Condition.READY, Condition.VISIBLE, Condition.FOCUSED})
"""The conditions in which frames are to be made."""


class Session:
    """A session of a runtime. told: hears the events that are about something else."""

    def __init__(
        self,
        instance: Native,
        handle: Native,
        told: Callable[[int, Native], Happening | None] = lambda _kind, _event: None,
    ) -> None:
        self.handle = handle
        self.condition = Condition.WAITING
        self._instance = instance
        self._told = told
        self._begun = False
        self._leaving = False

    def poll(self) -> tuple[Happening, ...]:
        """Take in every event that waits; begins and ends the session as the runtime asks."""
        happened: list[Happening] = []
        event = xr.EventDataBuffer()
        while True:
            event.type = _T.EVENT_DATA_BUFFER
            checked(raw_functions.xrPollEvent(self._instance, byref(event)))
            kind = event._type
            if kind == _T.EVENT_DATA_BUFFER.value:
                return tuple(happened)
            happening = self._take_in(kind, event)
            if happening is not None:
                happened.append(happening)

    def _take_in(self, kind: int, event: Native) -> Happening | None:
        if kind == _T.EVENT_DATA_SESSION_STATE_CHANGED.value:
            changed = cast(byref(event), POINTER(xr.EventDataSessionStateChanged)).contents
            # By its number: a runtime may know states that our library does not.
            return self._enter(_STATES.get(changed._state, ""))
        if kind == _T.EVENT_DATA_INSTANCE_LOSS_PENDING.value:
            self.condition = Condition.LOST
            return Happening("lost", "INSTANCE_LOSS_PENDING")
        return self._told(kind, event)

    def _enter(self, state: str) -> Happening | None:
        before = self.condition
        now = entered(state, leaving=self._leaving, before=before)
        if now.begins:
            stereo = xr.ViewConfigurationType.PRIMARY_STEREO
            xr.begin_session(self.handle, xr.SessionBeginInfo(stereo))
            self._begun = True
        elif now.ends:
            xr.end_session(self.handle)
            self._begun = False
        self.condition = now.condition
        if self.condition is Condition.LOST:
            return Happening("lost", state)
        if self.condition is before:
            return None
        return Happening("condition", self.condition.value)

    def leave(self) -> None:
        """Ask the runtime to end the session; one that was never begun is over at once."""
        self._leaving = True
        if self._begun:
            xr.request_exit_session(self.handle)
        elif self.condition is Condition.WAITING:
            self.condition = Condition.ENDED

    def close(self) -> None:
        """Free it; a runtime that went cannot be told, and need not be."""
        with contextlib.suppress(exception.XrException):
            xr.destroy_session(self.handle)
