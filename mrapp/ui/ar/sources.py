"""Where a camera's pictures come from, and what they are seen with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mrapp.app.session import Session
from mrapp.ar.cameras import CameraName, CameraSource, cameras
from mrapp.ar.files import PicturesSource, VideoSource
from mrapp.ar.frames import FrameSource
from mrapp.ar.looking import Looker
from mrapp.model.sightings import Camera

Kind = Literal["camera", "video", "pictures"]


@dataclass(frozen=True)
class Source:
    """Where pictures come from. number: of a camera; path: of a video or a folder.

    slower: so many times slower a video is shown than it was taken, for scripts. camera: what is
    known of its lens; None: nothing.
    """

    kind: Kind
    number: int = 0
    path: Path | None = None
    slower: float = 1.0
    camera: Camera | None = None


def source_of(source: Source) -> FrameSource:
    """Return what gives the pictures of a source; nothing is opened yet."""
    if source.kind == "camera":
        return CameraSource(source.number)
    assert source.path is not None
    if source.kind == "video":
        return VideoSource(source.path, source.slower)
    return PicturesSource(source.path)


@dataclass(frozen=True)
class Eyes:
    """What is seen with; tests give their own.

    looker: made for each source that is begun, with its camera where that is known. cameras: those
    to choose from. open_source: makes what gives the pictures of a source. retry_s: how long after
    a fault a camera is tried again. silent_s: a camera from which no picture came for so long shows
    what is no longer so.
    """

    looker: Callable[[Session, Camera | None], Looker]
    cameras: Callable[[], tuple[CameraName, ...]] = cameras
    open_source: Callable[[Source], FrameSource] = source_of
    retry_s: float = 2.0
    silent_s: float = 2.5
