"""Files that belong to the pages: style and script, under names that change with their content."""

from pathlib import Path
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from mrapp.model.remark import sha256_of
from mrapp.server.errors import NoSuchPageError

FOLDER: Final = "/static"
_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_HASH_SIGNS: Final = 12

static_files = APIRouter(include_in_schema=False)


def _read() -> dict[str, tuple[str, bytes]]:
    files = {}
    for path in sorted((Path(__file__).parent / "static").iterdir()):
        content = path.read_bytes()
        hashed = f"{path.stem}.{sha256_of(content)[:_HASH_SIGNS]}{path.suffix}"
        files[path.name] = (hashed, content)
    return files


_FILES: Final = _read()
_BY_HASHED: Final = dict(_FILES.values())


def static_url(name: str) -> str:
    """Return where a browser gets one of our files; raises KeyError for one that is not there."""
    return f"{FOLDER}/{_FILES[name][0]}"


@static_files.get(f"{FOLDER}/{{name}}")
def get_static(name: str) -> Response:
    """Answer with a file, to be kept for ever: another content has another name."""
    if name not in _BY_HASHED:
        raise NoSuchPageError
    kind = _TYPES[Path(name).suffix]
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(_BY_HASHED[name], headers=kept, media_type=kind)
