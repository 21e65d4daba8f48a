"""What can go wrong between this machine and a server; part of the tree of `mrapp.model.errors`."""

from typing import ClassVar

from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase

_LOST_NOTHING = Phrase(
    nl="Er is niets verloren: wat nog niet verzonden is, wacht op dit apparaat.",
    en="Nothing is lost: what was not sent yet waits on this machine.",
)


def _phrase(clause: Phrase, hint: Phrase) -> Phrase:
    """Return the whole that is said: what stands in the way, what was kept, what to do."""
    return Phrase(
        nl=f"{clause.nl[:1].upper()}{clause.nl[1:]}. {_LOST_NOTHING.nl} {hint.nl}",
        en=f"{clause.en[:1].upper()}{clause.en[1:]}. {_LOST_NOTHING.en} {hint.en}",
    )


class SyncError(MrappError):
    """What was said cannot be sent, or what came of it cannot be heard.

    clause: why, to stand in a sentence. passes: whether it may be over by itself after a while.
    """

    clause: ClassVar[Phrase] = Phrase(nl="het verzenden ging mis", en="sending went wrong")
    phrase = _phrase(clause, Phrase(nl="Probeer het later nog eens.", en="Try again later."))
    passes: ClassVar[bool] = False

    @property
    def why(self) -> Phrase:
        """What stood in the way, as a clause."""
        return self.clause.filled(**self.values) if self.values else self.clause

    @property
    def wait_s(self) -> float:
        """How long the server asked to wait; 0: it did not."""
        asked = self.values.get("seconds", 0.0)
        return float(asked) if isinstance(asked, int | float) else 0.0


class ServerUrlError(SyncError):
    """`url` is no address of a server to which anything may be sent."""

    clause = Phrase(
        nl="{url} is geen veilig adres van een server",
        en="{url} is no safe address of a server",
    )
    phrase = _phrase(
        clause,
        Phrase(
            nl="Geef een adres dat met https:// begint. Zonder slot (http://) mag het alleen naar "
            "dit apparaat zelf.",
            en="Give an address that begins with https://. Without a lock (http://) only this "
            "machine itself may be named.",
        ),
    )


class UnreachableError(SyncError):
    """The server does not answer, because of `reason`, a clause."""

    clause = Phrase(
        nl="de server {server} is niet te bereiken ({reason})",
        en="the server {server} cannot be reached ({reason})",
    )
    phrase = _phrase(
        clause,
        Phrase(
            nl="Kijk of dit apparaat netwerk heeft en of het adres klopt. Verzenden wordt vanzelf "
            "weer geprobeerd; aanmelden of publiceren doet u zelf nog eens.",
            en="See whether this machine has a network and whether the address is right. Sending "
            "is tried again by itself; enrol or publish once more yourself.",
        ),
    )
    passes = True


class CertificateError(SyncError):
    """The server cannot prove who it is, because of `reason`, a clause."""

    clause = Phrase(
        nl="de server {server} kan niet bewijzen wie hij is ({reason})",
        en="the server {server} cannot prove who it is ({reason})",
    )
    phrase = _phrase(
        clause,
        Phrase(
            nl="Daarom is er niets naartoe gestuurd. Kijk of de klok van dit apparaat goed staat "
            "en vraag de beheerder naar het certificaat van de server.",
            en="So nothing was sent there. See whether the clock of this machine is right and ask "
            "the administrator about the certificate of the server.",
        ),
    )
    passes = True


class NotOurServerError(SyncError):
    """Whatever answers at `server` does not speak as a server of mrapp does."""

    clause = Phrase(
        nl="op {server} antwoordt iets anders dan een server van mrapp",
        en="what answers at {server} is no server of mrapp",
    )
    phrase = _phrase(
        clause,
        Phrase(
            nl="Kijk het adres na. Op een gastnetwerk moet u zich soms eerst aanmelden.",
            en="Check the address. On a guest network you may have to sign in first.",
        ),
    )
    passes = True


class ServerTroubleError(SyncError):
    """The server cannot do it now: `status` of HTTP; again after `seconds`, 0 where not told."""

    clause = Phrase(
        nl="de server {server} kan het nu niet aan ({status})",
        en="the server {server} cannot do it now ({status})",
    )
    phrase = _phrase(
        clause,
        Phrase(nl="Het wordt vanzelf weer geprobeerd.", en="It is tried again by itself."),
    )
    passes = True


class KeyRefusedError(SyncError):
    """The server does not, or not any longer, know the key of this machine."""

    clause = Phrase(
        nl="de server {server} kent de sleutel van dit apparaat niet (meer)",
        en="the server {server} does not know the key of this machine (any more)",
    )
    phrase = _phrase(
        clause,
        Phrase(
            nl="Vraag een nieuwe code aan de beheerder en meld dit apparaat opnieuw aan.",
            en="Ask the administrator for a new code and enrol this machine again.",
        ),
    )


class MayNotError(SyncError):
    """The key of this machine is good, but not for this."""

    clause = Phrase(
        nl="dit apparaat mag dit niet op de server {server}",
        en="this machine may not do this on the server {server}",
    )
    phrase = _phrase(
        clause,
        Phrase(
            nl="Vraag de beheerder om een code waarmee het mag, en meld dit apparaat opnieuw aan.",
            en="Ask the administrator for a code with which it may, and enrol this machine again.",
        ),
    )


class RefusedError(SyncError):
    """The server refuses what it was sent: `reason`, a clause of it."""

    clause = Phrase(nl="de server weigert het: {reason}", en="the server refuses it: {reason}")
    phrase = _phrase(
        clause, Phrase(nl="Vraag de beheerder ernaar.", en="Ask the administrator about it.")
    )


class CodeRefusedError(SyncError):
    """A code for enrolling was used already, has expired, or never was one."""

    clause = Phrase(
        nl="de server kent deze code niet (meer)",
        en="the server does not know this code (any more)",
    )
    phrase = _phrase(
        clause,
        Phrase(
            nl="Kijk of u hem goed typte. Een code werkt één keer en niet lang: vraag anders een "
            "nieuwe.",
            en="See whether you typed it well. A code works once and not for long: else ask for a "
            "new one.",
        ),
    )


class OtherProjectError(SyncError):
    """A code belongs to the project `found`, and not to the one that is open."""

    clause = Phrase(
        nl="deze code hoort bij een ander project ({found})",
        en="this code belongs to another project ({found})",
    )
    phrase = _phrase(
        clause,
        Phrase(
            nl="Vraag een nieuwe code voor dit project: deze is nu gebruikt.",
            en="Ask for a new code for this project: this one is used up now.",
        ),
    )


class NotEnrolledError(SyncError):
    """No server is known for this project, on this machine."""

    clause = Phrase(
        nl="dit apparaat is nog niet aangemeld bij een server",
        en="this machine is not enrolled at a server yet",
    )
    phrase = _phrase(
        clause,
        Phrase(
            nl="Vraag de beheerder om een code en meld dit apparaat aan: mrapp enrol PROJECT URL "
            "CODE.",
            en="Ask the administrator for a code and enrol this machine: mrapp enrol PROJECT URL "
            "CODE.",
        ),
    )


class KeyGoneError(SyncError):
    """The key of this machine cannot be read from where it is kept: `where`, a clause."""

    clause = Phrase(
        nl="de sleutel van dit apparaat is niet te lezen ({where})",
        en="the key of this machine cannot be read ({where})",
    )
    phrase = _phrase(
        clause,
        Phrase(
            nl="Ontgrendel de sleutelbos van het systeem, of meld dit apparaat opnieuw aan.",
            en="Unlock the key ring of the system, or enrol this machine again.",
        ),
    )
    passes = True


class SyncBusyError(SyncError):
    """Another program sends for this project at this moment."""

    clause = Phrase(
        nl="een ander venster verzendt op dit moment", en="another window is sending at this moment"
    )
    phrase = _phrase(clause, Phrase(nl="Probeer het zo nog eens.", en="Try again in a moment."))
    passes = True


class SyncHeldError(SyncError):
    """Somebody asked to hold sending."""

    clause = Phrase(nl="het verzenden is gepauzeerd", en="sending is held")
    phrase = _phrase(
        clause,
        Phrase(
            nl="Hervat het: mrapp sync PROJECT --resume.",
            en="Resume it: mrapp sync PROJECT --resume.",
        ),
    )


class UpdateBrokenError(SyncError):
    """What came as a new version of a project is not what the server said it is."""

    clause = Phrase(
        nl="de nieuwe versie kwam niet heel over", en="the new version did not come over whole"
    )
    phrase = _phrase(clause, Phrase(nl="Haal hem nog een keer op.", en="Fetch it once more."))


class NoUpdateError(SyncError):
    """There is no newer version of the project to fetch."""

    clause = Phrase(
        nl="de server heeft geen nieuwere versie van dit project",
        en="the server has no newer version of this project",
    )
    phrase = _phrase(clause, Phrase(nl="U hebt de nieuwste.", en="You have the newest."))
