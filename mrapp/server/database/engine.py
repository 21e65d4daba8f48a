"""The way to the database: SQLite, made on the spot, or PostgreSQL."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Row,
    String,
    Table,
    any_,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy import insert as sqlalchemy_insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from mrapp.server.database.intake import projects
from mrapp.server.errors import DatabaseUnusableError, DatabaseUrlError, NoSuchProjectError

MIGRATIONS = Path(__file__).parent / "migrations"
"""Where the steps of the tables are."""
_BUSY_S = 30
_SETTLING_MS = 1000
# Any number: by it processes that start at once take turns in bringing tables up to date.
_TURN = 0x6D726170


class Database:
    """A database by its URL, such as sqlite:///remarks.sqlite or postgresql://host/name.

    Any thread and process may use it. All of a block is kept, or nothing of it.
    """

    def __init__(self, url: str) -> None:
        """Name the database; nothing is opened yet. Raises `DatabaseUrlError`."""
        self.engine: Final = _engine(url)

    @property
    def is_postgres(self) -> bool:
        """Whether it is PostgreSQL."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read within a block."""
        with self.engine.begin() as conn:
            yield conn

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Read within a block, however long it takes, everything as of its first moment."""
        options = {"isolation_level": "REPEATABLE READ"} if self.is_postgres else {}
        with self.engine.connect().execution_options(**options) as conn, conn.begin():
            yield conn

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Do all of a block, durably, or nothing of it."""
        with self.engine.connect().execution_options(mrapp_writes=True) as conn, conn.begin():
            yield conn

    def lock_project(self, conn: Connection, project: str) -> Row[Any]:
        """Return the row of a project, which nobody else changes until the block ends.

        Raises `NoSuchProjectError`.
        """
        asked = select(projects).where(projects.c.id == project)
        row = conn.execute(asked.with_for_update()).one_or_none()
        if row is None:
            raise NoSuchProjectError(project=project)
        return row

    def insert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """Return an INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
        return postgresql.insert(table) if self.is_postgres else sqlite.insert(table)

    def reach(self) -> None:
        """Look whether it answers; raises `DatabaseUnusableError`."""
        try:
            with self.reading() as conn:
                conn.execute(select(1))
        except DBAPIError as error:
            raise DatabaseUnusableError(url=self.engine.url.render_as_string()) from error

    def bring_up_to_date(self) -> None:
        """Make the tables, or bring them up to this version; processes take turns."""
        with self.writing() as conn:
            self.step_to(conn, "head")

    def step_to(self, conn: Connection, revision: str) -> None:
        """Make the tables as they were at a step, or bring them up to it, within a block."""
        if self.is_postgres:
            conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
        config = Config()
        # A % would begin a reference to another option.
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = conn
        command.upgrade(config, revision)

    def among(self, column: Column[str], values: Collection[str]) -> ColumnElement[bool]:
        """Return the condition that a column has one of many values, which are sent as one."""
        if self.is_postgres:
            # As one string: of an array psycopg would look at each value. No id has a comma.
            return column == any_(func.string_to_array(",".join(values), ",", type_=ARRAY(String)))
        return column.in_(
            select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)
        )

    def put(self, conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add many new rows that all have the same columns, the quick way."""
        if not self.is_postgres:
            conn.execute(sqlalchemy_insert(table), rows)
            return
        names = list(rows[0])
        columns = ", ".join(f'"{name}"' for name in names)
        # In its own form it is half the work of text, on both sides.
        statement = f"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)"
        driver, errors = conn.connection.driver_connection, conn.dialect.loaded_dbapi.Error
        try:
            types = [_type_in_copy(conn, table.c[name]) for name in names]
            _copy(driver, statement, types, ([row[name] for name in names] for row in rows))
        except errors as error:
            # As one of SQLAlchemy's, for which callers are ready.
            raise DBAPIError.instance(
                statement, None, error, errors, hide_parameters=True, dialect=conn.dialect
            ) from error

    def refresh_statistics(self) -> None:
        """Let PostgreSQL look at its tables: of new ones it thinks as of small ones for a minute.

        Meanwhile it would read all of a project to find one remark. SQLite needs none of it.
        """
        if self.is_postgres:
            with self.engine.begin() as conn:
                conn.exec_driver_sql(
                    "ANALYZE entries (project, number, id, kind, about), remarks, seals, files"
                )

    def settle_erased(self) -> bool:
        """Take what was erased out of SQLite's own log; PostgreSQL does so in its time.

        False: not now, as somebody reads what was there before, or the disk is full.
        """
        if self.is_postgres:
            return True
        with self.engine.connect() as conn:
            raw = conn.connection
            # Who writes waits as long as this does.
            raw.execute(f"PRAGMA busy_timeout = {_SETTLING_MS}")
            try:
                busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            except sqlite3.OperationalError:
                # Not one of SQLAlchemy's, for which callers are ready.
                return False
            finally:
                raw.execute(f"PRAGMA busy_timeout = {_BUSY_S * 1000}")
        return not busy

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _copy(
    driver: Any,  # noqa: ANN401 - a connection of psycopg
    statement: str,
    types: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)


def _type_in_copy(conn: Connection, column: Column[Any]) -> str:
    """Return what PostgreSQL calls the type of a column, without its length."""
    return column.type.compile(conn.dialect).partition("(")[0].lower()


def _engine(url: str) -> Engine:
    try:
        named = make_url(url)
    except ArgumentError as error:
        raise DatabaseUrlError(url=url) from error
    if named.drivername in ("postgresql", "postgres"):
        named = named.set(drivername="postgresql+psycopg")
    if named.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseUrlError(url=named.render_as_string(hide_password=True))
    if named.get_backend_name() == "postgresql":
        engine = create_engine(
            named, pool_pre_ping=True, pool_size=10, max_overflow=10, hide_parameters=True
        )
        event.listen(engine, "connect", _prepare_postgres)
        return engine
    engine = create_engine(named, connect_args={"timeout": _BUSY_S}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_postgres(raw: Any, _record: object) -> None:  # noqa: ANN401 - of psycopg
    # Whoever is thanked is thanked for what is on the disk, however the database was set up.
    durable = "set_config('synchronous_commit', 'on', false)"
    raw.execute(f"SELECT {durable} WHERE current_setting('synchronous_commit') = 'off'")
    raw.commit()


def _prepare_sqlite(raw: sqlite3.Connection, _record: object) -> None:
    # Python's own idea of when to begin is switched off: see _begin_sqlite.
    raw.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        raw.execute(f"PRAGMA {pragma}")


def _begin_sqlite(conn: Connection) -> None:
    writes = conn.get_execution_options().get("mrapp_writes", False)
    conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
