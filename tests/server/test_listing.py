"""The public list: whoever checks it finds every line that was changed, taken out or rewritten."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from sqlalchemy import delete, insert, update

from mrapp.cli.main import run
from mrapp.protocol.public_list import SignedHead, check_head
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries, projects, versions
from mrapp.server.shared_secrets import list_key
from tests.server.lists import NOW, lengthen, make_project
from tests.servers import Running


def _check(server: Running, *more: str) -> int:
    return run(["verify", server.url, "--project", "quay", *more])


def _publish(server: Running, *names: str) -> None:
    """Let projects be published, with nothing in them."""
    version = {"number": 1, "title": "", "project_hash": "", "document": b"", "sha256": ""}
    with server.backend.database.writing() as conn:
        for name in names:
            conn.execute(
                insert(versions).values(project=name, size_bytes=1, published_utc=NOW, **version)
            )


def test_a_list_of_many_pages_is_in_order(
    server: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    make_project(server.backend.database, "quay")
    last = lengthen(server.backend.database, "quay", 2001)[-1]
    assert _check(server, "--receipt-id", last, "--json") == 0
    told = json.loads(capsys.readouterr().out)[0]
    assert (told["inOrder"], told["head"]["lines"]) == (True, 2001)
    assert last in told["found"][0]


def test_an_id_that_is_not_there_is_told(
    server: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    make_project(server.backend.database, "quay")
    assert _check(server, "--receipt-id", "0192aaaa-0000-7000-8000-000000000000") == 1
    assert "not in the list" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (update(entries).where(entries.c.number == 2).values(digest="0" * 64), "Line 2 is wrong"),
        (delete(entries).where(entries.c.number == 2), "Line 2 is wrong"),
        (delete(entries).where(entries.c.number == 3), "last line is not the one"),
        (update(projects).values(head="1" * 64), "last line is not the one"),
    ],
)
def test_what_was_tampered_with_is_told(
    server: Running,
    change: object,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_project(server.backend.database, "quay")
    lengthen(server.backend.database, "quay", 3)
    with server.backend.database.writing() as conn:
        conn.execute(change)  # type: ignore[call-overload]
    assert _check(server) == 1
    assert words in capsys.readouterr().out


def test_a_list_that_was_made_anew_does_not_follow_on_what_was_kept(
    server: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, kept = server.backend.database, tmp_path / "kept.json"
    make_project(database, "quay")
    lengthen(database, "quay", 3)
    assert _check(server, "--keep", str(kept)) == 0
    lengthen(database, "quay", 2)
    assert _check(server, "--keep", str(kept)) == 0
    assert "still begins with the 3 lines" in capsys.readouterr().out
    for count, words in ((4, "something vanished"), (6, "something was changed")):
        with database.writing() as conn:
            conn.execute(delete(entries))
            conn.execute(update(projects).values(entries=0, head="0" * 64))
        lengthen(database, "quay", count)
        assert _check(server, "--keep", str(kept)) == 1
        assert words in capsys.readouterr().out


def test_lists_of_published_projects_are_found_by_themselves(
    server: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("quay", "square", "secret"):
        make_project(server.backend.database, name)
    _publish(server, "quay", "square")
    assert run(["verify", server.url]) == 0
    said = capsys.readouterr().out
    assert ("quay: in order" in said, "square: in order" in said) == (True, True)
    assert "secret" not in said


@pytest.mark.logs  # of what asks a server without TLS for TLS
def test_why_a_list_cannot_be_read_is_told_in_words(
    server: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    host = server.url.removeprefix("http://")
    for url, why in (
        ("http://127.0.0.1:9", "there is no connection"),
        (f"https://{host}", "speaks no https"),
        (host, "speaks no https"),
        (f"ftp://{host}", "no address of a server"),
        (f"{server.url}/staff", "this project is not there"),
    ):
        assert run(["verify", url]) == 1
        told = capsys.readouterr().err
        assert f"cannot be read: {why}" in told or f"{why}. Nothing" in told, told
    assert run(["verify", server.url, "--project", "no such #1"]) == 1
    assert "projects/no%20such%20%231/list?after=0 cannot be read: this project is not" in (
        capsys.readouterr().err
    )


def test_an_id_needs_no_project_where_there_is_one(
    server: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    make_project(server.backend.database, "quay")
    _publish(server, "quay")
    last = lengthen(server.backend.database, "quay", 3)[-1]
    assert run(["verify", server.url, "--receipt-id", last]) == 0
    assert f"{last} is on line 3" in capsys.readouterr().out
    make_project(server.backend.database, "square")
    _publish(server, "square")
    with pytest.raises(SystemExit):
        run(["verify", server.url, "--receipt-id", last])
    assert "more than one" in capsys.readouterr().err


def test_nobody_but_the_server_can_sign(server: Running, http: httpx.Client) -> None:
    make_project(server.backend.database, "quay")
    head = SignedHead.model_validate(http.get("/api/v1/projects/quay/list/head").json())
    check_head(head)
    with pytest.raises(ValueError, match="signature"):
        check_head(head.model_copy(update={"lines": 1}))
    assert http.get("/api/v1/projects/none/list/head").status_code == 404


@pytest.mark.usefixtures("database")
def test_processes_that_start_at_once_sign_with_one_key(database_url: str) -> None:
    several = [Database(database_url) for _ in range(4)]
    with ThreadPoolExecutor() as pool:
        keys = list(pool.map(lambda each: list_key(each, NOW).private_bytes_raw(), several))
    for each in several:
        each.close()
    assert len(set(keys)) == 1
