"""Pages: sign in with the account of one's organisation, and what there is to say afterwards."""

from typing import Final

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response

from mrapp.model.texts import Phrase
from mrapp.server.backend import Backend, backend_of
from mrapp.server.errors import NoSuchPageError, ServerError
from mrapp.server.oidc.errors import (
    AnswerStrayError,
    NotHereError,
    ProviderDownError,
    ProviderRefusedError,
    TokenRefusedError,
)
from mrapp.server.oidc.flow import begin_sign_in, end_url, finish_sign_in
from mrapp.server.oidc.provider import Provider
from mrapp.server.pages.addresses import HOME
from mrapp.server.pages.language import chosen_in
from mrapp.server.pages.rendering import page
from mrapp.server.pages.words import Catalogue
from mrapp.server.public.attempts import count_attempt
from mrapp.server.staff.by_provider import enter, note_refusal
from mrapp.server.staff.forms import go_to, safe_return, staff_router
from mrapp.server.staff.sessions import SIGNING_IN, hand_out, token_of
from mrapp.server.staff.sign_in_pages import sign_in_form

provider_pages = staff_router()

_TRIES: Final = 300
_WRONG: Final = (ProviderDownError, ProviderRefusedError, AnswerStrayError, TokenRefusedError)


@provider_pages.get("/staff/sign-in/provider")
def go_to_provider(
    request: Request,
    next: str = HOME,  # noqa: A002 - its name in links
    backend: Backend = Depends(backend_of),
) -> Response:
    """Send somebody to the provider of accounts, to come back with an answer."""
    provider, back, now = _provider(backend), safe_return(next), backend.utc_now()
    host = request.client.host if request.client else ""
    count_attempt(backend.database, "sign-in", host, _TRIES, now)
    try:
        begun = begin_sign_in(backend, provider, back, now)
    except ProviderDownError as wrong:
        return _told(request, backend, wrong, back)
    answer = RedirectResponse(begun.url, 303)
    hand_out(answer, begun.token, request, backend, SIGNING_IN)
    return answer


@provider_pages.get("/staff/sign-in/answer")
def take_answer(request: Request, backend: Backend = Depends(backend_of)) -> Response:
    """Begin a session for who comes back from the provider of accounts, or say why not."""
    provider, now = _provider(backend), backend.utc_now()
    if language := chosen_in(request):
        # Somebody who was refused wants to read on in the other language; the answer is used up.
        return go_to("sign-in", lang=language)
    token, given = token_of(request, backend, SIGNING_IN), dict(request.query_params)
    try:
        told = finish_sign_in(backend, provider, token, given, now)
        old = token_of(request, backend)
        session = enter(backend.database, provider.settings, told.claims, old, now)
    except NotHereError as wrong:
        values = {"contact": provider.settings.contact}
        answer: Response = page(
            request, "staff/not_here.html", WORDS, status=wrong.status, **values
        )
    except _WRONG as wrong:
        if isinstance(wrong, TokenRefusedError):
            with backend.database.writing() as conn:
                note_refusal(conn, str(wrong.values["why"]), "", now)
        answer = _told(request, backend, wrong)
    else:
        answer = RedirectResponse(told.back, 303)
        hand_out(answer, session, request, backend)
    hand_out(answer, "", request, backend, SIGNING_IN)
    return answer


@provider_pages.get("/staff/signed-out")
def show_signed_out(request: Request, backend: Backend = Depends(backend_of)) -> Response:
    """Say that somebody is signed out here, and offer to end it at the provider, too."""
    try:
        there = end_url(backend, _provider(backend))
    except ProviderDownError:
        there = None
    return page(request, "staff/signed_out.html", WORDS, there=there)


def _provider(backend: Backend) -> Provider:
    if backend.provider is None:
        raise NoSuchPageError
    return backend.provider


def _told(request: Request, backend: Backend, wrong: ServerError, back: str = HOME) -> Response:
    """Return the page to sign in with what went wrong; there is still the other way in."""
    phrase = _CALLED_OFF if wrong.values.get("reason") == "access_denied" else wrong.phrase
    said = Phrase(**{x: phrase.text(x, **wrong.values) for x in ("nl", "en")})
    return sign_in_form(request, backend, back, wrong=said, status=wrong.status)


_CALLED_OFF: Final = Phrase(
    nl="U heeft de aanmelding afgebroken, of uw organisatie laat u hier niet toe. U bent niet "
    "aangemeld. Probeer het opnieuw, of vraag uw helpdesk.",
    en="You broke off the sign-in, or your organisation does not let you in here. You are not "
    "signed in. Try again, or ask your helpdesk.",
)

WORDS: Final[Catalogue] = {
    "not_here": Phrase(nl="U heeft hier nog geen toegang", en="You have no access here yet"),
    "not_here_about": Phrase(
        nl="Uw organisatie kent u, maar u staat hier niet op de lijst van wie er in mag.",
        en="Your organisation knows you, but you are not on the list of who may enter here.",
    ),
    "ask_contact": Phrase(nl="Vraag toegang aan: {contact}.", en="Ask for access: {contact}."),
    "ask_administrator": Phrase(
        nl="Vraag toegang aan de beheerder van mrapp in uw organisatie.",
        en="Ask the administrator of mrapp in your organisation for access.",
    ),
    "to_sign_in": Phrase(nl="Opnieuw aanmelden", en="Sign in again"),
    "signed_out": Phrase(nl="U bent afgemeld", en="You are signed out"),
    "signed_out_about": Phrase(
        nl="Bij het account van uw organisatie bent u misschien nog aangemeld. Deelt u deze "
        "computer met anderen? Meld u dan daar ook af, of sluit de browser.",
        en="With your organisation's account you may still be signed in. Do you share this "
        "computer with others? Then sign out there as well, or close the browser.",
    ),
    "sign_out_there": Phrase(
        nl="Ook afmelden bij mijn organisatie", en="Sign out of my organisation, too"
    ),
}
