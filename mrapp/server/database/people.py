"""Tables of who may do what: machines with their keys and codes, staff with their sessions."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from mrapp.server.database.base import Hash, Id, Name, Utc, metadata
from mrapp.server.database.intake import projects

machines = Table(
    "machines",
    metadata,
    Column("id", Id, primary_key=True),
    Column("project", Name, ForeignKey(projects.c.id), nullable=False),
    Column("label", Name, nullable=False),
    # SHA-256 of a key of 256 random bits: nothing that is guessed, so nothing slow is needed.
    Column("key_hash", Hash, nullable=False, unique=True),
    Column("may_publish", Boolean, nullable=False, server_default=text("false")),
    Column("enrolled_utc", Utc, nullable=False),
    Column("expires_utc", Utc),
    Column("revoked_utc", Utc),
    Column("seen_utc", Utc),
    Index("ix_machines_project", "project"),
)
"""Machines that may send to one project."""

codes = Table(
    "codes",
    metadata,
    Column("code_hash", Hash, primary_key=True),
    Column("project", Name, ForeignKey(projects.c.id), nullable=False),
    Column("label", Name, nullable=False),
    Column("may_publish", Boolean, nullable=False, server_default=text("false")),
    Column("made_utc", Utc, nullable=False),
    Column("expires_utc", Utc, nullable=False),
    Column("used_utc", Utc),
)
"""One-time codes by which a machine is enrolled."""

staff = Table(
    "staff",
    metadata,
    Column("id", Id, primary_key=True),
    Column("login", Name, nullable=False, unique=True),
    Column("name", Name, nullable=False),
    # facilitator, moderator or administrator.
    Column("role", String(16), nullable=False),
    # Argon2id; NULL for who signs in with the municipality's own provider.
    Column("password_hash", Text),
    Column("subject", Name, unique=True),
    Column("created_utc", Utc, nullable=False),
    Column("disabled_utc", Utc),
    Column("failed", Integer, nullable=False, server_default=text("0")),
    Column("locked_until_utc", Utc),
)
"""People who work with remarks. subject: hash of issuer and subject of OpenID Connect."""

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", Hash, primary_key=True),
    Column("staff", Id, ForeignKey(staff.c.id), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("begun_utc", Utc, nullable=False),
    Column("seen_utc", Utc, nullable=False),
    Index("ix_sessions_staff", "staff"),
)
"""Who is signed in; the token itself is in the browser alone."""

personal_keys = Table(
    "personal_keys",
    metadata,
    Column("id", Id, primary_key=True),
    Column("staff", Id, ForeignKey(staff.c.id), nullable=False),
    Column("project", Name, ForeignKey(projects.c.id), nullable=False),
    Column("name", Name, nullable=False),
    # SHA-256 of a key of 256 random bits, as of machines.
    Column("key_hash", Hash, nullable=False, unique=True),
    Column("made_utc", Utc, nullable=False),
    Column("expires_utc", Utc, nullable=False),
    Column("revoked_utc", Utc),
    Column("seen_utc", Utc),
    Index("ix_personal_keys_staff", "staff"),
)
"""Keys by which programs of staff read the remarks of one project."""

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", Hash, primary_key=True),
    Column("staff", Id, ForeignKey(staff.c.id), nullable=False),
    Column("expires_utc", Utc, nullable=False),
    Index("ix_invitations_staff", "staff"),
)
"""One-time links by which a member of staff chooses a password."""

sign_ins = Table(
    "sign_ins",
    metadata,
    # Of a token that the browser alone has; all that goes to the provider is made from it.
    Column("token_hash", Hash, primary_key=True),
    Column("back", Text, nullable=False),
    Column("expires_utc", Utc, nullable=False),
    Index("ix_sign_ins_expires_utc", "expires_utc"),
)
"""Who went to the provider of accounts to sign in and did not come back yet. back: where to."""
