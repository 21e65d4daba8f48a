"""What a script of the companion can do to staff who look at it: nothing. In a real browser."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from mrapp.server.access import Role
from tests.server.colleagues import PASSWORD, colleague
from tests.servers import Running, running_server

pytestmark = pytest.mark.slow

_PAGE = """<!doctype html><title>Kade</title><p id="told"></p>
<script type="module" src="evil.js"></script>"""
_SCRIPT = """
import { depth } from "./own.js";
const told = { module: depth };
const tried = async (name, doing) => {
  try { told[name] = await doing(); } catch (error) { told[name] = `! ${error.name}`; }
};
const page = path => fetch(path, { credentials: "include" }).then(answer => answer.text());
await tried("own", () => fetch("data.json").then(answer => answer.json()));
await tried("read", async () => (await page("STAFF/staff")).includes("csrf"));
await tried("cookie", () => document.cookie);
await tried("storage", () => { localStorage.setItem("a", "b"); return "kept"; });
await tried("frame", () => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.src = "STAFF/staff";
  frame.onload = () => {
    try { done(frame.contentDocument ? frame.contentDocument.body.innerHTML : "nothing"); }
    catch (error) { done(`! ${error.name}`); }
  };
  document.body.append(frame);
  setTimeout(() => done("nothing"), 2000);
}));
await tried("popup", () => new Promise(done => {
  const other = window.open("STAFF/staff");
  setTimeout(() => {
    try { done(other && other.document ? other.document.body.innerHTML : "nothing"); }
    catch (error) { done(`! ${error.name}`); }
  }, 1500);
}));
await tried("post", () => fetch("STAFF/staff/sign-out", {
  method: "POST", credentials: "include",
  headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: "csrf=",
}).then(answer => answer.status));
document.getElementById("told").textContent = JSON.stringify(told);
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "companion"
    made.mkdir()
    (made / "index.html").write_text(_PAGE, encoding="utf-8")
    (made / "own.js").write_text("export const depth = 3;", encoding="utf-8")
    (made / "data.json").write_text('{"nap": 2}', encoding="utf-8")
    return made


def _look(browser: Browser, server: Running, folder: Path, at: str) -> dict[str, Any]:
    """Let somebody of staff look at the companion at an address; returns what its script found."""
    script = _SCRIPT.replace("STAFF", server.url)
    (folder / "evil.js").write_text(script, encoding="utf-8")
    colleague(server, Role.ADMINISTRATOR)
    context = browser.new_context(base_url=server.url, locale="nl-NL")
    page = context.new_page()
    page.goto("/staff/sign-in")
    page.fill("#login", "administrator")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.goto(f"{at}/companion/")
    expect(page.locator("#told")).to_have_text(re.compile("[{].*[}]"), timeout=180_000)
    found: dict[str, Any] = json.loads(page.locator("#told").inner_text())
    page.goto(f"{server.url}/staff")
    assert page.locator("h1").inner_text() == "Projecten", "no longer signed in"
    context.close()
    return found


def _is_kept_out(found: dict[str, Any]) -> bool:
    doors = ("read", "frame", "popup")
    return all(found[door] in ("nothing", False) or str(found[door])[0] == "!" for door in doors)


def test_in_its_sandbox_it_reads_its_own_files_and_nothing_else(
    tmp_path: Path, browser: Browser, folder: Path
) -> None:
    url = f"sqlite:///{tmp_path}/s.sqlite"
    with running_server(tmp_path, url, companion=folder) as server:
        found = _look(browser, server, folder, server.url)
    assert (found["module"], found["own"]) == (3, {"nap": 2})
    assert _is_kept_out(found), found
    assert found["storage"] == "! SecurityError"
    assert str(found["cookie"])[:1] in ("", "!")
    assert str(found["post"])[:1] == "!"


def test_at_a_host_of_its_own_it_is_alone(tmp_path: Path, browser: Browser, folder: Path) -> None:
    url = f"sqlite:///{tmp_path}/s.sqlite"
    with running_server(tmp_path, url, companion=folder, companion_host="localhost") as server:
        other = server.url.replace("127.0.0.1", "localhost")
        assert httpx.get(f"{server.url}/companion/").status_code == 404
        told = {"Accept": "text/html"}
        assert httpx.get(f"{other}/staff/sign-in", headers=told).status_code == 404
        found = _look(browser, server, folder, other)
    assert (found["module"], found["own"], found["storage"]) == (3, {"nap": 2}, "kept")
    assert _is_kept_out(found), found
