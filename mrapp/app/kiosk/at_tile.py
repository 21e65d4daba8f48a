"""Seeing the plan on a tile through the camera of a kiosk: one function per action.

The camera is on only while a visitor who said yes is on that page, and is asked for each time.
"""

from dataclasses import replace

from mrapp.app.kiosk.visit import Page, Visit


def begin(visit: Visit) -> Visit:
    """Ask whether the camera may be switched on, of who looks around."""
    if visit.page != Page.LOOK:
        return visit
    return replace(visit, page=Page.TILE, camera=False)


def allow(visit: Visit) -> Visit:
    """The visitor said yes."""
    return replace(visit, camera=True) if visit.page == Page.TILE else visit


def camera_on(visit: Visit) -> bool:
    """Tell whether the camera is to be on."""
    return visit.page == Page.TILE and visit.camera
