"""Writes docs/endpoints.md from the table of who may do what: `make endpoints`.

The table itself is `ACCESS` in mrapp/server/access.py; what each endpoint does is told beside it.
"""

import tempfile
from pathlib import Path
from typing import Final

from fastapi.routing import iter_route_contexts

from mrapp.protocol.messages import ROOT
from mrapp.server.access import ACCESS, Role
from mrapp.server.app import make_app
from mrapp.server.backend import Backend, Settings
from mrapp.server.database.engine import Database

DOCUMENT: Final = Path(__file__).parent.parent / "docs" / "endpoints.md"
_HEAD: Final = """\
# Who may ask what of the server

Made by `make endpoints` from the one table in `mrapp/server/access.py`; a test compares. An
endpoint without a line in it answers nobody: the server does not start with one. Another test asks
every endpoint as a caller of every kind, with keys that were revoked, have expired or are of
another project as well, and finds exactly what stands here.

A machine has the key of one project, and gets nothing of another: it does not even learn that there
is one. A facilitator, a moderator and an administrator are members of staff, who sign in. A reader
is a program that has a key of one of them, for one project.
"""
_PARTS: Final = (
    ("What machines and programs ask", ROOT),
    ("What staff see", "/staff"),
    ("What everybody sees", ""),
)
_NAMES: Final = {role: role.value for role in Role if role is not Role.PUBLIC}


def made() -> str:
    """Return the document."""
    told = _summaries()
    left = dict(ACCESS)
    parts = [_HEAD]
    for title, begin in _PARTS:
        here = {name: left.pop(name) for name in list(left) if name.split(" ")[1].startswith(begin)}
        parts += [f"\n## {title}\n\n| endpoint | what it does | who |\n|---|---|---|\n"]
        parts += [f"| `{name}` | {told[name]} | {_who(roles)} |\n" for name, roles in here.items()]
    return "".join(parts)


def _who(roles: frozenset[Role]) -> str:
    if Role.PUBLIC in roles:
        return "anyone"
    return ", ".join(name for role, name in _NAMES.items() if role in roles)


def _summaries() -> dict[str, str]:
    """Return what each endpoint does, in a line."""
    with tempfile.TemporaryDirectory() as name:
        # No table is made in it: the endpoints are only looked at.
        database = Database(f"sqlite:///{name}/none.sqlite")
        settings = Settings(Path(name), "", "http://localhost")
        app = make_app(Backend(settings, database))
        told = {
            f"{method} {each.path}": _line(each.endpoint, each.summary)
            for each in iter_route_contexts(app.routes)
            for method in each.methods or ()
        }
        database.close()
    return told


def _line(endpoint: object, summary: str | None) -> str:
    said = summary or (endpoint.__doc__ or "").partition("\n")[0]
    return said.rstrip(".").replace("|", "\\|")


def main() -> None:
    """Write the document."""
    DOCUMENT.write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
