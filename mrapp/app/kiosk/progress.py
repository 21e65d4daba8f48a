"""How far a visitor is with an opinion, so that it never turns out to be more than was said."""

from mrapp.app.kiosk.visit import ABOUT, PLACE, SEND, WORDS, Visit, given, question, steps
from mrapp.app.questions.asking import asked, may_follow


def how_far(visit: Visit) -> tuple[int, int]:
    """Return the number of the step that is shown, from 1, and how many may follow it at most.

    Sending is none. A later question counts where it may follow (`may_follow`).
    """
    row = [step for step in steps(visit) if step != SEND]
    at = row.index(visit.step)
    now, form = question(visit), visit.form
    if now is None or form is None:
        return at + 1, len(row) - at - 1
    answers = given(visit)
    later = may_follow(form, now, answers)
    # A place is asked for once: by a question, or else after them all.
    pins = any(each.kind == "pin" for each in (*asked(form, answers), *later))
    rest = [each for each in (PLACE, ABOUT, WORDS) if each in row and not (pins and each == PLACE)]
    return at + 1, len(later) + len(rest)
