"""What can go wrong when staff read what a server holds; part of `mrapp.model.errors`."""

from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase


class ServerReadError(MrappError):
    """What a server holds could not be read, because of `reason`, a clause."""

    phrase = Phrase(
        nl="De meningen zijn niet opgehaald: {reason}. Er is geen bestand geschreven. Probeer het "
        "later nog eens.",
        en="The opinions were not fetched: {reason}. No file was written. Try again later.",
    )


class PersonalKeyMissingError(ServerReadError):
    """Nobody gave the key by which remarks are read at `server`."""

    phrase = Phrase(
        nl="Er is geen sleutel voor {server}. Er is geen bestand geschreven. Maak er een op de "
        "pagina Sleutels van de server. Bewaar hem met: keyring set mrapp {server} (of geef hem "
        "met --key-file FILE of in MRAPP_KEY).",
        en="There is no key for {server}. No file was written. Make one on the page Keys of the "
        "server. Keep it with: keyring set mrapp {server} (or give it with --key-file FILE or in "
        "MRAPP_KEY).",
    )


class PersonalKeyRefusedError(ServerReadError):
    """The server does not, or not any longer, know a key of a member of staff."""

    phrase = Phrase(
        nl="De server {server} neemt deze sleutel niet aan: hij klopt niet, is ingetrokken of "
        "verlopen, of u hebt daar geen toegang meer. Er is geen bestand geschreven. Meld u daar "
        "aan en maak een nieuwe op de pagina Sleutels.",
        en="The server {server} does not take this key: it is wrong, was revoked or has expired, "
        "or you have no access there any more. No file was written. Sign in there and make a new "
        "one on the page Keys.",
    )


class NotPublishedError(ServerReadError):
    """The project `project` was not published at a server, so that nobody knows its words."""

    phrase = Phrase(
        nl="Het project {project} is daar niet gepubliceerd. Er is geen bestand geschreven: "
        "niemand weet wat de antwoorden betekenen. Publiceer het eerst (mrapp publish).",
        en="The project {project} was not published there. No file was written: nobody knows what "
        "its answers mean. Publish it first (mrapp publish).",
    )
