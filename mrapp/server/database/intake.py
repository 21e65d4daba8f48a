"""Tables of what machines and phones send: projects, entries, remarks, files, and what happened.

Whoever adds entries or changes to a project first locks its row (`Database.lock_project`), so their
numbers have no gaps and become visible in their order.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from mrapp.protocol.public_list import BEGIN
from mrapp.server.database.base import Hash, Id, Name, Utc, metadata

projects = Table(
    "projects",
    metadata,
    Column("id", Name, primary_key=True),
    Column("created_utc", Utc, nullable=False),
    # The last number of its entries, and the hash of that line in the public list.
    Column("entries", Integer, nullable=False, server_default=text("0")),
    Column("head", Hash, nullable=False, default=BEGIN),
    # The last number of its changes.
    Column("changes", Integer, nullable=False, server_default=text("0")),
    # Whether anyone may send without being enrolled, and pages of which hosts may (CORS).
    Column("is_open", Boolean, nullable=False, server_default=text("false")),
    Column("hosts", JSON, nullable=False, server_default=text("'[]'")),
    # After this day remarks are anonymised or erased.
    Column("keep_until", Date),
    Column("keep_then", String(20)),
    # Whether everybody may see the results yet, and if not, the day that is told to them.
    Column("is_held_back", Boolean, nullable=False, server_default=text("false")),
    Column("results_from", Date),
)
"""The projects that the server knows, with their counters."""

versions = Table(
    "versions",
    metadata,
    Column("project", Name, ForeignKey(projects.c.id), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("project_hash", Hash, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("sha256", Hash, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("published_utc", Utc, nullable=False),
    Column("published_by", Id),
)
"""What was published of a project; document: its project.json, to the byte."""

ground_plans = Table(
    "ground_plans",
    metadata,
    Column("project", Name, ForeignKey(projects.c.id), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""What maps are drawn from, by version; content: a `mrapp.model.ground_plan.GroundPlan`."""

entries = Table(
    "entries",
    metadata,
    Column("project", Name, ForeignKey(projects.c.id), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", Id, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("about", Id),
    Column("digest", Hash, nullable=False),
    # NULL once what was said is erased; so is the content.
    Column("salt", String(32)),
    Column("content", LargeBinary),
    # Of the public list.
    Column("hash", Hash, nullable=False),
    Column("machine", Id),
    Column("received_utc", Utc, nullable=False),
    # Of a withdrawal that came before its remark, from somebody for whom nobody vouches: it counts
    # once that remark is there and has the same seal.
    Column("is_unproven", Boolean, nullable=False, server_default=text("false")),
    # The id first: by the project alone PostgreSQL would look through all that it has.
    Index("ix_entries_id_project", "id", "project", unique=True),
    Index("ix_entries_about_project", "about", "project"),
)
"""All that was taken in, in order. machine: by which one; NULL: by a phone or on a page."""

remarks = Table(
    "remarks",
    metadata,
    Column("project", Name, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("withdrawn_utc", Utc),
    # new, shown or hidden.
    Column("state", String(8), nullable=False, server_default=text("'new'")),
    Column("made_utc", Utc),
    Column("x", Double),
    Column("y", Double),
    Column("nap", Double),
    Column("variant", Name),
    Column("theme", Name),
    Column("channel", String(12)),
    Column("event", Name),
    Column("language", String(20)),
    Column("mood", Integer),
    Column("questionnaire", Name),
    Column("questionnaire_version", Integer),
    # By what it is called in open data: at random, as its own id tells when it was made.
    Column("public_id", Id),
    Index("ix_remarks_project_public_id", "project", "public_id", unique=True),
    Index("ix_remarks_project_number", "project", "number", unique=True),
    Index("ix_remarks_project_state_number", "project", "state", "number"),
    Index("ix_remarks_project_theme_number", "project", "theme", "number"),
    Index("ix_remarks_id", "id"),
)
"""What can be asked of remarks without reading them; all NULL of one that was withdrawn."""

seals = Table(
    "seals",
    metadata,
    Column("project", Name, primary_key=True),
    Column("lookup", String(12), primary_key=True),
    Column("remark", Id, primary_key=True),
    Column("salt", String(128), nullable=False),
    Column("rounds", Integer, nullable=False),
    Column("digest", String(128), nullable=False),
    Index("ix_seals_lookup", "lookup"),
)
"""What opens a remark to who has its receipt."""

files = Table(
    "files",
    metadata,
    Column("project", Name, primary_key=True),
    Column("remark", Id, primary_key=True),
    Column("sha256", Hash, primary_key=True),
    Column("size_bytes", Integer, nullable=False),
    # NULL until its remark came: then what the remark says of it.
    Column("role", String(12)),
    # What its first bytes tell, once it is complete.
    Column("media_type", String(40)),
    # Whole, and its hash is right.
    Column("is_complete", Boolean, nullable=False, server_default=text("false")),
    Column("machine", Id),
    Column("begun_utc", Utc, nullable=False),
    Index("ix_files_begun_utc", "begun_utc"),
    # All that is asked to tell how much phones sent to a project.
    Index("ix_files_project_machine", "project", "machine", "role", "is_complete", "size_bytes"),
)
"""Files that belong to remarks; their content lies in the folder of attachments."""

chunks = Table(
    "chunks",
    metadata,
    Column("project", Name, primary_key=True),
    Column("remark", Id, primary_key=True),
    Column("sha256", Hash, primary_key=True),
    Column("begin", Integer, primary_key=True),
    Column("size_bytes", Integer, nullable=False),
)
"""The parts of files that are not complete yet."""

changes = Table(
    "changes",
    metadata,
    Column("project", Name, ForeignKey(projects.c.id), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("happening", LargeBinary, nullable=False),
    Column("at_utc", Utc, nullable=False),
)
"""What machines are to hear; happening: a `mrapp.protocol.messages.Happening` as on the wire."""

erasures = Table(
    "erasures",
    metadata,
    Column("project", Name, primary_key=True),
    Column("remark", Id, primary_key=True),
    Column("asked_utc", Utc, nullable=False),
)
"""Remarks whose files are to be erased still, should the server end before it does."""

chores = Table(
    "chores",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("begun_utc", Utc, nullable=False),
    # When it was begun the time before that; NULL: it was not.
    Column("before_utc", Utc),
    # When all of it went well last; NULL: never yet.
    Column("done_utc", Utc),
    # What kind of thing went wrong the last time; NULL: nothing did.
    Column("trouble", Name),
)
"""When what is done now and then was begun last; of several processes one does it."""

daily_salts = Table(
    "daily_salts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
)
"""With what ranges of addresses are hashed on a day; gone after it, and with it what they tell."""

tallies = Table(
    "tallies",
    metadata,
    # The hash of what is counted: a project, and a range of addresses.
    Column("bucket", Hash, primary_key=True),
    Column("window", Integer, primary_key=True),
    Column("amount", BigInteger, nullable=False),
    Index("ix_tallies_window", "window"),
)
"""How much came from where in a window of time, for limits that several processes share."""
