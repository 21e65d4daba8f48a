"""The NL API Design Rules: what Spectral finds in our own description, and how the server behaves.

docs/api-rules.md tells of each rule where it is looked at.
"""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from mrapp.protocol.messages import ROOT, VERSION
from mrapp.server.api.describing import described
from mrapp.server.app import make_app
from tests.repo.tree import ROOT as TREE
from tests.server.enrolled import machine_of
from tests.servers import Running
from tests.web.tools import HERE, web_tools

RULES = HERE / "nl-api-rules.yaml"
_NAMES = re.compile(r"^  (/core/[a-z/-]+):$", re.MULTILINE)
_TABLE = re.compile(r"^\| `(/[a-z/-]+)`", re.MULTILINE)


@pytest.fixture(params=["sqlite"])
def database_url(tmp_path: Path) -> str:
    """Return the URL of one kind of database: which kind it is cannot be told from outside."""
    return f"sqlite:///{tmp_path}/server.sqlite"


def _found(description: Path) -> list[tuple[str, str]]:
    """Return the rule and the place of all that Spectral finds in a description."""
    program = web_tools() / "@stoplight" / "spectral-cli" / "dist" / "index.js"
    command = ["node", str(program), "lint", "--ruleset", str(RULES), "--format", "json"]
    asked = [*command, "--quiet", "--fail-severity", "hint", str(description)]
    told = subprocess.run(asked, capture_output=True, text=True, timeout=600)
    assert told.returncode in (0, 1), told.stderr
    return [(each["code"], "/".join(map(str, each["path"]))) for each in json.loads(told.stdout)]


@pytest.mark.slow
@pytest.mark.registry
def test_our_own_description_keeps_the_rules(http: httpx.Client, tmp_path: Path) -> None:
    told = http.get(f"{ROOT}/openapi.json").text
    # As it is when the server is reached as it should be.
    secured = told.replace(str(http.base_url).rstrip("/"), "https://opinions.example.nl")
    (tmp_path / "openapi.json").write_text(secured)
    assert _found(tmp_path / "openapi.json") == []


@pytest.mark.slow
@pytest.mark.registry
def test_each_rule_finds_what_it_forbids() -> None:
    found = {rule for rule, _ in _found(HERE / "all-wrong.json")}
    assert found >= set(_NAMES.findall(RULES.read_text()))


def test_each_rule_is_told_of_in_the_documentation() -> None:
    told = _TABLE.findall((TREE / "docs" / "api-rules.md").read_text())
    assert len(told) == len(set(told))
    assert set(_NAMES.findall(RULES.read_text())) <= set(told)


def test_anyone_may_read_the_description_from_any_page(http: httpx.Client) -> None:
    answer = http.get(f"{ROOT}/openapi.json", headers={"Origin": "https://developer.example.nl"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["info"]["version"] == VERSION


def test_an_address_with_a_slash_at_its_end_is_not_there(http: httpx.Client) -> None:
    paths = http.get(f"{ROOT}/openapi.json").json()["paths"]
    for path in ("/openapi.json", *paths):
        answer = http.get(f"{ROOT}{path}/")
        assert (answer.status_code, _problem(answer)["status"]) == (404, 404), path


def test_each_answer_tells_the_version_and_is_safe_to_show(http: httpx.Client) -> None:
    wanted = {
        "API-Version": VERSION,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    for path in ("lists", "openapi.json", "projects/p/machine", "nothing", "projects/none/list"):
        answer = http.get(f"{ROOT}/{path}")
        assert {name: answer.headers.get(name) for name in wanted} == wanted, path
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "Server" not in answer.headers, path


def test_head_is_answered_as_get_without_a_body(http: httpx.Client) -> None:
    head, get = http.head(f"{ROOT}/openapi.json"), http.get(f"{ROOT}/openapi.json")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(get.content))


def test_a_method_that_is_not_there_is_told_with_those_that_are(http: httpx.Client) -> None:
    answer = http.request("DELETE", f"{ROOT}/enrolments")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    both = http.request("DELETE", f"{ROOT}/projects/p/capsules/{'0' * 64}").headers["Allow"]
    assert both == "GET, HEAD, PUT"
    assert _problem(answer)["detail"]


def test_all_that_is_wrong_is_told_at_once_and_not_what_stood_there(server: Running) -> None:
    machine = machine_of(server, "p")
    answer = httpx.post(
        f"{server.url}{ROOT}/enrolments", json={"code": "x" * 101, "label": ["jan@example.nl"]}
    )
    assert answer.status_code == 400
    told = str(_problem(answer)["detail"])
    assert "code" in told
    assert "label" in told
    assert "jan@example" not in answer.text
    assert _problem(machine.ask("POST", "/entries", content=b"{"))["status"] == 400


def test_moments_are_told_in_utc(server: Running) -> None:
    told = machine_of(server, "p").ask("GET", "/machine").json()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", told["expiresUtc"])


def _problem(answer: httpx.Response) -> dict[str, object]:
    """Return a problem, told as it should be."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    told: dict[str, object] = answer.json()
    assert {"status", "title", "detail"} <= told.keys()
    assert told["status"] == answer.status_code
    assert told["detail"]
    return told


def test_whom_to_ask_about_the_interface_is_told_as_it_was_set(server: Running) -> None:
    app, settings = make_app(server.backend), server.backend.settings
    plain = described(app, settings)["info"]["contact"]
    assert plain == {"name": "Who runs this server", "url": server.url}
    owned = replace(settings, owner="Gemeente Dordrecht", owner_email="api@dordrecht.example")
    assert described(app, owned)["info"]["contact"] == {
        "name": "Gemeente Dordrecht",
        "url": server.url,
        "email": "api@dordrecht.example",
    }
