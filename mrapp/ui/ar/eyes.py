"""What the window sees with: the finder of tiles, and what the project knows of them."""

import logging
from functools import cache

from mrapp.app.ports import Services
from mrapp.app.session import Session
from mrapp.app.tiles.keys import known_key
from mrapp.ar.finding import cameras_of, find_for
from mrapp.ar.judging import judge_for
from mrapp.ar.looking import Looker
from mrapp.model.errors import MrappError
from mrapp.model.project import Project
from mrapp.model.sightings import Camera
from mrapp.ui.ar.sources import Eyes

_log = logging.getLogger(__name__)


def eyes_of(services: Services) -> Eyes:
    """Return what is seen with, for the project that is open when a source begins."""

    def looker(session: Session, camera: Camera | None) -> Looker:
        project = session.project

        @cache
        def key() -> bytes | None:
            return _key(services, project)

        return Looker(find_for(project), judge_for(project, key), cameras_of(camera))

    return Eyes(looker)


def _key(services: Services, project: Project) -> bytes | None:
    """Return the key of a project's tiles; None where it cannot be had: codes are unknown then."""
    try:
        return known_key(services.tile_keys, project)
    except MrappError as error:
        _log.info("no key of tiles: %s", error)
        return None
