"""What can go wrong with cameras and what is shown in place of one; see `mrapp.model.errors`."""

from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase


class PictureSourceError(MrappError):
    """There are no pictures, or no more of them; everything else goes on."""


class CameraError(PictureSourceError):
    """A camera gives no pictures; it may do so later."""


class CameraMissingError(CameraError):
    """There is no such camera."""

    phrase = Phrase(
        nl="Er is geen camera gevonden. Sluit een camera aan en probeer het opnieuw, of kies een "
        "video of een map met foto's.",
        en="No camera was found. Connect a camera and try again, or choose a video or a folder "
        "of pictures.",
    )


class CameraBusyError(CameraError):
    """The camera is there, and gives nothing: another program has it."""

    phrase = Phrase(
        nl="De camera is er wel, maar geeft geen beeld. Meestal gebruikt een ander programma hem, "
        "zoals een videogesprek. Sluit dat programma en probeer het opnieuw.",
        en="The camera is there but gives no picture. Usually another program uses it, such as "
        "a video call. Close that program and try again.",
    )


class CameraRefusedError(CameraError):
    """The system does not let this program use the camera."""

    phrase = Phrase(
        nl="Dit programma mag de camera niet gebruiken. Geef toestemming in de instellingen van "
        "de computer (privacy, camera; op Linux: de groep video) en probeer het opnieuw.",
        en="This program may not use the camera. Allow it in the settings of the computer "
        "(privacy, camera; on Linux: the group video) and try again.",
    )


class CameraGoneError(CameraError):
    """The camera gave pictures and stopped."""

    phrase = Phrase(
        nl="De camera geeft geen beeld meer. Zit de stekker er nog goed in? Er wordt steeds "
        "opnieuw geprobeerd. Er is niets van de beelden bewaard.",
        en="The camera gives no picture any more. Is it still plugged in? It is tried again and "
        "again. Nothing of its pictures was kept.",
    )


class CameraHeldError(CameraError):
    """The camera was switched off, and its driver does not let go of it."""

    phrase = Phrase(
        nl="De camera is nog niet uit: het stuurprogramma van de camera antwoordt niet. Er wordt "
        "niets van de beelden getoond of bewaard. Blijft dit zo, trek dan de stekker van de "
        "camera eruit of sluit het programma.",
        en="The camera is not off yet: its driver does not answer. None of its pictures are shown "
        "or kept. If it stays like this, unplug the camera or close the program.",
    )


class VideoUnreadableError(PictureSourceError):
    """A video cannot be shown at all."""

    phrase = Phrase(
        nl="{file} kan niet als video worden gelezen. Er is niets veranderd. Kies een andere "
        "video, bij voorkeur MP4 of AVI.",
        en="{file} cannot be read as a video. Nothing was changed. Choose another video, MP4 or "
        "AVI by preference.",
    )


class VideoShortError(PictureSourceError):
    """A video ended before it said it would."""

    phrase = Phrase(
        nl="{file} stopt eerder dan het bestand zelf zegt: na {seen} van {told} beelden. Tot daar "
        "is alles getoond. Is het bestand heel? Kopieer het opnieuw van de camera.",
        en="{file} ends earlier than the file itself says: after {seen} of {told} pictures. All "
        "of it up to there was shown. Is the file whole? Copy it from the camera again.",
    )


class NoPicturesError(PictureSourceError):
    """There is no picture in a folder that can be shown."""

    phrase = Phrase(
        nl="In {folder} staat geen foto die kan worden gelezen. Kies een map met JPEG- of "
        "PNG-bestanden.",
        en="There is no picture in {folder} that can be read. Choose a folder with JPEG or PNG "
        "files.",
    )
