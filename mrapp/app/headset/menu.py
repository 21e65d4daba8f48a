"""The hand menu as a value: which page is open, what it is about, and how it comes and goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from mrapp.app.headset.wanted import (
    Comfort,
)
from mrapp.app.state import ViewState
from mrapp.model.project import Project
from mrapp.model.texts import Phrase


class Page(StrEnum):
    """The pages of the menu."""

    HOME = "home"
    VARIANTS = "variants"
    TIME = "time"
    TABLE = "table"
    LAYERS = "layers"
    VIEWPOINTS = "viewpoints"
    MORE = "more"
    COMFORT = "comfort"
    HELP = "help"
    MODEL = "model"
    STOP = "stop"


@dataclass(frozen=True)
class Menu:
    """The menu of one visitor.

    part: which part of a list that is too long for one sheet. table_top: whether the city is a
    model on a table now, and on_own whether on the visitor's own; the headset knows, and tells.
    """

    open: bool = False
    page: Page = Page.HOME
    part: int = 0
    comfort: Comfort = field(default_factory=Comfort)
    table_top: bool = False
    on_own: bool = False


@dataclass(frozen=True)
class Around:
    """What the menu is about.

    now_utc: the time of day. names: blind names of variants that are compared. begun: whether an
    opinion is begun. shut: why nothing can be said now; None: it can. silent: why nobody can set
    how loud it is. way: how the controllers are used that the visitor holds, line by line. room:
    whether the headset can show the visitor's own room. tiles: whether it finds printed tiles, and
    the project has any.
    """

    project: Project
    view: ViewState
    now_utc: datetime
    names: Mapping[str, str] = field(default_factory=dict)
    begun: bool = False
    shut: Phrase | None = None
    silent: Phrase | None = None
    way: tuple[Phrase, ...] = ()
    room: bool = False
    tiles: bool = False


def toggled(menu: Menu) -> Menu:
    """Open the menu at its first page, or put it away: the menu button was pressed."""
    return shut(menu) if menu.open else opened(menu)


def opened(menu: Menu, page: Page = Page.HOME) -> Menu:
    """Open the menu at a page."""
    return replace(menu, open=True, page=page, part=0)


def stood_by(menu: Menu, *, table_top: bool, own: bool = False) -> Menu:
    """Take in whether the city is a model now, and on whose table; its page goes with it."""
    gone = menu.page is Page.MODEL and not table_top
    return replace(opened(menu, Page.MORE) if gone else menu, table_top=table_top, on_own=own)


def shut(menu: Menu) -> Menu:
    """Put the menu away."""
    return replace(menu, open=False, page=Page.HOME, part=0)
