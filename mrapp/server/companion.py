"""Serves a finished companion folder under /companion: a project for browsers and phones.

The folder is only read. What begins with a dot is not served, nor what a link leads out of the
folder to. Whoever made it is trusted with nothing of staff: its pages are in a sandbox, which makes
them strangers to all else at this address, or they have a host name of their own.
"""

from pathlib import Path
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, RedirectResponse, Response

from mrapp.server.api.manners import head_of
from mrapp.server.backend import Backend, backend_of
from mrapp.server.errors import NoSuchPageError

COMPANION: Final = "/companion"
INDEX: Final = "index.html"
"""What is answered for a folder."""

_TYPES: Final = {
    ".avif": "image/avif",
    ".bin": "application/octet-stream",
    ".css": "text/css",
    ".geojson": "application/geo+json",
    ".glb": "model/gltf-binary",
    ".gltf": "model/gltf+json",
    ".html": "text/html",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".ktx2": "image/ktx2",
    ".mjs": "text/javascript",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".usdz": "model/vnd.usdz+zip",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""As IANA lists them. Not as this machine knows them: that differs from one to the next."""

# A viewer unpacks models in workers, and makes their textures from what it unpacked.
_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
    "style-src 'self'; font-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "connect-src 'self' blob: data:; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_SANDBOX: Final = (
    "; sandbox allow-scripts allow-downloads allow-pointer-lock allow-popups "
    "allow-popups-to-escape-sandbox"
)
"""Without "allow-same-origin": no cookies, no storage, and no reading of what is beside it."""

_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Permissions-Policy": (
        "camera=(), geolocation=(), microphone=(self), xr-spatial-tracking=(self)"
    ),
    # Kept, but asked for anew each time: a folder may be replaced by a newer one.
    "Cache-Control": "no-cache",
}

_IN_SANDBOX: Final = {
    **_HEADERS,
    "Content-Security-Policy": _POLICY + _SANDBOX,
    # Its own files are those of a stranger too: it may read these, as anyone may.
    "Access-Control-Allow-Origin": "*",
}

companion_files = APIRouter(include_in_schema=False)


def _folder(request: Request, backend: Annotated[Backend, Depends(backend_of)]) -> Path:
    """Return the folder, where the server has one at this host; raises `NoSuchPageError`."""
    settings = backend.settings
    if settings.companion is None:
        raise NoSuchPageError
    if settings.companion_host and request.url.hostname != settings.companion_host:
        raise NoSuchPageError
    return settings.companion.resolve()


def _headers(backend: Annotated[Backend, Depends(backend_of)]) -> dict[str, str]:
    """Return what goes with each file."""
    return _HEADERS if backend.settings.companion_host else _IN_SANDBOX


@companion_files.get(COMPANION)
def lead_to_companion(_folder: Annotated[Path, Depends(_folder)]) -> Response:
    """Lead to the companion: without the slash its pages would not find their own files."""
    return RedirectResponse(f"{COMPANION}/")


@companion_files.get(f"{COMPANION}/{{file:path}}")
def get_companion(
    file: str,
    folder: Annotated[Path, Depends(_folder)],
    headers: Annotated[dict[str, str], Depends(_headers)],
    request: Request,
) -> Response:
    """Answer with a file of the companion folder, or the part of it that was asked for."""
    found = _found(folder, file)
    if found.is_dir():
        if file and not file.endswith("/"):
            return RedirectResponse(f"{quote(file.rpartition('/')[2])}/")
        found = _found(folder, f"{file}{INDEX}")
    elif file.endswith("/"):
        raise NoSuchPageError
    if not found.is_file():
        raise NoSuchPageError
    media_type = _TYPES.get(found.suffix.lower(), "application/octet-stream")
    whole = FileResponse(found, 200, headers, media_type, stat_result=found.stat())
    if whole.headers["ETag"] in _asked_unless(request):
        kept = {**headers, "ETag": whole.headers["ETag"]}
        return Response(status_code=304, headers=kept)
    return head_of(request, whole)


def _found(folder: Path, path: str) -> Path:
    """Return what is at a path below a folder; raises `NoSuchPageError`, also for what is hidden.

    What a link leads to counts as what it is: outside, or hidden, it is not served.
    """
    words = path.removesuffix("/").split("/") if path else []
    if not all(map(_is_plain, words)):
        raise NoSuchPageError
    try:
        found = folder.joinpath(*words).resolve(strict=True)
        if not all(map(_is_plain, found.relative_to(folder).parts)):
            raise NoSuchPageError
    # ValueError: it is elsewhere.
    except (OSError, ValueError) as error:
        raise NoSuchPageError from error
    return found


def _is_plain(word: str) -> bool:
    """Tell whether a word is a name: none that is hidden, and on no system a way elsewhere."""
    return bool(word) and not word.startswith(".") and not set(word) & set("\\:\0")


def _asked_unless(request: Request) -> set[str]:
    told = request.headers.get("If-None-Match", "")
    return {each.strip().removeprefix("W/") for each in told.split(",")}
