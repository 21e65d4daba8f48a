"""Pages for administrators: who works here, and with which rights."""

from typing import Annotated, Final, Literal

from fastapi import Depends, Form, Request
from fastapi.responses import Response

from mrapp.model.texts import Phrase
from mrapp.server.access import Caller, Role, allowed
from mrapp.server.backend import Backend, backend_of
from mrapp.server.pages.language import language_of
from mrapp.server.pages.words import Catalogue
from mrapp.server.staff import people
from mrapp.server.staff.by_provider import let_provider_vouch
from mrapp.server.staff.first import link
from mrapp.server.staff.forms import FRAME, Word, go_to, staff_page, staff_router
from mrapp.server.staff.sessions import sessions_of
from mrapp.server.staff.signing_in import check_password_way

people_pages = staff_router()

_ROLES: Final = (Role.FACILITATOR, Role.MODERATOR, Role.ADMINISTRATOR)
_Way = Annotated[Literal["link", "provider"], Form()]
_StaffRole = Annotated[Literal["facilitator", "moderator", "administrator"], Form()]


@people_pages.get("/staff/people")
def show_people(request: Request, backend: Backend = Depends(backend_of)) -> Response:
    """List who works here."""
    return _people(request, backend)


@people_pages.post("/staff/people")
def add_one(
    request: Request,
    name: Word,
    login: Word,
    role: _StaffRole,
    way: _Way = "link",
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Add somebody; who gets a password: show their one-time link, this once."""
    now = backend.utc_now()
    by_link = way == "link" or backend.provider is None
    try:
        if by_link:
            check_password_way(backend.settings, login)
        with backend.database.writing() as conn:
            staff_id = people.add_person(conn, caller, login, name, Role(role), now)
            token = people.new_link(conn, caller, staff_id, now) if by_link else ""
    except people.LoginTakenError as wrong:
        typed = {"typed_name": name, "typed_login": login}
        said = wrong.text(language_of(request))
        return _people(request, backend, status=wrong.status, wrong=said, **typed)
    if not by_link:
        return go_to("people", done="added")
    return _people(request, backend, link=link(backend, token), link_for=name)


@people_pages.get("/staff/people/{person}")
def show_person(request: Request, person: str, backend: Backend = Depends(backend_of)) -> Response:
    """Show one of them."""
    return _person(request, person, backend)


@people_pages.post("/staff/people/{person}")
def change_one(
    person: str,
    role: _StaffRole,
    may_enter: Word = "",
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Give somebody another role, shut them out, or let them in again."""
    now = backend.utc_now()
    with backend.database.writing() as conn:
        may = may_enter == "yes"
        people.change_person(conn, caller, person, Role(role), now, may_enter=may)
    return go_to("people", person, done="changed")


@people_pages.post("/staff/people/{person}/link")
def make_link(
    request: Request,
    person: str,
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Make a one-time link for somebody, and show it, this once."""
    with backend.database.writing() as conn:
        check_password_way(backend.settings, people.person(conn, person).login)
        token = people.new_link(conn, caller, person, backend.utc_now())
    return _person(request, person, backend, made=link(backend, token))


@people_pages.post("/staff/people/{person}/provider")
def let_vouch(
    person: str,
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Let somebody sign in with the organisation's account, known by their login the first time."""
    with backend.database.writing() as conn:
        let_provider_vouch(conn, caller, person, backend.utc_now())
    return go_to("people", person, done="to_provider")


@people_pages.post("/staff/people/{person}/sign-out")
def sign_out_one(
    person: str,
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """End all sessions of somebody."""
    with backend.database.writing() as conn:
        people.sign_out_everywhere(conn, caller, person, backend.utc_now())
    return go_to("people", person, done="signed_out")


def _people(request: Request, backend: Backend, *, status: int = 200, **told: object) -> Response:
    with backend.database.reading() as conn:
        rows = people.people(conn)
    usual = {"link": "", "link_for": "", "wrong": "", "typed_name": "", "typed_login": ""}
    values = {**usual, **told, "people": rows, "roles": _roles(request), **_ways(backend)}
    return staff_page(request, "staff/people.html", WORDS, values, status=status)


def _person(request: Request, staff_id: str, backend: Backend, made: str = "") -> Response:
    with backend.database.reading() as conn:
        row = people.person(conn, staff_id)
        found = sessions_of(conn, staff_id, backend.utc_now())
        by_password = row.password_hash is not None or people.has_link(conn, staff_id)
    values = {"person": row, "link": made, "roles": _roles(request), "sessions": found}
    way = {"by_password": by_password, **_ways(backend)}
    return staff_page(request, "staff/person.html", WORDS, {**values, **way})


def _ways(backend: Backend) -> dict[str, object]:
    """Return what a template asks of how people sign in here; of no secret."""
    oidc, passwords = backend.settings.oidc, backend.settings.passwords
    return {
        "has_provider": oidc is not None,
        "gives_roles": oidc is not None and bool(oidc.roles),
        "login_claim": oidc.login_claim if oidc else "",
        "passwords": passwords,
        "first": people.FIRST_LOGIN,
    }


def _roles(request: Request) -> list[tuple[str, str]]:
    language = language_of(request)
    return [(role, FRAME[role].text(language)) for role in _ROLES]


WORDS: Final[Catalogue] = {
    "name": Phrase(nl="Naam", en="Name"),
    "login": Phrase(nl="Gebruikersnaam", en="User name"),
    "login_hint": Phrase(
        nl="Waarmee deze collega zich aanmeldt, zoals j.jansen.",
        en="With which this colleague signs in, such as j.jansen.",
    ),
    "login_email": Phrase(
        nl="Voor het account van de organisatie: het e-mailadres dat daarbij hoort.",
        en="For the organisation's account: the e-mail address that goes with it.",
    ),
    "login_claim": Phrase(
        nl="Voor het account van de organisatie: de naam daarvan (in het veld {claim}).",
        en="For the organisation's account: its name (in the field {claim}).",
    ),
    "way": Phrase(nl="Meldt zich aan met", en="Signs in with"),
    "roles_told": Phrase(
        nl="Bij wie zich aanmeldt met het account van de organisatie, bepaalt de organisatie de "
        "rol: hij wordt bij elke aanmelding bijgewerkt.",
        en="Of who signs in with the organisation's account the organisation decides the role: it "
        "is brought up to date at each sign-in.",
    ),
    "role": Phrase(nl="Rol", en="Role"),
    "role_hint": Phrase(
        nl="Een begeleider leest. Een moderator leest, beoordeelt en antwoordt. Een beheerder doet "
        "dat ook en regelt medewerkers, apparaten en projecten.",
        en="A facilitator reads. A moderator reads, judges and answers. An administrator does so "
        "too, and manages staff, machines and projects.",
    ),
    "state": Phrase(nl="Toegang", en="Access"),
    "can_enter": Phrase(nl="heeft toegang", en="has access"),
    "shut_out": Phrase(nl="geen toegang", en="no access"),
    "invited": Phrase(nl="nog niet aangemeld", en="not signed in yet"),
    "add_person": Phrase(nl="Collega toevoegen", en="Add a colleague"),
    "add_and_link": Phrase(nl="Toevoegen en link maken", en="Add and make a link"),
    "link_made": Phrase(nl="Link voor {name}", en="Link for {name}"),
    "link_about": Phrase(
        nl="Geef deze link aan uw collega, bijvoorbeeld in een gesprek of via een beveiligd "
        "bericht. Hij werkt één keer, tot drie dagen van nu. U ziet hem hier alleen nu.",
        en="Give this link to your colleague, for example in person or by a secure message. It "
        "works once, until three days from now. You see it here only now.",
    ),
    "back_to_people": Phrase(nl="Alle medewerkers", en="All staff"),
    "since": Phrase(nl="Sinds", en="Since"),
    "by": Phrase(nl="Meldt zich aan met", en="Signs in with"),
    "by_provider": Phrase(nl="het account van de organisatie", en="the organisation's account"),
    "by_password": Phrase(nl="gebruikersnaam en wachtwoord", en="user name and password"),
    "yourself": Phrase(
        nl="Dit bent u zelf. Uw eigen rol kan alleen een andere beheerder veranderen.",
        en="This is you. Only another administrator can change your own role.",
    ),
    "may_enter": Phrase(nl="Heeft toegang", en="Has access"),
    "new_link": Phrase(nl="Wachtwoord kwijt?", en="Password lost?"),
    "new_link_about": Phrase(
        nl="Met een nieuwe link kiest deze collega een nieuw wachtwoord.",
        en="With a new link this colleague chooses a new password.",
    ),
    "to_password": Phrase(nl="Liever een wachtwoord?", en="Rather a password?"),
    "make_link": Phrase(nl="Nieuwe link maken", en="Make a new link"),
    "to_provider": Phrase(
        nl="Aanmelden met het account van de organisatie",
        en="Sign in with the organisation's account",
    ),
    "to_provider_about": Phrase(
        nl="Deze collega heeft dan hier geen wachtwoord meer en is overal afgemeld. De eerste keer "
        "herkennen we het account aan {login}; daarna aan zijn vaste nummer.",
        en="This colleague then has no password here any more and is signed out everywhere. The "
        "first time we know the account by {login}; from then on by its fixed number.",
    ),
    "again_about": Phrase(
        nl="Heeft deze collega een nieuw account? De volgende keer herkennen we het weer aan "
        "{login}. Deze collega is dan overal afgemeld.",
        en="Does this colleague have a new account? The next time we know it by {login} again. "
        "This colleague is then signed out everywhere.",
    ),
    "to_provider_do": Phrase(nl="Zo aanmelden", en="Sign in like that"),
    "again_do": Phrase(nl="Opnieuw koppelen", en="Connect anew"),
    "sessions": Phrase(nl="Aangemeld", en="Signed in"),
    "sessions_about": Phrase(
        nl="Browsers waarin deze collega nu is aangemeld: {number}.",
        en="Browsers in which this colleague is signed in now: {number}.",
    ),
    "everywhere": Phrase(nl="Overal afmelden", en="Sign out everywhere"),
    "done_added": Phrase(
        nl="De collega is toegevoegd en kan zich nu aanmelden met het account van de organisatie.",
        en="The colleague was added and can sign in with the organisation's account now.",
    ),
    "done_to_provider": Phrase(
        nl="Deze collega meldt zich nu aan met het account van de organisatie.",
        en="This colleague now signs in with the organisation's account.",
    ),
    "done_signed_out": Phrase(
        nl="Deze collega is overal afgemeld.", en="This colleague is signed out everywhere."
    ),
    "done_changed": Phrase(nl="De wijziging is opgeslagen.", en="The change was saved."),
}
