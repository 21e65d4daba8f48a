"""Tiles in the pavement: what each is, where it lies, what it opens and what became of it."""

import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from mrapp.model.values import Identifier, LocalText, Value

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U, which are misread or make words."""

ID_LENGTH, CHECK_LENGTH = 8, 4
SIZES_MM = (100.0, 600.0)
"""The smallest and the largest side of a tile."""

PAPER_SIDE_MM = {"A4": 190.0, "A3": 277.0}
"""The side of the tile on a sheet of paper: its short side less what a printer leaves white."""

TAG_COUNT = 587
"""How many ids the family AprilTag 36h11 has."""

PAPER_TAGS = range(575, TAG_COUNT)
"""The ids in the corners of forms on paper: no tile has them, so that neither is taken for the
other."""

_SIGNS = f"[{ALPHABET}]"
HOST = r"(?=.{4,60}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+"
"""What a host in an address looks like, in lower case."""


def _host_name(host: str) -> str:
    plain = host.lower()
    if plain and not re.fullmatch(HOST, plain):
        raise ValueError(f"no host name: {host!r}")
    return plain


HostName = Annotated[str, AfterValidator(_host_name)]
TileId = Annotated[str, Field(pattern=f"^{_SIGNS}{{{ID_LENGTH}}}$")]
Check = Annotated[str, Field(pattern=f"^{_SIGNS}{{{CHECK_LENGTH}}}$")]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
TagId = Annotated[int, Field(ge=0, lt=PAPER_TAGS.start)]


class TileState(StrEnum):
    """Where a tile is in its life."""

    PLANNED = "planned"
    PLACED = "placed"
    DAMAGED = "damaged"
    REMOVED = "removed"


class TilePlace(Value):
    """Where the middle of a tile lies, RD/NAP metres, and which way its top points.

    heading_deg: clockwise from grid north, from 0 up to 360. A tile lies level.
    """

    x: float
    y: float
    nap: float = 0.0
    heading_deg: float = Field(default=0.0, ge=0.0, lt=360.0)


class TileOpens(Value):
    """What the phone shows: a variant ("now": the city without a plan) and a viewpoint, by id."""

    variant: str | None = None
    viewpoint: str | None = None


class TileDeed(StrEnum):
    """What was done to a tile, or found out about it."""

    PLANNED = "planned"
    CHANGED = "changed"
    PRINTED = "printed"
    PLACED = "placed"
    INSPECTED = "inspected"
    DAMAGED = "damaged"
    REPAIRED = "repaired"
    REMOVED = "removed"


_ON_PAPER_ONLY = {TileDeed.PLANNED, TileDeed.CHANGED}


class TileMeasured(Value):
    """What a photograph of a tile in its place showed, beside what was planned.

    residual_px: what the pose leaves of the tags' corners, root mean square; the others: how far
    the seen tile lies from where the register says, None where nothing tells.
    """

    text: str = ""
    tags: tuple[TagId, ...] = ()
    residual_px: float | None = None
    quality: str = ""
    off_m: float | None = None
    heading_off_deg: float | None = None


class TileProof(Value):
    """What the proof of a tile came to; it holds for the design that it was made of.

    design: that design's mark (see `mrapp.app.tiles.proving`). found, read: shares of the `frames`
    pictures from up to `read_m`, the distance in metres from which the tile is to be read, in which
    it was found, and its address read. reach_m: up to where a phone's own scanner reads it
    reliably, None for nowhere. asked_m: from how far somebody asked that it is read, which holds
    for proofs to come; None: nobody asked. reflectances: of the white and black that it was made
    for, shares of light; None: of an ordinary matt print, as in proofs of before this was noted.
    """

    design: str
    at: AwareDatetime
    frames: int = Field(ge=1)
    found: float = Field(ge=0.0, le=1.0)
    read: float = Field(ge=0.0, le=1.0)
    read_m: float = Field(gt=0.0)
    reach_m: float | None = None
    asked_m: float | None = None
    reflectances: tuple[Share, Share] | None = None


class ShortProof(Value):
    """A proof that came short, and the share of pictures that was asked when it was printed."""

    proof: TileProof
    least_found: Share


class TileEntry(Value):
    """One line in a tile's passport. photo: the path of the picture in the project's folder.

    what: of a change, what it was of, such as "place". sheet, size_mm: of a print, on which paper
    or how large it was printed, where that was not as designed. short: what somebody insisted on
    who printed it.
    """

    deed: TileDeed
    at: AwareDatetime
    by: str = ""
    what: str = ""
    note: str = ""
    photo: str | None = None
    measured: TileMeasured | None = None
    sheet: Literal["A4", "A3"] | None = None
    size_mm: float | None = None
    short: ShortProof | None = None


class Tile(Value):
    """A tile with a code: `place` is where it is planned, `surveyed` where it was measured to lie.

    `check` follows the id in the address (see `mrapp.app.tiles.address`); `tags` are the ids of the
    four AprilTags, clockwise from the top left. `sheet`: on paper of this size, for a table.
    """

    id: TileId
    check: Check
    name: LocalText
    place: TilePlace
    surveyed: TilePlace | None = None
    size_mm: float = Field(default=300.0, ge=SIZES_MM[0], le=SIZES_MM[1])
    sheet: Literal["A4", "A3"] | None = None
    opens: TileOpens = TileOpens()
    tags: tuple[TagId, TagId, TagId, TagId]
    state: TileState = TileState.PLANNED
    proof: TileProof | None = None
    history: tuple[TileEntry, ...] = ()

    @property
    def code(self) -> str:
        """What stands behind "/T/" in the address: the id and its check."""
        return self.id + self.check

    @property
    def stands(self) -> TilePlace:
        """Where it lies as far as is known: as surveyed, else as planned."""
        return self.surveyed or self.place

    @property
    def printed(self) -> bool:
        """Whether its code may be on something outside: then it is never to be changed."""
        deeds = {entry.deed for entry in self.history}
        return self.state is not TileState.PLANNED or bool(deeds - _ON_PAPER_ONLY)


class TileSettings(Value):
    """What all tiles of a project share.

    host: the short official host in the address, "" until one is chosen. earlier_hosts: those that
    stand on tiles printed before it. key_mark: by which people tell the key of the codes, "" while
    there is none; it does not give the key away. mark: the municipality's mark, a picture in the
    project's folder. least_found: the share of the proof's pictures in which a tile must be found,
    or printing asks twice.
    """

    host: HostName = ""
    earlier_hosts: tuple[HostName, ...] = ()
    key_mark: str = Field(default="", pattern="^([0-9a-f]{8})?$")
    mark: str | None = None
    owner: LocalText = {}
    least_found: float = Field(default=0.8, ge=0.0, le=1.0)


TileReference = Identifier
"""How a tile is named by a person: its id, the beginning of it, or its name."""
