"""How readers name a file to a person."""

from pathlib import Path


def shown_name(path: Path) -> str:
    """Return a file's name as it can be shown: bytes that are no text become question marks."""
    return (path.name or str(path)).encode(errors="replace").decode()
