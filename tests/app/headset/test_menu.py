"""The hand menu as a value: what stands on each page, and what each press asks for."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mrapp.app.headset import menu as hand
from mrapp.app.headset.menu import Around, Menu, Page
from mrapp.app.headset.menu_sheets import pressed, sheet_of
from mrapp.app.headset.sheets import LESS, MORE, MOST_ITEMS, Sheet
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
    OnTile,
    SetTime,
    ShowDemolished,
    ShowLayer,
    Speak,
    Stop,
    TableTop,
    Turning,
    Wanted,
)
from mrapp.app.state import ViewState
from mrapp.model.project import Viewpoint
from mrapp.model.texts import Phrase
from tests.app.moments import NOON, station

EVENING = datetime(2026, 12, 3, 18, 30, tzinfo=UTC)
AROUND = Around(station(), ViewState(time_utc=NOON, variant="tower"), EVENING)
ROOMY = replace(AROUND, room=True)
BUSY = Phrase(nl="nu niet", en="not now")


def at(page: Page, **named: object) -> Menu:
    return hand.opened(replace(Menu(), **named), page)  # type: ignore[arg-type]


def areas(sheet: Sheet) -> list[str]:
    return [item.id for item in sheet.all_items()]


@pytest.mark.parametrize(
    ("page", "area", "wanted"),
    [
        (Page.HOME, "table-top", TableTop(True)),
        (Page.HOME, "say", BeginSaying()),
        (Page.HOME, "close", Close()),
        (Page.VARIANTS, "variant:low", ChooseVariant("low")),
        (Page.VARIANTS, "variant", ChooseVariant(None)),
        # Noon UTC is two in the afternoon there in summer, and one in winter.
        (Page.TIME, f"hour{LESS}", SetTime(datetime(2026, 6, 21, 11, tzinfo=UTC))),
        (Page.TIME, f"hour{MORE}", SetTime(datetime(2026, 6, 21, 13, tzinfo=UTC))),
        (Page.TIME, "season:12", SetTime(datetime(2026, 12, 21, 13, tzinfo=UTC))),
        (Page.TIME, "now", SetTime(EVENING)),
        (Page.LAYERS, "layer:land", ShowLayer("land", False)),
        (Page.LAYERS, "demolished", ShowDemolished(True)),
        (Page.VIEWPOINTS, "viewpoint:square", GoTo("square")),
        (Page.MORE, "language", Speak("en")),
        (Page.COMFORT, "going", ChangeComfort(Comfort(going=Going.SMOOTH))),
        (Page.COMFORT, "turning", ChangeComfort(Comfort(turning=Turning.SMOOTH))),
        (Page.COMFORT, "seated", ChangeComfort(Comfort(seated=True))),
        (Page.COMFORT, "one-handed", ChangeComfort(Comfort(one_handed=True))),
        (Page.COMFORT, "left-handed", ChangeComfort(Comfort(left_handed=True))),
        (Page.COMFORT, f"text{MORE}", ChangeComfort(Comfort(text_scale=1.25))),
        (Page.HELP, "explain", Explain()),
        (Page.STOP, "stop-now", Stop()),
    ],
)
def test_each_press_asks_for_what_it_says(page: Page, area: str, wanted: Wanted) -> None:
    menu, found = pressed(AROUND, at(page), area)
    assert found == wanted
    # What one now wants to look at is not covered by the menu.
    leaves = isinstance(wanted, GoTo | BeginSaying | Explain | Stop | Close | TableTop)
    assert menu.open is not leaves
    if isinstance(wanted, ChangeComfort):
        assert menu.comfort == wanted.comfort


@pytest.mark.parametrize(
    ("start", "area", "page"),
    [
        (Page.HOME, "variants", Page.VARIANTS),
        (Page.HOME, "time", Page.TIME),
        (Page.HOME, "viewpoints", Page.VIEWPOINTS),
        (Page.HOME, "more", Page.MORE),
        (Page.MORE, "layers", Page.LAYERS),
        (Page.MORE, "comfort", Page.COMFORT),
        (Page.MORE, "stop", Page.STOP),
        (Page.HELP, "stop", Page.STOP),
        (Page.TIME, "help", Page.HELP),
    ],
)
def test_pages_lead_to_each_other_and_back(start: Page, area: str, page: Page) -> None:
    menu, wanted = pressed(AROUND, at(start), area)
    assert (menu.open, menu.page, wanted) == (True, page, None)
    for _ in range(3):
        menu, _none = pressed(AROUND, menu, "back")
    assert menu.page is Page.HOME


@pytest.mark.parametrize("page", list(Page))
def test_every_page_has_few_things_and_the_same_foot(page: Page) -> None:
    sheet = sheet_of(AROUND, at(page))
    assert len(sheet.items) <= MOST_ITEMS
    assert [item.id for item in sheet.foot] == ["back", "help", "close"]
    assert len(set(areas(sheet))) == len(areas(sheet))
    assert sheet.title.nl
    assert sheet.title.en


def test_what_is_chosen_is_marked() -> None:
    chosen = {
        page: [i.id for i in sheet_of(AROUND, at(page)).items if i.chosen]
        for page in (Page.VARIANTS, Page.TIME, Page.LAYERS, Page.COMFORT)
    }
    assert chosen == {
        Page.VARIANTS: ["variant:tower"],
        Page.TIME: ["season:6"],
        Page.LAYERS: ["layer:city", "layer:land"],
        Page.COMFORT: [],
    }


@pytest.mark.parametrize(("month", "season"), [(1, 12), (2, 12), (3, 3), (8, 6), (11, 9), (12, 12)])
def test_every_month_is_in_one_season(month: int, season: int) -> None:
    view = replace(AROUND.view, time_utc=datetime(2026, month, 15, 12, tzinfo=UTC))
    sheet = sheet_of(replace(AROUND, view=view), at(Page.TIME))
    assert [item.id for item in sheet.items if item.chosen] == [f"season:{season}"]


def test_hours_end_with_the_day_and_come_whole() -> None:
    def hour(clock: datetime) -> tuple[bool, bool, list[SetTime]]:
        around = replace(AROUND, view=replace(AROUND.view, time_utc=clock))
        (item,) = (i for i in sheet_of(around, at(Page.TIME)).items if i.id == "hour")
        found = [pressed(around, at(Page.TIME), f"hour{side}")[1] for side in (LESS, MORE)]
        return item.less, item.more, [each for each in found if isinstance(each, SetTime)]

    midnight = datetime(2026, 6, 20, 22, tzinfo=UTC)
    assert hour(midnight) == (False, True, [SetTime(datetime(2026, 6, 20, 23, tzinfo=UTC))])
    late = datetime(2026, 6, 21, 21, 20, tzinfo=UTC)
    assert hour(late) == (True, False, [SetTime(datetime(2026, 6, 21, 21, tzinfo=UTC))])
    between = datetime(2026, 6, 21, 10, 20, tzinfo=UTC)
    assert [each.time_utc.minute for each in hour(between)[2]] == [0, 0]


def test_what_cannot_be_pressed_does_nothing_and_tells_why() -> None:
    bare = station().model_copy(update={"plans": (), "viewpoints": ()})
    around = replace(AROUND, project=bare, shut=BUSY)
    sheet = sheet_of(around, at(Page.HOME))
    why = {item.id: item.told for item in sheet.items if not item.enabled}
    assert why.keys() == {"variants", "viewpoints", "say"}
    assert why["say"] == BUSY
    assert all(why.values())
    for area in (*why, "back", "no such thing"):
        assert pressed(around, at(Page.HOME), area) == (at(Page.HOME), None)


def test_long_lists_are_leafed_through() -> None:
    square = station().viewpoints[0]
    points: tuple[Viewpoint, ...] = tuple(
        square.model_copy(update={"id": f"v{number}"}) for number in range(12)
    )
    around = replace(AROUND, project=station().model_copy(update={"viewpoints": points}))
    menu, seen = at(Page.VIEWPOINTS), []
    for _ in range(3):
        items = sheet_of(around, menu).items
        seen += [item.id for item in items[:-1]]
        menu, wanted = pressed(around, menu, items[-1].id)
        assert wanted is None
    assert seen == [f"viewpoint:v{number}" for number in range(12)]
    assert sheet_of(around, menu) == sheet_of(around, at(Page.VIEWPOINTS))


def test_plans_that_are_compared_keep_their_blind_names() -> None:
    around = replace(AROUND, names={"tower": "plan B", "low": "plan A"})
    told = [i.label.nl for i in sheet_of(around, at(Page.VARIANTS)).items]
    assert told == ["Nu", "plan B", "plan A"]
    assert sheet_of(around, at(Page.HOME)).items[0].note == Phrase(nl="plan B", en="plan B")


def test_whatever_is_pressed_the_menu_can_be_put_away() -> None:
    dice = random.Random(6)

    def walk() -> Iterator[Menu]:
        menu = at(Page.HOME)
        for _ in range(400):
            menu = menu if menu.open else hand.toggled(menu)
            menu, _wanted = pressed(ROOMY, menu, dice.choice(_pressable(menu)))
            yield menu

    pages = {menu.page for menu in walk()}
    assert pages == set(Page)
    for page in pages:
        assert not pressed(ROOMY, at(page), "close")[0].open


def _pressable(menu: Menu) -> list[str]:
    sides = [f"{key}{side}" for key in ("hour", "text") for side in (LESS, MORE)]
    sheet = sheet_of(ROOMY, menu)
    return [area for area in (*areas(sheet), *sides) if sheet.enabled(area)]


def test_the_own_table_is_offered_only_where_the_headset_shows_the_room() -> None:
    assert "own" not in {
        area
        for page in Page
        if page is not Page.TABLE
        for area in areas(sheet_of(AROUND, at(page)))
    }
    menu, wanted = pressed(AROUND, at(Page.HOME), "table")
    assert (menu.page, wanted) == (Page.HOME, None)

    menu, wanted = pressed(ROOMY, at(Page.HOME), "table")
    assert (menu.page, wanted) == (Page.TABLE, None)
    assert not sheet_of(ROOMY, menu).enabled("find"), "there is no own table to find yet"
    menu, wanted = pressed(ROOMY, menu, "own")
    assert (menu.open, menu.on_own, wanted) == (False, True, TableTop(True, real=True))
    menu = hand.opened(menu, Page.TABLE)
    found = pressed(ROOMY, menu, "find")
    assert (found[0].open, found[1]) == (False, FindTable())
    menu, wanted = pressed(ROOMY, menu, "painted")
    assert (menu.on_own, wanted) == (False, TableTop(True))
    assert pressed(ROOMY, hand.opened(menu, Page.TABLE), "life-size")[1] == TableTop(False)


def test_a_tile_is_offered_only_where_the_headset_finds_one() -> None:
    assert not [area for area in areas(sheet_of(ROOMY, at(Page.TABLE))) if "tile" in area]
    finds = replace(AROUND, tiles=True)
    menu, _ = pressed(finds, at(Page.HOME), "table")
    assert "own" not in areas(sheet_of(finds, menu)), "without a room to see there is no own table"
    after, wanted = pressed(finds, menu, "tile-model")
    assert (wanted, after.open) == (OnTile(life_size=False), False)
    assert pressed(finds, menu, "tile-life-size")[1] == OnTile(life_size=True)
