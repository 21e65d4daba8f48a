"""What goes wrong, told to a person with a browser; for machines: `mrapp.server.problems`."""

from collections.abc import Mapping
from typing import Final

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from mrapp.model.texts import Phrase
from mrapp.protocol.messages import ROOT
from mrapp.server.pages.addresses import HOME, here, path_of
from mrapp.server.pages.rendering import page
from mrapp.server.pages.words import Catalogue

_TITLES: Final[Catalogue] = {
    "400": Phrase(nl="Er is iets niet goed ingevuld", en="Something was not filled in well"),
    "401": Phrase(nl="Meld u aan", en="Please sign in"),
    "403": Phrase(nl="Dit mag u hier niet doen", en="You may not do this here"),
    "404": Phrase(nl="Deze pagina is er niet", en="This page is not here"),
    "405": Phrase(nl="Dit kan hier niet", en="This cannot be done here"),
    "413": Phrase(nl="Dit is te groot", en="This is too large"),
    "422": Phrase(nl="Er is iets niet goed ingevuld", en="Something was not filled in well"),
    "429": Phrase(nl="Even wachten", en="Please wait a moment"),
    "500": Phrase(nl="Er ging iets mis", en="Something went wrong"),
}
_NOT_HERE: Final = Phrase(
    nl="Kijk het adres na. Misschien is de pagina verplaatst of weggehaald.",
    en="Check the address. The page may have been moved or taken away.",
)
_AGAIN: Final = Phrase(
    nl="Er is niets veranderd. Ga terug, kijk na wat u invulde en probeer het opnieuw.",
    en="Nothing was changed. Go back, check what you filled in and try again.",
)
_OURS: Final = Phrase(
    nl="Dat ligt niet aan u. Er is niets veranderd. Probeer het straks opnieuw.",
    en="This is not your fault. Nothing was changed. Try again later.",
)


def wants_page(request: Request) -> bool:
    """Whether a person with a browser asks, and not a machine."""
    asked = request.headers.get("accept", "")
    return "text/html" in asked and not request.url.path.startswith(f"{ROOT}/")


def problem_page(
    request: Request,
    status: int,
    words: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return what went wrong as a page; staff who are not signed in may do so, and come back.

    words: by language; None: what is usual for that status.
    """
    if status == 401 and _is_of_staff(request) and request.method == "GET":
        return RedirectResponse(path_of("sign-in", next=here(request)), 303)
    title = _TITLES.get(str(status), _TITLES["500"])
    usual = {404: _NOT_HERE, 400: _AGAIN, 405: _AGAIN, 422: _AGAIN}.get(status, _OURS)
    told = words or {"nl": usual.nl, "en": usual.en}
    answer = page(request, "problem.html", _TITLES, status=status, title=title, told=told)
    answer.headers.update(headers or {})
    return answer


def _is_of_staff(request: Request) -> bool:
    return request.url.path == HOME or request.url.path.startswith(f"{HOME}/")
