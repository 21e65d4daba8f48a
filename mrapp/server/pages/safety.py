"""Headers on every answer that keep a browser from doing what no page of ours needs.

Source: OWASP, HTTP Headers Cheat Sheet, and ASVS 5.0, chapter V3. The Referer goes to ourselves
only; "no-referrer" would make browsers send forms with "Origin: null", by which nobody can tell
whose form it was.
"""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from elsewhere, in nobody's frame."""

HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
"""On every answer."""

_HTTPS_ONLY: Final = "max-age=31536000; includeSubDomains"


class SafeHeaders:
    """Adds the headers to each answer that does not set them itself."""

    def __init__(self, app: ASGIApp, *, is_public_by_tls: bool) -> None:
        """Add them to what `app` answers. is_public_by_tls: a proxy may have taken TLS away."""
        self._app, self._is_public_by_tls = app, is_public_by_tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with them."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                is_https = self._is_public_by_tls or scope["scheme"] == "https"
                _add(MutableHeaders(scope=message), is_https=is_https)
            await send(message)

        await self._app(scope, receive, send_safely)


def _add(headers: MutableHeaders, *, is_https: bool) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if is_https:
        headers.setdefault("Strict-Transport-Security", _HTTPS_ONLY)
