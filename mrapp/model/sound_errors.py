"""What can go wrong with recording and listening; part of the tree of `mrapp.model.errors`."""

from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase


class SoundError(MrappError):
    """Nothing can be recorded or heard; everything else goes on."""


class NoMicrophoneError(SoundError):
    """There is no microphone that can be used."""

    phrase = Phrase(
        nl="Er kan nu niets worden ingesproken: er is geen microfoon, of een ander programma "
        "gebruikt hem. Sluit een microfoon aan, of schrijf wat u vindt.",
        en="Nothing can be recorded now: there is no microphone, or another program uses it. "
        "Connect a microphone, or write what you think.",
    )


class NothingHeardError(SoundError):
    """The microphone gave no sound."""

    phrase = Phrase(
        nl="De microfoon gaf geen geluid. Er is niets bewaard. Staat hij aan? Probeer het nog "
        "eens, of schrijf wat u vindt.",
        en="The microphone gave no sound. Nothing was kept. Is it switched on? Try again, or "
        "write what you think.",
    )


class NoSpeakerError(SoundError):
    """There are no loudspeakers that can be used."""

    phrase = Phrase(
        nl="U kunt nu niet luisteren: er zijn geen luidsprekers, of een ander programma gebruikt "
        "ze. Wat is ingesproken, is er nog.",
        en="You cannot listen now: there are no loudspeakers, or another program uses them. What "
        "was recorded is still there.",
    )


class NoteDamagedError(SoundError):
    """A spoken note cannot be read as sound."""

    phrase = Phrase(
        nl="Dit ingesproken bericht kan niet worden afgespeeld: het bestand is beschadigd.",
        en="This spoken note cannot be played: the file is damaged.",
    )
