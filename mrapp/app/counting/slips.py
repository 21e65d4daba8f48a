"""What goes on paper: the slip of a day or an event for staff, and the receipt for a visitor."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from mrapp.app.exports.export_columns import CHANNELS, Names, event_names
from mrapp.app.remarks.keeping import Outbox, Outline, State
from mrapp.app.remarks.receipts import Receipt, page_in_words, scanned_of
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
    that has it; day: when the remark was made. page: where it opens on the internet, as a person
    types it.
    """

    project: str
    code: str
    scanned: str
    day: date
    size: Literal["a6", "roll"] = "a6"
    page: str = ""


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
    outline: Outline,
    outbox: Outbox,
    made_utc: datetime,
    language: str,
    *,
    day: date | None = None,
    event: str | None = None,
) -> DaySlip:
    """Count what belongs on a slip: of `day`, by the project's clock, and of `event`, if any."""
    zone = ZoneInfo(project.time_zone)
    columns, words = outline.columns, outline.columns.words
    mask = _on_day(outline.kept_s, day, zone)
    if event is not None:
        mask &= np.array(_named_all(columns.events, words["events"]), object) == event
    states = Counter(_named_all(columns.states[mask], words["states"]))
    kept_s = outline.kept_s[mask]
    names = event_names(project)
    channels = _named_all(columns.channels[mask], words["channels"])
    events = _named_all(columns.events[mask], words["events"])
    return DaySlip(
        project=project.title(language),
        made=made_utc.astimezone(zone),
        remarks=len(kept_s),
        additions=int(outline.additions[mask].sum()),
        sent=states[State.SENT.value],
        waiting=states[State.WAITING.value],
        withdrawn=int(_on_day(outline.withdrawn_s, day, zone).sum()),
        channels=_tallies(channels, CHANNELS, language),
        events=_tallies(events, names, language),
        outbox=outbox,
        day=day,
        event=None if event is None else pick_language(names.get(event, {"en": event}), language),
        first=datetime.fromtimestamp(kept_s.min(), zone) if len(kept_s) else None,
        last=datetime.fromtimestamp(kept_s.max(), zone) if len(kept_s) else None,
    )


def _on_day(moments_s: NDArray[np.float64], day: date | None, zone: ZoneInfo) -> NDArray[np.bool_]:
    """Tell which moments, (n,), are on a day by the clock of a zone; None: on any."""
    if day is None:
        return np.ones(len(moments_s), np.bool_)
    begin, end = (
        datetime.combine(day + timedelta(days=later), time(), zone).timestamp() for later in (0, 1)
    )
    return np.asarray((moments_s >= begin) & (moments_s < end))


def _named_all(numbers: NDArray[np.int16], words: Sequence[str]) -> list[str | None]:
    """Return the words of a column; None where there is none."""
    named: tuple[str | None, ...] = (*words, None)
    return [named[number] for number in numbers.tolist()]


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
    server: str = "",
    size: Literal["a6", "roll"] = "a6",
) -> ReceiptPaper:
    """Return what to print of a receipt. server: where it can be read; "": nowhere yet."""
    return ReceiptPaper(
        project=project.title(language),
        code=str(receipt),
        scanned=scanned_of(str(receipt), server),
        day=made_utc.astimezone(ZoneInfo(project.time_zone)).date(),
        size=size,
        page=page_in_words(server) if server else "",
    )
