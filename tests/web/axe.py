"""Looks at a page in a browser for what keeps people out (axe-core, WCAG 2.2 A and AA)."""

from functools import cache
from typing import Any, Final

from playwright.sync_api import Page

from tests.web.tools import web_tools

_RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def axe_findings(page: Page) -> list[str]:
    """Return what axe finds in a page as it is now, one line each; empty where all is well.

    Skips where axe cannot be installed.
    """
    # Through the debugger's door: the page's own rules let no script in.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    asked = {"runOnly": {"type": "tag", "values": list(_RULES)}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("asked => axe.run(document, asked)", asked)
    return [
        f"{each['id']} ({each['impact']}): {each['help']}: {node['html'][:200]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


@cache
def _axe() -> str:
    return (web_tools() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
