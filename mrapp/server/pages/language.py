"""In which language a person reads: as they chose, else as their browser asks."""

from typing import Final

from fastapi import Request

from mrapp.model.texts import Language

DEFAULT: Final[Language] = "nl"
_COOKIE: Final = "lang"
ASKED: Final = "lang"
"""What a link says of the language: ?lang=en."""

_LANGUAGES: Final[dict[str, Language]] = {"nl": "nl", "en": "en"}


def language_of(request: Request) -> Language:
    """Return the language of an answer: of the link, of the cookie, of the browser, else Dutch."""
    chosen = chosen_in(request) or _LANGUAGES.get(request.cookies.get(cookie_of(request), ""))
    return chosen or _accepted(request.headers.get("accept-language", ""))


def cookie_of(request: Request) -> str:
    """Return the cookie that holds the language; by TLS one that only this very host can set."""
    return f"__Host-{_COOKIE}" if request.url.scheme == "https" else _COOKIE


def chosen_in(request: Request) -> Language | None:
    """Return the language that a link asks for, if any."""
    return _LANGUAGES.get(request.query_params.get(ASKED, ""))


def _accepted(header: str) -> Language:
    """Return the first of our languages by weight. Source: RFC 9110, section 12.5.4."""
    weighed = [(-_weight(part), at, part) for at, part in enumerate(header.split(",")[:20])]
    for weight, _at, part in sorted(weighed):
        name = part.partition(";")[0].strip().lower().partition("-")[0]
        if weight < 0 and name in _LANGUAGES:
            return _LANGUAGES[name]
    return DEFAULT


def _weight(part: str) -> float:
    told = part.partition(";")[2].strip()
    if not told.startswith("q="):
        return 1.0
    try:
        return float(told[2:])
    except ValueError:
        return 0.0
