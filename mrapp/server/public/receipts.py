"""The page of a receipt: with its code one reads what became of a remark, adds to it, withdraws it.

The code is only ever in the body of a request and of the page for who gave it, never in an address:
addresses are kept in logs and histories. It works without any script.
"""

import os
import re
from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from mrapp.app.remarks.opinions import answers_in_words
from mrapp.app.remarks.receipts import Receipt, parse
from mrapp.model.remark import Addition, Channel, Withdrawal, clean_text, new_id
from mrapp.model.remark_errors import ReceiptWrongError
from mrapp.model.values import LocalText, Value
from mrapp.protocol.checksums import Kind, digest_of, packed
from mrapp.protocol.messages import EntryMessage, ModerationState
from mrapp.server.backend import Backend, backend_of
from mrapp.server.chores import settle_now
from mrapp.server.intake.keeping import keep
from mrapp.server.pages.language import language_of
from mrapp.server.pages.rendering import page
from mrapp.server.public.attempts import Fair, count_fairly
from mrapp.server.public.given import mood_in_words
from mrapp.server.public.opening import Opened, hidden_because, open_remark, replies_to
from mrapp.server.public.receipt_place import WITH_PICTURE, picture_in_page, where_of
from mrapp.server.public.receipt_words import WORDS
from mrapp.server.said import read_remark
from mrapp.server.versions import current_project
from mrapp.server.withdrawals import note_now

receipts = APIRouter(include_in_schema=False)

LONGEST_ADDITION: Final = 20_000
# Each takes as long as a slow hash. No code is found by guessing, so that is all there is to bound.
TRIES: Final = Fair(of_range=40, busy_from=2000, of_range_when_busy=8, in_all=20_000)
_SALT_BYTES: Final = 16
_UUID: Final = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

Code = Annotated[str, Form(max_length=100)]
Parts = Annotated[Backend, Depends(backend_of)]


@receipts.get("/receipt")
def ask_code(request: Request) -> Response:
    """Ask for the code."""
    return _ask(request)


@receipts.get("/receipt/addition")
@receipts.get("/receipt/withdrawal")
@receipts.get("/receipt/withdrawal/question")
def ask_code_again(request: Request) -> Response:
    """Lead back to where the code is asked: who changes language there asks for this address."""
    return RedirectResponse(f"/receipt?{request.url.query}".rstrip("?"), 303)


@receipts.post("/receipt")
def show_remark(request: Request, backend: Parts, code: Code = "") -> Response:
    """Show the remark of a code, and what became of it."""
    opened, wrong = _opened(request, backend, code)
    return _show(request, backend, opened, code) if opened else _ask(request, code, wrong)


@receipts.post("/receipt/addition")
def add(
    request: Request,
    backend: Parts,
    code: Code = "",
    text: Annotated[str, Form(max_length=LONGEST_ADDITION)] = "",
    entry: Annotated[str, Form(max_length=36)] = "",
) -> Response:
    """Add to the remark of a code. entry: the id it gets, so that sending it twice adds it once."""
    opened, wrong = _opened(request, backend, code)
    if opened is None:
        return _ask(request, code, wrong)
    words = clean_text(text).strip()
    if not words or opened.remark.remark is None:
        return _show(request, backend, opened, code, "add_empty")
    said = Addition(
        id=entry if _UUID.fullmatch(entry) else new_id(),
        remark=opened.remark.id,
        made_utc=backend.utc_now(),
        language=language_of(request),
        channel=Channel.WEB,
        text=words,
    )
    now, why_not = _kept(backend, opened, "addition", said)
    is_there = any(each.id == said.id for each in now.remark.additions)
    notice = "added" if is_there else "refused" if why_not else "not_kept"
    return _show(request, backend, now, code, notice, why_not)


@receipts.post("/receipt/withdrawal/question")
def ask_withdrawal(request: Request, backend: Parts, code: Code = "") -> Response:
    """Ask once more before anything is erased."""
    opened, wrong = _opened(request, backend, code)
    if opened is None:
        return _ask(request, code, wrong)
    return page(request, "receipt_question.html", WORDS, code=code, opened=opened)


@receipts.post("/receipt/withdrawal")
def withdraw(request: Request, backend: Parts, code: Code = "") -> Response:
    """Erase the remark of a code, and tell what was erased and what stays."""
    opened, wrong = _opened(request, backend, code)
    if opened is None:
        return _ask(request, code, wrong)
    if opened.remark.withdrawn_utc is None:
        now = backend.utc_now()
        said = Withdrawal(id=new_id(), remark=opened.remark.id, made_utc=now, channel=Channel.WEB)
        opened, _ = _kept(backend, opened, "withdrawal", said, seal=opened.seal)
    # Also where it was before: the server may have ended before it did this.
    note_now(backend, opened.project, [opened.remark.id])
    settle_now(backend)
    return _show(request, backend, opened, code, "withdrawn_now")


def _ask(request: Request, code: str = "", wrong: str = "") -> Response:
    status = 422 if wrong else 200
    return page(request, "receipt_ask.html", WORDS, status=status, code=code, wrong=wrong)


def _opened(request: Request, backend: Backend, code: str) -> tuple[Opened | None, str]:
    """Return the remark of a code, or what is wrong with it in words; raises `TooManyError`."""
    language = language_of(request)
    if not code.strip():
        return None, WORDS["code_empty"].text(language)
    try:
        receipt = parse(code)
    except ReceiptWrongError as error:
        return None, error.text(language)
    found = _find(request, backend, receipt)
    return found, "" if found else WORDS["code_unknown"].text(language)


def _find(request: Request, backend: Backend, receipt: Receipt) -> Opened | None:
    now, database = backend.utc_now(), backend.database
    address = request.client.host if request.client else ""
    count_fairly(database, "receipt", address, TRIES, now)
    return open_remark(database, receipt)


def _kept(
    backend: Backend, opened: Opened, kind: Kind, said: Addition | Withdrawal, **more: Value
) -> tuple[Opened, LocalText | None]:
    """Keep what is said of a remark; returns the remark as it is then, and why it was refused."""
    told: dict[str, Value] = {kind: said, **more}
    content = packed({name: value.model_dump(mode="json") for name, value in told.items()})
    salt = os.urandom(_SALT_BYTES).hex()
    entry = EntryMessage(
        id=said.id,
        kind=kind,
        about=opened.remark.id,
        salt=salt,
        content=content.decode(),
        digest=digest_of(salt, content),
    )
    with backend.database.writing() as conn:
        now = backend.utc_now()
        result = keep(backend.database, conn, opened.project, [entry], None, now)[0]
    with backend.database.reading() as conn:
        remark = read_remark(conn, opened.project, opened.remark.id)
    return replace(opened, remark=remark or opened.remark), result.reason


def _show(
    request: Request,
    backend: Backend,
    opened: Opened,
    code: str,
    notice: str = "",
    why_not: LocalText | None = None,
) -> Response:
    language, remark = language_of(request), opened.remark.remark
    with backend.database.reading() as conn:
        project = current_project(conn, opened.project)
        replies = replies_to(conn, opened.project, opened.remark.id)
        reason = hidden_because(conn, opened.project, opened.remark.id)
        where = where_of(conn, project, remark, language) if remark else None
    picture = picture_in_page(backend, opened.project, remark) if remark else ""
    answers = answers_in_words(project, remark, language)[0] if project and remark else ()
    shown = page(
        request,
        "receipt.html",
        WORDS,
        where=where,
        picture=picture,
        code=code,
        notice=notice,
        why_not=why_not,
        opened=opened,
        stored=opened.remark,
        remark=remark,
        mood=mood_in_words(remark, language) if remark else "",
        answers=[(each.label, each.value) for each in answers],
        project_name=project.title(language) if project else opened.project,
        has_results=project is not None,
        replies=replies,
        reason=reason,
        entry=new_id(),
        is_hidden=opened.remark.state is ModerationState.HIDDEN,
        longest=LONGEST_ADDITION,
    )
    if picture:
        shown.headers["Content-Security-Policy"] = WITH_PICTURE
    return shown
