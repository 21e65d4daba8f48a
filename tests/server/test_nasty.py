"""What somebody sends who means harm, or whose program is broken; each through HTTP.

Slow, packed and endless bodies are in test_patience.py, files that are not what they say in
test_files.py, entries that are not in test_intake.py.
"""

import csv
import io
import re
import resource
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from mrapp.protocol.messages import ROOT, ModerationState
from mrapp.server.access import ACCESS, ANYONE, Role
from mrapp.server.database.intake import versions
from mrapp.server.machines import know_project
from mrapp.server.pages.safety import HEADERS
from tests.server.colleagues import Colleague, colleague
from tests.server.enrolled import machine_of
from tests.server.published import Published, published
from tests.servers import Running, free_port, running_process

pytestmark = pytest.mark.slow

_SCRIPT = "</textarea></title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
_FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", '=HYPERLINK("https://evil.example")')
_OPEN_FILES = 10_000
_UNTIL_ANSWERED_S = 60


@pytest.fixture
def project(server: Running) -> Published:
    return published(server)


@pytest.fixture
def moderator(server: Running) -> Colleague:
    person = colleague(server, Role.MODERATOR)
    person.browser.timeout = httpx.Timeout(_UNTIL_ANSWERED_S)
    return person


def _pages(project: Published, moderator: Colleague, remark: str) -> Iterator[tuple[str, str]]:
    """Yield all pages on which the words of a remark come, by their path."""
    here = f"/staff/projects/{quote(project.project.id)}"
    for path in (f"{here}/remarks?state=shown", f"{here}/remarks/{remark}", f"{here}/answers"):
        yield path, moderator.get(path).text
    results = f"/results/{quote(project.project.id)}"
    yield results, httpx.get(project.server.url + results, timeout=60).text


@pytest.mark.logs
def test_an_answer_to_a_fault_of_ours_is_as_guarded_as_any_other(project: Published) -> None:
    with project.server.backend.database.writing() as conn:
        conn.execute(update(versions).values(document=b"no project at all"))
    for kind in ("text/html", "application/json"):
        answer = httpx.get(f"{project.server.url}/results/spoorzone", headers={"Accept": kind})
        assert answer.status_code == 500
        assert "no project at all" not in answer.text
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_what_was_stored_is_run_by_no_page(project: Published, moderator: Colleague) -> None:
    told = project.say(1, text=_SCRIPT)
    project.judge(told)
    shown = 0
    for path, page in _pages(project, moderator, told[0].id):
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
        shown += "&lt;script&gt;alert(1)" in page
    assert shown == 3


def test_what_was_asked_is_run_by_no_page(moderator: Colleague) -> None:
    paths = [name.split(" ")[1] for name, roles in ACCESS.items() if name.startswith("GET ")]
    nasty = quote(_SCRIPT, safe="")
    fields = ("lang", "next", "state", "theme", "flag", "words", "back", "after", "cursor", "bbox")
    asked = "&".join(f"{name}={nasty}" for name in fields)
    for path in paths:
        for filled in (re.sub(r"\{\w+\}", nasty, path), re.sub(r"\{\w+\}", "x", path)):
            answer = moderator.browser.get(f"{filled}?{asked}")
            assert "<script>alert" not in answer.text, path
            assert "<img src=x" not in answer.text, path
            assert answer.status_code < 500, path


@pytest.mark.parametrize("name", ["%00", "a%00b", "%EF%BF%BF", "%2e%2e", "%2e%2e%2f%2e%2e"])
def test_names_that_no_database_or_folder_likes_are_just_not_there(
    server: Running, name: str
) -> None:
    with httpx.Client(base_url=server.url) as http:
        for line, roles in ACCESS.items():
            method, path = line.split(" ")
            if roles == ANYONE and method == "GET" and "{" in path:
                status = http.get(re.sub(r"\{\w+\}", name, path)).status_code
                assert 400 <= status < 500, f"{path} with {name}"


def test_a_page_with_a_form_minds_no_null_byte(project: Published, moderator: Colleague) -> None:
    here = f"/staff/projects/{quote(project.project.id)}"
    for field in ("state", "theme", "flag", "words"):
        assert moderator.browser.get(f"{here}/remarks?{field}=a%00b").status_code < 500
    answer = moderator.send(f"{here}/themes", name="a\0b", nl="a\0b", en="a\0b", label="a\0b")
    assert answer.status_code < 500
    for path in ("/receipt", "/staff/sign-in"):
        sent = moderator.raw(path, code="a\0b", login="a\0b", password="a\0b")
        assert sent.status_code < 500


def test_a_project_cannot_be_called_like_a_folder_above(server: Running, tmp_path: Path) -> None:
    database, now = server.backend.database, server.backend.utc_now()
    with database.writing() as conn:
        know_project(database, conn, "..", now)
    machine = machine_of(server, "..")
    picture = b"\x89PNG\r\n\x1a\n" + bytes(100)
    remark, sha256 = "0190a0a0-0000-7000-8000-000000000001", "0" * 64
    url = f"{server.url}{ROOT}/projects/%2e%2e/remarks/{remark}/files/{sha256}?begin=0&size=200"
    headers = {"Authorization": f"Bearer {machine.enrolment.key}"}
    assert httpx.put(url, content=picture, headers=headers).status_code == 200
    made = {each for each in tmp_path.rglob("*") if each.is_file() and "sqlite" not in each.name}
    assert len(made) == 1
    assert made.pop().is_relative_to(tmp_path / "data" / "attachments")


def test_open_data_starts_no_formula(project: Published) -> None:
    told = [remark for text in _FORMULAS for remark in project.say(1, text=text)]
    project.judge(told)
    base = f"{project.server.url}/results/{quote(project.project.id)}"
    page = httpx.get(base, timeout=60).text
    files = set(re.findall(r"/results/[^\"/]+/([^\"/?]+\.(?:csv|xlsx))", page))
    assert {each.rpartition(".")[2] for each in files} == {"csv", "xlsx"}
    for name in files:
        content = httpx.get(f"{base}/{name}", timeout=60).content
        for cell in _cells(name, content):
            assert not cell.startswith(("=", "+", "@", "\t")), name
            assert cell != "-1", name


def _cells(name: str, content: bytes) -> Iterator[str]:
    """Yield what a spreadsheet would run: all of a CSV, of XLSX what is marked as a formula."""
    if name.endswith(".csv"):
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"):
            yield from row
        return
    for sheet in load_workbook(io.BytesIO(content)):
        for line in sheet.iter_rows():
            yield from (f"={cell.value}" for cell in line if cell.data_type == "f")


@pytest.mark.slow
def test_long_and_turned_texts_are_kept_and_shown(project: Published, moderator: Colleague) -> None:
    long = ("Een heel lange zin over het plein. " * 30_000)[: 2**20]
    told = project.say(1, text=long) + project.say(1, text="\u202eegnarts\u202c \u0627\u0644")
    project.judge(told, ModerationState.SHOWN)
    for remark in told:
        for path, page in _pages(project, moderator, remark.id):
            assert "</html>" in page, path
    turned = moderator.get(f"/staff/projects/{quote(project.project.id)}/remarks/{told[1].id}").text
    assert "\u202eegnarts" in turned


def test_no_log_line_and_no_header_is_put_in(server: Running) -> None:
    for name in ("a\r\nSet-Cookie: x=1", "a%0d%0aSet-Cookie:%20x=1"):
        answer = httpx.get(f"{server.url}/static/{quote(name, safe='%')}?lang=nl%0d%0aX-Y:%201")
        assert "x-y" not in answer.headers
        assert "set-cookie" not in answer.headers or "x=1" not in answer.headers["set-cookie"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="open files are limited another way there")
def test_ten_thousand_who_ask_nothing_keep_nobody_waiting(tmp_path: Path) -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = min(_OPEN_FILES, hard - 500)
    if count < _OPEN_FILES:
        print(f"only {count:,} connections: more files may not be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    port = free_port()
    command = [sys.executable, "-m", "mrapp", "serve", "--data", str(tmp_path), "--port", str(port)]
    with running_process(command, port), ExitStack() as stack:
        for _ in range(count):
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
        for _ in range(20):
            told = httpx.get(f"http://127.0.0.1:{port}/health", timeout=_UNTIL_ANSWERED_S)
            assert told.json()["status"] == "pass"
