"""Lets pages of other sites send to open projects: of those that a project names, no others.

Source: the Fetch Standard, WHATWG, section 3.2 (CORS protocol).
"""

import re
from typing import Final

from fastapi.concurrency import run_in_threadpool
from sqlalchemy import select
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mrapp.protocol.messages import ROOT
from mrapp.server.backend import Backend
from mrapp.server.database.intake import projects
from mrapp.server.errors import NotAllowedError
from mrapp.server.problems import problem_answer

_PATH: Final = re.compile(re.escape(f"{ROOT}/public/projects/") + "([^/]+)/.*")
_ALLOWED: Final = {
    "Access-Control-Allow-Methods": "GET, POST, PUT",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "600",
}
_TOLD: Final = "API-Version, Retry-After"


class OtherSites:
    """Middleware: answers what a browser asks beforehand, and tells it what it may pass on."""

    def __init__(self, app: ASGIApp, backend: Backend) -> None:
        """Look at what goes through to `app`."""
        self._app, self._backend = app, backend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through where it comes from no page, or from one of a named site."""
        found = _PATH.fullmatch(scope["path"]) if scope["type"] == "http" else None
        origin = Headers(scope=scope).get("Origin", "") if found else ""
        if not found or not origin:
            await self._app(scope, receive, send)
            return
        if not await run_in_threadpool(self._is_named, found[1], origin):
            await problem_answer(NotAllowedError())(scope, receive, send)
            return

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = origin
                headers["Access-Control-Expose-Headers"] = _TOLD
                headers["Cross-Origin-Resource-Policy"] = "cross-origin"
                headers.add_vary_header("Origin")
            await send(message)

        asked = Request(scope)
        if asked.method == "OPTIONS":
            await Response(status_code=204, headers=_ALLOWED)(scope, receive, tell)
        else:
            await self._app(scope, receive, tell)

    def _is_named(self, project: str, origin: str) -> bool:
        asked = select(projects.c.hosts).where(projects.c.id == project, projects.c.is_open)
        with self._backend.database.reading() as conn:
            hosts: list[str] = conn.scalar(asked) or []
        ours = (*hosts, self._backend.settings.public_url)
        return origin.lower() in {each.lower().rstrip("/") for each in ours}
