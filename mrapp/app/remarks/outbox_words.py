"""What waits to be sent, in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from mrapp.app.clock import day_words
from mrapp.app.remarks.keeping import Outbox, TakenIn
from mrapp.model.texts import Phrase

_NOTHING = Phrase(nl="Er wacht niets.", en="Nothing is waiting.")
_ONE = Phrase(nl="Er wacht 1 stuk op verzenden.", en="1 item is waiting to be sent.")
_MANY = Phrase(
    nl="Er wachten {count} stukken op verzenden.", en="{count} items are waiting to be sent."
)
_REMARKS = Phrase(nl="Meningen", en="Opinions")
_ADDITIONS = Phrase(nl="Aanvullingen", en="Additions")
_WITHDRAWALS = Phrase(nl="Intrekkingen", en="Withdrawals")
_SINCE = Phrase(nl="Het eerste wacht sinds", en="The first waits since")
_SENT = Phrase(nl="Al verzonden", en="Sent already")
_TRIED = Phrase(nl="Laatst geprobeerd te verzenden", en="Last tried to send")
_WHY = Phrase(nl="Waarom", en="Why")
_NO_WAY = Phrase(
    nl="Dit apparaat is niet aangemeld bij een server. Neem de meningen mee op een USB-stick, of "
    "meld het aan.",
    en="This machine is not enrolled at a server. Take the opinions on a USB stick, or enrol it.",
)
_WHEN = Phrase(nl="{day}, {clock} uur", en="{day}, {clock}")
_TAKEN = Phrase(
    nl="Ingelezen: {new} nieuwe stukken. {known} waren hier al.",
    en="Taken in: {new} new items. {known} were here already.",
)


def summary(box: Outbox, language: str) -> str:
    """Return how much waits, as a sentence."""
    if not box.waiting:
        return _NOTHING.text(language)
    return (_ONE if box.waiting == 1 else _MANY).text(language, count=box.waiting)


def lines(
    box: Outbox, zone: str, language: str, *, enrolled: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return what waits, since when and why, as lines of two. enrolled: there is a server."""
    found = [
        (_REMARKS.text(language), str(box.remarks)),
        (_ADDITIONS.text(language), str(box.additions)),
        (_WITHDRAWALS.text(language), str(box.withdrawals)),
        (_SENT.text(language), str(box.sent)),
    ]
    if box.waiting and box.since is not None:
        found.append((_SINCE.text(language), _when(box.since, zone, language)))
    if box.tried is not None:
        found.append((_TRIED.text(language), _when(box.tried, zone, language)))
    why = box.why or (None if enrolled else _NO_WAY)
    if box.waiting and why is not None:
        found.append((_WHY.text(language), why.text(language)))
    return tuple(found)


def taken_in(taken: TakenIn, language: str) -> str:
    """Return what came of taking in a file."""
    said = _TAKEN.text(language, new=taken.new, known=taken.known)
    return " ".join([said, *(notice.text(language) for notice in taken.notices)])


def _when(moment: datetime, zone: str, language: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return _WHEN.text(language, day=day_words(local.date(), language), clock=f"{local:%H:%M}")
