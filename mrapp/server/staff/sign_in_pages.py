"""Pages: sign in, sign out, use a one-time link, change one's password."""

from typing import Final

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response

from mrapp.model.texts import LANGUAGES, Phrase
from mrapp.server.access import Caller, Role, allowed
from mrapp.server.backend import Backend, backend_of
from mrapp.server.errors import TooManyError
from mrapp.server.pages.addresses import HOME
from mrapp.server.pages.rendering import page
from mrapp.server.pages.words import Catalogue
from mrapp.server.public.attempts import count_attempt
from mrapp.server.staff.forms import (
    Secret,
    Word,
    go_to,
    safe_return,
    signed_in,
    staff_page,
    staff_router,
)
from mrapp.server.staff.known_browsers import KEPT_S, KNOWN, new_mark
from mrapp.server.staff.people import (
    PasswordRefusedError,
    accept,
    change_password,
    invited,
    sign_out_everywhere,
)
from mrapp.server.staff.sessions import (
    StaffSession,
    begin,
    end,
    hand_out,
    sessions_of,
    token_hash,
    token_of,
)
from mrapp.server.staff.signing_in import (
    PasswordsOffError,
    SignInRefusedError,
    Try,
    check_password_way,
    sign_in,
)

sign_in_pages = staff_router()

_OLD_TRIES: Final = 20


@sign_in_pages.get("/staff/sign-in")
def show_sign_in(
    request: Request,
    next: str = HOME,  # noqa: A002 - its name in links
    backend: Backend = Depends(backend_of),
) -> Response:
    """Ask how somebody wants to sign in, and for a name and a password."""
    return sign_in_form(request, backend, safe_return(next))


@sign_in_pages.post("/staff/sign-in")
def do_sign_in(
    request: Request,
    login: Word,
    password: Secret,
    next: Word = HOME,  # noqa: A002 - its name in links
    backend: Backend = Depends(backend_of),
) -> Response:
    """Begin a session, or say that it was not begun."""
    back, now = safe_return(next), backend.utc_now()
    mark, old = token_of(request, backend, KNOWN), token_of(request, backend)
    tried = Try(login, password, _address(request), mark, old)
    try:
        check_password_way(backend.settings, login)
        signed = sign_in(backend.database, tried, now)
    except (SignInRefusedError, PasswordsOffError, TooManyError) as wrong:
        said = Phrase(**{each: wrong.text(each) for each in LANGUAGES})
        return sign_in_form(request, backend, back, login=login, wrong=said, status=wrong.status)
    answer = RedirectResponse(back, 303)
    hand_out(answer, signed.token, request, backend)
    hand_out(answer, signed.mark, request, backend, KNOWN, KEPT_S)
    return answer


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def sign_in_form(
    request: Request,
    backend: Backend,
    back: str,
    *,
    login: str = "",
    wrong: Phrase | None = None,
    status: int = 200,
) -> Response:
    """Return the page to sign in; wrong: what did not work just now."""
    values = {"next": back, "login": login, "wrong": wrong}
    ways = {"has_provider": backend.provider is not None, "passwords": backend.settings.passwords}
    return page(request, "staff/sign_in.html", WORDS, status=status, **values, **ways)


@sign_in_pages.post("/staff/sign-out")
def do_sign_out(request: Request, backend: Backend = Depends(backend_of)) -> Response:
    """End the session, here and in the browser."""
    with backend.database.writing() as conn:
        end(conn, token_of(request, backend))
    return _signed_out(request, backend)


def _signed_out(request: Request, backend: Backend) -> Response:
    staff: StaffSession | None = request.state.staff
    vouched = backend.provider is not None and staff is not None and staff.by_provider
    answer = go_to("signed-out" if vouched else "sign-in")
    hand_out(answer, "", request, backend)
    return answer


@sign_in_pages.get("/staff/start/{token}")
def show_start(request: Request, token: str, backend: Backend = Depends(backend_of)) -> Response:
    """Ask who has a one-time link for a password."""
    with backend.database.reading() as conn:
        row = invited(conn, token, backend.utc_now())
    values = {"login": row.login, "name": row.name, "wrong": None}
    return page(request, "staff/start.html", WORDS, **values)


@sign_in_pages.post("/staff/start/{token}")
def do_start(
    request: Request,
    token: str,
    name: Word,
    password: Secret,
    again: Secret,
    backend: Backend = Depends(backend_of),
) -> Response:
    """Set the password, and begin a session."""
    now = backend.utc_now()
    with backend.database.reading() as conn:
        row = invited(conn, token, now)
    try:
        check_password_way(backend.settings, row.login)
        _same(password, again)
        mark = new_mark(backend.database, row.id, now)
        with backend.database.writing() as conn:
            session = begin(conn, accept(conn, token, name, password, now), now)
    except PasswordRefusedError as wrong:
        values = {"login": row.login, "name": name, "wrong": wrong.values["reason"]}
        return page(request, "staff/start.html", WORDS, status=wrong.status, **values)
    answer = go_to()
    hand_out(answer, session, request, backend)
    hand_out(answer, mark, request, backend, KNOWN, KEPT_S)
    return answer


@sign_in_pages.get("/staff/account")
def show_account(
    request: Request,
    backend: Backend = Depends(backend_of),
    staff: StaffSession = Depends(signed_in),
) -> Response:
    """Show where somebody is signed in, and let them change their password."""
    return _account(request, backend, staff)


@sign_in_pages.post("/staff/account/sign-out")
def do_sign_out_everywhere(
    request: Request,
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """End all one's sessions, on this machine and all others."""
    with backend.database.writing() as conn:
        sign_out_everywhere(conn, caller, caller.id, backend.utc_now())
    return _signed_out(request, backend)


@sign_in_pages.post("/staff/account")
def do_account(
    request: Request,
    old: Secret,
    password: Secret,
    again: Secret,
    backend: Backend = Depends(backend_of),
    staff: StaffSession = Depends(signed_in),
) -> Response:
    """Change the password; all sessions end, and a new one begins here."""
    now = backend.utc_now()
    # Who finds a browser that is signed in is not to find out the password as well.
    count_attempt(backend.database, f"old password {staff.id}", "", _OLD_TRIES, now)
    try:
        _same(password, again)
        with backend.database.writing() as conn:
            caller = Caller(Role(staff.role), staff.id)
            change_password(conn, caller, old, password, now)
            session = begin(conn, staff.id, now)
    except PasswordRefusedError as wrong:
        return _account(request, backend, staff, wrong.values["reason"], wrong.status)
    answer = go_to("account", done="password")
    hand_out(answer, session, request, backend)
    return answer


def _account(
    request: Request,
    backend: Backend,
    staff: StaffSession,
    wrong: object = None,
    status: int = 200,
) -> Response:
    with backend.database.reading() as conn:
        found = sessions_of(conn, staff.id, backend.utc_now())
    here = token_hash(token_of(request, backend))
    values = {"wrong": wrong, "sessions": found, "this": here}
    return staff_page(request, "staff/account.html", WORDS, values, status=status)


def _same(password: str, again: str) -> None:
    if password != again:
        raise PasswordRefusedError(reason=WORDS["not_same"])


WORDS: Final[Catalogue] = {
    "sign_in": Phrase(nl="Aanmelden", en="Sign in"),
    "sign_in_about": Phrase(
        nl="Alleen voor medewerkers van de gemeente.", en="For staff of the municipality only."
    ),
    "by_provider": Phrase(
        nl="Aanmelden met het account van uw organisatie",
        en="Sign in with your organisation's account",
    ),
    "by_password": Phrase(
        nl="Of met een gebruikersnaam en wachtwoord", en="Or with a user name and password"
    ),
    "by_first": Phrase(
        nl="Noodtoegang voor de eerste beheerder", en="Emergency access for the first administrator"
    ),
    "by_first_about": Phrase(
        nl="Voor als het account van de organisatie het niet doet. Anderen kunnen zich hier niet "
        "aanmelden.",
        en="For when the organisation's account does not work. Nobody else can sign in here.",
    ),
    "login": Phrase(nl="Gebruikersnaam", en="User name"),
    "password": Phrase(nl="Wachtwoord", en="Password"),
    "start": Phrase(nl="Kies uw wachtwoord", en="Choose your password"),
    "start_about": Phrase(
        nl="Met deze link kunt u één keer een wachtwoord kiezen. Daarna meldt u zich aan met uw "
        "gebruikersnaam, {login}, en dat wachtwoord.",
        en="With this link you can choose a password, once. From then on you sign in with your "
        "user name, {login}, and that password.",
    ),
    "name": Phrase(nl="Uw naam", en="Your name"),
    "name_hint": Phrase(
        nl="Zo zien uw collega's wie iets heeft gedaan. Inwoners zien uw naam niet.",
        en="By it your colleagues see who did what. Citizens do not see your name.",
    ),
    "old_password": Phrase(nl="Wachtwoord dat u nu heeft", en="The password that you have now"),
    "new_password": Phrase(nl="Nieuw wachtwoord", en="New password"),
    "password_hint": Phrase(
        nl="Minstens 12 tekens. Een zin of vier losse woorden is goed; cijfers en leestekens "
        "hoeven niet.",
        en="At least 12 signs. A sentence or four loose words are fine; digits and marks are not "
        "needed.",
    ),
    "again": Phrase(nl="Nog eens hetzelfde wachtwoord", en="The same password once more"),
    "not_same": Phrase(
        nl="De twee wachtwoorden zijn niet gelijk.", en="The two passwords are not the same."
    ),
    "set_password": Phrase(nl="Wachtwoord opslaan", en="Save the password"),
    "done_password": Phrase(
        nl="Uw wachtwoord is veranderd. Op andere apparaten bent u afgemeld.",
        en="Your password was changed. On other machines you are signed out.",
    ),
    "no_password": Phrase(
        nl="U meldt u aan met het account van uw organisatie. Hier heeft u geen wachtwoord.",
        en="You sign in with your organisation's account. You have no password here.",
    ),
    "account_title": Phrase(nl="Mijn account", en="My account"),
    "change_password": Phrase(nl="Wachtwoord veranderen", en="Change the password"),
    "where_signed_in": Phrase(nl="Waar u bent aangemeld", en="Where you are signed in"),
    "begun": Phrase(nl="Aangemeld", en="Signed in"),
    "seen": Phrase(nl="Laatst gebruikt", en="Last used"),
    "this_one": Phrase(nl="deze browser", en="this browser"),
    "other_one": Phrase(nl="een andere browser", en="another browser"),
    "browser": Phrase(nl="Browser", en="Browser"),
    "everywhere": Phrase(nl="Overal afmelden", en="Sign out everywhere"),
}
