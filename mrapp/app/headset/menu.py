"""The hand menu as a value: which page is open, what stands on it, and what a press asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from mrapp.app.headset import menu_words as words
from mrapp.app.headset.menu_time import time_entries, time_words
from mrapp.app.headset.sheets import LESS, MORE, Item, Kind, Sheet, named, part_of
from mrapp.app.headset.sizes import TEXT_SCALES
from mrapp.app.headset.wanted import (
    BeginSaying,
    ChangeComfort,
    ChooseVariant,
    Close,
    Comfort,
    Explain,
    FindTable,
    Going,
    GoTo,
    HandleModel,
    SetTime,
    ShowDemolished,
    ShowLayer,
    Speak,
    Stop,
    TableTop,
    Turning,
    Wanted,
)
from mrapp.app.state import NOW, ViewState
from mrapp.model.project import Project, Variant
from mrapp.model.texts import Phrase

KEY = "menu"
"""The key of its panel."""

_BACK, _HELP, _CLOSE, _NEXT = "back", "help", "close", "next-part"


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


_ABOVE = dict.fromkeys((Page.LAYERS, Page.COMFORT, Page.MODEL, Page.STOP), Page.MORE)
"""Where "back" leads, if not to the first page."""


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
    whether the headset can show the visitor's own room.
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


@dataclass(frozen=True)
class _Entry:
    """A thing to press, and by the id of its area what comes of it."""

    item: Item
    does: Mapping[str, Wanted | Menu]


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


def sheet_of(around: Around, menu: Menu) -> Sheet:
    """Return the page that is open; pure."""
    entries, foot = _entries(around, menu), _foot(menu)
    title = words.TITLES[menu.page]
    return Sheet(
        key=KEY,
        title=title,
        words=_words(around, menu),
        items=part_of(tuple(each.item for each in entries), menu.part, _NEXT),
        foot=tuple(each.item for each in foot),
    )


def pressed(around: Around, menu: Menu, area: str) -> tuple[Menu, Wanted | None]:
    """Return the menu after a press, and what is wanted; None: nothing beside another page."""
    if not sheet_of(around, menu).enabled(area):
        return menu, None
    if area == _NEXT:
        return replace(menu, part=menu.part + 1), None
    does: dict[str, Wanted | Menu] = {}
    for entry in (*_entries(around, menu), *_foot(menu)):
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
    leaves = isinstance(wanted, GoTo | FindTable | BeginSaying | Explain | Stop | Close)
    return shut(menu) if leaves else menu


def _foot(menu: Menu) -> tuple[_Entry, ...]:
    """Return what is the same on every page: back, help, and away with it."""
    above = replace(menu, page=_ABOVE.get(menu.page, Page.HOME), part=0)
    helping = menu.page is Page.HELP
    return (
        _Entry(Item(_BACK, words.BACK, enabled=menu.page is not Page.HOME), {_BACK: above}),
        _Entry(Item(_HELP, words.HELP, enabled=not helping), {_HELP: opened(menu, Page.HELP)}),
        _Entry(Item(_CLOSE, words.CLOSE), {_CLOSE: Close()}),
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


def _entries(around: Around, menu: Menu) -> tuple[_Entry, ...]:
    pages: Mapping[Page, Callable[[Around, Menu], tuple[_Entry, ...]]] = {
        Page.HOME: _home,
        Page.VARIANTS: _variants,
        Page.TIME: _time,
        Page.TABLE: _table,
        Page.LAYERS: _layers,
        Page.VIEWPOINTS: _viewpoints,
        Page.MORE: _more,
        Page.MODEL: _model,
        Page.COMFORT: _comfort,
        Page.HELP: _help,
        Page.STOP: _stop,
    }
    return pages[menu.page](around, menu)


def _does(item: Item, wanted: Wanted | Menu) -> _Entry:
    return _Entry(item, {item.id: wanted})


def _home(around: Around, menu: Menu) -> tuple[_Entry, ...]:
    project, view = around.project, around.view
    shown = name_of(around, project.variant(view.variant))
    plans, points = bool(project.variants()), bool(project.viewpoints)
    say = words.GO_ON_SAYING if around.begun else words.SAY
    leads = (
        (
            Item("variants", words.PLANS, note=shown, enabled=plans, why_not=words.NO_PLANS),
            Page.VARIANTS,
        ),
        (
            Item("time", words.TIME, note=time_words(view.time_utc, project.time_zone, True)),
            Page.TIME,
        ),
        (
            Item("viewpoints", words.PLACES, enabled=points, why_not=words.NO_PLACES),
            Page.VIEWPOINTS,
        ),
    )
    shut_now = around.shut is not None
    saying = Item("say", say, enabled=not shut_now, why_not=around.shut, main=not shut_now)
    return (
        *(_does(item, opened(menu, page)) for item, page in leads),
        _small(around, menu),
        _does(saying, BeginSaying()),
        _does(Item("more", words.MORE), opened(menu, Page.MORE)),
    )


def _small(around: Around, menu: Menu) -> _Entry:
    """Return what makes the city small; it leads to more where there is more than one way."""
    if not around.room:
        table = Item("table-top", words.TABLE, Kind.TOGGLE, menu.table_top)
        return _does(table, TableTop(not menu.table_top))
    small = words.OWN_TABLE if menu.on_own else words.PAINTED
    note = small if menu.table_top else words.LIFE_SIZE
    return _does(Item("table", words.TABLE, note=note), opened(menu, Page.TABLE))


def _table(_around: Around, menu: Menu) -> tuple[_Entry, ...]:
    on, own = menu.table_top, menu.table_top and menu.on_own
    rows = (
        ("life-size", words.LIFE_SIZE, not on, TableTop(False)),
        ("painted", words.PAINTED, on and not own, TableTop(True)),
        ("own", words.OWN_TABLE, own, TableTop(True, real=True)),
    )
    find = Item("find", words.FIND_TABLE, enabled=own, why_not=words.NO_OWN_TABLE)
    return (
        *(_does(Item(key, label, Kind.CHOICE, chosen=now), to) for key, label, now, to in rows),
        _does(find, FindTable()),
    )


def name_of(around: Around, variant: Variant | None) -> Phrase:
    """Return what a variant, or the city of now, is called for who may not know which it is."""
    if variant is None:
        return NOW
    blind = around.names.get(variant.id)
    return Phrase(nl=blind, en=blind) if blind else named(variant.name)


def _variants(around: Around, _menu: Menu) -> tuple[_Entry, ...]:
    row: list[tuple[str, Variant | None]] = [("variant", None)]
    row += [(f"variant:{each.id}", each) for each in around.project.variants()]
    shown = around.project.variant(around.view.variant)
    return tuple(
        _does(
            Item(key, name_of(around, each), Kind.CHOICE, chosen=each == shown),
            ChooseVariant(each.id if each else None),
        )
        for key, each in row
    )


def _time(around: Around, _menu: Menu) -> tuple[_Entry, ...]:
    found = time_entries(around.view.time_utc, around.now_utc, around.project.time_zone)
    return tuple(
        _Entry(item, {area: SetTime(to) for area, to in moments.items()}) for item, moments in found
    )


def _layers(around: Around, _menu: Menu) -> tuple[_Entry, ...]:
    view, project = around.view, around.project
    rows = [
        _does(
            Item(f"layer:{each.id}", named(each.name), Kind.TOGGLE, each.id not in hidden),
            ShowLayer(each.id, each.id in hidden),
        )
        for hidden in (view.hidden_layers,)
        for each in project.layers
    ]
    variant = project.variant(view.variant)
    if variant is not None and variant.removes:
        on = view.show_demolished
        rows.append(
            _does(Item("demolished", words.DEMOLISHED, Kind.TOGGLE, on), ShowDemolished(not on))
        )
    return tuple(rows)


def _viewpoints(around: Around, _menu: Menu) -> tuple[_Entry, ...]:
    return tuple(
        _does(Item(f"viewpoint:{each.id}", named(each.name)), GoTo(each.id))
        for each in around.project.viewpoints
    )


def _more(around: Around, menu: Menu) -> tuple[_Entry, ...]:
    other = "en" if around.view.language == "nl" else "nl"
    model = (_does(Item("model", words.MODEL), opened(menu, Page.MODEL)),)
    return (
        _does(Item("layers", words.LAYERS), opened(menu, Page.LAYERS)),
        *(model if menu.table_top else ()),
        _does(Item("comfort", words.COMFORT), opened(menu, Page.COMFORT)),
        _loudness(around, menu.comfort),
        _does(Item("language", words.OTHER_LANGUAGE), Speak(other)),
        _does(Item("stop", words.STOP), opened(menu, Page.STOP)),
    )


def _model(_around: Around, _menu: Menu) -> tuple[_Entry, ...]:
    """Return what hands and sticks do to the model, for who has a controller without either."""
    rows = (
        ("turn-left", words.TURN_LEFT, HandleModel(right=-1)),
        ("turn-right", words.TURN_RIGHT, HandleModel(right=1)),
        ("larger", words.LARGER, HandleModel(larger=1)),
        ("smaller", words.SMALLER, HandleModel(larger=-1)),
        ("life-size", words.LIFE_SIZE, TableTop(False)),
    )
    return tuple(_does(Item(key, label), wanted) for key, label, wanted in rows)


def _comfort(_around: Around, menu: Menu) -> tuple[_Entry, ...]:
    now = menu.comfort
    smooth, gliding = now.going is Going.SMOOTH, now.turning is Turning.SMOOTH
    going = Going.TELEPORT if smooth else Going.SMOOTH
    turning = Turning.SNAP if gliding else Turning.SMOOTH
    rows = (
        ("going", words.WALKING, smooth, replace(now, going=going)),
        ("turning", words.GLIDING, gliding, replace(now, turning=turning)),
        ("seated", words.SEATED, now.seated, replace(now, seated=not now.seated)),
        ("one-handed", words.ONE_HAND, now.one_handed, _one_handed(now)),
        ("left-handed", words.LEFT, now.left_handed, _left_handed(now)),
    )
    toggles = (
        _does(Item(key, label, Kind.TOGGLE, on), ChangeComfort(wanted))
        for key, label, on, wanted in rows
    )
    return (*toggles, _text_size(now))


def _one_handed(now: Comfort) -> Comfort:
    return replace(now, one_handed=not now.one_handed)


def _left_handed(now: Comfort) -> Comfort:
    return replace(now, left_handed=not now.left_handed)


def _text_size(now: Comfort) -> _Entry:
    steps = [replace(now, text_scale=size) for size in TEXT_SCALES]
    return _stepping("text", words.TEXT, words.TEXT_SIZES, steps, steps.index(now))


def _loudness(around: Around, now: Comfort) -> _Entry:
    steps = [replace(now, sound=step) for step in range(len(words.LOUDNESS))]
    entry = _stepping("sound", words.SOUND, words.LOUDNESS, steps, now.sound)
    why = around.silent
    return _Entry(replace(entry.item, enabled=why is None, why_not=why), entry.does)


def _stepping(
    key: str, label: Phrase, told: Sequence[Phrase], steps: Sequence[Comfort], at: int
) -> _Entry:
    """Return what leads from one step to the next, with less and more."""
    last = len(steps) - 1
    item = Item(key, label, Kind.STEP, note=told[at], less=at > 0, more=at < last)
    sides = {LESS: steps[max(at - 1, 0)], MORE: steps[min(at + 1, last)]}
    return _Entry(item, {f"{key}{side}": ChangeComfort(wanted) for side, wanted in sides.items()})


def _help(_around: Around, menu: Menu) -> tuple[_Entry, ...]:
    return (
        _does(Item("explain", words.EXPLAIN), Explain()),
        _does(Item("stop", words.STOP), opened(menu, Page.STOP)),
    )


def _stop(_around: Around, menu: Menu) -> tuple[_Entry, ...]:
    return (
        _does(Item("stop-now", words.STOP_NOW), Stop()),
        _does(Item("stay", words.STAY, main=True), shut(menu)),
    )
