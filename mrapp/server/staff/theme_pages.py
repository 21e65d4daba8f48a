"""Pages of staff: the themes of a project."""

from collections.abc import Mapping
from typing import Final

from fastapi import Depends, Request
from fastapi.responses import Response

from mrapp.model.texts import Phrase
from mrapp.server.access import Caller, allowed
from mrapp.server.backend import Backend, backend_of
from mrapp.server.moderation.theming import add_theme, change_theme, read_themes
from mrapp.server.pages.words import Catalogue
from mrapp.server.staff.forms import Word, both, go_to, staff_page, staff_router
from mrapp.server.staff.project_pages import project_row

theme_pages = staff_router()


@theme_pages.get("/staff/projects/{project}/themes")
def show_themes(request: Request, project: str, backend: Backend = Depends(backend_of)) -> Response:
    """List the themes."""
    with backend.database.reading() as conn:
        project_row(conn, project)
        rows = read_themes(conn, project, retired=True)
    return staff_page(request, "staff/themes.html", WORDS, {"themes": rows}, project=project)


@theme_pages.post("/staff/projects/{project}/themes")
def make_theme(
    project: str,
    nl: Word,
    en: Word = "",
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Add a theme."""
    name = both(nl, en)
    if not name:
        return go_to("projects", project, "themes", done="nothing")
    with backend.database.writing() as conn:
        project_row(conn, project)
        if any(_is_one(name, each.name) for each in read_themes(conn, project, retired=True)):
            return go_to("projects", project, "themes", done="there")
        add_theme(conn, caller, project, name, backend.utc_now())
    return go_to("projects", project, "themes", done="added")


@theme_pages.post("/staff/projects/{project}/themes/{theme}")
def save_theme(
    project: str,
    theme: str,
    nl: Word,
    en: Word = "",
    retired: Word = "",
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Rename a theme, or let it be given no more."""
    name = both(nl, en)
    if not name:
        return go_to("projects", project, "themes", done="nothing")
    with backend.database.writing() as conn:
        now, is_retired = backend.utc_now(), retired == "yes"
        change_theme(conn, caller, project, theme, name, now, retired=is_retired)
    return go_to("projects", project, "themes", done="changed")


def _is_one(name: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two themes cannot be told apart in one of the languages."""
    return any(text.casefold() == other.get(each, "").casefold() for each, text in name.items())


WORDS: Final[Catalogue] = {
    "themes_about": Phrase(
        nl="Met thema's zet u meningen bij elkaar, om ze samen te beantwoorden. Een thema dat u "
        "niet meer gebruikt, blijft staan bij de meningen die het al hebben.",
        en="With themes you put opinions together, to answer them at once. A theme that is no "
        "longer used stays with the opinions that have it.",
    ),
    "in_dutch": Phrase(nl="Naam in het Nederlands", en="Name in Dutch"),
    "in_english": Phrase(nl="Naam in het Engels", en="Name in English"),
    "retired": Phrase(nl="Niet meer gebruiken", en="Use no more"),
    "is_retired": Phrase(nl="niet meer in gebruik", en="no longer in use"),
    "add": Phrase(nl="Thema toevoegen", en="Add a theme"),
    "change": Phrase(nl="Veranderen: {name}", en="Change: {name}"),
    "find": Phrase(nl="Meningen met dit thema", en="Opinions with this theme"),
    "none": Phrase(nl="Er zijn nog geen thema's.", en="There are no themes yet."),
    "done_added": Phrase(nl="Het thema is toegevoegd.", en="The theme was added."),
    "done_changed": Phrase(nl="Het thema is veranderd.", en="The theme was changed."),
    "done_there": Phrase(
        nl="Er is niets toegevoegd. Een thema met deze naam is er al.",
        en="Nothing was added. There is a theme of this name already.",
    ),
    "done_nothing": Phrase(
        nl="Er is niets veranderd. Een thema heeft een naam nodig.",
        en="Nothing was changed. A theme needs a name.",
    ),
}
