"""What all pages of staff share: their frame, and proof that a form was sent from one of them."""

import hmac
import re
from collections.abc import Mapping
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from mrapp.model.texts import Phrase
from mrapp.server.access import is_for_anyone
from mrapp.server.backend import Backend, backend_of
from mrapp.server.errors import NotKnownError, ServerError
from mrapp.server.pages.addresses import HOME, here, path_of
from mrapp.server.pages.rendering import page
from mrapp.server.pages.words import Catalogue
from mrapp.server.staff.sessions import StaffSession

_LOCAL: Final = re.compile(r"/staff(?:[/?][!-\[\]-~]*)?")
_ONLY_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})

Word = Annotated[str, Form(max_length=200)]
Seen = Annotated[int, Form(ge=0, le=2**31 - 1)]
Words = Annotated[str, Form(max_length=20_000)]
Secret = Annotated[str, Form(max_length=1000)]
"""A password: longer than any may be, so that this can be told in words."""


class ForeignFormError(ServerError):
    """A form did not come from a page of ours, or from one that is too old."""

    status = 403
    code = "foreign-form"
    phrase = Phrase(
        nl="Dit formulier kwam niet van deze site, of de pagina was te oud. Er is niets veranderd. "
        "Open de pagina opnieuw en probeer het nog eens.",
        en="This form did not come from this site, or the page was too old. Nothing was changed. "
        "Open the page anew and try again.",
    )


async def check_form(request: Request, backend: Backend = Depends(backend_of)) -> None:
    """Let a form through only from our own pages and, for what not anyone may, with one's token.

    Raises `ForeignFormError`. Source: OWASP, Cross-Site Request Forgery Prevention Cheat Sheet.
    """
    if request.method in _ONLY_READS:
        return
    if not is_same_origin(request, backend):
        raise ForeignFormError
    session: StaffSession | None = request.state.staff
    if session is None or is_for_anyone(request):
        return
    form = await request.form()
    if not hmac.compare_digest(str(form.get("csrf", "")).encode(), session.csrf.encode()):
        raise ForeignFormError


def is_same_origin(request: Request, backend: Backend) -> bool:
    """Whether a browser says that one of our own pages sent a form."""
    origin = request.headers.get("origin", "")
    host = request.headers.get("host", "")
    # By host alone: a proxy may have taken the TLS away.
    return bool(host) and (
        urlsplit(origin).netloc == host or origin == _origin(backend.settings.public_url)
    )


def staff_router() -> APIRouter:
    """Return a router for pages of staff."""
    return APIRouter(include_in_schema=False, dependencies=[Depends(check_form)])


def signed_in(request: Request) -> StaffSession:
    """Return who asks, for `fastapi.Depends`. Raises `NotKnownError`."""
    session: StaffSession | None = request.state.staff
    if session is None:
        raise NotKnownError
    return session


def staff_page(
    request: Request,
    name: str,
    words: Catalogue,
    values: Mapping[str, object] | None = None,
    *,
    status: int = 200,
    project: str | None = None,
) -> HTMLResponse:
    """Return a page for who is signed in.

    In the template also: `staff` (a `StaffSession`), `project`, `here` (the path), and `done`, the
    name of the text that says what was just done. project: the id of the one that it is about.
    """
    # A form that came back with a fault is at the address of what went well before.
    done = request.query_params.get("done", "") if request.method == "GET" else ""
    said = f"done_{done}" if f"done_{done}" in words else ""
    return page(
        request,
        name,
        {**FRAME, **words},
        status=status,
        staff=request.state.staff,
        project=project,
        here=here(request, with_query=False),
        done=said,
        **(values or {}),
    )


def go_to(*parts: object, **asked: object) -> RedirectResponse:
    """Return the way to another page after something was done, so that it is not done twice."""
    return RedirectResponse(path_of(*parts, **asked), 303)


def safe_return(path: str) -> str:
    """Return a path within the pages of staff as it is, and the first page for anything else."""
    return path if _LOCAL.fullmatch(path) else HOME


def both(nl: str, en: str) -> Mapping[str, str]:
    """Return a text by language from two fields of a form; a field that is empty is left out."""
    given = {"nl": nl.strip(), "en": en.strip()}
    return {language: text for language, text in given.items() if text}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


FRAME: Final[Catalogue] = {
    "staff_area": Phrase(nl="Voor medewerkers", en="For staff"),
    "projects": Phrase(nl="Projecten", en="Projects"),
    "people": Phrase(nl="Medewerkers", en="Staff"),
    "log": Phrase(nl="Logboek", en="Log"),
    "keys": Phrase(nl="Sleutels", en="Keys"),
    "account": Phrase(nl="Mijn account", en="My account"),
    "sign_out": Phrase(nl="Afmelden", en="Sign out"),
    "signed_in_as": Phrase(nl="Aangemeld als", en="Signed in as"),
    "in_project": Phrase(nl="In dit project", en="In this project"),
    "remarks": Phrase(nl="Meningen", en="Opinions"),
    "themes": Phrase(nl="Thema's", en="Themes"),
    "answers": Phrase(nl="Antwoorden", en="Answers"),
    "results": Phrase(nl="Uitkomsten", en="Results"),
    "machines": Phrase(nl="Apparaten", en="Machines"),
    "settings": Phrase(nl="Instellingen", en="Settings"),
    "facilitator": Phrase(nl="begeleider", en="facilitator"),
    "moderator": Phrase(nl="moderator", en="moderator"),
    "administrator": Phrase(nl="beheerder", en="administrator"),
}
"""Texts of the frame around pages of staff."""
