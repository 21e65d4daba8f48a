"""Pages for everybody in a real browser: for every eye, at any width, and without a mouse."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.server.published import published
from tests.server.sending import push
from tests.servers import Running, running_server
from tests.web.axe import axe_findings

pytestmark = pytest.mark.slow


@pytest.fixture
def furnished(tmp_path: Path) -> Iterator[tuple[Running, str]]:
    """A server with results, and the code of a receipt."""
    with running_server(tmp_path, f"sqlite:///{tmp_path}/s.sqlite") as server:
        project = published(server)
        project.judge(project.say(60)[:6])
        receipt, sealed = project.sender.sealed()
        told = {"project": "spoorzone", "text": "Meer bomen."}
        remark = project.sender.maker.remark().model_copy(update=told)
        push(project.machine, project.sender.of_remark(remark, sealed))
        yield server, str(receipt)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_the_pages(
    furnished: tuple[Running, str], browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    server, code = furnished
    for width in (320, 390, 1280):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="nl-NL"
        )
        page = context.new_page()
        for path in ("/", "/results/spoorzone", f"/receipt#{code}"):
            page.goto(f"{server.url}{path}")
            assert axe_findings(page) == [], (path, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        assert code not in page.url
        page.locator("main button").click()
        expect(page.get_by_text("Meer bomen.")).to_be_visible()
        assert axe_findings(page) == [], ("receipt", width)
        page.locator(".danger").click()
        assert axe_findings(page) == [], ("question", width)
        context.close()


def test_by_keyboard_alone_one_adds_and_withdraws(
    furnished: tuple[Running, str], browser: Browser
) -> None:
    server, code = furnished
    context = browser.new_context(locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/receipt")
    page.locator("#code").focus()
    page.keyboard.type(code.lower())
    page.keyboard.press("Enter")
    page.locator("textarea").focus()
    page.keyboard.type("En een bankje.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Dank u wel")).to_be_visible()
    expect(page.get_by_text("En een bankje.")).to_be_visible()
    for words in ("Intrekken", "Ja, wis"):
        page.get_by_role("button", name=words).focus()
        page.keyboard.press("Enter")
    expect(page.get_by_text("Uw mening is gewist")).to_be_visible()
    expect(page.get_by_text("Meer bomen.")).to_have_count(0)
    context.close()
