"""What can stand between a person and a headset; part of the tree of `mrapp.model.errors`."""

from collections.abc import Mapping

from mrapp.model.headset_faults import HeadsetError, HeadsetFault, told
from mrapp.model.runtime_errors import (
    HeadsetPermissionError,
    LibraryMissingError,
    LoaderMissingError,
    ManifestUnreadableError,
    NoRuntimeError,
    RuntimeBusyError,
    RuntimeSilentError,
    RuntimeTooOldError,
)
from mrapp.model.texts import Phrase


class NoOpenGlError(HeadsetError):
    """The runtime takes no pictures that OpenGL draws."""

    finding = HeadsetFault.NO_OPENGL
    phrase = told(
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
    phrase = told(
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
    phrase = told(
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
    phrase = told(
        Phrase(
            nl="Wat er is aangesloten, is geen VR-headset met twee ogen ({code}).",
            en="What is connected is not a VR headset for two eyes ({code}).",
        ),
        Phrase(nl="Sluit een VR-headset aan.", en="Connect a VR headset."),
    )


class NoContextError(HeadsetError):
    """The window draws with nothing that can be shared with a runtime."""

    finding = HeadsetFault.NO_CONTEXT
    phrase = told(
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
    phrase = told(
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
    phrase = told(
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
    phrase = told(
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
    phrase = told(
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
    phrase = told(
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
    phrase = told(
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
    phrase = told(
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
    phrase = told(
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
