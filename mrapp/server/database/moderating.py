"""Tables of what staff do with remarks: themes, flags, states with reasons, answers, and the log.

A remark is named by its number, which orders them, and by its id where the wire needs it.
"""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, text

from mrapp.server.database.base import Hash, Id, Name, Utc, metadata
from mrapp.server.database.intake import projects

themes = Table(
    "themes",
    metadata,
    Column("project", Name, ForeignKey(projects.c.id), primary_key=True),
    Column("id", Id, primary_key=True),
    # By language.
    Column("name", JSON, nullable=False),
    Column("made_utc", Utc, nullable=False),
    # Since when it is not given any more.
    Column("retired_utc", Utc),
)
"""Themes that staff give to remarks, beside the one that a citizen may have chosen."""

remark_themes = Table(
    "remark_themes",
    metadata,
    Column("project", Name, primary_key=True),
    Column("theme", Id, primary_key=True),
    Column("number", Integer, primary_key=True),
    Index("ix_remark_themes_project_number", "project", "number"),
)
"""Which remarks were given which themes."""

flags = Table(
    "flags",
    metadata,
    Column("project", Name, primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("number", Integer, primary_key=True),
    Index("ix_flags_project_number", "project", "number"),
)
"""Which remarks may hold what; where it stands is looked up again when one is read."""

flagging = Table(
    "flagging",
    metadata,
    Column("project", Name, ForeignKey(projects.c.id), primary_key=True),
    Column("number", Integer, nullable=False),
)
"""Up to which of its entries the filter has looked."""

moderations = Table(
    "moderations",
    metadata,
    Column("project", Name, primary_key=True),
    # A UUIDv7: the last one is how it stands.
    Column("id", Id, primary_key=True),
    Column("remark", Id, nullable=False),
    Column("state", String(8), nullable=False),
    # Why it is hidden, by language.
    Column("reason", JSON),
    Column("staff", Id),
    Column("at_utc", Utc, nullable=False),
    Index("ix_moderations_project_remark", "project", "remark", "id"),
)
"""What was decided about showing a remark, and by whom."""

additions = Table(
    "additions",
    metadata,
    Column("project", Name, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("remark", Id, nullable=False),
    # new, shown or hidden, whatever its remark is: it is shown where both are.
    Column("state", String(8), nullable=False, server_default=text("'new'")),
    # Why it is hidden, by language.
    Column("reason", JSON),
    Index("ix_additions_project_remark", "project", "remark"),
    Index("ix_additions_project_state_remark", "project", "state", "remark"),
)
"""What was decided about showing what makers added to their remarks; none of what was erased."""

answers = Table(
    "answers",
    metadata,
    Column("project", Name, ForeignKey(projects.c.id), primary_key=True),
    Column("id", Id, primary_key=True),
    # What was decided, and what a remark did: by language.
    Column("decided", JSON, nullable=False),
    Column("effect", JSON, nullable=False),
    Column("made_utc", Utc, nullable=False),
    Column("made_by", Id),
    # NULL: not yet, or taken back.
    Column("published_utc", Utc),
)
"""What a municipality answers."""

answer_remarks = Table(
    "answer_remarks",
    metadata,
    Column("project", Name, primary_key=True),
    Column("answer", Id, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("remark", Id, nullable=False),
    Index("ix_answer_remarks_project_remark", "project", "remark"),
)
"""Which remarks an answer is for."""

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at_utc", Utc, nullable=False),
    # NULL: the server itself.
    Column("staff", Id),
    Column("action", String(40), nullable=False),
    Column("project", Name),
    # What it was done to, such as the id of a remark; never what somebody said.
    Column("subject", Name),
    Column("detail", JSON, nullable=False),
    # Of this line and the hash of the one before.
    Column("hash", Hash, nullable=False),
    Index("ix_audit_project_number", "project", "number"),
)
"""What was done, line by line; the database itself refuses to change or remove one."""
