"""The log of a server: a line of JSON for each request and each trouble, and nothing of people.

No address of who asked, no key, no id of a remark, nothing that anybody wrote: of a path only its
pattern, of an error its kind and where in the program it came up.
"""

import json
import logging
import time
import traceback
from datetime import UTC, datetime
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mrapp.server.counting import Counts

_requests = logging.getLogger("mrapp.server.requests")

LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "mrapp.server.logs.JsonLines"}},
    "handlers": {"standard": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["standard"], "level": "WARNING"},
    "loggers": {"mrapp": {"level": "INFO"}, "uvicorn": {"level": "INFO"}},
}
"""For `logging.config.dictConfig`: all on the standard error, which a service keeps."""


class JsonLines(logging.Formatter):
    """Writes what is logged as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; of an error without its words, which may repeat what somebody sent."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            told["message"] = "a fault in the program"
            told["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            told["at"] = [f"{each.filename}:{each.lineno} {each.name}" for each in frames[-8:]]
        return json.dumps(told)


class RequestLog:
    """Middleware: logs and counts each request, by the pattern of its path."""

    def __init__(self, app: ASGIApp, counts: Counts) -> None:
        """Log what goes through to `app`."""
        self._app, self._counts = app, counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, and note what came of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, begun = 500, time.monotonic()

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            self._note(scope, status, time.monotonic() - begun)

    def _note(self, scope: Scope, status: int, took_s: float) -> None:
        route = getattr(scope.get("route"), "path", "")
        method = scope["method"] if scope["method"].isalpha() else "?"
        self._counts.note(method, route, status, took_s)
        told = {"method": method, "route": route, "status": status, "ms": round(took_s * 1000, 1)}
        _requests.info("request", extra={"told": told})
