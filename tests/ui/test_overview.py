"""The overview for staff: counts in charts, and from a bar to its remarks in list and view."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from mrapp.app.ports import Services
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.remarks.receipts import new_receipt, seal
from mrapp.bootstrap import build_services
from mrapp.model.frames import wgs84_from_rd
from mrapp.model.project import Event, Theme
from mrapp.model.questions import Choice, Question, Questionnaire
from mrapp.model.remark import Channel
from mrapp.ui.opinions.crowd import keep, remarks_of
from mrapp.ui.overview.card import ChartCard, CountTable
from mrapp.ui.overview.window import OverviewWindow
from mrapp.ui.robot import Robot
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import idle
from tests.ui.small import X, Y
from tests.ui.test_access import clipped, controls

pytestmark = pytest.mark.window

EVENING = datetime(2026, 12, 3, 17, 30, tzinfo=UTC)
COUNT = 60


def form() -> Questionnaire:
    """A questionnaire with a question of each kind that is drawn in its own way."""
    choices = tuple(Choice(id=each, text={"nl": each}) for each in ("zon", "groen", "rust"))
    kinds = ("single", "multiple", "ranking", "scale", "mood", "text", "age", "pin")
    return Questionnaire(
        id="plein",
        name={"nl": "Het plein", "en": "The square"},
        published_utc=EVENING,
        questions=tuple(
            Question(id=kind, kind=kind, text={"nl": f"Vraag: {kind}?"}, choices=choices)
            if kind in ("single", "multiple", "ranking", "age")
            else Question(id=kind, kind=kind, text={"nl": f"Vraag: {kind}?"})
            for kind in kinds
        ),
    )


def filled(project: Path, folder: Path, count: int = COUNT) -> Services:
    """Return services whose store holds what a crowd said about the project."""
    services = replace(build_services(folder), utc_now=lambda: EVENING)
    found = services.projects.load(project)
    more = {
        "themes": (Theme(id="green", name={"nl": "Groen"}), Theme(id="sun", name={"nl": "Zon"})),
        "events": (Event(id="evening", name={"nl": "Avond in de kerk"}),),
        "questionnaires": (form(),),
    }
    changed = replace(found, project=found.project.model_copy(update=more))
    services.projects.save(changed)
    store = services.remarks.open(changed.project.id)
    keep(store, remarks_of(changed.project, count, EVENING))
    store.close()
    return services


def opened_store(robot: Robot) -> RemarkStore:
    """Return the store of the open project, once more."""
    return robot.session.services.remarks.open(robot.session.project.id)


@pytest.fixture
def robot(project: Path, tmp_path: Path) -> Iterator[Robot]:
    window = open_window(project, services=filled(project, tmp_path / "remarks"))
    found = Robot(window)
    idle(found)
    yield found
    close_window(window)


def overview_of(robot: Robot) -> OverviewWindow:
    robot.window.parts.actions["remarks.overview"].trigger()
    idle(robot)
    shown = robot.window.staff.desk.overviewing.shown
    assert shown is not None
    return shown


def card_of(shown: OverviewWindow, chart_id: str) -> ChartCard:
    return next(card for card in shown.page.cards if card.chart.id == chart_id)


def click_bar(shown: OverviewWindow, chart_id: str, number: int) -> None:
    view = card_of(shown, chart_id).view
    shown.reader.ensureWidgetVisible(view)
    place = view.place_of(number).center().toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def listed(robot: Robot) -> int:
    return robot.window.parts.side.opinions.model.rowCount()


def test_every_question_has_its_chart_and_the_numbers_are_those_of_the_store(robot: Robot) -> None:
    shown = overview_of(robot)
    ids = {card.chart.id for card in shown.page.cards}
    assert {f"plein/{question.id}" for question in form().questions} <= ids
    assert {"variant", "theme", "channel", "event", "mood", "day", "hour", "place"} <= ids
    store = opened_store(robot)
    kiosk = sum(k.remark.channel == Channel.KIOSK for k in store.kept() if k.remark)
    store.close()
    told = {bar.code: bar.told for bar in card_of(shown, "channel").chart.bars}
    assert told["kiosk"].split(" ")[0] == str(kiosk)
    forms = {card.chart.id: card.chart.form for card in shown.page.cards}
    assert forms["plein/scale"] == forms["hour"] == "standing"
    assert forms["plein/text"] == "words"


def test_a_bar_shows_its_remarks_in_the_list_and_the_view(robot: Robot) -> None:
    shown = overview_of(robot)
    bar = card_of(shown, "theme").chart.bars[1]
    click_bar(shown, "theme", 1)
    assert listed(robot) == len(bar.rows) < COUNT
    pinned = robot.window.opinions.shown
    assert pinned is not None
    assert int(pinned.mask.sum()) == len(bar.rows)
    assert "Zon" in robot.window.parts.side.opinions.only.text()
    assert "Zon" in shown.shown.text()
    click_bar(shown, "theme", 0)
    assert listed(robot) == COUNT - len(bar.rows), "the charts go on counting all of them"
    robot.click(robot.window.parts.side.opinions.not_only)
    assert listed(robot) == COUNT
    assert shown.shown.isHidden()


def test_places_that_were_pointed_out_are_counted_and_pinned(robot: Robot) -> None:
    shown = overview_of(robot)
    card = card_of(shown, "plein/pin")
    click_bar(shown, "plein/pin", 0)
    bar = card.chart.bars[0]
    x, y = (int(word) for word in re.findall(r"\d{4,}", bar.name))
    pinned = robot.window.opinions.shown
    assert pinned is not None
    assert len(pinned.numbers) == len(bar.rows) == listed(robot) > 0
    inside = pinned.columns.points_rd[pinned.numbers, :2] - (x, y)
    assert ((inside >= 0) & (inside < 100)).all()
    assert "de pins zijn de plekken" in shown.shown.text()
    card.findChildren(QPushButton)[-1].click()
    assert listed(robot) == len(card.chart.points) == sum(len(b.rows) for b in card.chart.bars)
    QTest.mouseClick(shown.hide_small, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    idle(robot)
    chart = card_of(shown, "plein/pin").chart
    assert len(chart.points) == sum(len(each.rows) for each in chart.bars)
    assert all(len(each.rows) >= 5 for each in chart.bars if each.size is not None)
    shown.show_all.click()
    back = robot.window.opinions.shown
    assert back is not None
    assert back.columns is robot.window.door.columns


def test_a_bar_is_reached_and_heard_by_keys_alone(robot: Robot) -> None:
    shown = overview_of(robot)
    card = card_of(shown, "plein/single")
    card.view.setFocus()
    QTest.keyClick(card.view, Qt.Key.Key_Down)
    bar = card.chart.bars[1]
    assert card.view.accessibleName() == f"{card.chart.title}: {bar.name}: {bar.told}"
    assert all(f"{each.name}: {each.told}" in card.view.accessibleDescription() for each in
               card.chart.bars)  # fmt: skip
    # Without a window manager the main window stays the active one, and Return means its view.
    QTest.keyClick(card.view, Qt.Key.Key_Space)
    assert listed(robot) == len(bar.rows)


def test_what_the_panel_leaves_out_does_not_count(robot: Robot) -> None:
    shown = overview_of(robot)
    box = robot.window.parts.side.opinions.filters.boxes["channels"]
    box.setCurrentIndex(box.findData("paper"))
    robot.window.parts.side.opinions.filters.changed.emit()
    idle(robot)
    bars = card_of(shown, "channel").chart.bars
    assert [bar.code for bar in bars if bar.size] == ["paper"]
    assert listed(robot) == bars[0].size
    assert str(COUNT) in shown.filtered.text()


def test_small_groups_are_hidden_on_request(robot: Robot) -> None:
    shown = overview_of(robot)
    sizes = [bar.size for bar in card_of(shown, "place").chart.bars]
    assert any(size is not None and size < 5 for size in sizes)
    QTest.mouseClick(shown.hide_small, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    idle(robot)
    hidden = [bar for card in shown.page.cards for bar in card.chart.bars if bar.size is None]
    assert hidden
    assert not any(bar.rows for bar in hidden)
    counts = {"theme", "channel", "event", "variant", "place", "hour"}
    cards = [card for card in shown.page.cards if card.chart.id in counts]
    assert all((bar.size or 5) >= 5 for card in cards for bar in card.chart.bars)


def test_every_chart_is_a_table_too(robot: Robot) -> None:
    shown = overview_of(robot)
    shown.as_tables.click()
    robot.turn()
    tables = {card.chart.id: card.findChild(CountTable) for card in shown.page.cards}
    table, bars = tables["variant"], card_of(shown, "variant").chart.bars
    assert table is not None
    cells = [table.item(row, column) for row in range(len(bars)) for column in (0, 1)]
    wanted = [words for bar in bars for words in (bar.name, bar.told)]
    assert [cell and cell.text() for cell in cells] == wanted
    table.itemActivated.emit(table.item(0, 0))
    assert listed(robot) == len(bars[0].rows)


def neighbourhoods(file: Path) -> Path:
    """Write a map file with one neighbourhood: the east of the small town."""
    corners = [(X, Y - 900), (X + 900, Y - 900), (X + 900, Y + 900), (X, Y + 900), (X, Y - 900)]
    places = [wgs84_from_rd(float(x), float(y), 0.0) for x, y in corners]
    ring = [[place.longitude_deg, place.latitude_deg] for place in places]
    feature = {
        "type": "Feature",
        "properties": {"buurtcode": "BU05050101", "buurtnaam": "Oosteinde"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return file


def choose_areas(shown: OverviewWindow, file: Path) -> None:
    shown.choose_areas.click()
    dialog = shown.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(file))
    dialog.reject()


def test_places_are_counted_in_neighbourhoods_of_a_file(robot: Robot, tmp_path: Path) -> None:
    shown = overview_of(robot)
    choose_areas(shown, neighbourhoods(tmp_path / "buurten.geojson"))
    idle(robot)
    store = opened_store(robot)
    points = [k.remark.point for k in store.kept() if k.remark]
    store.close()
    east = sum(point is not None and point[0] > X for point in points)
    told = {bar.name: bar.size for bar in card_of(shown, "place").chart.bars}
    assert told == {
        "Oosteinde": east,
        "Ergens anders": sum(p is not None for p in points) - east,
        "Geen": points.count(None),
    }
    assert robot.window.bench.settings.areas.endswith("buurten.geojson"), "kept for next time"
    other = tmp_path / "kapot.json"
    other.write_text("{}")
    choose_areas(shown, other)
    idle(robot)
    assert "kapot.json" in shown.wrong.text()
    shown.no_areas.click()
    idle(robot)
    assert shown.wrong.isHidden()


def test_the_charts_go_in_as_many_columns_as_there_is_room_for(robot: Robot) -> None:
    shown = overview_of(robot)
    places = []
    for width in (1300, 600, 1300):
        shown.resize(width, 700)
        robot.turn()
        places.append([card.mapTo(shown.page, QPoint(0, 0)).x() for card in shown.page.cards])
    assert [len(set(each)) for each in places] == [2, 1, 2]
    click_bar(shown, "theme", 1)
    assert listed(robot) == len(card_of(shown, "theme").chart.bars[1].rows)


def test_what_comes_in_meanwhile_is_counted(robot: Robot) -> None:
    shown = overview_of(robot)
    store = opened_store(robot)
    keep(store, remarks_of(robot.session.project, 3, EVENING, seed=8))
    receipt = new_receipt()
    one = next(iter(remarks_of(robot.session.project, 1, EVENING, seed=9)))
    store.add(one, seal(receipt, rounds=1), {})
    store.withdraw(receipt, EVENING, Channel.DESKTOP)
    store.close()
    robot.window.door.refresh()
    idle(robot)
    found = robot.window.staff.desk.overviewing.found
    assert found is not None
    assert (found.counted.total, found.ever, found.outbox.withdrawals) == (COUNT + 3, COUNT + 4, 1)
    assert [number.text() for number, _words in shown.numbers[:3]] == [str(COUNT + 3), "0", "1"]


def test_leaving_the_project_closes_it(robot: Robot) -> None:
    overview_of(robot)
    robot.window.bench.leave()
    robot.window.bench.opened.emit()
    assert robot.window.staff.desk.overviewing.shown is None


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_can_be_read_at_every_size(robot: Robot, language: str, scale: float) -> None:
    robot.window.bench.change_settings(language=language, text_scale=scale)
    shown = overview_of(robot)
    for as_tables in (False, True):
        shown.as_tables.setChecked(as_tables)
        shown.as_tables.clicked.emit()
        robot.turn()
        assert clipped(shown) == []
        unnamed = [type(each).__name__ for each in controls(shown) if not each.accessibleName()]
        assert unnamed == []
