"""Looks at one entry before anything is locked for it: whether it can be kept at all."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import ValidationError

from mrapp.app.remarks.receipts import ALPHABET, LOOKUP_SIGNS, Seal
from mrapp.model.remark import Attachment, Remark
from mrapp.model.texts import Phrase
from mrapp.protocol.checksums import digest_of
from mrapp.protocol.contents import SaidAddition, SaidRemark, SaidWithdrawal, said_in_entry
from mrapp.protocol.messages import EntryMessage

NOT_UNDERSTOOD: Final = Phrase(
    nl="wat erin staat, is niet wat het moet zijn", en="what is in it is not what it should be"
)
_WRONG_SUM = Phrase(
    nl="het controlegetal klopt niet met wat erin staat",
    en="its checksum is not that of what is in it",
)
_OTHER_PROJECT = Phrase(nl="hij hoort bij een ander project", en="it belongs to another project")
_SAYS_NOTHING = Phrase(nl="er staat niets in", en="it says nothing")
_NO_CLOCK = Phrase(
    nl="er staat een datum in die geen klok geeft, zoals van het jaar 1 of 9999",
    en="it has a date that no clock tells, such as of the year 1 or 9999",
)
_UNFIT = Phrase(
    nl="er staat een naam of getal in dat te lang of te groot is",
    en="it has a name or number that is too long or too large",
)

CLOCKS_FROM: Final = datetime(1900, 1, 1, tzinfo=UTC)
CLOCKS_UNTIL: Final = datetime(3001, 1, 1, tzinfo=UTC)
"""Between these lies what the clock of a machine can tell, however wrong it is: without a battery
it is 1970 or 1980; Linux goes no further than 2262, Windows than 3000. So who refuses the rest
loses nothing that anybody said."""

_CALENDAR_FROM: Final = datetime(2, 1, 1, tzinfo=UTC)
_CALENDAR_UNTIL: Final = datetime(9999, 1, 1, tzinfo=UTC)
_LONGEST_NAME = 200
_LONGEST_LANGUAGE = 20
_LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Piece:
    """An entry that can be kept. columns: of the table remarks; seal: what opens the remark."""

    entry: EntryMessage
    content: bytes
    seal: Seal | None = None
    attachments: tuple[Attachment, ...] = ()
    columns: dict[str, Any] | None = None

    @property
    def remark_id(self) -> str:
        """The id of the remark that this is, or is about."""
        return self.entry.about or self.entry.id


@dataclass(frozen=True, slots=True)
class Refusal:
    """An entry, by its id as it was sent, that can never be kept; reason: a clause."""

    id: str
    reason: Phrase


def look_at(project: str, entry: EntryMessage) -> Piece | Refusal:
    """Return an entry ready to be kept in a project, or why it cannot be."""
    content = entry.content.encode()
    if digest_of(entry.salt, content) != entry.digest:
        return Refusal(entry.id, _WRONG_SUM)
    try:
        said = said_in_entry(entry.kind, entry.id, entry.about, content)
        return _piece(project, entry, content, said)
    except (ValidationError, ValueError):
        return Refusal(entry.id, NOT_UNDERSTOOD)


def _piece(
    project: str,
    entry: EntryMessage,
    content: bytes,
    said: SaidRemark | SaidAddition | SaidWithdrawal,
) -> Piece | Refusal:
    if said.seal is not None and not _is_fit_seal(said.seal):
        return Refusal(entry.id, _UNFIT)
    if isinstance(said, SaidAddition):
        if not said.addition.text.strip():
            return Refusal(entry.id, _SAYS_NOTHING)
        if not _is_of_a_clock(said.addition.made_utc):
            return Refusal(entry.id, _NO_CLOCK)
        return Piece(entry, content, said.seal)
    if isinstance(said, SaidWithdrawal):
        # Whatever its clock said: what counts is that somebody took it back, and when that came.
        return Piece(entry, content, said.seal)
    remark = said.remark
    if remark.project != project:
        return Refusal(entry.id, _OTHER_PROJECT)
    if not remark.says_something:
        return Refusal(entry.id, _SAYS_NOTHING)
    if not _is_of_a_clock(remark.made_utc) or not _is_in_calendar(remark):
        return Refusal(entry.id, _NO_CLOCK)
    columns = columns_of(remark)
    if not _are_fit(columns):
        return Refusal(entry.id, _UNFIT)
    return Piece(entry, content, said.seal, remark.attachments, columns)


def _is_of_a_clock(moment: datetime) -> bool:
    return CLOCKS_FROM <= moment < CLOCKS_UNTIL


def _is_in_calendar(remark: Remark) -> bool:
    """Tell whether the moment in view, which anyone may choose, is a date in every zone."""
    seen = remark.sight
    return seen is None or _CALENDAR_FROM <= seen.time_utc < _CALENDAR_UNTIL


def columns_of(remark: Remark) -> dict[str, Any]:
    """Return what the table remarks tells of one."""
    x, y, nap = remark.point or (None, None, None)
    answered = remark.answered
    return {
        "made_utc": remark.made_utc.astimezone(UTC),
        "x": x,
        "y": y,
        "nap": nap,
        "variant": remark.sight.variant if remark.sight else None,
        "theme": remark.theme,
        "channel": remark.channel.value,
        "event": remark.event,
        "language": remark.language,
        "mood": remark.mood,
        "questionnaire": answered.questionnaire if answered else None,
        "questionnaire_version": answered.version if answered else None,
    }


def _are_fit(columns: dict[str, Any]) -> bool:
    """Tell whether both databases can hold these: PostgreSQL minds lengths, sizes and NUL."""
    return len(columns["language"]) <= _LONGEST_LANGUAGE and all(map(_is_fit, columns.values()))


def _is_fit(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= _LONGEST_NAME and "\0" not in value
    if isinstance(value, int):
        return abs(value) <= _LARGEST_NUMBER
    return True


def _is_fit_seal(seal: Seal) -> bool:
    return len(seal.lookup) == LOOKUP_SIGNS and set(seal.lookup) <= set(ALPHABET)
