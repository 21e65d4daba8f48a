"""Drawings and spoken notes that come as files: only what they say they are, and not too large."""

from pathlib import Path

from mrapp.app.remarks.bare import bare
from mrapp.app.remarks.making import GivenFile
from mrapp.model.remark import ATTACHMENT_LIMIT_BYTES, MediaType, Role
from mrapp.model.remark_errors import RemarkInvalidError
from mrapp.model.texts import Phrase

_WRONG_KIND = Phrase(nl="{file} is geen {kinds}", en="{file} is no {kinds}")
_TOO_LARGE = Phrase(nl="{file} is groter dan {most} MB", en="{file} is larger than {most} MB")
_BROKEN = Phrase(nl="{file} is beschadigd", en="{file} is damaged")
_KINDS = {
    "drawing": Phrase(nl="PNG of JPEG", en="PNG or JPEG"),
    "voice": Phrase(nl="Ogg of WAV", en="Ogg or WAV"),
}


def read_most(path: Path) -> bytes:
    """Return what is in a file, or a byte more of it than a remark can hold."""
    with path.open("rb") as stream:
        return stream.read(ATTACHMENT_LIMIT_BYTES + 1)


def given_file(role: Role, name: str, content: bytes) -> GivenFile:
    """Return a file for a remark, without what it tells of who made it, where and when.

    Raises `RemarkInvalidError` where it is of another kind, too large or damaged.
    """
    if len(content) > ATTACHMENT_LIMIT_BYTES:
        most = ATTACHMENT_LIMIT_BYTES // 2**20
        raise RemarkInvalidError(detail=_TOO_LARGE.filled(file=name, most=most))
    media_type = _media_type(content)
    if media_type is None or media_type.startswith("audio/") != (role == "voice"):
        raise RemarkInvalidError(detail=_WRONG_KIND.filled(file=name, kinds=_KINDS[role]))
    # Where and with what it was made is nobody's business here.
    kept = bare(media_type, content)
    if kept is None:
        raise RemarkInvalidError(detail=_BROKEN.filled(file=name))
    return GivenFile(role, media_type, kept)


def _media_type(content: bytes) -> MediaType | None:
    """Return what a file is by how it begins."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"OggS"):
        return "audio/ogg"
    return "audio/wav" if content[:4] == b"RIFF" and content[8:12] == b"WAVE" else None
