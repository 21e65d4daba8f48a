"""What is wrong with a headset, and what every error of one says besides."""

from enum import StrEnum
from typing import ClassVar

from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase


class HeadsetFault(StrEnum):
    """What is wrong, for reports and for the doctor; each has one error that says it."""

    LOADER_MISSING = "loader-missing"
    NO_RUNTIME = "no-runtime"
    MANIFEST_UNREADABLE = "manifest-unreadable"
    LIBRARY_MISSING = "library-missing"
    PERMISSION = "permission"
    RUNTIME_SILENT = "runtime-silent"
    RUNTIME_TOO_OLD = "runtime-too-old"
    RUNTIME_BUSY = "runtime-busy"
    NO_OPENGL = "no-opengl"
    NO_HEADSET = "no-headset"
    LINK_OFF = "link-off"
    NO_STEREO = "no-stereo"
    NO_CONTEXT = "no-context"
    GRAPHICS_TOO_OLD = "graphics-too-old"
    OTHER_GPU = "other-gpu"
    NO_FORMAT = "no-format"
    LOST = "lost"
    HELD = "held"
    TIMED_OUT = "timed-out"
    CRASHED = "crashed"
    BROKEN = "broken"
    REFUSED = "refused"


_KEPT = Phrase(
    nl="Er is niets verloren; op het scherm kunt u gewoon verder.",
    en="Nothing is lost; you can go on at the screen.",
)


def told(what: Phrase, do: Phrase) -> Phrase:
    """Return the whole that is said: what happened, what was kept, what to do."""
    return Phrase(nl=f"{what.nl} {_KEPT.nl} {do.nl}", en=f"{what.en} {_KEPT.en} {do.en}")


class HeadsetError(MrappError):
    """The headset cannot be used, or no longer. `finding`: what is wrong.

    code: what the runtime called it, "" where it said nothing.
    """

    finding: ClassVar[HeadsetFault] = HeadsetFault.REFUSED
    phrase = told(
        Phrase(nl="De VR-software weigerde iets ({code}).", en="The VR software refused ({code})."),
        Phrase(
            nl="Probeer het nog eens. Gaat het weer mis, start dan de VR-software opnieuw.",
            en="Try once more. If it fails again, restart the VR software.",
        ),
    )

    def __init__(self, **values: object) -> None:
        super().__init__(**{"code": "", "detail": ""} | values)
