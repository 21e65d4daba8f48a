"""Rows of tables as lines of JSON, the same for SQLite and PostgreSQL."""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Date, LargeBinary, Table, select
from sqlalchemy.types import TypeEngine

from mrapp.server import database as folder_of_tables
from mrapp.server.database.base import Utc, metadata

LEFT_OUT: Final = frozenset(
    [
        "alembic_version",
        "sessions",
        "codes",
        "invitations",
        "sign_ins",
        "chunks",
        "chores",
        "tallies",
        "daily_salts",
    ]
)
"""What lasts a day at most, or is made again: nobody stays signed in by a backup."""

_ROWS = 500
_Turned = Callable[[Any], Any]


def _as_is(value: Any) -> Any:  # noqa: ANN401 - what stands in a column of any type
    return value


def tables() -> Sequence[Table]:
    """Return all tables, each after those that it refers to."""
    for module in iter_modules(folder_of_tables.__path__):
        if not module.ispkg:
            import_module(f"{folder_of_tables.__name__}.{module.name}")
    return [each for each in metadata.sorted_tables if each.name not in LEFT_OUT]


def parts_of(conn: Connection, table: Table) -> Iterator[bytes]:
    """Go through the rows of a table as lines of JSON, some hundreds at a time."""
    out = [(str(column.name), _outward(column.type)) for column in table.columns]
    found = conn.execution_options(stream_results=True).execute(
        select(table).order_by(*table.primary_key.columns)
    )
    for rows in found.partitions(_ROWS):
        pairs = (zip(out, row, strict=True) for row in rows)
        lines = ({name: turn(value) for (name, turn), value in row} for row in pairs)
        yield b"".join(orjson.dumps(line) + b"\n" for line in lines)


def rows_in(content: bytes, table: Table) -> list[dict[str, Any]]:
    """Return rows that `parts_of` wrote; raises ValueError and KeyError for what it did not."""
    back = {column.name: _inward(column.type) for column in table.columns}
    lines: list[Mapping[str, Any]] = [orjson.loads(line) for line in content.splitlines()]
    return [{name: back[name](value) for name, value in line.items()} for line in lines]


def _outward(kind: TypeEngine[Any]) -> _Turned:
    if isinstance(kind, Utc | Date):
        return lambda value: value and value.isoformat()
    if isinstance(kind, LargeBinary):
        return lambda value: None if value is None else base64.b64encode(value).decode()
    return _as_is


def _inward(kind: TypeEngine[Any]) -> _Turned:
    if isinstance(kind, Utc):
        return lambda value: value and datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return lambda value: value and date.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return lambda value: None if value is None else base64.b64decode(value)
    return _as_is
