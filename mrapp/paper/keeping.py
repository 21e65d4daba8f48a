"""A form on paper becomes a remark: once, however often its sheet is photographed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mrapp.app.questions.asking import order_shown
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.remarks.making import Occasion, Said, contents_of, remark_of
from mrapp.app.remarks.receipts import new_receipt, seal
from mrapp.app.session import Session
from mrapp.model.questions import Answer, Questionnaire
from mrapp.model.remark import Channel, Remark, new_id
from mrapp.model.values import Point3
from mrapp.paper.mark import turn_of
from mrapp.paper.sheets import Outcome, Sheet

_LOOSE = ("pin", "text")
"""What is never twice quite the same: a place to the decimetre, words that were typed over."""


class Known(StrEnum):
    """Whether a form is among the opinions already."""

    NEW = "new"
    KEPT = "kept"
    OTHER = "other"


@dataclass(frozen=True)
class KeptForm:
    """A form that became a remark."""

    serial: str
    remark: Remark


def remark_id(sheet: Sheet, *, copied: bool = False) -> str:
    """Return the id that the remark of a sheet has, however often it is made.

    copied: another sheet has its number; what is on it tells them apart.
    """
    mark, published = sheet.any_mark, sheet.form.published_utc
    assert published is not None
    told = ["mrapp paper", mark.which.project, sheet.form.fingerprint(), mark.serial]
    if copied:
        kinds = {each.id: each.kind for each in sheet.form.questions}
        seen = [
            [each.question, each.answer, each.doubt]
            for each in sheet.seen().values()
            if kinds[each.question] not in _LOOSE
        ]
        told.append(json.dumps(seen))
    digest = hashlib.sha256("\n".join(told).encode()).digest()
    return new_id(lambda: int(published.timestamp() * 1000), lambda size: digest[:size])


def known(store: RemarkStore, sheet: Sheet, outcome: Outcome) -> Known:
    """Tell whether a sheet was kept before; other: its number was, with other answers."""
    there = store.kept([remark_id(sheet)])
    if not there:
        return Known.NEW
    remark = there[0].remark
    if remark is None:
        return Known.KEPT  # and withdrawn since: it does not come back by a photograph
    before: Mapping[str, object] = remark.answered.answers if remark.answered else {}
    if _same(sheet, before, outcome.answers):
        return Known.KEPT
    copy = store.kept([remark_id(sheet, copied=True)])
    return Known.KEPT if copy else Known.OTHER


def _same(sheet: Sheet, before: Mapping[str, object], now: Mapping[str, Answer]) -> bool:
    """Tell whether all that is sure on a sheet was kept, and nothing where it is surely empty."""
    told = {each.id for each in sheet.form.questions if each.kind not in _LOOSE}
    empty = {
        key for key, each in sheet.seen().items() if each.answer is None and each.doubt is None
    }
    return not empty & told & before.keys() and all(
        before.get(key) == now[key] for key in told & now.keys()
    )


def keep_sheet(
    store: RemarkStore,
    session: Session,
    sheet: Sheet,
    outcome: Outcome,
    occasion: tuple[datetime, str | None],
    *,
    copied: bool = False,
) -> KeptForm:
    """Keep a form whose answers are settled; slow. Raises `RemarkError` and `NotInProjectError`.

    No picture goes along: a hand says who wrote, and what was written beside the boxes is nobody's.
    occasion: when it is kept, and at which event it was filled in. The receipt is that of the
    strip, where the last page is there and its number is this sheet's own.
    """
    now_utc, event = occasion
    moment = session.moment
    form, answers = sheet.form, outcome.answers
    said = Said(
        questionnaire=form,
        answers=answers,
        orders=_orders(sheet),
        point=_point(form, answers),
    )
    find, opened = session.services.fingerprint, session.opened
    seen = moment.project.seen_files(moment.view.variant)
    prints = {asset: find(opened.asset_path(asset)) for asset in seen}
    when = Occasion(Channel.PAPER, sheet.any_mark.language, now_utc, event)
    remark = remark_of(moment, said, None, when, prints, remark_id(sheet, copied=copied))
    proofs = [page.mark.proof for page in sheet.pages.values() if page.mark.proof]
    proof = proofs[0] if proofs and not copied else seal(new_receipt())
    store.add(remark, proof, contents_of(said))
    return KeptForm(sheet.serial, remark)


def _orders(sheet: Sheet) -> dict[str, tuple[str, str]]:
    turn = turn_of(sheet.serial)
    return {each.id: order_shown(each, turn) for each in sheet.form.questions if each.variants}


def _point(form: Questionnaire, answers: Mapping[str, Answer]) -> Point3 | None:
    """Return the first place that was pointed out: the remark is about it."""
    for question in form.questions:
        answer = answers.get(question.id)
        if question.kind == "pin" and isinstance(answer, tuple):
            x, y, nap = (float(each) for each in answer)
            return x, y, nap
    return None
