"""What the page of a receipt shows of where an opinion is about: a small map, and what was seen."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from mrapp.app.remarks.opinions import picture_of
from mrapp.model.project import Project
from mrapp.model.remark import Remark
from mrapp.server.attachments import Place
from mrapp.server.backend import Backend
from mrapp.server.database.intake import files
from mrapp.server.pages.safety import CONTENT_POLICY
from mrapp.server.public.drawing import Box, Drawing, drawing_of, unit_of
from mrapp.server.public.place_words import places_of
from mrapp.server.versions import ground_plan_of

_AROUND_M: Final = 130.0
_RATIO: Final = 3 / 2
_MOST_BYTES: Final = 3 * 2**20

WITH_PICTURE: Final = CONTENT_POLICY.replace("img-src 'self'", "img-src 'self' data:")
"""The picture stands in the page itself: an address of its own would be kept in logs."""


@dataclass(frozen=True)
class Where:
    """Where an opinion is about. words: such as "Bij Spoorlaan". x, y: of the pin on the map."""

    words: str
    drawing: Drawing
    x: float
    y: float
    point_rd: tuple[float, float]


def where_of(
    conn: Connection, project: Project | None, remark: Remark, language: str
) -> Where | None:
    """Return where a remark is about; None: it says nothing of that, or nothing is known."""
    if project is None or remark.point is None:
        return None
    x, y, _ = remark.point
    plan = ground_plan_of(conn, project.id)
    box = Box(x, y, x, y).with_room(_AROUND_M, _RATIO)
    at, unit = (x - box.west, box.north - y), unit_of(box)
    pin = [(at[0], at[1] - part * unit) for part in (0, 1, 2, 3)]
    return Where(
        words=places_of(plan, project, language).near(x, y),
        drawing=drawing_of(plan, project, box, language, pin),
        x=at[0],
        y=at[1],
        point_rd=(x, y),
    )


def picture_in_page(backend: Backend, project: str, remark: Remark) -> str:
    """Return the picture of what was seen as a `data:` address; "": there is none to show."""
    told = picture_of(remark)
    if told is None:
        return ""
    this = (files.c.project == project, files.c.remark == remark.id, files.c.sha256 == told.sha256)
    with backend.database.reading() as conn:
        asked = select(files.c.media_type, files.c.size_bytes).where(*this, files.c.is_complete)
        row = conn.execute(asked).one_or_none()
    if row is None or row.size_bytes > _MOST_BYTES or not row.media_type.startswith("image/"):
        return ""
    content = backend.attachments.read(Place(project, remark.id, told.sha256))
    if content is None:
        return ""
    return f"data:{row.media_type};base64,{b64encode(content).decode()}"
