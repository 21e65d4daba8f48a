"""What the square on each page of a form says: which form, which page of it, which copy.

Nothing in it opens a receipt: the last page carries the receipt's seal, and only the strip that the
citizen tears off has the code itself.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from mrapp.app.remarks.receipts import LOOKUP_SIGNS, Receipt, Seal, seal
from mrapp.model.project import Project
from mrapp.model.questions import Questionnaire
from mrapp.model.tiles import ALPHABET

LAYOUT = 1
"""Counts up whenever forms are laid out in another way: an older page would be read wrongly."""

_PREFIX = "MRAPP/F"
_BITS = 5
SERIAL_SIGNS = 12
_PROJECT_SIGNS, _FORM_SIGNS, _ASKED_SIGNS, _DIGEST_SIGNS = 6, 4, 6, 52
_DIGEST_BYTES = 32
_ROUNDS = 600_000  # the page does not tell it, so it never changes
_MARK = re.compile(
    rf"MRAPP/F(?P<layout>\d{{1,3}})/(?P<project>\w{{{_PROJECT_SIGNS}}})/(?P<form>\w{{{_FORM_SIGNS}}})"
    rf"/(?P<version>\d{{1,6}})/(?P<asked>\w{{{_ASKED_SIGNS}}})/(?P<language>[A-Z]{{2,3}})"
    rf"/(?P<size>[SL])/(?P<page>\d{{1,3}})/(?P<pages>\d{{1,3}})/(?P<serial>\w{{{SERIAL_SIGNS}}})"
    r"(/M(?P<x>-?\d{1,6})\.(?P<y>\d{1,6})\.(?P<width>\d{1,5}))?"
    rf"(/R(?P<lookup>\w{{{LOOKUP_SIGNS}}})(?P<digest>\w{{{_DIGEST_SIGNS}}}))?",
    re.ASCII,
)


@dataclass(frozen=True)
class MapBox:
    """What a map shows: its middle and its width from west to east, RD, whole metres."""

    x: int
    y: int
    width: int


@dataclass(frozen=True)
class Which:
    """Which version of which questionnaire a form is of, as short marks that nobody makes up."""

    project: str
    form: str
    version: int
    asked: str


@dataclass(frozen=True)
class PageMark:
    """What one page says of itself. page: from 1; proof: of the receipt, on the last page."""

    which: Which
    language: str
    large: bool
    page: int
    pages: int
    serial: str
    map_box: MapBox | None = None
    proof: Seal | None = None
    layout: int = LAYOUT

    def text(self) -> str:
        """Return it in the signs of a QR code's alphanumeric mode."""
        which = self.which
        parts = [
            f"{_PREFIX}{self.layout}", which.project, which.form, str(which.version), which.asked,
            self.language.upper(), "L" if self.large else "S", str(self.page), str(self.pages),
            self.serial,
        ]  # fmt: skip
        if self.map_box is not None:
            parts.append(f"M{self.map_box.x}.{self.map_box.y}.{self.map_box.width}")
        if self.proof is not None:
            digest = int.from_bytes(bytes.fromhex(self.proof.digest), "big")
            parts.append(f"R{self.proof.lookup}{_signs(digest, _DIGEST_SIGNS)}")
        return "/".join(parts)


def is_ours(text: str) -> bool:
    """Tell whether a code is of a form of this program, of whichever version."""
    return text.startswith(_PREFIX)


def read_mark(text: str) -> PageMark | None:
    """Return what a code says; None where it is none of ours, or damaged."""
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    part = found.groupdict()
    page, pages = int(part["page"]), int(part["pages"])
    if not 1 <= page <= pages:
        return None
    box = MapBox(int(part["x"]), int(part["y"]), int(part["width"])) if part["width"] else None
    return PageMark(
        which=Which(part["project"], part["form"], int(part["version"]), part["asked"]),
        language=part["language"].lower(),
        large=part["size"] == "L",
        page=page,
        pages=pages,
        serial=part["serial"],
        map_box=box,
        proof=_proof(part["serial"], part["lookup"], part["digest"]) if part["digest"] else None,
        layout=int(part["layout"]),
    )


def which_of(project: Project, form: Questionnaire) -> Which:
    """Return the marks of a version of a questionnaire of a project."""
    return Which(
        project=_short(project.id, _PROJECT_SIGNS),
        form=_short(form.id, _FORM_SIGNS),
        version=form.version,
        asked=_short(form.fingerprint(), _ASKED_SIGNS),
    )


def new_serials(count: int, random: Callable[[int], bytes]) -> list[str]:
    """Return numbers of copies; `turn_of` them takes turns, so that comparisons are balanced."""
    made = []
    for number in range(count):
        value = int.from_bytes(random(8), "big") & ~1 | number & 1
        made.append(_signs(value, SERIAL_SIGNS))
    return made


def turn_of(serial: str) -> int:
    """Return 0 or 1: which of two variants this copy shows first; see `order_shown`."""
    return ALPHABET.index(serial[-1]) & 1


def proof_of(receipt: Receipt, serial: str) -> Seal:
    """Return the seal that goes on a copy; takes a fifth of a second."""
    return seal(receipt, lambda _size: _salt(serial), _ROUNDS)


def _proof(serial: str, lookup: str, digest: str) -> Seal | None:
    if any(sign not in ALPHABET for sign in lookup + digest):
        return None
    number = 0
    for sign in digest:
        number = number << _BITS | ALPHABET.index(sign)
    if number.bit_length() > 8 * _DIGEST_BYTES:
        return None
    digest_hex = number.to_bytes(_DIGEST_BYTES, "big").hex()
    return Seal(lookup=lookup, salt=_salt(serial).hex(), rounds=_ROUNDS, digest=digest_hex)


def _salt(serial: str) -> bytes:
    """Return what is mixed into the seal: no two copies share it, and the page tells it."""
    return hashlib.sha256(b"mrapp paper " + serial.encode()).digest()[:16]


def _short(text: str, length: int) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return _signs(int.from_bytes(digest[:8], "big"), length)


def _signs(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> _BITS * i & 31] for i in reversed(range(length)))
