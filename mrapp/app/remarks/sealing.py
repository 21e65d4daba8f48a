"""Making what goes into the store of what somebody said: the remark, its files, its receipt."""

from dataclasses import replace

from mrapp.app.describe import describe
from mrapp.app.history import Moment
from mrapp.app.nearby import root_of
from mrapp.app.remarks.keeping import Sealed
from mrapp.app.remarks.making import Look, Occasion, Said, contents_of, remark_of
from mrapp.app.remarks.receipts import Receipt, Seal, new_receipt, seal
from mrapp.app.session import Session
from mrapp.app.state import ObjectRef
from mrapp.model.remark import Thing


def sealed_of(
    session: Session,
    moment: Moment,
    said: Said,
    look: Look | None,
    occasion: Occasion,
    remark_id: str,
    ready: tuple[Receipt, Seal] | None = None,
) -> Sealed:
    """Return what is kept of what was said and seen. Slow: for a task.

    moment: what was seen. remark_id: of its draft. ready: a receipt with its seal, where there is
    one. Raises `RemarkError` or `NotInProjectError`.
    """
    seen = moment.project.seen_files(moment.view.variant)
    find, opened = session.services.fingerprint, session.opened
    prints = {asset: find(opened.asset_path(asset)) for asset in seen}
    remark = remark_of(moment, said, look, occasion, prints, remark_id)
    receipt, proof = ready or new_seal()
    return Sealed(remark, proof, contents_of(said), receipt)


def new_seal() -> tuple[Receipt, Seal]:
    """Return a new receipt and its seal; takes a fifth of a second."""
    receipt = new_receipt()
    return receipt, seal(receipt)


def thing_of(session: Session, ref: ObjectRef, language: str | None = None) -> Thing:
    """Return what was pointed at as a remark names it: the whole of it, with its name.

    language: of the name; None: that of the window.
    """
    whole = root_of(ref, session.meshes)
    view = replace(session.view, language=language) if language else session.view
    told = describe(session.project, view, session.meshes_now, whole)
    return Thing(asset=whole.asset, object_id=whole.object_id, name=told.title if told else "")
