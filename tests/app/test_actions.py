"""Single actions: what they make, what they refuse, and in which words."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from mrapp.app import actions
from mrapp.app.history import Change, Moment
from mrapp.app.state import ESTIMATED_GROUND, ObjectRef
from mrapp.model.errors import NotInProjectError, VariantNameError
from mrapp.model.project import Project, Provenance, Status
from tests.app.moments import NOON, first_moment

HOUSE = ObjectRef("assets/city.json", "house-1")


@pytest.mark.parametrize(
    ("act", "kind_nl", "known"),
    [
        (lambda m: actions.switch_variant(m, "x"), "variant", "tower, low"),
        (lambda m: actions.set_removed(m, "x", "shed", removed=True), "variant", "tower, low"),
        (lambda m: actions.rename_viewpoint(m, "x", {"nl": "a"}), "kijkpunt", "square"),
        (lambda m: actions.remove_viewpoint(m, "x"), "kijkpunt", "square"),
        (lambda m: actions.remove_layer(m, "x"), "laag", "city, land"),
    ],
)
def test_what_is_not_there_is_refused_in_words(
    act: Callable[[Moment], Change], kind_nl: str, known: str
) -> None:
    with pytest.raises(NotInProjectError) as caught:
        act(first_moment())
    assert f"geen {kind_nl} 'x'" in caught.value.text("nl")
    assert known in caught.value.text("nl")
    assert known in str(caught.value)
    assert "Phrase" not in str(caught.value)


def test_ids_are_made_from_names_and_never_clash() -> None:
    assert actions.fresh_id("De Nieuwe Toren!", ()) == "de-nieuwe-toren"
    assert actions.fresh_id("Plein", {"plein", "plein-2"}) == "plein-3"
    assert actions.fresh_id("東京", ()) == "item"
    moment = first_moment()
    for _ in range(3):
        change = actions.add_layer(moment, "assets/a.json", {"nl": "A" * 500}, Provenance())
        moment = change.after
    ids = [layer.id for layer in moment.project.layers]
    assert len(set(ids)) == 5
    assert max(map(len, ids)) <= 70


def test_a_new_layer_is_seen_even_where_one_of_its_name_was_hidden() -> None:
    moment = actions.show_layer(first_moment(), "city", visible=False).after
    moment = actions.remove_layer(moment, "city").after
    moment = actions.add_layer(moment, "assets/b.json", {"en": "City"}, Provenance()).after
    assert moment.project.layers[-1].id == "city"
    assert "city" not in moment.view.hidden_layers


def test_a_layer_that_goes_takes_along_what_was_hidden_and_selected_of_it() -> None:
    tree = ObjectRef("assets/land.json", "tree")
    moment = actions.hide_object(first_moment(), HOUSE).after
    moment = actions.hide_object(moment, tree).after
    moment = actions.select(moment, HOUSE)
    after = actions.remove_layer(moment, "city").after
    assert after.view.hidden_objects == {tree}
    assert after.view.selection is None
    assert actions.remove_layer(actions.select(moment, tree), "city").after.view.selection == tree


def test_a_design_and_a_layer_of_one_name_are_hidden_apart() -> None:
    moment = actions.show_layer(first_moment(), "city", visible=False).after
    moment = actions.add_design(moment, "low", "assets/b.json", {"en": "City"}, Provenance()).after
    variant = moment.project.variant("low")
    assert variant is not None
    assert variant.adds[-1].id == "city-2"
    moment = actions.add_layer(moment, "assets/c.json", {"en": "Low block"}, Provenance()).after
    assert moment.project.layers[-1].id == "low-block-2"
    moment = actions.add_layer(
        moment, "assets/d.json", {"en": ESTIMATED_GROUND}, Provenance()
    ).after
    assert moment.project.layers[-1].id != ESTIMATED_GROUND
    assert moment.view.hidden_layers == {"city"}


def test_a_new_design_is_seen_even_where_one_of_its_name_was_hidden() -> None:
    moment = actions.show_layer(first_moment(), "park", visible=False).after
    moment = actions.add_design(moment, "low", "assets/b.json", {"en": "Park"}, Provenance()).after
    assert "park" not in moment.view.hidden_layers


def test_a_viewpoint_remembers_variant_and_time() -> None:
    moment = actions.switch_variant(first_moment(), "low").after
    change = actions.save_viewpoint(
        moment, {"nl": "Vanaf de brug"}, (105400.0, 424500.0, 3.0), (105400.0, 424600.0, 9.0), 60.0
    )
    saved = change.after.project.viewpoints[-1]
    assert (saved.id, saved.variant, saved.time) == ("vanaf-de-brug", "low", NOON)
    assert saved.eye == (105400.0, 424500.0, 3.0)
    renamed = actions.rename_viewpoint(change.after, saved.id, {"en": "From the bridge"})
    assert renamed.after.project.viewpoints[-1].name == {
        "nl": "Vanaf de brug",
        "en": "From the bridge",
    }


def test_going_to_a_viewpoint_shows_what_it_was_saved_with() -> None:
    tower = actions.switch_variant(first_moment(), "tower").after
    saved = actions.save_viewpoint(tower, {"en": "There"}, (0, 0, 2), (1, 0, 2), 50.0).after
    now = actions.switch_variant(saved, None).after
    elsewhere = actions.set_time(now, NOON + timedelta(hours=5)).after
    there = actions.visit_viewpoint(elsewhere, "there").after
    assert (there.view.variant, there.view.time_utc) == ("tower", tower.view.time_utc)


def test_a_viewpoint_saved_without_a_plan_takes_the_plan_away() -> None:
    saved = actions.save_viewpoint(first_moment(), {"en": "Bare"}, (0, 0, 2), (1, 0, 2), 50.0)
    tower = actions.switch_variant(saved.after, "tower").after
    assert actions.visit_viewpoint(tower, "bare").after.view.variant is None


def test_a_viewpoint_that_names_neither_leaves_both_as_they_are() -> None:
    tower = actions.switch_variant(first_moment(), "tower").after
    assert actions.visit_viewpoint(tower, "square").after == tower


def test_time_is_utc_inside_and_needs_a_zone() -> None:
    local = datetime(2026, 6, 21, 14, tzinfo=timezone(timedelta(hours=2)))
    view = actions.set_time(first_moment(), local).after.view
    assert view.time_utc == NOON
    assert view.time_utc.utcoffset() == timedelta(0)
    with pytest.raises(ValueError, match="zone"):
        actions.set_time(first_moment(), datetime(2026, 6, 21, 14))  # noqa: DTZ001


def test_a_design_joins_a_variant_or_brings_its_own() -> None:
    given = Provenance(source="Bureau C")
    moment = actions.add_design(
        first_moment(), "low", "assets/c.json", {"en": "Blocks"}, given
    ).after
    added = moment.project.variants()[1].adds[-1]
    assert (added.status, added.provenance.source) == (Status.IDEA, "Bureau C")
    grown = actions.add_design(moment, "green", "assets/d.json", {"en": "Park"}, given).after
    assert [v.id for v in grown.project.variants()] == ["tower", "low", "green"]
    assert len(grown.project.plans) == 1
    bare = Project.model_validate(
        {"id": "p", "name": {"nl": "Leeg"}, "origin": {"x": 105400, "y": 424560}}
    )
    first = actions.add_design(
        Moment(bare, moment.view), "green", "assets/d.json", {"en": "Park"}, given
    )
    assert [v.id for v in first.after.project.variants()] == ["green"]


def test_typed_words_are_the_name_of_a_new_variant_and_its_id_is_made_from_them() -> None:
    def grown(moment: Moment, words: str, asset: str) -> Moment:
        return actions.add_design(moment, words, asset, {"en": "Park"}, Provenance()).after

    moment = grown(first_moment(), "  ../../Het plan  ", "assets/c.json")
    added = moment.project.variants()[-1]
    assert (added.id, added.name["nl"]) == ("het-plan", "../../Het plan")
    # The same words mean the same variant, and so does its name in any language.
    again = grown(moment, "../../het PLAN", "assets/d.json").project.variants()[-1]
    assert (again.id, len(again.adds)) == ("het-plan", 2)
    assert grown(moment, "Now!", "assets/d.json").project.variants()[-1].id == "now-2"


@pytest.mark.parametrize("words", ["", "   ", "now", " Nu ", "Een lange naam " * 20])
def test_what_cannot_be_the_name_of_a_variant_is_refused_in_words(words: str) -> None:
    with pytest.raises(VariantNameError, match="cannot be the name of a variant"):
        actions.add_design(first_moment(), words, "assets/c.json", {"en": "Park"}, Provenance())


def test_hiding_an_object_lets_go_of_it() -> None:
    moment = actions.select(first_moment(), HOUSE)
    hidden = actions.hide_object(moment, HOUSE).after
    assert hidden.view.hidden_objects == {HOUSE}
    assert hidden.view.selection is None
    assert actions.show_all_objects(hidden).after.view.hidden_objects == frozenset()


def test_marking_demolition_twice_marks_it_once() -> None:
    moment = actions.set_removed(first_moment(), "tower", "shed", removed=True).after
    variant = moment.project.variant("tower")
    assert variant is not None
    assert sorted(variant.removes) == ["depot", "shed"]
    spared = actions.set_removed(moment, "tower", "shed", removed=False).after
    assert [v.removes for v in spared.project.variants()] == [("depot",), ()]
