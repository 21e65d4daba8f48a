"""Makes a page: a template with its texts in the language of who reads."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mrapp.app.clock import day_words, local_from_utc
from mrapp.model.texts import LANGUAGES, Language, Phrase, pick_language
from mrapp.server.pages.addresses import here, path_of
from mrapp.server.pages.language import ASKED, chosen_in, cookie_of, language_of
from mrapp.server.pages.static_files import static_url
from mrapp.server.pages.words import Catalogue, Words

ZONE: Final = "Europe/Amsterdam"
_YEAR_S: Final = 365 * 24 * 3600


def page(
    request: Request, name: str, words: Catalogue, /, *, status: int = 200, **values: object
) -> HTMLResponse:
    """Return the page of a template.

    words: its catalogue, `t` in the template. There also: `lang`, `request`, the filters `said` (a
    `Phrase`), `local` (a text by language), `moment` and `day`, and the function `static`. It is
    not kept by anybody on its way, unless whoever returns it sets another Cache-Control.
    """
    language = language_of(request)
    told = _ENVIRONMENT.get_template(name).render(
        t=Words(language, words),
        lang=language,
        languages=_switch(request, language),
        request=request,
        **values,
    )
    answer = HTMLResponse(told, status, {"Content-Language": language, "Vary": _VARY})
    if chosen_in(request):
        secure = request.url.scheme == "https"
        answer.set_cookie(
            cookie_of(request),
            language,
            _YEAR_S,
            path="/",
            secure=secure,
            httponly=True,
            samesite="lax",
        )
    return answer


_VARY: Final = "Accept-Language, Cookie"


def _switch(request: Request, language: Language) -> list[tuple[Language, str, bool]]:
    """Return each language with the link to this page in it, and whether it is read now."""
    asked = [(key, value) for key, value in request.query_params.multi_items() if key != ASKED]
    return [
        (
            each,
            f"{here(request, with_query=False)}?{urlencode([*asked, (ASKED, each)])}",
            each == language,
        )
        for each in LANGUAGES
    ]


@pass_context
def _said(context: Context, phrase: Phrase, /, **values: object) -> str:
    return phrase.text(context["lang"], **values)


@pass_context
def _local(context: Context, texts: Mapping[str, str] | str) -> str:
    return pick_language(texts, context["lang"])


@pass_context
def _moment(context: Context, at_utc: datetime) -> Markup:
    """Tell a moment in Dutch local time, with what machines read beside it."""
    local = local_from_utc(at_utc, ZONE)
    told = f"{day_words(local.day, context['lang'])}, {local.clock()}"
    return Markup('<time datetime="{}">{}</time>').format(at_utc.isoformat(), told)


@pass_context
def _day(context: Context, when: date | datetime) -> Markup:
    day = local_from_utc(when, ZONE).day if isinstance(when, datetime) else when
    told = day_words(day, context["lang"])
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), told)


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("mrapp.server.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"said": _said, "local": _local, "moment": _moment, "day": _day}
    made.globals |= {"static": static_url, "path": path_of}
    return made


_ENVIRONMENT: Final = _environment()
