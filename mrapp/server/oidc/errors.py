"""What can go wrong between this server and the provider of accounts."""

from mrapp.model.texts import Phrase
from mrapp.server.errors import ServerError


class ProviderDownError(ServerError):
    """The provider cannot be reached, or answers with nothing that can be used."""

    status = 503
    code = "provider-down"
    phrase = Phrase(
        nl="Aanmelden met het account van uw organisatie lukt nu niet: de dienst daarvoor "
        "antwoordt niet. U bent niet aangemeld. Probeer het straks opnieuw. Met een wachtwoord van "
        "hier, als u dat heeft, kan het nu ook.",
        en="Signing in with your organisation's account does not work now: its service does not "
        "answer. You are not signed in. Try again later. With a password of this site, if you have "
        "one, you can sign in now.",
    )


class ProviderRefusedError(ServerError):
    """The provider did not let somebody, or this server, in; `reason` is its word for why."""

    status = 403
    code = "provider-refused"
    phrase = Phrase(
        nl="De dienst voor het account van uw organisatie heeft de aanmelding afgebroken "
        "({reason}). U bent niet aangemeld. Probeer het opnieuw, of vraag uw helpdesk.",
        en="The service for your organisation's account has broken off the sign-in ({reason}). "
        "You are not signed in. Try again, or ask your helpdesk.",
    )


class AnswerStrayError(ServerError):
    """An answer belongs to no sign-in that this browser began, or comes a second time or late."""

    status = 403
    code = "answer-stray"
    phrase = Phrase(
        nl="Deze aanmelding is niet in deze browser begonnen, is al gebruikt, of duurde te lang. U "
        "bent niet aangemeld. Begin opnieuw.",
        en="This sign-in was not begun in this browser, was used already, or took too long. You "
        "are not signed in. Begin again.",
    )


class TokenRefusedError(ServerError):
    """What the provider says of somebody is not to be believed; `why` is one word for it."""

    status = 403
    code = "token-refused"
    phrase = Phrase(
        nl="Het antwoord van het account van uw organisatie klopt niet ({why}). U bent niet "
        "aangemeld. Meld dit aan de beheerder.",
        en="The answer of your organisation's account is not right ({why}). You are not signed "
        "in. Tell the administrator.",
    )


class NotHereError(ServerError):
    """The organisation knows somebody who may not work here."""

    status = 403
    code = "not-here"
    phrase = Phrase(
        nl="Uw organisatie kent u, maar u heeft hier geen toegang.",
        en="Your organisation knows you, but you have no access here.",
    )
