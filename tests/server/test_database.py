"""The tables: made alike on both databases, by whoever starts first."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import httpx
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from mrapp.server import database as tables
from mrapp.server.backend import Settings
from mrapp.server.database.base import metadata
from mrapp.server.database.engine import Database
from mrapp.server.errors import DatabaseUnusableError, DatabaseUrlError
from mrapp.server.running import build
from tests.servers import Cluster


def test_the_steps_make_exactly_the_tables(database: Database) -> None:
    for module in iter_modules(tables.__path__):
        import_module(f"{tables.__name__}.{module.name}")
    with database.reading() as conn:
        differences = compare_metadata(MigrationContext.configure(conn), metadata)
    assert not differences


def test_servers_that_start_at_once_make_the_tables_once(bare_url: str) -> None:
    several = [Database(bare_url) for _ in range(4)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(Database.bring_up_to_date, several))
    for each in several:
        each.close()


@pytest.mark.parametrize("url", ["nothing", "mysql://machine/name", "sqlite//x"])
def test_no_other_database_is_taken(url: str) -> None:
    with pytest.raises(DatabaseUrlError):
        Database(url)


def test_a_database_that_does_not_answer_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "torn.sqlite").write_text("no database at all, but a text of some length" * 99)
    for url in (
        "postgresql://jan:secret@127.0.0.1:9/mrapp",
        f"sqlite:///{tmp_path}/torn.sqlite",
        f"sqlite:///{tmp_path}/nowhere/server.sqlite",
    ):
        with pytest.raises(DatabaseUnusableError) as told:
            build(Settings(tmp_path, url, "http://127.0.0.1"))
        assert "secret" not in told.value.text("en")


def test_what_is_committed_is_on_the_disk_however_the_database_was_set_up(
    cluster: Cluster,
) -> None:
    url = cluster.new_database()
    set_up = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    asked = text("SHOW synchronous_commit")
    with set_up.connect() as conn:
        assert conn.scalar(asked) == "off"
    set_up.dispose()
    database = Database(url)
    with database.reading() as conn, database.writing() as other:
        assert (conn.scalar(asked), other.scalar(asked)) == ("on", "on")
    database.close()


def test_a_server_tells_that_it_works(http: httpx.Client) -> None:
    assert http.get("/health").json()["status"] == "pass"
