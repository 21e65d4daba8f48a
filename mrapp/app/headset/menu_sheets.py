"""What stands on the panel of the hand menu, and what a press on it asks for."""

from dataclasses import replace

from mrapp.app.headset import menu_words as words
from mrapp.app.headset.menu import Around, Menu, Page, opened, shut
from mrapp.app.headset.menu_entries import Entry
from mrapp.app.headset.menu_pages import entries
from mrapp.app.headset.menu_time import time_words
from mrapp.app.headset.sheets import Item, Sheet, part_of
from mrapp.app.headset.wanted import (
    BeginSaying,
    ChangeComfort,
    Close,
    Explain,
    FindTable,
    GoTo,
    OnTile,
    Stop,
    TableTop,
    Wanted,
)
from mrapp.model.texts import Phrase

KEY = "menu"
"""The key of its panel."""

_BACK, _HELP, _CLOSE, _NEXT = "back", "help", "close", "next-part"

_ABOVE = dict.fromkeys((Page.LAYERS, Page.COMFORT, Page.MODEL, Page.STOP), Page.MORE)
"""Where "back" leads, if not to the first page."""


def sheet_of(around: Around, menu: Menu) -> Sheet:
    """Return the page that is open; pure."""
    rows, foot = entries(around, menu), _foot(menu)
    title = words.TITLES[menu.page]
    return Sheet(
        key=KEY,
        title=title,
        words=_words(around, menu),
        items=part_of(tuple(each.item for each in rows), menu.part, _NEXT),
        foot=tuple(each.item for each in foot),
    )


def pressed(around: Around, menu: Menu, area: str) -> tuple[Menu, Wanted | None]:
    """Return the menu after a press, and what is wanted; None: nothing beside another page."""
    if not sheet_of(around, menu).enabled(area):
        return menu, None
    if area == _NEXT:
        return replace(menu, part=menu.part + 1), None
    does: dict[str, Wanted | Menu] = {}
    for entry in (*entries(around, menu), *_foot(menu)):
        does |= entry.does
    found = does[area]
    if isinstance(found, Menu):
        return found, None
    return _after(menu, found), found


def _after(menu: Menu, wanted: Wanted) -> Menu:
    """Return the menu once something is carried out: where one wants to see that, it is gone."""
    if isinstance(wanted, ChangeComfort):
        return replace(menu, comfort=wanted.comfort)
    if isinstance(wanted, TableTop):
        return shut(replace(menu, table_top=wanted.on, on_own=wanted.on and wanted.real))
    leaves = isinstance(wanted, GoTo | FindTable | OnTile | BeginSaying | Explain | Stop | Close)
    return shut(menu) if leaves else menu


def _foot(menu: Menu) -> tuple[Entry, ...]:
    """Return what is the same on every page: back, help, and away with it."""
    above = replace(menu, page=_ABOVE.get(menu.page, Page.HOME), part=0)
    helping = menu.page is Page.HELP
    return (
        Entry(Item(_BACK, words.BACK, enabled=menu.page is not Page.HOME), {_BACK: above}),
        Entry(Item(_HELP, words.HELP, enabled=not helping), {_HELP: opened(menu, Page.HELP)}),
        Entry(Item(_CLOSE, words.CLOSE), {_CLOSE: Close()}),
    )


def _words(around: Around, menu: Menu) -> tuple[Phrase, ...]:
    match menu.page:
        case Page.TIME:
            return (time_words(around.view.time_utc, around.project.time_zone),)
        case Page.HELP:
            return (*around.way, words.CALL)
        case Page.STOP:
            return (words.STOP_WORDS,)
        case _:
            return ()
