"""Pages of staff: one remark as its maker gave it, and what is decided about it."""

from typing import Annotated, Any, Literal

from fastapi import Depends, Form, Request
from fastapi.responses import Response
from sqlalchemy import Connection, Row, select

from mrapp.app.remarks.opinions import opinion_of, voice_of
from mrapp.model.remark import Attachment, Remark
from mrapp.model.texts import pick_language
from mrapp.protocol.messages import ModerationState
from mrapp.server.access import Caller, allowed
from mrapp.server.api.ranges import file_answer
from mrapp.server.attachments import Place
from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.intake import files
from mrapp.server.database.moderating import answer_remarks, answers
from mrapp.server.database.people import staff
from mrapp.server.errors import NoSuchPageError
from mrapp.server.moderation.judging import (
    REASONS,
    history,
    judge,
    judge_additions,
    one_of,
    reason_of,
    seen_of,
    undo,
)
from mrapp.server.moderation.queue import next_new
from mrapp.server.moderation.theming import read_themes, set_themes, themes_of
from mrapp.server.pages.language import language_of
from mrapp.server.said import StoredRemark, read_remark
from mrapp.server.staff.forms import Seen, Word, go_to, staff_page, staff_router
from mrapp.server.staff.project_pages import project_row
from mrapp.server.staff.queue_words import REMARK_WORDS
from mrapp.server.staff.showing import kept_of, kinds_in, pieces, shown_project

remark_pages = staff_router()

_Note = Annotated[str, Form(max_length=500)]
_Do = Annotated[Literal["show", "hide", "undo"], Form()]
_PATH = "/staff/projects/{project}/remarks/{remark}"


@remark_pages.get(_PATH)
def show_remark(
    request: Request, project: str, remark: str, backend: Backend = Depends(backend_of)
) -> Response:
    """Show one remark."""
    language = language_of(request)
    with backend.database.reading() as conn:
        # Before what was added is read: what comes between them waits.
        seen = project_row(conn, project).entries
        stored = read_remark(conn, project, remark)
        if stored is None:
            raise NoSuchPageError
        values = {
            "stored": stored,
            "seen": seen,
            "past": _past(conn, project, remark),
            "answered": _answers(conn, project, remark),
            "themes": [
                (row.id, pick_language(row.name, language)) for row in read_themes(conn, project)
            ],
            "given": themes_of(conn, project, [stored.number]).get(stored.number, frozenset()),
            "next_new": next_new(conn, project, stored.number),
            "reasons": [(key, phrase.text(language)) for key, phrase in REASONS.items()],
            "opinion": None,
            **_told(conn, project, stored, backend, language),
        }
    return staff_page(request, "staff/remark.html", REMARK_WORDS, values, project=project)


@remark_pages.post(f"{_PATH}/state")
def set_state(
    project: str,
    remark: str,
    do: _Do,
    seen: Seen = 0,
    reason: Word = "",
    note: _Note = "",
    addition: Word = "",
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Show a remark, hide it with a reason, or undo what was decided last.

    seen: up to which entry what was added to it stood on the page, about which the same is decided.
    addition: the one thing that was added that this is about, rather than the remark.
    """
    database, now = backend.database, backend.utc_now()
    done = {"show": "shown", "hide": "hidden", "undo": "undone"}[do]
    with database.writing() as conn:
        if do == "undo":
            did = undo(database, conn, caller, project, remark, now)
        elif do == "hide" and reason not in REASONS:
            did = False
        else:
            why = reason_of(reason, note) if do == "hide" else None
            state, judged = ModerationState(done), 0
            if not addition:
                judged = judge(database, conn, caller, project, [remark], state, why, now)
            those = (
                one_of(conn, project, addition, remark)
                if addition
                else seen_of(conn, project, seen, [remark])
            )
            judged += judge_additions(database, conn, caller, project, those, state, why, now)
            did = bool(judged)
    done = f"addition_{done}" if addition else done
    return go_to("projects", project, "remarks", remark, done=done if did else "nothing")


@remark_pages.post(f"{_PATH}/themes")
def choose_themes(
    project: str,
    remark: str,
    theme: Annotated[list[str], Form(default_factory=list)],
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Let a remark have just these themes."""
    with backend.database.writing() as conn:
        now = backend.utc_now()
        set_themes(backend.database, conn, caller, project, remark, theme, now)
    return go_to("projects", project, "remarks", remark, done="themes")


@remark_pages.get(f"{_PATH}/files/{{sha256}}")
def show_file(
    request: Request,
    project: str,
    remark: str,
    sha256: str,
    backend: Backend = Depends(backend_of),
) -> Response:
    """Send a picture or a spoken note of a remark."""
    this = (files.c.project == project, files.c.remark == remark, files.c.sha256 == sha256)
    with backend.database.reading() as conn:
        asked = select(files).where(*this, files.c.is_complete, files.c.role.is_not(None))
        row = conn.execute(asked).one_or_none()
    if row is None or row.media_type is None:
        raise NoSuchPageError
    place = Place(project, remark, sha256)
    answer = file_answer(request, backend.attachments, place, row.size_bytes, row.media_type)
    # It is looked at and listened to, and nothing more, whatever somebody put in it.
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Content-Disposition"] = "inline"
    # Nothing of what is withdrawn, or of who signed out, stays with a browser.
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _told(
    conn: Connection, project: str, stored: StoredRemark, backend: Backend, language: str
) -> dict[str, Any]:
    remark, lists = stored.remark, backend.word_lists
    opinion = opinion_of(shown_project(conn, project), kept_of(stored), language)
    if remark is None or opinion is None:
        return {}
    spoken = [(fact.label, pieces(fact.value, remark.language, lists)) for fact in opinion.answers]
    return {
        "opinion": opinion,
        "language": remark.language,
        "pieces": pieces(remark.text, remark.language, lists),
        "spoken": spoken,
        "added": [
            (fact.label, pieces(fact.value, each.said.language, lists), each)
            for fact, each in zip(opinion.additions, stored.added, strict=True)
        ],
        "kinds": kinds_in(stored, lists),
        # But the last, which tells how far it has come on its machine.
        "facts": opinion.facts[:-1],
        "point": remark.point,
        "pictures": _pictures(remark),
        "voice": voice_of(remark),
    }


def _pictures(remark: Remark) -> list[Attachment]:
    return [each for each in remark.attachments if each.role in ("drawing", "picture")]


def _past(conn: Connection, project: str, remark: str) -> list[tuple[Row[Any], str]]:
    """Return what was decided, each with the name of who did."""
    rows = history(conn, project, remark)
    asked = select(staff.c.id, staff.c.name).where(staff.c.id.in_({row.staff for row in rows}))
    names = {row.id: row.name for row in conn.execute(asked)}
    return [(row, names.get(row.staff, "")) for row in rows]


def _answers(conn: Connection, project: str, remark: str) -> list[Row[Any]]:
    is_of = (answers.c.project == answer_remarks.c.project) & (
        answers.c.id == answer_remarks.c.answer
    )
    asked = select(answers).join(answer_remarks, is_of)
    this = (answer_remarks.c.project == project, answer_remarks.c.remark == remark)
    return list(conn.execute(asked.where(*this).order_by(answers.c.id.desc())))
