"""What a citizen says about a plan: a value that is made once and never changed.

It holds no name, no e-mail address and no number of a device. What is said later to it, by its
maker, is a value of its own: an addition or a withdrawal.
"""

import hashlib
import os
import re
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

from mrapp.model.questions import Answers
from mrapp.model.values import Identifier, Point3, Value

FORMAT: Literal["mrapp-remark"] = "mrapp-remark"
FORMAT_VERSION = 1
TEXT_LIMIT_BYTES = 2**20
"""The longest text of a remark, in UTF-8."""

ATTACHMENT_LIMIT_BYTES = 2**25
"""The largest file with a remark: some minutes of speech."""

UUID_V7 = "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
# All but the tab and the line feed. One expression, for texts are cleaned often and may be long.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Role = Literal["picture", "drawing", "voice"]
MediaType = Literal["image/png", "image/jpeg", "audio/ogg", "audio/wav"]


def clean_text(text: str) -> str:
    """Return a text as it can be kept and shown anywhere.

    Lone surrogates become U+FFFD, every end of line a line feed, control characters go. All else
    stays, markup and formulas included: making those harmless is the work of who shows them.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", lines)


def _short_enough(text: str) -> str:
    if len(text.encode()) > TEXT_LIMIT_BYTES:
        raise ValueError(f"a text is at most {TEXT_LIMIT_BYTES} bytes")
    return text


Words = Annotated[str, AfterValidator(_short_enough)]
UuidV7 = Annotated[str, Field(pattern=UUID_V7)]
"""A UUID of version 7 in small letters (RFC 9562, section 5.7)."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def new_id(
    unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    random: Callable[[int], bytes] = os.urandom,
) -> str:
    """Return a new UUIDv7: 48 bits of time, 74 random ones. Source: RFC 9562, section 5.7."""
    bits = int.from_bytes(random(10), "big")
    value = (unix_ms() & (2**48 - 1)) << 80
    value |= 0x7 << 76 | (bits >> 68 & 0xFFF) << 64 | 0b10 << 62 | bits & (2**62 - 1)
    return str(UUID(int=value))


class Channel(StrEnum):
    """By which way a remark came."""

    VR = "vr"
    KIOSK = "kiosk"
    STREET = "street"
    PAPER = "paper"
    DESKTOP = "desktop"
    WEB = "web"


class Thing(Value):
    """The object a remark is about: by the file that shows it, its id there and its name then."""

    asset: str
    object_id: str
    name: str = ""


class Sight(Value):
    """What was seen when the remark was made: enough to bring exactly that back.

    eye: RD/NAP metres; heading_rad: clockwise from grid north; pitch_rad: up is positive;
    field_of_view_rad: vertical; size_px: width and height of the view. variant: an id, or "now".
    layers: the ids of the layers and designs that were shown. hidden: single objects that were
    not, as (asset, object id).
    """

    eye: Point3
    heading_rad: float
    pitch_rad: float
    field_of_view_rad: Annotated[float, Field(gt=0.0, lt=3.0)]
    size_px: tuple[int, int]
    variant: str
    time_utc: AwareDatetime
    layers: tuple[str, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    show_demolished: bool = False


class Attachment(Value):
    """A file that belongs to a remark, kept beside it.

    picture: what was seen, small. drawing: the same with what the citizen drew on it. voice: a
    spoken note.
    """

    role: Role
    media_type: MediaType
    sha256: Sha256
    size_bytes: Annotated[int, Field(gt=0, le=ATTACHMENT_LIMIT_BYTES)]


class Answered(Value):
    """Answers to one version of a questionnaire.

    orders: in which order the two variants of a comparison were shown, by question. asked: the
    `Questionnaire.fingerprint` of that version; "": of whichever version has that number.
    """

    questionnaire: Identifier
    version: int
    asked: str = ""
    answers: Answers = {}
    orders: dict[str, tuple[str, str]] = {}


class Remark(Value):
    """A remark. At least one of text, mood, answers, drawing and voice says something.

    point: RD/NAP metres, where it is about; thing: the object there. project_hash, model_hash:
    SHA-256 of the project and of the files that were shown, so that one can tell later whether
    they changed. event: the id of the session at which it was made.
    """

    format: Literal["mrapp-remark"] = FORMAT
    format_version: int = FORMAT_VERSION
    id: UuidV7
    project: Identifier
    project_hash: Sha256
    model_hash: Sha256
    made_utc: AwareDatetime
    language: str
    channel: Channel
    event: str | None = None
    point: Point3 | None = None
    thing: Thing | None = None
    sight: Sight | None = None
    text: Words = ""
    mood: Annotated[int, Field(ge=1, le=5)] | None = None
    theme: str | None = None
    answered: Answered | None = None
    attachments: tuple[Attachment, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it that somebody said."""
        said = {attachment.role for attachment in self.attachments} - {"picture"}
        answers = self.answered.answers if self.answered else {}
        return bool(self.text.strip() or self.mood or answers or said)


class Addition(Value):
    """What the maker of a remark adds to it later."""

    id: UuidV7
    remark: UuidV7
    made_utc: AwareDatetime
    language: str
    channel: Channel
    text: Words


class Withdrawal(Value):
    """The maker of a remark takes it back: its content is erased, this stays in its place."""

    id: UuidV7
    remark: UuidV7
    made_utc: AwareDatetime
    channel: Channel


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()
