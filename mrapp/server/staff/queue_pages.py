"""Pages of staff: the queue of a project, and what is done with many remarks at once."""

from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from mrapp.app.moderating.pointing import FLAG_NAMES, FlagKind
from mrapp.model.texts import pick_language
from mrapp.protocol.messages import ModerationState
from mrapp.server.access import Caller, allowed
from mrapp.server.backend import Backend, backend_of
from mrapp.server.codebook import Codebook
from mrapp.server.moderation.answering import add_remarks, new_answer, read_answers, refresh
from mrapp.server.moderation.flagging import flag_next
from mrapp.server.moderation.judging import (
    REASONS,
    judge,
    judge_additions,
    reason_of,
    seen_of,
)
from mrapp.server.moderation.queue import (
    COUNTED,
    Filter,
    Queue,
    count_queue,
    is_waiting,
    read_queue,
)
from mrapp.server.moderation.theming import give_theme, read_themes, themes_of
from mrapp.server.pages.addresses import path_of
from mrapp.server.pages.language import language_of
from mrapp.server.said import read_remarks
from mrapp.server.staff.forms import Seen, Word, go_to, safe_return, staff_page, staff_router
from mrapp.server.staff.project_pages import project_row
from mrapp.server.staff.queue_words import QUEUE_WORDS
from mrapp.server.staff.showing import card_of, is_whole, shown_project

queue_pages = staff_router()

_Asked = Annotated[str, Query(max_length=100)]
_After = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
_Do = Annotated[Literal["show", "hide", "theme", "answer"], Form()]
_Ids = Annotated[list[str], Form(default_factory=list, max_length=200)]
NEW_ANSWER: Final = "new"
ADDED: Final = "added"
"""What stands for remarks with an addition that nobody looked at."""

NO_THEME: Final = "-"
"""What stands for remarks whose maker chose no theme."""


@queue_pages.get("/staff/projects/{project}/remarks")
def show_queue(
    request: Request,
    project: str,
    state: _Asked = "new",
    theme: _Asked = "",
    flag: _Asked = "",
    about: _Asked = "",
    words: _Asked = "",
    order: Literal["newest", "oldest"] = "newest",
    after: _After = None,
    chosen: Literal["", "all"] = "",
    backend: Backend = Depends(backend_of),
) -> Response:
    """Show a page of remarks."""
    flag_next(backend, project)
    wanted = Filter(
        state=ModerationState(state) if state in {x.value for x in ModerationState} else None,
        is_added=state == ADDED,
        theme=theme or None,
        flag=flag or None,
        about="" if about == NO_THEME else about or None,
        words=words,
        newest_first=order == "newest",
    )
    asked = {"state": state, "theme": theme, "about": about, "flag": flag}
    asked |= {"words": words, "order": order}
    with backend.database.reading() as conn:
        # Before what was added is read: what comes between them waits.
        seen = project_row(conn, project).entries
        queue = read_queue(conn, project, wanted, after)
        values = _values(request, backend, conn, project, queue)
        counted = None if words.strip() else count_queue(conn, project, wanted)
        waits = state != ADDED and is_waiting(conn, project)
    values |= {
        "asked": asked,
        "seen": seen,
        "counted": counted,
        "counted_most": COUNTED,
        "next_page": _page(project, asked, queue.after) if queue.after else "",
        "first_page": _page(project, asked, None) if after else "",
        "is_cut": queue.is_cut,
        "waiting": _page(project, {"state": ADDED}, None) if waits else "",
        "back": _page(project, asked, after),
        "all_chosen": chosen == "all",
        "choose_all": f"{_page(project, asked, after)}&chosen=all#many",
    }
    return staff_page(request, "staff/queue.html", QUEUE_WORDS, values, project=project)


@queue_pages.post("/staff/projects/{project}/remarks")
def do_with_many(
    project: str,
    do: _Do,
    chosen: _Ids,
    seen: Seen = 0,
    reason: Word = "",
    give: Word = "",
    answer: Word = "",
    back: Annotated[str, Form(max_length=2000)] = "",
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Show, hide, give a theme to, or answer all remarks that were chosen.

    seen: up to which entry what was added to them stood on the page, about which the same is
    decided.
    """
    place = safe_return(back) if back else path_of("projects", project, "remarks")
    if not chosen or (do == "hide" and reason not in REASONS) or (do == "theme" and not give):
        return _done(place, "nothing")
    if do == "answer":
        return _answer(backend, caller, project, chosen, answer or NEW_ANSWER)
    now, database = backend.utc_now(), backend.database
    with database.writing() as conn:
        if do == "theme":
            give_theme(database, conn, caller, project, chosen, give, now)
        else:
            hides = do == "hide"
            state = ModerationState.HIDDEN if hides else ModerationState.SHOWN
            why = reason_of(reason) if hides else None
            # What does not stand on the page as a whole was not looked at.
            these = chosen if hides else _whole(conn, project, chosen)
            judge(database, conn, caller, project, these, state, why, now)
            those = seen_of(conn, project, seen, these)
            judge_additions(database, conn, caller, project, those, state, why, now)
            if len(these) < len(chosen):
                return _done(place, "some")
    return _done(place, do)


def _whole(conn: Connection, project: str, ids: list[str]) -> list[str]:
    codes = Codebook(shown_project(conn, project))
    return [each.id for each in read_remarks(conn, project, ids) if is_whole(codes, each)]


def _answer(
    backend: Backend, caller: Caller, project: str, chosen: list[str], answer: str
) -> Response:
    now, database = backend.utc_now(), backend.database
    with database.writing() as conn:
        database.lock_project(conn, project)
        made = new_answer(conn, caller, project, now) if answer == NEW_ANSWER else answer
        add_remarks(database, conn, project, made, chosen)
        refresh(database, conn, caller, project, made, now)
    return go_to("projects", project, "answers", made, done="added")


def _values(
    request: Request, backend: Backend, conn: Connection, project: str, queue: Queue
) -> dict[str, Any]:
    language = language_of(request)
    themes = read_themes(conn, project, retired=True)
    given = themes_of(conn, project, [each.number for each in queue.remarks])
    shown = shown_project(conn, project)
    codes = Codebook(shown)
    named = [(row.id, pick_language(row.name, language)) for row in themes]
    return {
        "cards": [
            card_of(shown, codes, each, given, backend.word_lists, language)
            for each in queue.remarks
        ],
        "theme_names": dict(named),
        "themes": named,
        "usable_themes": [
            (row.id, pick_language(row.name, language)) for row in themes if not row.retired_utc
        ],
        "drafts": [
            (row.id, pick_language(row.decided, language)[:60] or row.made_utc.strftime("%d-%m"))
            for row in read_answers(conn, project)
            if row.published_utc is None
        ],
        "abouts": [(theme.id, pick_language(theme.name, language)) for theme in shown.themes],
        "no_theme": NO_THEME,
        "kinds": [(kind.value, FLAG_NAMES[kind].text(language)) for kind in FlagKind],
        "reasons": [(key, phrase.text(language)) for key, phrase in REASONS.items()],
    }


def _page(project: str, asked: dict[str, str], after: int | None) -> str:
    return path_of("projects", project, "remarks", **asked, after=after)


def _done(place: str, done: str) -> Response:
    sign = "&" if "?" in place else "?"
    plain = place.split("&done=", maxsplit=1)[0].split("?done=", maxsplit=1)[0]
    return RedirectResponse(f"{plain}{sign}done={done}", 303)
