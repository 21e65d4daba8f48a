"""Why no headset? What was seen goes in, findings in plain words come out; nothing is asked here.

`mrapp.xr.examining` does the asking.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mrapp.model.headset_errors import ERROR_OF
from mrapp.model.headset_faults import HeadsetError, HeadsetFault
from mrapp.model.runtime_errors import LibraryMissingError
from mrapp.model.texts import Phrase
from mrapp.xr.registered import BY_VARIABLE, Registered


@dataclass(frozen=True)
class Answer:
    """What the runtime answered to a process that asked for a session.

    device: what it told of itself ("runtime", "version", "system", "eye_px", "blend_modes",
    "extensions", "floor_known", "graphics", "refused"), empty where it did not come to that. error:
    what it failed with. steps: how far it came, in order.
    """

    device: Mapping[str, Any] = field(default_factory=dict)
    error: HeadsetError | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One thing to tell. fault: None where it is good, or only so that people know."""

    phrase: Phrase
    fault: HeadsetFault | None = None

    def text(self, language: str = "en") -> str:
        """Return it in words."""
        return self.phrase.text(language)


@dataclass(frozen=True)
class Diagnosis:
    """All that was found. ready: whether a headset can be used now."""

    ready: bool
    findings: tuple[Finding, ...]
    registered: Registered
    answer: Answer | None

    @property
    def faults(self) -> tuple[HeadsetFault, ...]:
        """What is wrong, the cause first."""
        return tuple(each.fault for each in self.findings if each.fault is not None)


_READY = Phrase(
    nl="De headset is klaar: {system}, met {runtime} {version}, {width} x {height} pixels per oog, "
    "getekend door {graphics}.",
    en="The headset is ready: {system}, with {runtime} {version}, {width} x {height} pixels an "
    "eye, drawn by {graphics}.",
)
_SET = Phrase(
    nl="De VR-software op deze computer is {name} ({manifest}). Dat staat in {where}.",
    en="The VR software of this computer is {name} ({manifest}). {where} says so.",
)
_BY_VARIABLE = Phrase(
    nl="Dat staat in een omgevingsvariabele en gaat voor de instelling van de computer. Is dat "
    "niet de bedoeling, haal {where} dan weg.",
    en="That is in an environment variable, and goes before what the computer is set to. If that "
    "is not meant, take {where} away.",
)
_FLOOR = Phrase(
    nl="De VR-software weet niet waar de vloer is. mrapp neemt een ooghoogte van 1,6 m aan; "
    "stel in de VR-software de vloer in.",
    en="The VR software does not know where the floor is. mrapp supposes that eyes are 1.6 m high; "
    "set the floor in the VR software.",
)
_SLOW = Phrase(
    nl="mrapp tekent zonder grafische kaart ({graphics}). Voor een headset is dat te traag: werk "
    "het stuurprogramma bij, of gebruik een computer met een grafische kaart.",
    en="mrapp draws without a graphics card ({graphics}). That is too slow for a headset: update "
    "the driver, or use a computer with a graphics card.",
)
_AUDIBLE = Phrase(
    nl="Geluid: er is een luidspreker. Het komt uit wat de computer zelf gebruikt; kies daar de "
    "headset als het niet uit de computer moet komen.",
    en="Sound: there is a loudspeaker. It comes from what the computer uses by itself; choose the "
    "headset there if it is not to come from the computer.",
)
_SILENT = Phrase(
    nl="Geluid: er is geen luidspreker, dus er klinkt niets. Alles is ook te zien en te voelen.",
    en="Sound: there is no loudspeaker, so nothing is heard. All of it can be seen and felt too.",
)
_UNNAMED = Phrase(nl="onbekend", en="unknown")

_SOFTWARE_DRAWING = ("llvmpipe", "softpipe", "swrast", "gdi generic", "basic render")
# What an answer can fail with because of how the runtime is set: then that is the one cause.
_OF_THE_SETTING = frozenset(
    {
        HeadsetFault.NO_RUNTIME,
        HeadsetFault.RUNTIME_SILENT,
        HeadsetFault.REFUSED,
        HeadsetFault.NO_OPENGL,
        HeadsetFault.MANIFEST_UNREADABLE,
        HeadsetFault.LIBRARY_MISSING,
        HeadsetFault.PERMISSION,
    }
)


def diagnose(registered: Registered, answer: Answer | None = None) -> Diagnosis:
    """Return what is to be told; without an answer only how the machine is set was looked at."""
    error = _cause(registered, answer)
    told = list(_about_setting(registered))
    if error is not None:
        told.insert(0, fault_of(error))
    elif answer is not None and answer.device:
        told = [*_about_device(answer.device), *told]
    ready = error is None and answer is not None and bool(answer.device)
    return Diagnosis(ready, tuple(told), registered, answer)


def with_sound(found: Diagnosis, audible: bool) -> Diagnosis:
    """Return the same with whether there are loudspeakers: without them all goes on in silence."""
    told = Finding(_AUDIBLE if audible else _SILENT)
    return replace(found, findings=(*found.findings, told))


def fault_of(error: HeadsetError) -> Finding:
    """Return what went wrong as a finding."""
    return Finding(error.phrase.filled(**error.values), error.finding)


def error_of(finding: str, values: Mapping[str, object]) -> HeadsetError:
    """Return an error that another process told of."""
    kind = ERROR_OF.get(HeadsetFault(finding), HeadsetError)
    return kind(**values)


def _cause(registered: Registered, answer: Answer | None) -> HeadsetError | None:
    if answer is None or answer.device:
        # A runtime that answers is there, whatever the file looked like to us.
        return None if answer is not None else registered.error
    if answer.error is None or answer.error.finding in _OF_THE_SETTING:
        return registered.error or _not_loaded(registered, answer)
    return answer.error


def _not_loaded(registered: Registered, answer: Answer) -> HeadsetError | None:
    """Return what an answer failed with; "no runtime" where one is set: it does not load."""
    if registered.library and answer.error and answer.error.finding is HeadsetFault.NO_RUNTIME:
        return LibraryMissingError(path=registered.library_path)
    return answer.error


def _about_setting(registered: Registered) -> list[Finding]:
    place = registered.place
    if place is None:
        return []
    name = registered.name or _UNNAMED
    told = [Finding(_SET.filled(name=name, manifest=place.manifest, where=place.where))]
    if place.where == BY_VARIABLE:
        told.append(Finding(_BY_VARIABLE.filled(where=place.where)))
    return told


def _about_device(device: Mapping[str, Any]) -> list[Finding]:
    width, height = device["eye_px"]
    graphics = str(device.get("graphics", "OpenGL"))
    told = [
        Finding(
            _READY.filled(
                system=device["system"],
                runtime=device["runtime"],
                version=device["version"],
                width=width,
                height=height,
                graphics=graphics,
            )
        )
    ]
    if not device.get("floor_known", True):
        told.append(Finding(_FLOOR))
    if any(each in graphics.lower() for each in _SOFTWARE_DRAWING):
        told.append(Finding(_SLOW.filled(graphics=graphics)))
    return told
