"""The log of what staff did: chained, and closed to who would rewrite it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mrapp.server.access import Caller, Role
from mrapp.server.audit import first_broken, record
from mrapp.server.database.engine import Database

NOW = datetime(2026, 11, 22, 12, 0, 0, 250, tzinfo=UTC)
SOMEBODY = Caller(Role.MODERATOR, "0190a0a0-0000-7000-8000-000000000001")


def _three_lines(database: Database) -> None:
    for subject in ("a", "b", "c"):
        with database.writing() as conn:
            record(conn, SOMEBODY, "remark.hidden", "p", subject, {"to": None, "n": 1}, NOW)


def test_lines_follow_one_another(database: Database) -> None:
    _three_lines(database)
    with database.reading() as conn:
        assert first_broken(conn) is None


@pytest.mark.parametrize(
    "change", ["UPDATE audit SET subject = 'x' WHERE number = 2", "DELETE FROM audit"]
)
def test_the_database_refuses_to_change_or_remove_a_line(database: Database, change: str) -> None:
    _three_lines(database)
    with pytest.raises(DBAPIError, match="only grows"), database.writing() as conn:
        conn.execute(text(change))


def test_a_line_that_was_changed_all_the_same_is_found(database: Database) -> None:
    _three_lines(database)
    with database.writing() as conn:
        trigger = "audit_only_grows ON audit" if database.is_postgres else "audit_no_update"
        conn.execute(text(f"DROP TRIGGER {trigger}"))
        conn.execute(text("UPDATE audit SET subject = 'x' WHERE number = 2"))
    with database.reading() as conn:
        assert first_broken(conn) == 2
