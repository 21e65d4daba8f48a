"""Somebody at a browser who has a keyboard and no mouse, with pictures of what they see.

Every page that is looked at is judged too: by axe, for what sticks out at the side, and for a focus
that cannot be seen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from mrapp.server.pages.language import ASKED
from tests.servers import PATIENCE_S
from tests.web.axe import axe_findings

SIZES: Final = {1280: 900, 390: 844}
"""Width and height of the windows, in pixels of CSS: a desk and a telephone."""

_CHROMIUM: Final = "/usr/bin/chromium"
_MOST_TABS: Final = 300
_NARROWEST_PX: Final = 320
_WIDE: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_SEEN: Final = """e => { const s = getComputedStyle(e), b = e.getBoundingClientRect();
    return (s.outlineStyle !== 'none' && s.outlineWidth !== '0px') || s.boxShadow !== 'none'; }"""


@dataclass
class Seen:
    """What a browser was shown.

    pictures: names and what is on them. pages: what axe looked at, as (page, language, width).
    findings: what is wrong. most_tabs: the longest way to anything by Tab. wanted: whether pages
    are kept and judged at all.
    """

    wanted: bool = True
    pictures: dict[str, str] = field(default_factory=dict)
    pages: set[tuple[str, str, int]] = field(default_factory=set)
    findings: list[str] = field(default_factory=list)
    most_tabs: int = 0


class Hands:
    """Works pages by keyboard alone. seen: what is collected over all hands of a journey."""

    def __init__(self, page: Page, out: Path, seen: Seen) -> None:
        self.page, self._out, self.seen = page, out, seen

    def go(self, url: str) -> None:
        """Open an address."""
        self.page.goto(url)

    def write(self, field_name: str, text: str) -> None:
        """Write into the field of a name, over what is there."""
        self.tab_to(self.page.locator(f"[name={field_name}]:not([type=hidden])").first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, field_name: str, value: str) -> None:
        """Choose from a list by its value."""
        box = self.page.locator(f"select[name={field_name}]").first
        self.tab_to(box)
        values = [each.get_attribute("value") for each in box.locator("option").all()]
        self.page.keyboard.press("Home")
        for _ in range(values.index(value)):
            self.page.keyboard.press("ArrowDown")
        if box.input_value() != value:
            raise RuntimeError(f"{value} cannot be chosen by keyboard")

    def tick(self, box: Locator) -> None:
        """Tick a box."""
        self.tab_to(box)
        self.page.keyboard.press("Space")

    def press(self, button: Locator) -> None:
        """Press a button or follow a link, and wait for the page that comes of it.

        Raises RuntimeError where a server, or whatever stands before it, says it cannot.
        """
        self.tab_to(button)
        with self.page.expect_navigation() as navigation:
            self.page.keyboard.press("Enter")
        status = navigation.value.status
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise RuntimeError(f"{self.page.url} answers with {status}")

    def button(self, name: str) -> Locator:
        """Return the button that says so."""
        return self.page.get_by_role("button", name=name, exact=True).first

    def link(self, name: str) -> Locator:
        """Return the link that says so."""
        return self.page.get_by_role("link", name=name).first

    def tab_to(self, target: Locator) -> None:
        """Go with Tab until the focus is there; raises RuntimeError where it never comes."""
        target.wait_for()
        for count in range(_MOST_TABS):
            if target.evaluate("e => e === document.activeElement"):
                self.seen.most_tabs = max(self.seen.most_tabs, count)
                if not target.evaluate(_SEEN):
                    self._find(f"the focus is not seen on {target}")
                return
            self.page.keyboard.press("Tab")
        raise RuntimeError(f"Tab never comes to {target}")

    def look(self, name: str, about: str, *, again: bool = True) -> None:
        """Keep a picture at both widths, and judge the page, in both languages where it can be.

        again: the page can be asked for anew; False where it answers a form. Does nothing where
        nobody wants pictures.
        """
        if not self.seen.wanted:
            return
        for width, height in SIZES.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self._judge(name, width)
            file = f"{name}-{width}.png"
            self.page.screenshot(path=self._out / file, full_page=True)
            self.seen.pictures[file] = about
        if again:
            here = self.page.url
            self.page.goto(_in_language(here, "en"))
            for width, height in SIZES.items():
                self.page.set_viewport_size({"width": width, "height": height})
                self._judge(name, width)
            self.page.goto(_in_language(here, "nl"))
        self.page.set_viewport_size({"width": 1280, "height": SIZES[1280]})

    def _judge(self, name: str, width: int) -> None:
        language = self.page.locator("html").get_attribute("lang") or ""
        self.seen.pages.add((name, language, width))
        for each in axe_findings(self.page):
            self._find(f"{name}, {language}, {width} px: {each}")
        for px in (width, _NARROWEST_PX):
            self.page.set_viewport_size({"width": px, "height": SIZES[width]})
            if self.page.evaluate(_WIDE) > 0:
                self._find(f"{name}, {language}, {px} px: sticks out at the side")
        self.page.set_viewport_size({"width": width, "height": SIZES[width]})

    def _find(self, what: str) -> None:
        if what not in self.seen.findings:
            self.seen.findings.append(what)


@contextmanager
def browser() -> Iterator[Browser]:
    """Run Chromium for a block."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@contextmanager
def hands_of(found: Browser, out: Path, seen: Seen) -> Iterator[Hands]:
    """Have the hands of somebody who opens a browser anew, in Dutch."""
    context = found.new_context(locale="nl-NL", reduced_motion="reduce")
    context.set_default_timeout(1000 * PATIENCE_S)
    yield Hands(context.new_page(), out, seen)
    context.close()


def _in_language(url: str, language: str) -> str:
    place, _, asked = url.partition("?")
    rest = [each for each in asked.split("&") if each and not each.startswith(f"{ASKED}=")]
    return f"{place}?{'&'.join([*rest, f'{ASKED}={language}'])}"
