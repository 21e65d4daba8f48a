"""What holds for every request and answer of the interface, whichever endpoint it is for."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mrapp.protocol.messages import ROOT, VERSION


class Manners:
    """Answers HEAD as GET, and tells the version on each answer below `ROOT`.

    RFC 9110, 9.1: every server answers GET and HEAD. Whoever listens to the web sends no body to
    a HEAD, so the endpoints need not know.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_ours = scope["path"].startswith(f"{ROOT}/")

        async def send_with_version(message: Message) -> None:
            if is_ours and message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault("API-Version", VERSION)
            await send(message)

        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        await self._app(asked, receive, send_with_version)
