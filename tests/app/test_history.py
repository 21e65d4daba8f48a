"""Undo and redo, as laws that hold for any row of actions."""

import inspect
from dataclasses import replace
from datetime import timedelta

import pytest

from mrapp.app import actions
from mrapp.app.history import Change, History, Moment
from tests.app.moments import NOON, RandomUser, first_moment, laters

SEEDS = range(25)


def _in_language(moment: Moment, language: str) -> Moment:
    return replace(moment, view=replace(moment.view, language=language))


def test_the_random_user_knows_every_action() -> None:
    every = {
        name
        for name, function in inspect.getmembers(actions, inspect.isfunction)
        if function.__module__ == actions.__name__
        and inspect.signature(function).return_annotation is Change
        and not name.startswith("_")
    }
    assert set(RandomUser(0).acts) == every


@pytest.mark.parametrize("seed", SEEDS)
def test_undoing_all_leads_back_and_redoing_all_leads_forward(seed: int) -> None:
    user = RandomUser(seed)
    history = History(first_moment(), saved=first_moment().project)
    for _ in range(60):
        history = history.apply(user.change(history.now))
    last = history.now
    steps = [last]
    while history.done:
        assert history.undo_label is not None
        history = history.undo()
        steps.append(history.now)
    assert history.now == first_moment()
    assert not history.unsaved
    assert history.undo() is history
    for expected in reversed(steps[:-1]):
        assert history.redo_label is not None
        history = history.redo()
        assert history.now == expected
    assert history.now == last
    assert history.redo() is history


@pytest.mark.parametrize("seed", SEEDS)
def test_any_mix_of_doing_and_undoing_walks_over_one_row_of_moments(seed: int) -> None:
    """Against the plainest model there is: a list of moments and a place in it."""
    user = RandomUser(1000 + seed)
    history = History(first_moment())
    row, merges, place = [history.now], [""], 0
    for _ in range(120):
        act = user.pick("do", "do", "do", "undo", "redo")
        if act == "undo":
            history, place = history.undo(), max(place - 1, 0)
        elif act == "redo":
            history, place = history.redo(), min(place + 1, len(row) - 1)
        else:
            change = user.change(history.now)
            history = history.apply(change)
            if change.after != row[place]:
                merge = change.merge or ""
                at_end = place == len(row) - 1
                joined = bool(merge) and at_end and merges[place] == merge
                place += 0 if joined else 1
                row[place:], merges[place:] = [change.after], [merge]
                if joined and row[place] == row[place - 1]:
                    del row[place], merges[place]
                    place -= 1
        assert history.now == row[place]
        assert len(history.done) == place
        assert len(history.undone) == len(row) - 1 - place


@pytest.mark.parametrize("seed", SEEDS)
def test_no_action_loses_what_it_does_not_know(seed: int) -> None:
    user = RandomUser(2000 + seed)
    history = History(first_moment())
    for _ in range(40):
        before = history.now.project
        change = user.change(history.now)
        kept = change.after.project.model_dump(mode="json")
        removed_parts = {
            "remove layer": (2, 3),
            "remove viewpoint": (8,),
        }.get(change.label.en, ())
        expected = [v for v in laters(before.model_dump(mode="json")) if v not in removed_parts]
        assert [v for v in laters(kept) if v not in removed_parts] == expected
        assert kept["later"] == {"top": [1, 2]}
        assert kept["stories"] == [{"id": "s1", "anything": True}]
        history = history.apply(change)


def test_a_drag_of_the_time_is_one_step() -> None:
    history = History(first_moment())
    history = history.apply(actions.switch_variant(history.now, "tower"))
    for minute in range(1, 200):
        later = NOON + timedelta(minutes=minute)
        history = history.apply(actions.set_time(history.now, later))
    assert len(history.done) == 2
    undone = history.undo()
    assert undone.now.view.time_utc == NOON
    assert undone.now.view.variant == "tower"
    assert undone.redo().now == history.now
    # A new drag after an undo is a step of its own and forgets what was undone.
    again = undone.apply(actions.set_time(undone.now, NOON + timedelta(hours=3)))
    assert again.redo() is again
    assert again.undo().now == undone.now


def test_a_drag_back_to_where_it_began_leaves_no_step() -> None:
    history = History(first_moment())
    for minutes in (10, 20, 10, 0):
        history = history.apply(actions.set_time(history.now, NOON + timedelta(minutes=minutes)))
    assert history.now == first_moment()
    assert history.undo_label is None


def test_what_changes_nothing_is_no_step() -> None:
    history = History(first_moment())
    for change in (
        actions.switch_variant(history.now, None),
        actions.set_time(history.now, NOON),
        actions.show_layer(history.now, "city", visible=True),
        actions.show_all_objects(history.now),
        actions.set_removed(history.now, "low", "shed", removed=False),
        actions.rename_viewpoint(history.now, "square", {"nl": "Plein"}),
    ):
        assert history.apply(change) is history, change.label.en


def test_undo_leaves_the_language_alone() -> None:
    """A person who switches to English and then undoes a step keeps reading English."""
    history = History(first_moment())
    history = history.apply(actions.switch_variant(history.now, "tower"))
    history = replace(history, now=actions.speak(history.now, "en"))
    undone = history.undo()
    assert undone.now == _in_language(first_moment(), "en")
    assert undone.redo().now.view.language == "en"
    assert undone.redo().now.view.variant == "tower"


def test_unsaved_follows_the_project_and_not_the_view() -> None:
    start = first_moment()
    history = History(start, saved=start.project)
    looked = history.apply(actions.switch_variant(history.now, "low"))
    assert not looked.unsaved
    changed = looked.apply(actions.remove_viewpoint(looked.now, "square"))
    assert changed.unsaved
    assert not changed.undo().unsaved
    assert History(start).unsaved, "a project that was never saved has something to save"
