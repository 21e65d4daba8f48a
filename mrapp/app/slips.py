"""What goes on paper: the slip of a day or an event for staff, and the receipt for a visitor."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from mrapp.app.export_columns import CHANNELS, Names, event_names
from mrapp.app.feedback import Kept, Outbox, State
from mrapp.app.receipts import Receipt
from mrapp.model.project import Project
from mrapp.model.texts import Phrase, pick_language

_NO_EVENT = Phrase(nl="Zonder bijeenkomst", en="Without an event")


@dataclass(frozen=True)
class Tally:
    """How many there are of something."""

    name: str
    number: int


@dataclass(frozen=True)
class DaySlip:
    """What was collected on a day, at an event, or in all.

    remarks: those that stand; additions: what was added to these since; sent, waiting: how many of
    the remarks; withdrawn: how many were kept and then taken back (on an event's slip all of that
    day: of a withdrawn remark nothing is known but when it was kept). first, last: when the first
    and the last were kept, as made: by the clock of the project. outbox: what waits of everything.
    """

    project: str
    made: datetime
    remarks: int
    additions: int
    sent: int
    waiting: int
    withdrawn: int
    channels: tuple[Tally, ...]
    events: tuple[Tally, ...]
    outbox: Outbox
    day: date | None = None
    event: str | None = None
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True)
class ReceiptPaper:
    """A receipt to be printed.

    code: as `Receipt` writes it; scanned: what the square code holds: the code, or an address
    that has it; day: when the remark was made.
    """

    project: str
    code: str
    scanned: str
    day: date
    size: Literal["a6", "roll"] = "a6"


class Papers(Protocol):
    """Makes PDFs. Raises `ExportFailedError` and its kin in words."""

    def day_slip(self, slip: DaySlip, path: Path, language: str) -> None:
        """Write the slip of a day, A4."""
        ...

    def receipt(self, receipt: ReceiptPaper, path: Path, language: str) -> None:
        """Write a receipt: A6, or as long as it has to be on a roll of 80 mm."""
        ...


def day_slip(
    project: Project,
    kept: Sequence[Kept],
    outbox: Outbox,
    made_utc: datetime,
    language: str,
    *,
    day: date | None = None,
    event: str | None = None,
) -> DaySlip:
    """Count what belongs on a slip: of `day`, by the project's clock, and of `event`, if any."""
    zone = ZoneInfo(project.time_zone)
    of_day = [each for each in kept if day in (None, each.kept_utc.astimezone(zone).date())]
    gone = [each for each in of_day if each.remark is None]
    standing = [each for each in of_day if each.remark is not None]
    if event is not None:
        standing = [each for each in standing if each.remark and each.remark.event == event]
    remarks = [each.remark for each in standing if each.remark is not None]
    moments = sorted(each.kept_utc.astimezone(zone) for each in standing)
    names = event_names(project)
    return DaySlip(
        project=project.title(language),
        made=made_utc.astimezone(zone),
        remarks=len(standing),
        additions=sum(len(each.additions) for each in standing),
        sent=sum(each.state == State.SENT for each in standing),
        waiting=sum(each.state == State.WAITING for each in standing),
        withdrawn=len(gone),
        channels=_tallies((remark.channel for remark in remarks), CHANNELS, language),
        events=_tallies((remark.event for remark in remarks), names, language),
        outbox=outbox,
        day=day,
        event=None if event is None else pick_language(names.get(event, {"en": event}), language),
        first=moments[0] if moments else None,
        last=moments[-1] if moments else None,
    )


def _tallies(codes: Iterable[str | None], names: Names, language: str) -> tuple[Tally, ...]:
    """Count codes, the most first, under their names."""
    counted = Counter(codes).most_common()
    return tuple(Tally(_named(code, names, language), number) for code, number in counted)


def _named(code: str | None, names: Names, language: str) -> str:
    if code is None:
        return _NO_EVENT.text(language)
    return pick_language(names[code], language) if code in names else code


def receipt_paper(
    project: Project,
    receipt: Receipt,
    made_utc: datetime,
    language: str,
    *,
    address: str = "",
    size: Literal["a6", "roll"] = "a6",
) -> ReceiptPaper:
    """Return what to print of a receipt. address: what comes before the code in the square one."""
    return ReceiptPaper(
        project=project.title(language),
        code=str(receipt),
        scanned=f"{address}{receipt}",
        day=made_utc.astimezone(ZoneInfo(project.time_zone)).date(),
        size=size,
    )
