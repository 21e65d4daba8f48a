"""room of phones."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Take the step."""
    op.create_index(
        "ix_files_project_machine",
        "files",
        ["project", "machine", "role", "is_complete", "size_bytes"],
        unique=False,
    )
