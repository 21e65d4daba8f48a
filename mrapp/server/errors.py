"""What can go wrong at the server, each with the status of HTTP by which it is told."""

from typing import ClassVar

from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase


class ServerError(MrappError):
    """Something that a caller can act upon. status: of HTTP; code: the same in one word."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad-request"


class DatabaseUrlError(ServerError):
    """`url` names no database that can be used."""

    code = "database-url"
    phrase = Phrase(
        nl="{url} is geen database die mrapp kent. Er is niets veranderd. Geef bijvoorbeeld "
        "sqlite:///meningen.sqlite of postgresql://gebruiker@machine/naam.",
        en="{url} is no database that mrapp knows. Nothing was changed. Give for example "
        "sqlite:///opinions.sqlite or postgresql://user@machine/name.",
    )


class DatabaseUnusableError(ServerError):
    """The database at `url` does not answer, or is none."""

    code = "database-unusable"
    phrase = Phrase(
        nl="De database {url} antwoordt niet, of is geen database. Er is niets veranderd. Kijk of "
        "zij draait, en of --database klopt.",
        en="The database {url} does not answer, or is none. Nothing was changed. Check that it "
        "runs, and that --database is right.",
    )


class NoSuchProjectError(ServerError):
    """The server does not know `project`, or not for who asks."""

    status = 404
    code = "no-such-project"
    phrase = Phrase(
        nl="Dit project is hier niet. Er is niets bewaard. Kijk het adres na.",
        en="This project is not here. Nothing was kept. Check the address.",
    )


class NoSuchPageError(ServerError):
    """There is nothing at this address, or not for who asks."""

    status = 404
    code = "no-such-page"
    phrase = Phrase(
        nl="Hier is niets te vinden. Kijk het adres na. Misschien is het verplaatst of weggehaald.",
        en="There is nothing to be found here. Check the address. It may have been moved or taken "
        "away.",
    )


class NotAllowedError(ServerError):
    """Who asks may not do this."""

    status = 403
    code = "not-allowed"
    phrase = Phrase(
        nl="U mag dit hier niet doen. Er is niets veranderd. Vraag een beheerder.",
        en="You may not do this here. Nothing was changed. Ask an administrator.",
    )


class NotKnownError(ServerError):
    """Who asks gave no key or session, or one that is not valid (any more)."""

    status = 401
    code = "not-known"
    phrase = Phrase(
        nl="De sleutel of aanmelding klopt niet of is verlopen. Er is niets veranderd. Meld u of "
        "dit apparaat opnieuw aan.",
        en="The key or sign-in is wrong or has expired. Nothing was changed. Sign in, or enrol "
        "this machine again.",
    )


class KeyOverError(NotKnownError):
    """A key of a member of staff is wrong, was revoked or has expired, or they may not sign in."""

    phrase = Phrase(
        nl="Deze sleutel klopt niet, is ingetrokken of is verlopen. Er is niets gelezen. Meld u op "
        "de server aan en maak een nieuwe op de pagina Sleutels.",
        en="This key is wrong, was revoked or has expired. Nothing was read. Sign in at the server "
        "and make a new one on the page Keys.",
    )


class TooLargeError(ServerError):
    """What was sent is over `limit` bytes."""

    status = 413
    code = "too-large"
    phrase = Phrase(
        nl="Dit is te groot: er mogen {limit} bytes in één keer komen. Er is niets bewaard. Stuur "
        "minder tegelijk.",
        en="This is too large: {limit} bytes at a time may come. Nothing was kept. Send less at "
        "once.",
    )


class TooManyError(ServerError):
    """Too much was asked in a short time; again after `seconds`."""

    status = 429
    code = "too-many"
    phrase = Phrase(
        nl="Er komt nu te veel tegelijk binnen. Er is niets bewaard. Probeer het over {seconds} "
        "seconden weer.",
        en="Too much is coming in at once. Nothing was kept. Try again in {seconds} seconds.",
    )


class CodeWrongError(ServerError):
    """A code is wrong, was used, or is older than a day."""

    status = 403
    code = "code-wrong"
    phrase = Phrase(
        nl="Deze code klopt niet, is al gebruikt, of is ouder dan een dag. Er is niets veranderd. "
        "Vraag de beheerder om een nieuwe code.",
        en="This code is wrong, was used already, or is older than a day. Nothing was changed. Ask "
        "the administrator for a new code.",
    )


class NoSuchMachineError(ServerError):
    """There is no such machine."""

    status = 404
    code = "no-such-machine"
    phrase = Phrase(
        nl="Dit apparaat is hier niet bekend. Er is niets veranderd. Kijk het adres na.",
        en="This machine is not known here. Nothing was changed. Check the address.",
    )


class ProjectNameError(ServerError):
    """A project cannot be called `project` at a server."""

    status = 400
    code = "project-name"
    phrase = Phrase(
        nl="'{project}' kan niet het kenmerk van een project zijn. Er is niets veranderd. Geef 1 "
        "tot 200 tekens zonder schuine streep; het staat als 'id' in project.json.",
        en="'{project}' cannot be the id of a project. Nothing was changed. Give 1 to 200 "
        "characters without a slash; it is the 'id' in project.json.",
    )


class FileWrongError(ServerError):
    """A file is not what its hash says, or not of a kind that is kept."""

    status = 400
    code = "file-wrong"
    phrase = Phrase(
        nl="Dit bestand is onderweg veranderd, of is geen foto, tekening of opname die hier mag. "
        "Het is niet bewaard. Stuur het opnieuw, vanaf het begin.",
        en="This file was changed on its way, or is no picture, drawing or recording that may be "
        "here. It was not kept. Send it again, from its beginning.",
    )


class FileOtherError(ServerError):
    """A part does not go with the parts of the same file that came before."""

    status = 409
    code = "file-other"
    phrase = Phrase(
        nl="Dit deel past niet bij wat er al van het bestand is. Het is niet bewaard. Vraag eerst "
        "hoeveel er is.",
        en="This part does not go with what there is of the file. It was not kept. Ask first how "
        "much there is.",
    )


class NotNowError(ServerError):
    """The database or the folder of files cannot be reached or is full; again after `seconds`."""

    status = 503
    code = "not-now"
    phrase = Phrase(
        nl="De server kan er nu niet bij, of zijn schijf is vol. Er is niets bewaard. Probeer het "
        "over {seconds} seconden weer.",
        en="The server cannot reach its database or files now, or its disk is full. Nothing was "
        "kept. Try again in {seconds} seconds.",
    )


class NoRoomError(ServerError):
    """There is no room for more files of phones; maybe again after `seconds`."""

    status = 503
    code = "no-room"
    phrase = Phrase(
        nl="Er is hier nu geen plaats voor meer foto's, tekeningen en opnamen. Dit bestand is niet "
        "bewaard. Stuur uw mening zonder bestand, of probeer het later weer.",
        en="There is no room here now for more pictures, drawings and recordings. This file was "
        "not kept. Send your opinion without a file, or try again later.",
    )


class NoSuchVersionError(ServerError):
    """A project has no version with this number."""

    status = 404
    code = "no-such-version"
    phrase = Phrase(
        nl="Deze versie van het project is hier niet. Er is niets veranderd. Kijk het nummer na.",
        en="This version of the project is not here. Nothing was changed. Check the number.",
    )


class CapsuleMissingError(ServerError):
    """The capsule of a version is not there, or not all of it."""

    status = 409
    code = "capsule-missing"
    phrase = Phrase(
        nl="Het bestand van deze versie is er nog niet helemaal. Er is niets gepubliceerd. Stuur "
        "eerst het bestand.",
        en="The file of this version is not all here yet. Nothing was published. Send the file "
        "first.",
    )


class VersionWrongError(ServerError):
    """What is to be published is no project, or another one."""

    status = 400
    code = "version-wrong"
    phrase = Phrase(
        nl="Dit is geen project dat de server kan lezen, of het is een ander project. Er is niets "
        "gepubliceerd. Kijk het kenmerk na, en werk de server bij als hij ouder is dan mrapp.",
        en="This is no project that the server can read, or it is another project. Nothing was "
        "published. Check its id, and update the server if it is older than mrapp.",
    )


class PortTakenError(ServerError):
    """The server cannot listen at `host` and `port`."""

    code = "port-taken"
    phrase = Phrase(
        nl="De server kan niet luisteren op {host}:{port}: die poort is al in gebruik, of mag hier "
        "niet. Er is niets gestart. Kies een andere met --port of --host.",
        en="The server cannot listen at {host}:{port}: that port is in use already, or not allowed "
        "here. Nothing was started. Choose another with --port or --host.",
    )


class NoSuchHostError(ServerError):
    """The machine has no address `host` to listen at."""

    code = "no-such-host"
    phrase = Phrase(
        nl="De server kan niet luisteren op {host}: dat is geen adres van deze computer. Er is "
        "niets gestart. Geef met --host 127.0.0.1 (deze computer alleen), 0.0.0.0 (het hele "
        "netwerk) of een ander adres dat deze computer heeft.",
        en="The server cannot listen at {host}: that is no address of this machine. Nothing was "
        "started. Give with --host 127.0.0.1 (this machine alone), 0.0.0.0 (the whole network) "
        "or another address that this machine has.",
    )


class CertificateUnusableError(ServerError):
    """A server cannot show the certificate in `certificate`, with the key in `key`."""

    code = "certificate-unusable"
    phrase = Phrase(
        nl="Het certificaat {certificate} en de sleutel {key} zijn niet te gebruiken. Er is niets "
        "gestart. Kijk of beide in PEM zijn, bij elkaar horen, te lezen zijn voor deze gebruiker, "
        "en of de sleutel zonder wachtwoord is.",
        en="The certificate {certificate} and the key {key} cannot be used. Nothing was started. "
        "Check that both are PEM, belong together, can be read by this user, and that the key is "
        "without a passphrase.",
    )


class TooSlowError(ServerError):
    """A body came in too slowly."""

    status = 408
    code = "too-slow"
    phrase = Phrase(
        nl="Dit kwam te langzaam binnen. Er is niets bewaard. Stuur minder tegelijk.",
        en="This came in too slowly. Nothing was kept. Send less at once.",
    )


class EncodedError(ServerError):
    """A body is packed (Content-Encoding), which is not taken here."""

    status = 415
    code = "encoded"
    phrase = Phrase(
        nl="Wat ingepakt binnenkomt (Content-Encoding), wordt niet uitgepakt. Er is niets bewaard. "
        "Stuur het zoals het is.",
        en="What comes packed (Content-Encoding) is not unpacked. Nothing was kept. Send it as it "
        "is.",
    )
