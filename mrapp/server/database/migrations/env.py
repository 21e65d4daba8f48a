"""Alembic asks this file where the tables are: on the connection that it was given."""

from typing import Any, Literal

from alembic import context

from mrapp.server.database.base import Utc, metadata


def _written(kind: str, item: Any, _context: object) -> str | Literal[False]:  # noqa: ANN401 - so Alembic says
    """Write a type of ours as what it is beneath, so that old steps need none of our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Utc) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=_written,
)
context.run_migrations()
