"""Page for all staff: their keys, by which mrapp on their own computer reads a project."""

from datetime import date, timedelta
from typing import Final

from fastapi import Depends, Request
from fastapi.responses import Response
from sqlalchemy import select

from mrapp.app.clock import day_words
from mrapp.model.texts import Phrase
from mrapp.server.access import Caller, allowed
from mrapp.server.audit import record
from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.intake import projects
from mrapp.server.pages.language import language_of
from mrapp.server.pages.words import Catalogue
from mrapp.server.personal_keys import (
    KeyDayError,
    days_of_choice,
    keys_of,
    make_key,
    revoke_key,
)
from mrapp.server.staff.forms import Word, go_to, staff_page, staff_router
from mrapp.server.staff.project_pages import project_row

key_pages = staff_router()

_USUAL: Final = timedelta(days=7)


@key_pages.get("/staff/keys")
def show_keys(
    request: Request, backend: Backend = Depends(backend_of), caller: Caller = Depends(allowed)
) -> Response:
    """List one's own keys."""
    return _keys(request, backend, caller)


@key_pages.post("/staff/keys")
def make_one(
    request: Request,
    name: Word,
    project: Word,
    last_day: Word,
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Make a key by which a program reads a project, and show it, this once."""
    now = backend.utc_now()
    try:
        with backend.database.writing() as conn:
            project_row(conn, project)
            key_id, key = make_key(conn, caller.id, project, name, _day(last_day), now)
            record(conn, caller, "key.made", project, key_id, {"lastDay": last_day}, now)
    except KeyDayError as wrong:
        typed = {"typed_name": name, "typed_project": project, "typed_day": last_day}
        said = wrong.text(language_of(request))
        return _keys(request, backend, caller, status=wrong.status, wrong=said, **typed)
    return _keys(request, backend, caller, made=key)


@key_pages.post("/staff/keys/{key}/revoke")
def revoke_one(
    key: str, backend: Backend = Depends(backend_of), caller: Caller = Depends(allowed)
) -> Response:
    """Let one's own key read nothing any more."""
    now = backend.utc_now()
    with backend.database.writing() as conn:
        row = revoke_key(conn, caller.id, key, now)
        record(conn, caller, "key.revoked", row.project, key, {}, now)
    return go_to("keys", done="revoked")


def _keys(
    request: Request, backend: Backend, caller: Caller, *, status: int = 200, **told: str
) -> Response:
    now, language = backend.utc_now(), language_of(request)
    with backend.database.reading() as conn:
        rows = keys_of(conn, caller.id)
        named = conn.scalars(select(projects.c.id).order_by(projects.c.id)).all()
    first, last = days_of_choice(now)
    usual = {"made": "", "wrong": "", "typed_name": "", "typed_project": ""}
    usual |= {"typed_day": (first + _USUAL).isoformat()}
    values = {**usual, **told, "keys": rows, "now": now}
    values |= {"choices": [(each, each) for each in named], "second": timedelta(seconds=1)}
    values |= {"first": day_words(first, language), "last": day_words(last, language)}
    values |= {"url": backend.settings.public_url}
    return staff_page(request, "staff/keys.html", WORDS, values, status=status)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


WORDS: Final[Catalogue] = {
    "keys_about": Phrase(
        nl="Met een sleutel haalt mrapp op uw eigen computer de meningen van één project op, om er "
        "een bestand van te maken. De sleutel leest wat u mag lezen, en verandert niets. Elke keer "
        "komt in het logboek.",
        en="With a key, mrapp on your own computer fetches the opinions of one project to make a "
        "file of them. The key reads what you may read, and changes nothing. Each time is noted in "
        "the log.",
    ),
    "no_keys": Phrase(nl="U hebt nog geen sleutel.", en="You have no key yet."),
    "no_project": Phrase(
        nl="Er is nog geen project. Zonder project is er niets te lezen.",
        en="There is no project yet. Without one there is nothing to read.",
    ),
    "name": Phrase(nl="Naam", en="Name"),
    "name_hint": Phrase(
        nl="Waaraan u de sleutel herkent, zoals laptop thuis.",
        en="By which you know the key, such as laptop at home.",
    ),
    "project": Phrase(nl="Project", en="Project"),
    "last_day": Phrase(nl="Laatste dag", en="Last day"),
    "last_day_hint": Phrase(
        nl="Van {first} tot en met {last}. Neem hem niet langer dan nodig.",
        en="From {first} to {last}. No longer than you need it.",
    ),
    "seen": Phrase(nl="Laatst gebruikt", en="Used last"),
    "state": Phrase(nl="Toestand", en="State"),
    "in_use": Phrase(nl="geldig", en="valid"),
    "over": Phrase(nl="verlopen", en="expired"),
    "revoked": Phrase(nl="ingetrokken", en="revoked"),
    "never": Phrase(nl="nog niet", en="not yet"),
    "revoke": Phrase(nl="Intrekken", en="Revoke"),
    "revoke_one": Phrase(nl="Intrekken: {name}", en="Revoke: {name}"),
    "done_revoked": Phrase(
        nl="De sleutel is ingetrokken en leest niets meer.",
        en="The key was revoked and reads nothing any more.",
    ),
    "new_key": Phrase(nl="Nieuwe sleutel", en="New key"),
    "make_key": Phrase(nl="Sleutel maken", en="Make a key"),
    "key_made": Phrase(nl="Uw sleutel", en="Your key"),
    "key_about": Phrase(
        nl="Bewaar hem nu, in een bestand dat alleen u kunt lezen of in de sleutelbos van uw "
        "computer. U ziet hem hier alleen nu. Geef hem aan niemand, en zet hem niet in de "
        "opdracht zelf.",
        en="Keep it now, in a file that only you can read or in the key ring of your computer. You "
        "see it here only now. Give it to nobody, and do not put it in the command itself.",
    ),
}
