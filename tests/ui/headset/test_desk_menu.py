"""The hand menu and the first minute at the desk: each press does what it says to the session."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from mrapp.app import actions
from mrapp.app.headset import care
from mrapp.app.headset.panels import Done, PanelEvent
from mrapp.app.headset.tutorial import Deed
from mrapp.app.headset.wanted import (
    ChangeComfort,
    Comfort,
    Going,
    GoTo,
    HandleModel,
    Stop,
    TableTop,
)
from mrapp.ui.robot import Robot
from mrapp.xr.exchange import Did
from tests.ui.headset.conftest import desk_of
from tests.ui.headset.visitor import Visitor, say

pytestmark = pytest.mark.window


def test_plans_time_and_layers_are_shown_as_they_are_chosen(
    visitor: Visitor, beside: Robot
) -> None:
    session = beside.session
    steps, shown = len(session.history.done), list[str | None]()
    visitor.desk.menu_button()
    visitor.press("variants")
    for area in ("variant:high", "variant"):
        visitor.press(area)
        shown.append(session.view.variant)
    assert shown == ["high", None]
    visitor.press("back", "time", "season:12", "hour:more")
    assert session.view.time_utc == datetime(2026, 12, 21, 12, tzinfo=UTC)
    assert visitor.reads("13:00 uur, 21 december 2026")
    visitor.press("back", "more", "layers", "layer:rows")
    assert session.view.hidden_layers == {"rows"}
    visitor.press("layer:rows")
    assert session.view.hidden_layers == frozenset()
    # Nobody at the desktop would know what to undo.
    assert len(session.history.done) == steps


def test_what_moves_the_visitor_is_asked_of_the_headset(visitor: Visitor, beside: Robot) -> None:
    desk = visitor.desk
    desk.menu_button()
    visitor.press("viewpoints", "viewpoint:street")
    desk.menu_button()
    visitor.press("table-top")
    desk.menu_button()
    assert "Aan" in desk.words
    desk.stand_on_table(False)
    assert "Aan" not in desk.words
    visitor.press("more", "comfort", "going", "one-handed", "text:more")
    walking = Comfort(going=Going.SMOOTH, one_handed=True, text_scale=1.25)
    assert visitor.told[:2] == [GoTo("street"), TableTop(True)]
    assert visitor.told[-1] == ChangeComfort(walking)
    assert desk.comfort == walking
    assert beside.session.view.variant is None


def test_larger_text_and_another_language_are_seen_at_once_and_not_in_the_window(
    visitor: Visitor, beside: Robot
) -> None:
    desk = visitor.desk
    desk.menu_button()
    normal = visitor.panel("menu")
    visitor.press("more", "comfort", "text:more", "text:more")
    assert visitor.panel("menu").wide_m > normal.wide_m
    visitor.press("back", "language")
    assert (desk.language, beside.session.view.language) == ("en", "nl")
    assert visitor.reads("What feels good")
    assert any("Small town" in line for line in desk.scene.captions)
    assert not any("Small town" in line for line in beside.session.scene_state().captions)


def test_a_plan_that_is_compared_keeps_its_blind_name(visitor: Visitor) -> None:
    visitor.desk.menu_button()
    visitor.press("variants")
    assert not visitor.reads("Hoog")
    visitor.press("variant:high")
    assert "Hoog" not in " ".join(visitor.desk.scene.captions)
    assert "plan " in visitor.desk.scene.captions[0]


def test_the_facilitators_change_is_seen_on_the_menu(visitor: Visitor, beside: Robot) -> None:
    visitor.desk.menu_button()
    visitor.press("time")
    before = visitor.panel("menu")
    morning = datetime(2026, 6, 21, 6, tzinfo=UTC)
    beside.window.bench.act(actions.set_time, morning)
    assert visitor.panel("menu") is not before
    assert visitor.reads("08:00")
    beside.window.bench.undo()


def test_stopping_is_asked_first_and_then_leaves_nothing(visitor: Visitor) -> None:
    desk = visitor.desk
    desk.menu_button()
    visitor.press("help", "stop", "stay")
    assert visitor.told == []
    assert "menu" not in visitor.can_press()
    desk.menu_button()
    visitor.press("more", "stop", "stop-now")
    assert visitor.told == [Stop()]
    assert desk.panels == ()


def test_the_back_button_leads_back_and_then_away(visitor: Visitor) -> None:
    desk = visitor.desk
    desk.back_button()
    desk.menu_button()
    visitor.press("more", "layers")
    desk.back_button()
    assert visitor.reads("Wat prettig is")
    desk.back_button()
    desk.back_button()
    assert "menu" not in visitor.can_press()
    desk.menu_button()
    desk.menu_button()
    assert "menu" not in visitor.can_press()


def test_a_panel_is_painted_anew_only_where_something_changed(visitor: Visitor) -> None:
    desk, shown = visitor.desk, list[object]()
    desk.menu_button()
    desk.panels_changed.connect(shown.append)
    menu, hint = visitor.panel("menu"), visitor.panel("hint")
    desk.take(PanelEvent(Done.HOVERED, "menu", "time"))
    hovered = visitor.panel("menu")
    assert hovered is not menu
    assert visitor.panel("hint") is hint
    desk.take(PanelEvent(Done.HOVERED, "menu", "time"))
    assert visitor.panel("menu") is hovered
    assert len(shown) == 1
    desk.take(PanelEvent(Done.HOVERED, "menu", None))
    assert np.array_equal(visitor.panel("menu").pixels, menu.pixels)


def test_what_is_pressed_does_not_look_pressed_on_the_next_page(visitor: Visitor) -> None:
    desk = visitor.desk
    say(visitor)
    for done in (Done.HOVERED, Done.PRESSED):
        desk.take(PanelEvent(done, "saying", "on"))
    held = visitor.panel("saying")
    desk.take(PanelEvent(Done.RELEASED, "saying", "on"))
    assert np.array_equal(visitor.panel("saying").pixels, held.pixels)
    desk.take(PanelEvent(Done.PRESSED, "saying", "back"))
    desk.take(PanelEvent(Done.RELEASED, "saying", "back"))


def test_what_one_hand_points_at_stays_lit_when_the_other_looks_away(visitor: Visitor) -> None:
    desk = visitor.desk
    desk.menu_button()
    desk.take(PanelEvent(Done.HOVERED, "menu", "time", hand="left"))
    lit = visitor.panel("menu")
    desk.take(PanelEvent(Done.HOVERED, "menu", "variants", hand="right"))
    desk.take(PanelEvent(Done.HOVERED, "menu", None, hand="right"))
    assert np.array_equal(visitor.panel("menu").pixels, lit.pixels)


def test_who_has_neither_stick_nor_squeeze_turns_and_enlarges_the_model_by_the_menu(
    visitor: Visitor,
) -> None:
    desk = visitor.desk
    desk.menu_button()
    visitor.press("more")
    assert "model" not in visitor.can_press()["menu"]
    desk.stand_on_table(True)
    visitor.press("model", "turn-left", "turn-right", "larger", "smaller")
    assert visitor.told == [
        HandleModel(right=-1),
        HandleModel(right=1),
        HandleModel(larger=1),
        HandleModel(larger=-1),
    ]
    desk.stand_on_table(False)
    assert "turn-left" not in visitor.can_press()["menu"], "there is no model to turn any more"
    desk.stand_on_table(True)
    visitor.press("model", "life-size")
    assert visitor.told[-1] == TableTop(False)
    assert "menu" not in visitor.can_press()


def test_a_press_beside_everything_or_late_does_nothing(visitor: Visitor) -> None:
    desk = visitor.desk
    desk.menu_button()
    before = desk.words
    for key, area in (("menu", None), ("menu", "back"), ("menu", "gone"), ("saying", "keep")):
        desk.take(PanelEvent(Done.PRESSED, key, area))
        desk.take(PanelEvent(Done.RELEASED, key, area))
    assert desk.words == before


def test_the_first_minute_waits_for_each_deed_and_stands_in_nobodys_way(visitor: Visitor) -> None:
    desk = visitor.desk
    assert visitor.reads("Kijk om u heen")
    desk.did(Deed.TURNED)
    assert visitor.reads("Kijk om u heen")
    desk.did(Deed.LOOKED_ROUND)
    visitor.press("try")
    assert visitor.reads("Ga ergens heen")
    desk.did(Deed.TELEPORTED)
    # To turn was done already, before it was asked for.
    assert visitor.reads("Open het menu")
    desk.menu_button()
    assert visitor.reads("Doe het menu weg")
    visitor.press("variants", "close")
    assert visitor.reads("Hulp nodig?")
    visitor.press("skip")
    assert desk.panels == ()
    desk.menu_button()
    visitor.press("help", "explain")
    assert visitor.reads("Kijk om u heen")
    visitor.press("skip-all")
    assert desk.panels == ()


def test_every_deed_that_a_hint_waits_for_is_told_by_the_headset(visitor: Visitor) -> None:
    for told in Did:
        visitor.desk.did(told)
    assert visitor.reads("Open het menu")


def test_hints_speak_of_what_the_visitor_holds(visitor: Visitor) -> None:
    desk = visitor.desk
    visitor.press("skip")
    desk.did(Deed.TELEPORTED)
    desk.did(Deed.TURNED)
    assert visitor.reads("Y of B")
    desk.hold("/interaction_profiles/valve/index_controller")
    assert visitor.reads("knop: B")
    desk.set_comfort(replace(desk.comfort, one_handed=True))
    desk.hold("/interaction_profiles/oculus/touch_controller")
    assert visitor.reads("knop: B")
    assert "plate" not in visitor.can_press()


def test_bare_hands_open_the_menu_with_a_plate(visitor: Visitor) -> None:
    visitor.desk.hold("/interaction_profiles/ext/hand_interaction_ext")
    visitor.press("open-menu")
    assert visitor.can_press().keys() == {"menu", "hint"}
    visitor.press("close")
    assert "plate" in visitor.can_press()


def test_how_one_feels_is_asked_alone_and_once(visitor: Visitor) -> None:
    desk, told = visitor.desk, list[int | None]()
    desk.menu_button()
    desk.ask(care.feeling_sheet(after=False), lambda area: told.append(care.feeling_of(area)))
    desk.menu_button()
    desk.back_button()
    assert visitor.can_press().keys() == {"care"}
    desk.take(PanelEvent(Done.PRESSED, "care", "gone"))
    visitor.press("feels:5")
    assert "menu" in visitor.can_press()
    desk.ask(care.feeling_sheet(after=True), lambda area: told.append(care.feeling_of(area)))
    visitor.press(care.UNTOLD)
    assert told == [5, None]
    areas: list[str] = []
    desk.ask(care.break_sheet(), areas.append)
    desk.ask_no_more()
    assert "menu" in visitor.can_press()
    desk.ask(care.break_sheet(), areas.append)
    visitor.press(care.REST)
    assert areas == [care.REST]


def test_the_next_visitor_finds_nothing_of_the_last(visitor: Visitor, beside: Robot) -> None:
    desk = visitor.desk
    first = visitor.desk.words
    desk.menu_button()
    visitor.press("variants", "variant:low", "back", "more", "comfort", "seated", "text:more")
    visitor.press("back", "language")
    desk.stand_on_table(True)
    desk.next_visitor()
    assert desk.words == first
    assert visitor.told[-1] == ChangeComfort(Comfort())
    assert desk.comfort == Comfort()
    assert (beside.session.view.variant, desk.language) == (None, "nl")
    assert not desk.menu.table_top


def test_a_desk_that_ended_gives_no_panels_and_hears_no_more(beside: Robot) -> None:
    desk = desk_of(beside)
    desk.begin()
    desk.speak("en")
    shown: list[object] = []
    desk.end()
    desk.end()
    desk.panels_changed.connect(shown.append)
    desk.menu_button()
    beside.session.select(None)
    assert desk.panels == ()
    assert shown == []
    # Put on again, it goes on.
    desk.next_visitor()
    desk.menu_button()
    assert "menu" in Visitor(desk).can_press()
    desk.end()
    desk.deleteLater()
