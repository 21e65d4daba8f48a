"""The pages of the hand menu: which entries stand on each, and what each asks for."""

from collections.abc import Callable, Mapping

from mrapp.app.headset import menu_words as words
from mrapp.app.headset.menu import Around, Menu, Page, opened, shut
from mrapp.app.headset.menu_comfort import comfort, loudness
from mrapp.app.headset.menu_entries import Entry, does
from mrapp.app.headset.menu_time import time_entries, time_words
from mrapp.app.headset.sheets import Item, Kind, named
from mrapp.app.headset.wanted import (
    BeginSaying,
    ChooseVariant,
    Explain,
    FindTable,
    GoTo,
    HandleModel,
    OnTile,
    SetTime,
    ShowDemolished,
    ShowLayer,
    Speak,
    Stop,
    TableTop,
)
from mrapp.app.state import NOW
from mrapp.model.project import Variant
from mrapp.model.texts import Phrase


def entries(around: Around, menu: Menu) -> tuple[Entry, ...]:
    """Return what stands on the page that is open, but for what is the same on each."""
    pages: Mapping[Page, Callable[[Around, Menu], tuple[Entry, ...]]] = {
        Page.HOME: _home,
        Page.VARIANTS: _variants,
        Page.TIME: _time,
        Page.TABLE: _table,
        Page.LAYERS: _layers,
        Page.VIEWPOINTS: _viewpoints,
        Page.MORE: _more,
        Page.MODEL: _model,
        Page.COMFORT: comfort,
        Page.HELP: _help,
        Page.STOP: _stop,
    }
    return pages[menu.page](around, menu)


def _home(around: Around, menu: Menu) -> tuple[Entry, ...]:
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
        *(does(item, opened(menu, page)) for item, page in leads),
        _small(around, menu),
        does(saying, BeginSaying()),
        does(Item("more", words.MORE), opened(menu, Page.MORE)),
    )


def _small(around: Around, menu: Menu) -> Entry:
    """Return what makes the city small; it leads to more where there is more than one way."""
    if not around.room and not around.tiles:
        table = Item("table-top", words.TABLE, Kind.TOGGLE, menu.table_top)
        return does(table, TableTop(not menu.table_top))
    small = words.OWN_TABLE if menu.on_own else words.PAINTED
    note = small if menu.table_top else words.LIFE_SIZE
    return does(Item("table", words.TABLE, note=note), opened(menu, Page.TABLE))


def _table(around: Around, menu: Menu) -> tuple[Entry, ...]:
    on, own = menu.table_top, menu.table_top and menu.on_own
    rows = (
        ("life-size", words.LIFE_SIZE, not on, TableTop(False)),
        ("painted", words.PAINTED, on and not own, TableTop(True)),
        *((("own", words.OWN_TABLE, own, TableTop(True, real=True)),) if around.room else ()),
    )
    tiles = (("tile-model", words.ON_TILE, False), ("tile-life-size", words.AT_TILE, True))
    find = Item("find", words.FIND_TABLE, enabled=own, why_not=words.NO_OWN_TABLE)
    return (
        *(does(Item(key, label, Kind.CHOICE, chosen=now), to) for key, label, now, to in rows),
        *((does(find, FindTable()),) if around.room else ()),
        *(
            does(Item(key, label), OnTile(life_size))
            for key, label, life_size in (tiles if around.tiles else ())
        ),
    )


def name_of(around: Around, variant: Variant | None) -> Phrase:
    """Return what a variant, or the city of now, is called for who may not know which it is."""
    if variant is None:
        return NOW
    blind = around.names.get(variant.id)
    return Phrase(nl=blind, en=blind) if blind else named(variant.name)


def _variants(around: Around, _menu: Menu) -> tuple[Entry, ...]:
    row: list[tuple[str, Variant | None]] = [("variant", None)]
    row += [(f"variant:{each.id}", each) for each in around.project.variants()]
    shown = around.project.variant(around.view.variant)
    return tuple(
        does(
            Item(key, name_of(around, each), Kind.CHOICE, chosen=each == shown),
            ChooseVariant(each.id if each else None),
        )
        for key, each in row
    )


def _time(around: Around, _menu: Menu) -> tuple[Entry, ...]:
    found = time_entries(around.view.time_utc, around.now_utc, around.project.time_zone)
    return tuple(
        Entry(item, {area: SetTime(to) for area, to in moments.items()}) for item, moments in found
    )


def _layers(around: Around, _menu: Menu) -> tuple[Entry, ...]:
    view, project = around.view, around.project
    rows = [
        does(
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
            does(Item("demolished", words.DEMOLISHED, Kind.TOGGLE, on), ShowDemolished(not on))
        )
    return tuple(rows)


def _viewpoints(around: Around, _menu: Menu) -> tuple[Entry, ...]:
    return tuple(
        does(Item(f"viewpoint:{each.id}", named(each.name)), GoTo(each.id))
        for each in around.project.viewpoints
    )


def _more(around: Around, menu: Menu) -> tuple[Entry, ...]:
    other = "en" if around.view.language == "nl" else "nl"
    model = (does(Item("model", words.MODEL), opened(menu, Page.MODEL)),)
    return (
        does(Item("layers", words.LAYERS), opened(menu, Page.LAYERS)),
        *(model if menu.table_top else ()),
        does(Item("comfort", words.COMFORT), opened(menu, Page.COMFORT)),
        loudness(around, menu.comfort),
        does(Item("language", words.OTHER_LANGUAGE), Speak(other)),
        does(Item("stop", words.STOP), opened(menu, Page.STOP)),
    )


def _model(_around: Around, _menu: Menu) -> tuple[Entry, ...]:
    """Return what hands and sticks do to the model, for who has a controller without either."""
    rows = (
        ("turn-left", words.TURN_LEFT, HandleModel(right=-1)),
        ("turn-right", words.TURN_RIGHT, HandleModel(right=1)),
        ("larger", words.LARGER, HandleModel(larger=1)),
        ("smaller", words.SMALLER, HandleModel(larger=-1)),
        ("life-size", words.LIFE_SIZE, TableTop(False)),
    )
    return tuple(does(Item(key, label), wanted) for key, label, wanted in rows)


def _help(_around: Around, menu: Menu) -> tuple[Entry, ...]:
    return (
        does(Item("explain", words.EXPLAIN), Explain()),
        does(Item("stop", words.STOP), opened(menu, Page.STOP)),
    )


def _stop(_around: Around, menu: Menu) -> tuple[Entry, ...]:
    return (
        does(Item("stop-now", words.STOP_NOW), Stop()),
        does(Item("stay", words.STAY, main=True), shut(menu)),
    )
