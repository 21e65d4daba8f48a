"""Keeps who sends slowly, or more than may come, from keeping others waiting."""

import asyncio
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from mrapp.model.errors import MrappError
from mrapp.protocol.messages import BATCH_BYTES
from mrapp.server.errors import EncodedError, TooLargeError, TooSlowError
from mrapp.server.problems import problem_answer

HEADERS_S: Final = 20.0
"""How long the head of a request may take, and a connection on which nothing is asked yet."""

BODY_S: Final = 30.0
"""How long a body may take, and a second more for each `SLOWEST_BYTES` of it."""

SLOWEST_BYTES: Final = 2048


class Patience:
    """Middleware: refuses bodies that are packed, larger than any may be, or that trickle in.

    A packed body is not unpacked to see how large it is: a few bytes can become gigabytes.
    """

    def __init__(self, app: ASGIApp, body_s: float = BODY_S) -> None:
        """Guard `app`; body_s: see `BODY_S`."""
        self._app, self._body_s = app, body_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer that it is not taken."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wrong = _wrong_head(Headers(scope=scope))
        if wrong is not None:
            await problem_answer(wrong)(scope, receive, send)
            return
        await self._app(scope, _Body(receive, self._body_s).receive, send)


class _Body:
    """Reads a body, with an eye on the clock and on how much it is."""

    def __init__(self, receive: Receive, body_s: float) -> None:
        self._receive, self._left = receive, BATCH_BYTES
        self._until = asyncio.get_running_loop().time() + body_s
        self._is_over = False

    async def receive(self) -> Message:
        """Return the next part; raises `TooSlowError` and `TooLargeError`."""
        if self._is_over:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError as error:
            raise TooSlowError from error
        size = len(message.get("body", b""))
        self._left -= size
        self._until += size / SLOWEST_BYTES
        self._is_over = not message.get("more_body", False)
        if self._left < 0:
            raise TooLargeError(limit=BATCH_BYTES)
        return message


def _wrong_head(headers: Headers) -> MrappError | None:
    if headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        return EncodedError()
    told = headers.get("Content-Length", "0")
    if told.isdigit() and int(told) > BATCH_BYTES:
        return TooLargeError(limit=BATCH_BYTES)
    return None


class PatientProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, but for connections on which nobody asks anything in time."""

    headers_s = HEADERS_S

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as uvicorn says
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._ending: asyncio.TimerHandle | None = None
        self._await_request()

    def data_received(self, data: bytes) -> None:
        """Go on waiting until the head of a request is whole."""
        self._await_request()
        super().data_received(data)
        # There is none before the first request.
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and not cycle.response_complete:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _await_request(self) -> None:
        if self._ending is None:
            self._ending = self.loop.call_later(self.headers_s, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
