"""Which generation of what it holds a server has: a new one each time it is put back from a backup.

By it machines notice that what they were thanked for may be gone, and send all of it again.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete

from mrapp.model.remark import new_id
from mrapp.server.database.engine import Database
from mrapp.server.database.secrets import secrets
from mrapp.server.shared_secrets import shared_secret

_NAME: Final = "generation"


def generation_of(database: Database, now: datetime) -> str:
    """Return the generation; a server that has none yet begins one."""
    return shared_secret(database, _NAME, lambda: new_id().encode(), now).decode()


def end_generation(conn: Connection) -> None:
    """Let the server that runs next begin a new one."""
    conn.execute(delete(secrets).where(secrets.c.name == _NAME))
