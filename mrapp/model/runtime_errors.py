"""What can be wrong with VR software, before there is a headset to speak of."""

from mrapp.model.headset_faults import HeadsetError, HeadsetFault, told
from mrapp.model.texts import Phrase


class LoaderMissingError(HeadsetError):
    """The library that talks to VR software cannot be loaded, because of `detail`."""

    finding = HeadsetFault.LOADER_MISSING
    phrase = told(
        Phrase(
            nl="Het deel van mrapp dat met VR-software praat, start niet ({detail}).",
            en="The part of mrapp that talks to VR software does not start ({detail}).",
        ),
        Phrase(nl="Installeer mrapp opnieuw.", en="Install mrapp again."),
    )


class NoRuntimeError(HeadsetError):
    """No OpenXR runtime is registered on this machine."""

    finding = HeadsetFault.NO_RUNTIME
    phrase = told(
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
    phrase = told(
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
    phrase = told(
        Phrase(
            nl="De VR-software is ingesteld, maar een deel ervan ontbreekt of start niet: {path}.",
            en="The VR software is set up, but a part of it is missing or does not start: {path}.",
        ),
        Phrase(nl="Installeer de VR-software opnieuw.", en="Install the VR software again."),
    )


class HeadsetPermissionError(HeadsetError):
    """This user may not use `path`: the runtime's file, or its door."""

    finding = HeadsetFault.PERMISSION
    phrase = told(
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
    phrase = told(
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
    phrase = told(
        Phrase(
            nl="De VR-software is te oud voor mrapp ({code}).",
            en="The VR software is too old for mrapp ({code}).",
        ),
        Phrase(nl="Werk de VR-software bij.", en="Update the VR software."),
    )


class RuntimeBusyError(HeadsetError):
    """The runtime serves no more programs at a time."""

    finding = HeadsetFault.RUNTIME_BUSY
    phrase = told(
        Phrase(
            nl="De headset is bezet: een ander programma gebruikt hem ({code}).",
            en="The headset is taken: another program uses it ({code}).",
        ),
        Phrase(
            nl="Sluit het andere programma en probeer het opnieuw.",
            en="Close the other program and try again.",
        ),
    )
