"""What is said between a machine and the server, version 1; docs/protocol.md tells it in words.

On the wire all names are in camelCase, times ISO 8601 in UTC, hashes hex in small letters. Who
reads a message passes over what it does not know, so that either side may be newer.
"""

from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator
from pydantic.alias_generators import to_camel

from mrapp.model.ground_plan import GroundPlan
from mrapp.model.remark import TEXT_LIMIT_BYTES, Sha256, UuidV7
from mrapp.model.values import Identifier, LocalText
from mrapp.protocol.checksums import SALT_SIGNS, Kind

VERSION: Final = "1.1.0"
ROOT: Final = "/api/v1"
"""Where the interface begins on a server."""

BATCH_ENTRIES: Final = 100
"""The most entries in one batch."""

BATCH_BYTES: Final = 8 * 2**20
"""The most bytes in the body of one batch."""

CHUNK_BYTES: Final = 2**20
"""The most bytes of an attachment in one request."""

CONTENT_SIGNS: Final = 3 * TEXT_LIMIT_BYTES
"""The longest content of an entry: the longest text, twice as long in JSON where it has many line
ends or quotes, and room for all that stands beside it."""

PAGE_CHANGES: Final = 500
"""The most changes in one answer."""


PAGE_REMARKS: Final = 200
"""The most remarks in one answer."""


class Message(BaseModel):
    """A part of what is said: frozen, in camelCase on the wire."""

    model_config = ConfigDict(
        frozen=True,
        alias_generator=to_camel,
        populate_by_name=True,
        allow_inf_nan=False,
        # What is told is told whole, also where it could be left out when asking.
        json_schema_serialization_defaults_required=True,
    )

    def on_wire(self) -> bytes:
        """Return it as the JSON that is sent."""
        return self.model_dump_json(by_alias=True).encode()


class EntryMessage(Message):
    """An entry as its machine kept it, to the byte, so that both sides reckon the same digest.

    about: the remark that an addition or withdrawal belongs to. salt: in hex. content: JSON, see
    `mrapp.protocol.contents`. digest: SHA-256 of salt and content. lost: files of the remark that
    its machine has no longer, so that nobody waits for them.
    """

    id: UuidV7
    kind: Kind
    about: UuidV7 | None = None
    salt: Annotated[str, Field(pattern=f"^[0-9a-f]{{{SALT_SIGNS}}}$")]
    content: Annotated[str, Field(min_length=2, max_length=CONTENT_SIGNS)]
    digest: Sha256
    lost: tuple[Sha256, ...] = ()


class Batch(Message):
    """Entries to keep. What becomes of one does not depend on the others."""

    entries: Annotated[tuple[EntryMessage, ...], Field(min_length=1, max_length=BATCH_ENTRIES)]


class Outcome(StrEnum):
    """What became of an entry.

    stored: it is kept; known: it was kept before; withdrawn: its remark was withdrawn, so what it
    says is not kept; its machine erases it as well. These three are acknowledgements. missing: some
    of its files are not there yet; send those, then it again. refused: it can never be kept.
    """

    STORED = "stored"
    KNOWN = "known"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"
    REFUSED = "refused"


ACKNOWLEDGED: Final = frozenset({Outcome.STORED, Outcome.KNOWN, Outcome.WITHDRAWN})


class EntryResult(Message):
    """What became of one entry.

    checksum: the digest of what the server has now, reckoned anew from what it stored; of a remark
    that was withdrawn the digest it was sent with. missing: hashes of files. reason: why it was
    refused, by language.
    """

    id: str
    outcome: Outcome
    checksum: Sha256 | None = None
    missing: tuple[Sha256, ...] = ()
    reason: LocalText | None = None


class BatchResult(Message):
    """What became of each entry of a batch, in the same order."""

    results: tuple[EntryResult, ...]


class UploadState(Message):
    """How much of a file a server has. complete: all, and its hash is right."""

    sha256: Sha256
    received_bytes: Annotated[int, Field(ge=0)]
    complete: bool


class EnrolmentRequest(Message):
    """A machine asks to belong to a project. label: what staff call it, such as "town hall"."""

    code: Annotated[str, Field(min_length=1, max_length=100)]
    label: Annotated[str, Field(max_length=100)] = ""


class Enrolment(Message):
    """A machine belongs to a project now. key: secret, told this once. generation: see below."""

    machine: str
    key: str
    project: Identifier
    may_publish: bool = False
    expires_utc: AwareDatetime | None = None
    generation: str = ""


class Machine(Message):
    """What a server knows of the machine that asks."""

    machine: str
    project: Identifier
    label: str
    may_publish: bool
    expires_utc: AwareDatetime | None = None


class ModerationState(StrEnum):
    """Whether a remark is shown to others. new: nobody has looked yet."""

    NEW = "new"
    SHOWN = "shown"
    HIDDEN = "hidden"


class Answer(Message):
    """What a municipality answers to some remarks. decided, effect: by language.

    effect: what this remark did, as its maker reads it.
    """

    id: UuidV7
    remarks: tuple[UuidV7, ...]
    decided: LocalText
    effect: LocalText = {}
    published_utc: AwareDatetime


class NewVersion(Message):
    """A version to publish, of which the capsule is there. document: its project.json, to the byte.

    title: as people call it; "": as the project is called. project_hash: SHA-256 of the document.
    ground_plan: what maps on the server's pages are drawn from; None: they have places alone.
    """

    title: Annotated[str, Field(max_length=500)] = ""
    project_hash: Sha256
    document: str
    sha256: Sha256
    size_bytes: Annotated[int, Field(gt=0)]
    ground_plan: GroundPlan | None = None


class ProjectVersion(Message):
    """A version of a project that a server has.

    project_hash: SHA-256 of its project.json. sha256, size_bytes: of the capsule that holds it all.
    """

    project: Identifier
    number: Annotated[int, Field(ge=1)]
    title: str
    project_hash: Sha256
    sha256: Sha256
    size_bytes: Annotated[int, Field(gt=0)]
    published_utc: AwareDatetime


class Withdrawn(Message):
    """A remark was withdrawn elsewhere."""

    type: Literal["withdrawal"] = "withdrawal"
    remark: UuidV7
    made_utc: AwareDatetime


class Moderated(Message):
    """Somebody looked at a remark. reason: why it is hidden, by language."""

    type: Literal["moderation"] = "moderation"
    remark: UuidV7
    state: ModerationState
    reason: LocalText | None = None


class Answered(Message):
    """An answer was published or changed; answer None: taken back."""

    type: Literal["answer"] = "answer"
    id: UuidV7
    answer: Answer | None = None


class Published(Message):
    """A version of the project was published."""

    type: Literal["project"] = "project"
    version: ProjectVersion


Happening = Annotated[Withdrawn | Moderated | Answered | Published, Field(discriminator="type")]


class Change(Message):
    """Something that happened on the server. number: rises within a project, without gaps."""

    number: Annotated[int, Field(ge=1)]
    happening: Happening


_TYPES: Final = frozenset(
    each.model_fields["type"].default for each in (Withdrawn, Moderated, Answered, Published)
)


def _is_newer(change: object) -> bool:
    happening = change.get("happening") if isinstance(change, dict) else None
    kind = happening.get("type") if isinstance(happening, dict) else None
    return isinstance(kind, str) and kind not in _TYPES


class ChangesPage(Message):
    """What happened after a cursor. cursor: where to go on; more: whether there is more now.

    generation: of what the server holds; another one once it was put back from a backup. Then what
    it acknowledged may be gone, so all of it is to be sent again, and heard from the beginning.
    """

    changes: Annotated[tuple[Change, ...], Field(max_length=PAGE_CHANGES)]
    cursor: str
    more: bool
    generation: str = ""

    @field_validator("changes", mode="before")
    @classmethod
    def _pass_over_newer(cls, told: object) -> object:
        """Leave out what only a newer server knows of: all after it would not be heard either."""
        return [x for x in told if not _is_newer(x)] if isinstance(told, list) else told


class PersonalKey(Message):
    """What a server knows of the key by which a program of staff reads. name: as its owner has it.

    project: the one whose remarks it reads.
    """

    project: Identifier
    name: str
    expires_utc: AwareDatetime


class ProjectDocument(Message):
    """A project as it was published last. document: its project.json, to the byte."""

    project: Identifier
    number: Annotated[int, Field(ge=1)]
    project_hash: Sha256
    document: str


class NewExport(Message):
    """Somebody is to read all remarks. with_hidden: also those that are not shown to others."""

    with_hidden: bool = False


class Export(Message):
    """What is read: so many remarks, as many as there are now. cursor: of the first page."""

    project: Identifier
    remarks: Annotated[int, Field(ge=0)]
    cursor: str


class SaidRemark(Message):
    """A remark as it stands. number: its place in the public list.

    remark, additions: as JSON, with the names of `mrapp.model.remark`; without what opens it.
    """

    id: UuidV7
    number: Annotated[int, Field(ge=1)]
    received_utc: AwareDatetime
    state: ModerationState
    remark: str
    additions: tuple[str, ...] = ()


class RemarksPage(Message):
    """Remarks, in the order in which they came. cursor: where to go on; "": this is the end."""

    remarks: Annotated[tuple[SaidRemark, ...], Field(max_length=PAGE_REMARKS)]
    cursor: str


class ProblemDetails(Message):
    """What went wrong, as RFC 9457 says it, in English and in both languages.

    type: a URI reference that names the kind of problem; code: the same in one word.
    """

    type: str = "about:blank"
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    detail: str = ""
    code: str
    words: LocalText = {}
