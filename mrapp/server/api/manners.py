"""What holds for every request and answer of the interface, whichever endpoint it is for."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mrapp.protocol.messages import ROOT, VERSION

_IS_HEAD: Final = "mrapp.is_head"


class Manners:
    """Answers HEAD as GET, and tells the version on each answer below `ROOT`.

    RFC 9110, 9.1: every server answers GET and HEAD. Whoever listens to the web sends no body to
    a HEAD, so the endpoints need not know, but those for whose bodies a file is read: `head_of`.
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

        is_head = scope["method"] == "HEAD"
        asked = {**scope, "method": "GET", _IS_HEAD: True} if is_head else scope
        await self._app(asked, receive, send_with_version)


def is_head(request: Request) -> bool:
    """Tell whether nothing but the head of an answer is asked."""
    return _IS_HEAD in request.scope


def head_of(request: Request, response: Response) -> Response:
    """Return a response without what it would read, where nothing but its head is asked."""
    if not is_head(request):
        return response
    return Response(
        status_code=response.status_code,
        headers=response.headers,
        background=response.background,
    )
