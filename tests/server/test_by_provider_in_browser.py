"""Signing in by a real provider of accounts, in a real browser, over TLS, at two processes."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mrapp.server.access import Role
from mrapp.server.backend import Backend, Settings
from mrapp.server.running import build
from mrapp.server.staff.people import add_person
from tests.server.providers import believing, own_provider
from tests.server.test_serving import _certificate
from tests.servers import free_port, running_process, running_server
from tests.web.axe import axe_findings
from tests.web.tools import HERE, web_tools

SECRET = "a secret of the town hall"
ADDRESS = "jj@stad.example"

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class TownHall:
    """Two processes of a server, at two addresses; people come back to the second."""

    first: str
    second: str
    issuer: str
    backend: Backend


@pytest.fixture
def town_hall(tmp_path: Path) -> Iterator[TownHall]:
    """Run both processes over TLS on one database, and a provider."""
    node = shutil.which("node")
    web_tools()
    assert node is not None
    ports = [free_port() for _ in range(3)]
    first, second = (f"https://localhost:{port}" for port in ports[:2])
    issuer = f"http://127.0.0.1:{ports[2]}"
    (tmp_path / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    script = str(HERE / "oidc-provider.mjs")
    back = [f"{second}/staff/sign-in/answer", f"{second}/staff/sign-in"]
    backend = build(Settings(tmp_path / "data", "", second))
    with ExitStack() as stack:
        stack.callback(backend.database.close)
        command = (node, script, str(ports[2]), "mrapp", SECRET, *back)
        stack.enter_context(running_process(command, ports[2]))
        for port in ports[:2]:
            stack.enter_context(running_process(_serve(tmp_path, port, second, issuer), port))
        yield TownHall(first, second, issuer, backend)


def _serve(folder: Path, port: int, public: str, issuer: str) -> tuple[str, ...]:
    certificate, key = _certificate(folder)
    where = ("--port", str(port), "--public-url", public, "--data", str(folder / "data"))
    tls = ("--certificate", str(certificate), "--key", str(key))
    oidc = ("--oidc-issuer", issuer, "--oidc-client", "mrapp")
    secret = ("--oidc-secret-file", str(folder / "secret"))
    return (sys.executable, "-m", "mrapp", "serve", *where, *tls, *oidc, *secret)


def test_somebody_signs_in_at_one_process_comes_back_at_the_other_and_signs_out(
    browser: Browser, town_hall: TownHall
) -> None:
    with town_hall.backend.database.writing() as conn:
        add_person(conn, None, ADDRESS, "J. Jansen", Role.MODERATOR, datetime.now(UTC))
    context = browser.new_context(locale="en-GB", ignore_https_errors=True)
    page = context.new_page()
    page.goto(f"{town_hall.first}/?lang=en")
    answer = page.goto(f"{town_hall.first}/staff/account")
    assert answer is not None
    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    page.get_by_role("link", name="Sign in with your organisation's account").click()
    _be(page, ADDRESS)
    expect(page.get_by_role("heading", level=1)).to_have_text("My account")
    assert page.url == f"{town_hall.second}/staff/account"
    kept = [each for each in context.cookies() if each["domain"] == "localhost"]
    assert {each["name"] for each in kept} == {"__Host-mrapp", "__Host-lang"}
    assert all(each["secure"] and each["httpOnly"] and each["sameSite"] == "Lax" for each in kept)
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    page.get_by_role("link", name="Sign out of my organisation, too").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert page.url.startswith(town_hall.second)
    page.get_by_role("link", name="Sign in with your organisation's account").click()
    _be(page, "stranger@stad.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("You have no access here yet")
    context.close()


def _be(page: Page, address: str) -> None:
    """Sign in at the provider, as it asks it."""
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", "any")
    page.click("button[type=submit]")
    page.get_by_role("button", name="Continue").click()


@pytest.mark.logs
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
def test_what_there_is_to_see_of_it_keeps_nobody_out(
    browser: Browser, tmp_path: Path, width: int, locale: str
) -> None:
    with ExitStack() as stack:
        provider = stack.enter_context(own_provider())
        oidc = believing(provider, contact="Jan de Vries, 078-1234567")
        url = f"sqlite:///{tmp_path}/s"
        server = stack.enter_context(
            running_server(tmp_path, url, oidc=oidc, passwords=width > 400)
        )
        context = browser.new_context(
            base_url=server.url, viewport={"width": width, "height": 800}, locale=locale
        )
        page = context.new_page()
        for name, path in {
            "sign-in": "/staff/sign-in",
            "not-here": "/staff/sign-in/provider",
            "signed-out": "/staff/signed-out",
            "stray": "/staff/sign-in/answer",
        }.items():
            page.goto(path)
            _look(page, f"{name}-{locale[:2]}", width)
        with server.backend.database.writing() as conn:
            now = datetime.now(UTC)
            add_person(conn, None, ADDRESS, "J. Jansen", Role.ADMINISTRATOR, now)
            other = add_person(conn, None, "other", "A. de Boer", Role.MODERATOR, now)
        page.goto("/staff/sign-in/provider")
        for name in ("account", "people", f"people/{other}"):
            page.goto(f"/staff/{name}")
            _look(page, f"{name[:9].replace('/', '-')}-{locale[:2]}", width)
        context.close()


def _look(page: Page, name: str, width: int) -> None:
    assert axe_findings(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    pictures = os.environ.get("MRAPP_PICTURES")
    if pictures:
        page.screenshot(path=f"{pictures}/{name}-{width}.png", full_page=True)
