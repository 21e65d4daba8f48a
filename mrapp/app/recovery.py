"""Work that must outlive a crash: how it comes back into the project that it belongs to."""

from dataclasses import replace

from mrapp.app.history import Change, Moment
from mrapp.app.ports import Lost
from mrapp.app.questions.published import published, with_published
from mrapp.model.texts import Phrase

_RESTORED = Phrase(nl="werk terughalen", en="bring work back")


def restored(moment: Moment, lost: Lost) -> Change:
    """Return the change that brings lost work back: one step, which can be undone.

    Versions of questionnaires that were published meanwhile stay: see `questions.published`.
    """
    project = with_published(lost.project, published(moment.project))
    variant = moment.view.variant
    known = project.variant(variant) is not None
    view = replace(moment.view, variant=variant if known else None, selection=None)
    return Change(Moment(project, view), _RESTORED)
