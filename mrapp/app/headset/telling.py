"""One opinion that is being given with a headset on, and how far it is: a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, auto

from mrapp.app.history import Moment
from mrapp.app.remarks.making import GivenFile, Look
from mrapp.app.remarks.sound import SpokenNote
from mrapp.model.questions import Answers, Questionnaire
from mrapp.model.remark import Thing
from mrapp.model.texts import Notice
from mrapp.model.values import Point3

MOOD, ABOUT, VOICE, SEND = "mood", "about", "voice", "send"
"""The steps that are no question."""


class Page(StrEnum):
    """Where a visitor is.

    NONE: nothing is being said, or it was put aside. RECOVERED: something is offered that was being
    said when a program ended. POINT: a place is to be pointed at. STEP: at a step of `steps`.
    """

    NONE = auto()
    RECOVERED = auto()
    POINT = auto()
    STEP = auto()
    FORGET = auto()
    SENDING = auto()
    FAILED = auto()
    THANKS = auto()


class Note(StrEnum):
    """How far a spoken note is."""

    NONE = auto()
    OPENING = auto()
    RECORDING = auto()
    PACKING = auto()
    THERE = auto()


@dataclass(frozen=True)
class Seen:
    """What was seen when the opinion began: it is about that. picture: small, of one eye."""

    moment: Moment
    look: Look | None = None
    picture: GivenFile | None = None


@dataclass(frozen=True)
class Telling:
    """One opinion and how far it is; nothing of it outlives `finish`.

    step: see `steps`. part: of a list too long for one sheet. orders: how comparisons are shown.
    point: RD/NAP metres. note: how far the spoken note is, voice: it, once there. nudged: whether
    one tried to pass over what needs an answer. fault: what went wrong. before: the page that comes
    back if it is not to be forgotten. draft_id: of the remark that comes of it; "": nothing is
    begun. receipt: its code, once it was kept.
    """

    page: Page = Page.NONE
    step: str = ""
    part: int = 0
    form: Questionnaire | None = None
    answers: Answers = field(default_factory=dict)
    orders: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    themed: bool = False
    mood: int | None = None
    theme: str | None = None
    point: Point3 | None = None
    thing: Thing | None = None
    seen: Seen | None = None
    note: Note = Note.NONE
    voice: SpokenNote | None = None
    nudged: bool = False
    fault: Notice | None = None
    before: Page = Page.NONE
    draft_id: str = ""
    begun_utc: datetime | None = None
    receipt: str = ""

    @property
    def begun(self) -> bool:
        """Whether there is something to go on with, or to lose."""
        return bool(self.draft_id)

    @property
    def pointing(self) -> bool:
        """Whether a press in the city tells a place."""
        return self.page is Page.POINT
