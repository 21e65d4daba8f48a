"""How far a visitor is with an opinion, so that it never turns out to be more than was said."""

from mrapp.app.kiosk.visit import ABOUT, PLACE, SEND, WORDS, Visit, given, question, steps
from mrapp.app.questions.asking import asked, holds


def how_far(visit: Visit) -> tuple[int, int]:
    """Return the number of the step that is shown, from 1, and how many may follow it at most.

    Sending is none. A later question counts unless what was answered before this step rules it
    out: what hangs on this answer, or on later ones, may still be asked.
    """
    row = [step for step in steps(visit) if step != SEND]
    at = row.index(visit.step)
    now, form = question(visit), visit.form
    if now is None or form is None:
        return at + 1, len(row) - at - 1
    place = form.questions.index(now)
    before = form.questions[:place]
    answers, settled = given(visit), {each.id for each in before}
    seen = [each for each in asked(form, answers) if each in before]
    counted = {each.id: answers[each.id] for each in seen if each.id in answers}
    later = [
        each
        for each in form.questions[place + 1 :]
        if all(one.question not in settled or holds(one, counted) for one in each.when)
    ]
    # A place is asked for once: by a question, or else after them all.
    pins = any(each.kind == "pin" for each in (*seen, now, *later))
    rest = [each for each in (PLACE, ABOUT, WORDS) if each in row and not (pins and each == PLACE)]
    return at + 1, len(later) + len(rest)
