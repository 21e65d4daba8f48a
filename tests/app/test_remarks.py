"""Remarks: what is kept of what somebody saw and said, and how it is brought back."""

import json
from datetime import UTC, datetime
from itertools import repeat

import pytest

from mrapp.app import actions
from mrapp.app.history import Moment
from mrapp.app.remarks.making import (
    GivenFile,
    Look,
    Occasion,
    Said,
    changed_since,
    contents_of,
    remark_of,
    seen_again,
    sight_of,
)
from mrapp.app.state import ESTIMATED_GROUND, ObjectRef
from mrapp.model.errors import NotInProjectError
from mrapp.model.project import Event, Theme
from mrapp.model.remark import TEXT_LIMIT_BYTES, Channel, Remark, clean_text, new_id
from mrapp.model.remark_errors import AnswersWrongError, RemarkInvalidError
from tests.app.forms import everything
from tests.app.moments import first_moment

LOOK = Look((105_380.123_456_789, 424_550.1, 3.3), 1.234_567_890_123, -0.05, 0.87, (1280, 720))
THEN = datetime(2026, 10, 14, 14, 0, tzinfo=UTC)
OCCASION = Occasion(Channel.KIOSK, "nl", THEN, "evening")
FILES = {"assets/city.json": "1" * 64, "assets/tower.json": "2" * 64}


def moment() -> Moment:
    """Return the tower variant on an October afternoon, with some things hidden."""
    now = first_moment()
    project = now.project.model_copy(
        update={
            "themes": (Theme(id="green", name={"nl": "Groen"}),),
            "events": (Event(id="evening", name={"nl": "Avond"}),),
            "questionnaires": (everything(),),
        }
    )
    now = actions.switch_variant(Moment(project, now.view), "tower").after
    now = actions.set_time(now, THEN).after
    now = actions.show_layer(now, "land", visible=False).after
    now = actions.hide_object(now, ObjectRef("assets/city.json", "house-1")).after
    return actions.show_demolished(now, True).after


def made(said: Said, now: Moment | None = None) -> Remark:
    return remark_of(now or moment(), said, LOOK, OCCASION, FILES)


def test_a_remark_comes_back_from_json_as_it_was() -> None:
    picture = GivenFile("picture", "image/png", b"\x89PNG...")
    said = Said(
        text=" Meer bomen! ",
        mood=4,
        theme="green",
        questionnaire=everything(),
        answers={
            "know": "no",
            "likes": ["green"],
            "where": [105400.5, 424560.5, 3.5],
            "best": "low",
        },
        orders={"best": ("low", "tower"), "other": ("low", "tower")},
        point=(105_400.25, 424_560.75, 1.5),
        files=(picture,),
    )
    remark = made(said)
    assert remark.text == "Meer bomen!"
    assert remark.answered is not None
    assert remark.answered.version == 1
    assert remark.answered.orders == {"best": ("low", "tower")}
    assert Remark.model_validate_json(remark.model_dump_json()) == remark
    assert remark.sight is not None
    assert remark.sight.eye == LOOK.eye  # to the last bit
    assert contents_of(said) == {remark.attachments[0].sha256: picture.content}


def test_a_remark_holds_nothing_of_who_made_it() -> None:
    """A new field of the value has to pass here first: none is about a person."""
    told = json.loads(made(Said(text="x")).model_dump_json())
    assert set(told) == {
        *("format", "format_version", "id", "project", "project_hash", "model_hash", "made_utc"),
        *("language", "channel", "event", "point", "thing", "sight", "text", "mood", "theme"),
        *("answered", "attachments"),
    }


def test_what_was_seen_is_seen_again_from_any_other_state() -> None:
    before = moment()
    sight = sight_of(before, LOOK)
    assert ESTIMATED_GROUND in sight.layers
    assert "land" not in sight.layers
    other = actions.show_layer(first_moment(), "city", visible=False).after
    other = Moment(before.project, other.view)
    change, notices = seen_again(other, sight)
    assert not notices
    assert change.after == before


def test_layers_that_came_later_stay_away_and_a_lost_variant_is_said() -> None:
    sight = sight_of(moment(), LOOK)
    source = moment().project.layers[0].provenance
    added = actions.add_layer(moment(), "assets/new.json", {"nl": "Nieuw"}, source).after
    change, _ = seen_again(added, sight)
    assert added.project.layers[-1].id in change.after.view.hidden_layers
    gone = Moment(added.project.model_copy(update={"plans": ()}), first_moment().view)
    change, notices = seen_again(gone, sight)
    assert change.after.view.variant is None
    assert "'tower'" in notices[0].text("nl")


def test_a_plan_that_changed_since_is_said() -> None:
    remark = made(Said(text="x"))
    now, _ = seen_again(moment(), sight_of(moment(), LOOK))
    assert changed_since(now.after, remark, FILES) is None
    assert changed_since(now.after, remark, {**FILES, "assets/tower.json": "3" * 64})
    without = actions.set_removed(now.after, "tower", "shed", removed=False).after
    assert changed_since(without, remark, FILES)


@pytest.mark.parametrize(
    "said",
    [
        Said(),
        Said(text=" \n\t\x00"),
        Said(theme="green"),
        Said(files=(GivenFile("picture", "image/png", b"1"),)),
    ],
)
def test_a_remark_that_says_nothing_is_refused(said: Said) -> None:
    with pytest.raises(RemarkInvalidError, match="says nothing"):
        made(said)


def test_what_is_wrong_is_refused_in_words() -> None:
    with pytest.raises(RemarkInvalidError, match="1024 kB"):
        made(Said(text="é" * (TEXT_LIMIT_BYTES // 2 + 1)))
    with pytest.raises(NotInProjectError, match="green"):
        made(Said(text="x", theme="traffic"))
    with pytest.raises(AnswersWrongError):
        made(Said(text="x", questionnaire=everything(), answers={"know": "maybe"}))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1b[31mc\x7f\x85d", "ab[31mcd"),
        ("één\r\ntwee\rdrie\tvier", "één\ntwee\ndrie\tvier"),
        ("\ud83d\ude00 and \ud83d alone", "😀 and \ufffd alone"),
        ("שלום <b>=1+1</b> 👩‍👩‍👧", "שלום <b>=1+1</b> 👩‍👩‍👧"),
    ],
)
def test_any_text_is_kept_without_what_cannot_be_kept(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept
    assert made(Said(text=typed)).text == kept


def test_a_long_text_is_kept_whole() -> None:
    text = "Een heel lang verhaal. " * 40_000
    assert made(Said(text=text)).text == text.strip()


def test_ids_are_ordered_by_time_and_differ() -> None:
    ids = [new_id(repeat(ms).__next__) for ms in (1, 2, 3, 2**40) for _ in range(100)]
    assert len(set(ids)) == len(ids)
    assert [each[:13] for each in ids] == sorted(each[:13] for each in ids)
    # The example in RFC 9562, appendix A.6, with its own time and random bits.
    bits = (0xCC3 << 68 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert new_id(lambda: 0x017F22E279B0, lambda _n: bits) == (
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
    )
