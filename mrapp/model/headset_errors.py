"""What can stand between a person and a headset; part of the tree of `mrapp.model.errors`."""

from collections.abc import Mapping
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


def _phrase(what: Phrase, do: Phrase) -> Phrase:
    """Return the whole that is said: what happened, what was kept, what to do."""
    return Phrase(nl=f"{what.nl} {_KEPT.nl} {do.nl}", en=f"{what.en} {_KEPT.en} {do.en}")


class HeadsetError(MrappError):
    """The headset cannot be used, or no longer. `finding`: what is wrong.

    code: what the runtime called it, "" where it said nothing.
    """

    finding: ClassVar[HeadsetFault] = HeadsetFault.REFUSED
    phrase = _phrase(
        Phrase(nl="De VR-software weigerde iets ({code}).", en="The VR software refused ({code})."),
        Phrase(
            nl="Probeer het nog eens. Gaat het weer mis, start dan de VR-software opnieuw.",
            en="Try once more. If it fails again, restart the VR software.",
        ),
    )

    def __init__(self, **values: object) -> None:
        super().__init__(**{"code": "", "detail": ""} | values)


class LoaderMissingError(HeadsetError):
    """The library that talks to VR software cannot be loaded, because of `detail`."""

    finding = HeadsetFault.LOADER_MISSING
    phrase = _phrase(
        Phrase(
            nl="Het deel van mrapp dat met VR-software praat, start niet ({detail}).",
            en="The part of mrapp that talks to VR software does not start ({detail}).",
        ),
        Phrase(nl="Installeer mrapp opnieuw.", en="Install mrapp again."),
    )


class NoRuntimeError(HeadsetError):
    """No OpenXR runtime is registered on this machine."""

    finding = HeadsetFault.NO_RUNTIME
    phrase = _phrase(
        Phrase(
            nl="Op deze computer is geen VR-software (OpenXR) ingesteld.",
            en="No VR software (OpenXR) is set up on this computer.",
        ),
        Phrase(
            nl="Installeer de software van de headset, zoals Meta Quest Link of SteamVR, en kies "
            "in de instellingen daarvan dat die de standaard voor OpenXR is.",
            en="Install the software of the headset, such as Meta Quest Link or SteamVR, and "
            "choose in its settings that it is the default for OpenXR.",
        ),
    )


class ManifestUnreadableError(HeadsetError):
    """The file that tells where the runtime is cannot be understood: `path`, `detail`."""

    finding = HeadsetFault.MANIFEST_UNREADABLE
    phrase = _phrase(
        Phrase(
            nl="Het bestand dat zegt waar de VR-software staat, klopt niet: {path} ({detail}).",
            en="The file that says where the VR software is, is not right: {path} ({detail}).",
        ),
        Phrase(
            nl="Installeer de VR-software opnieuw, of kies haar opnieuw als standaard voor OpenXR.",
            en="Install the VR software again, or choose it once more as the default for OpenXR.",
        ),
    )


class LibraryMissingError(HeadsetError):
    """The runtime is registered, but its library `path` is not there or does not load."""

    finding = HeadsetFault.LIBRARY_MISSING
    phrase = _phrase(
        Phrase(
            nl="De VR-software is ingesteld, maar een deel ervan ontbreekt of start niet: {path}.",
            en="The VR software is set up, but a part of it is missing or does not start: {path}.",
        ),
        Phrase(nl="Installeer de VR-software opnieuw.", en="Install the VR software again."),
    )


class HeadsetPermissionError(HeadsetError):
    """This user may not use `path`: the runtime's file, or its door."""

    finding = HeadsetFault.PERMISSION
    phrase = _phrase(
        Phrase(
            nl="U mag de VR-software op deze computer niet gebruiken: {path} is voor u dicht.",
            en="You may not use the VR software on this computer: {path} is closed to you.",
        ),
        Phrase(
            nl="Vraag de beheerder om toegang. Start de VR-software en mrapp onder dezelfde naam.",
            en="Ask the administrator for access. Start the VR software and mrapp as one user.",
        ),
    )


class RuntimeSilentError(HeadsetError):
    """The runtime is installed, but does not run or does not answer."""

    finding = HeadsetFault.RUNTIME_SILENT
    phrase = _phrase(
        Phrase(
            nl="De VR-software is er wel, maar zij antwoordt niet ({code}).",
            en="The VR software is there, but it does not answer ({code}).",
        ),
        Phrase(
            nl="Start de VR-software (Meta Quest Link, SteamVR, monado-service) en probeer het "
            "dan opnieuw.",
            en="Start the VR software (Meta Quest Link, SteamVR, monado-service) and then try "
            "again.",
        ),
    )


class RuntimeTooOldError(HeadsetError):
    """The runtime knows neither OpenXR 1.1 nor 1.0."""

    finding = HeadsetFault.RUNTIME_TOO_OLD
    phrase = _phrase(
        Phrase(
            nl="De VR-software is te oud voor mrapp ({code}).",
            en="The VR software is too old for mrapp ({code}).",
        ),
        Phrase(nl="Werk de VR-software bij.", en="Update the VR software."),
    )


class RuntimeBusyError(HeadsetError):
    """The runtime serves no more programs at a time."""

    finding = HeadsetFault.RUNTIME_BUSY
    phrase = _phrase(
        Phrase(
            nl="De headset is bezet: een ander programma gebruikt hem ({code}).",
            en="The headset is taken: another program uses it ({code}).",
        ),
        Phrase(
            nl="Sluit het andere programma en probeer het opnieuw.",
            en="Close the other program and try again.",
        ),
    )


class NoOpenGlError(HeadsetError):
    """The runtime takes no pictures that OpenGL draws."""

    finding = HeadsetFault.NO_OPENGL
    phrase = _phrase(
        Phrase(
            nl="Deze VR-software ({runtime}) neemt geen beelden van mrapp aan: zij kent geen "
            "OpenGL.",
            en="This VR software ({runtime}) takes no pictures from mrapp: it knows no OpenGL.",
        ),
        Phrase(
            nl="Kies andere VR-software als standaard voor OpenXR, zoals SteamVR.",
            en="Choose other VR software as the default for OpenXR, such as SteamVR.",
        ),
    )

    def __init__(self, **values: object) -> None:
        super().__init__(**{"runtime": "OpenXR"} | values)


class NoHeadsetError(HeadsetError):
    """The runtime answers, and no headset is connected to it."""

    finding = HeadsetFault.NO_HEADSET
    phrase = _phrase(
        Phrase(
            nl="De VR-software werkt, maar er is geen headset aangesloten of hij staat uit.",
            en="The VR software works, but no headset is connected or it is off.",
        ),
        Phrase(
            nl="Zet de headset aan, controleer de kabel, zet hem even op en probeer het opnieuw.",
            en="Switch the headset on, check the cable, put it on for a moment and try again.",
        ),
    )


class LinkOffError(NoHeadsetError):
    """The headset may be there, but Quest Link is not switched on in it."""

    finding = HeadsetFault.LINK_OFF
    phrase = _phrase(
        Phrase(
            nl="De VR-software van Meta werkt, maar de headset is er niet mee verbonden: Link "
            "staat uit.",
            en="Meta's VR software works, but the headset is not connected to it: Link is off.",
        ),
        Phrase(
            nl="Zet de headset op, open daar de snelle instellingen, kies Link en zet Link aan. "
            "Controleer ook de kabel.",
            en="Put the headset on, open its quick settings, choose Link and switch Link on. "
            "Check the cable as well.",
        ),
    )


class NoStereoError(HeadsetError):
    """What is connected does not show two eyes."""

    finding = HeadsetFault.NO_STEREO
    phrase = _phrase(
        Phrase(
            nl="Wat er is aangesloten, is geen VR-headset met twee ogen ({code}).",
            en="What is connected is not a VR headset for two eyes ({code}).",
        ),
        Phrase(nl="Sluit een VR-headset aan.", en="Connect a VR headset."),
    )


class NoContextError(HeadsetError):
    """The window draws with nothing that can be shared with a runtime."""

    finding = HeadsetFault.NO_CONTEXT
    phrase = _phrase(
        Phrase(
            nl="mrapp tekent op deze computer zonder grafische kaart, en zo kan een headset de "
            "beelden niet krijgen ({detail}).",
            en="On this computer mrapp draws without a graphics card, and a headset cannot get "
            "the pictures that way ({detail}).",
        ),
        Phrase(
            nl="Gebruik een computer met een grafische kaart en werk het stuurprogramma bij.",
            en="Use a computer with a graphics card and update its driver.",
        ),
    )


class GraphicsTooOldError(HeadsetError):
    """The runtime asks for OpenGL `asked`; there is `found`."""

    finding = HeadsetFault.GRAPHICS_TOO_OLD
    phrase = _phrase(
        Phrase(
            nl="De VR-software vraagt OpenGL {asked}; deze computer geeft {found}.",
            en="The VR software asks for OpenGL {asked}; this computer gives {found}.",
        ),
        Phrase(
            nl="Werk het stuurprogramma van de grafische kaart bij.",
            en="Update the driver of the graphics card.",
        ),
    )


class OtherGpuError(HeadsetError):
    """mrapp draws on another graphics card than the one that the headset is connected to."""

    finding = HeadsetFault.OTHER_GPU
    phrase = _phrase(
        Phrase(
            nl="mrapp tekent op een andere grafische kaart dan waar de headset op zit ({code}).",
            en="mrapp draws on another graphics card than the one the headset is on ({code}).",
        ),
        Phrase(
            nl="Sluit de headset aan op de snelle grafische kaart, en laat mrapp die kaart "
            "gebruiken: in Windows bij Instellingen, Systeem, Beeldscherm, Grafische instellingen, "
            "'Hoge prestaties'. Start mrapp daarna opnieuw.",
            en="Connect the headset to the fast graphics card and let mrapp use that card: in "
            "Windows under Settings, System, Display, Graphics, 'High performance'. Then start "
            "mrapp again.",
        ),
    )


class NoFormatError(HeadsetError):
    """The runtime takes no picture of a kind that mrapp can make."""

    finding = HeadsetFault.NO_FORMAT
    phrase = _phrase(
        Phrase(
            nl="De VR-software neemt geen beelden aan zoals mrapp ze maakt ({code}).",
            en="The VR software takes no pictures of the kind that mrapp makes ({code}).",
        ),
        Phrase(
            nl="Werk de VR-software en het stuurprogramma van de grafische kaart bij.",
            en="Update the VR software and the driver of the graphics card.",
        ),
    )


class HeadsetLostError(HeadsetError):
    """The runtime or the connection went while it was used."""

    finding = HeadsetFault.LOST
    phrase = _phrase(
        Phrase(
            nl="De verbinding met de headset is weg ({code}).",
            en="The connection with the headset is gone ({code}).",
        ),
        Phrase(
            nl="Controleer de kabel en de VR-software. Daarna gaat de headset vanzelf weer aan.",
            en="Check the cable and the VR software. After that the headset comes back by itself.",
        ),
    )


class HeadsetHeldError(HeadsetError):
    """The runtime never came back from a call, not even to let a session end."""

    finding = HeadsetFault.HELD
    phrase = _phrase(
        Phrase(
            nl="De VR-software antwoordt niet meer en geeft de headset niet vrij. mrapp wacht er "
            "niet langer op.",
            en="The VR software does not answer any more and does not let the headset go. mrapp "
            "waits for it no longer.",
        ),
        Phrase(
            nl="Sluit de VR-software af en start haar opnieuw; daarna kan de headset weer starten.",
            en="Close the VR software and start it again; after that you can start the headset.",
        ),
    )


class HeadsetTimedOutError(HeadsetError):
    """The runtime was asked `step` and had not answered after `seconds`."""

    finding = HeadsetFault.TIMED_OUT
    phrase = _phrase(
        Phrase(
            nl="De VR-software gaf na {seconds} seconden nog geen antwoord ({step}).",
            en="The VR software had not answered after {seconds} seconds ({step}).",
        ),
        Phrase(
            nl="Sluit de VR-software af, start haar opnieuw en kijk dan nog eens.",
            en="Close the VR software, start it again and then look once more.",
        ),
    )


class HeadsetCrashedError(HeadsetError):
    """The runtime took the process down that asked it `step`."""

    finding = HeadsetFault.CRASHED
    phrase = _phrase(
        Phrase(
            nl="De VR-software liep vast toen mrapp iets vroeg ({step}, {code}).",
            en="The VR software broke down when mrapp asked it something ({step}, {code}).",
        ),
        Phrase(
            nl="Werk de VR-software bij of installeer haar opnieuw.",
            en="Update the VR software or install it again.",
        ),
    )


class HeadsetBrokenError(HeadsetError):
    """Something in mrapp itself broke off what goes on in the headset; code: its kind."""

    finding = HeadsetFault.BROKEN
    phrase = _phrase(
        Phrase(
            nl="Er ging iets mis in mrapp zelf ({code}), en de headset staat stil.",
            en="Something in mrapp itself went wrong ({code}), and the headset stopped.",
        ),
        Phrase(
            nl="Start de headset opnieuw. Gaat het weer mis, meld het dan aan uw beheerder, die "
            "het in het logboek kan vinden.",
            en="Start the headset again. If it fails again, tell your administrator, who can find "
            "it in the log.",
        ),
    )


_KINDS = (
    HeadsetError, LoaderMissingError, NoRuntimeError, ManifestUnreadableError,
    LibraryMissingError, HeadsetPermissionError, RuntimeSilentError, RuntimeTooOldError,
    RuntimeBusyError, NoOpenGlError, NoHeadsetError, LinkOffError, NoStereoError, NoContextError,
    GraphicsTooOldError, OtherGpuError, NoFormatError, HeadsetLostError, HeadsetHeldError,
    HeadsetTimedOutError, HeadsetCrashedError, HeadsetBrokenError,
)  # fmt: skip

ERROR_OF: Mapping[HeadsetFault, type[HeadsetError]] = {kind.finding: kind for kind in _KINDS}
"""The error that says each thing that can be wrong."""
