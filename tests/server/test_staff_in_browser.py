"""Pages of staff in a real browser: by keyboard alone, at any width, and for every eye."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mrapp.model.remark import sha256_of
from mrapp.server.access import Role
from mrapp.server.moderation.flagging import flag_all
from tests.server.colleagues import PASSWORD, colleague
from tests.server.enrolled import machine_of
from tests.server.sending import PROJECT, Sender, outcomes
from tests.server.test_files import _send_all, picture
from tests.servers import Running, running_server
from tests.web.axe import axe_findings

PLACE = "/staff/projects/spoorzone%20dordrecht"
TEXTS = ("Meer bomen, graag.", "Bel mij op 06-12345678, ik ben Jan de Vries.", "Wat een klootzak.")

_TABLES_FIT = (
    "[...document.querySelectorAll('.scrolls')].every(x => x.scrollWidth <= x.clientWidth)"
)

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Running, dict[str, str]]]:
    """Return a server with remarks, a theme, an answer and staff, and its pages by name."""
    with running_server(tmp_path, f"sqlite:///{tmp_path}/s.sqlite") as server:
        yield server, _furnished(server)


def _furnished(server: Running) -> dict[str, str]:
    machine, sender = machine_of(server, PROJECT), Sender(2)
    ids = []
    for text in TEXTS:
        content = picture(500, 320, 200)
        entry = sender.remark(text, {sha256_of(content): content})[0]
        _send_all(machine, entry.id, content)
        assert outcomes(machine, entry) == ["stored"]
        ids.append(entry.id)
    outcomes(machine, sender.addition(ids[0]))
    flag_all(server.backend)
    boss = colleague(server, Role.ADMINISTRATOR)
    boss.send(f"{PLACE}/themes", nl="Groen", en="Green")
    boss.send(f"{PLACE}/remarks/{ids[2]}/state", do="hide", reason="abusive")
    answer = boss.send_many(f"{PLACE}/remarks", ids[:2], do="answer", answer="new").url.path
    boss.send(answer, do="publish", decided_nl="Er komen bomen.", decided_en="Trees will come.")
    person = boss.send("/staff/people", name="Jan", login="jan", role="moderator")
    person_id = re.findall(r'href="/staff/people/([^"]+)"', person.text)[-1]
    lists = {name: f"{PLACE}/{name}" for name in ("themes", "answers", "machines", "settings")}
    return {
        "projects": "/staff",
        "queue": f"{PLACE}/remarks?state=all",
        "remark": f"{PLACE}/remarks/{ids[1]}",
        "hidden": f"{PLACE}/remarks/{ids[2]}",
        "answer": answer,
        "people": "/staff/people",
        "person": f"/staff/people/{person_id}",
        "log": "/staff/log?check=1",
        "account": "/staff/account",
        "keys": "/staff/keys",
        **lists,
    }


def _signed_in(browser: Browser, server: Running, width: int, scheme: str = "light") -> Page:
    context = browser.new_context(
        base_url=server.url, viewport={"width": width, "height": 800}, locale="nl-NL"
    )
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto("/staff/sign-in")
    assert axe_findings(page) == []
    page.fill("#login", "administrator")
    page.fill("#password", PASSWORD)
    page.click("main button")
    return page


def test_no_page_keeps_anybody_out(
    browser: Browser, office: tuple[Running, dict[str, str]]
) -> None:
    server, pages = office
    for width, scheme in ((1280, "light"), (390, "light"), (1280, "dark")):
        page = _signed_in(browser, server, width, scheme)
        for name, path in pages.items():
            page.goto(path)
            assert axe_findings(page) == [], name
        page.context.close()


def test_nothing_sticks_out_sideways_however_narrow_or_wide(
    browser: Browser, office: tuple[Running, dict[str, str]]
) -> None:
    server, pages = office
    for width in (320, 640, 1920):
        page = _signed_in(browser, server, width)
        for name, path in pages.items():
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            # A button behind the edge of a table is one that nobody finds.
            assert page.evaluate(_TABLES_FIT), (name, width)
        page.context.close()


def test_a_moderator_gets_through_the_work_by_keyboard_alone(
    browser: Browser, office: tuple[Running, dict[str, str]]
) -> None:
    server, _pages = office
    context = browser.new_context(base_url=server.url, locale="en-GB")
    page = context.new_page()
    page.goto("/staff/sign-in")
    _tab_to(page, "User name")
    page.keyboard.type("administrator")
    _tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    _enter(page)
    _tab_to(page, "spoorzone dordrecht")
    _enter(page)
    _tab_to(page, "Choose opinion 1")
    page.keyboard.press("Space")
    _tab_to(page, "Show")
    _enter(page)
    expect(page.get_by_role("status")).to_contain_text("chosen opinions are shown")
    _tab_to(page, "Open opinion 2")
    _enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Opinion 2")
    _tab_to(page, "Explanation")
    page.keyboard.type("A number.")
    _tab_to(page, "Hide")
    _enter(page)
    expect(page.get_by_role("status")).to_contain_text("is hidden")
    _tab_to(page, "Sign out", backwards=True)
    _enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    context.close()


def _enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


_NAMED = """() => {
  const it = document.activeElement;
  const label = it.labels && it.labels.length ? it.labels[0].innerText : it.innerText;
  return (it.getAttribute('aria-label') || label || '').trim();
}"""


def _tab_to(page: Page, name: str, *, backwards: bool = False) -> None:
    """Go on until what has this name has the focus, which must be seen."""
    for _ in range(60):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if page.evaluate(_NAMED) == name:
            outline = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(outline) != "none"
            return
    raise AssertionError(f"no {name} by keyboard")
