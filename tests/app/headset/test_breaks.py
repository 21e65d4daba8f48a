"""The guardian of a visit: when it proposes a break, and what it counts."""

import pytest

from mrapp.app.headset.breaks import AGAIN_AFTER_S, BREAK_AFTER_S, Asks, Guardian
from mrapp.app.headset.feelings import FEW, Feeling, Totals, one, told


def test_a_break_is_proposed_after_a_quarter_of_an_hour_with_the_headset_on() -> None:
    """Time without it does not count; who goes on is asked again after five minutes."""
    guardian = Guardian().begin(0.0).feels(Feeling.WELL)[0].worn(True, 10.0)
    guardian = guardian.worn(False, 310.0).worn(True, 500.0)
    assert guardian.left_s(500.0) == 600.0
    assert guardian.at(1_099.0).asks is None
    guardian = guardian.at(1_100.0)
    assert guardian.asks is Asks.BREAK
    guardian = guardian.goes_on(1_150.0)
    assert guardian.at(1_449.0).asks is None
    assert guardian.at(1_450.0).asks is Asks.BREAK
    unanswered = Guardian().begin(0.0).worn(True, 0.0)
    assert unanswered.at(900.0).asks is Asks.BREAK, "whatever was left unanswered"


def test_who_took_it_off_for_a_while_had_a_break() -> None:
    due = Guardian().begin(0.0).feels(None)[0].worn(True, 0.0).at(BREAK_AFTER_S)
    assert due.asks is Asks.BREAK
    off = due.worn(False, 1_000.0)
    assert off.worn(True, 1_000.0 + AGAIN_AFTER_S - 1.0).asks is Asks.BREAK
    rested = off.worn(True, 1_000.0 + AGAIN_AFTER_S)
    assert rested.asks is None
    assert rested.left_s(1_000.0 + AGAIN_AFTER_S) == BREAK_AFTER_S


def test_the_time_is_set_for_who_is_in_as_well_but_what_was_put_off_stays_so() -> None:
    guardian = Guardian().begin(0.0).feels(None)[0].worn(True, 0.0)
    assert guardian.allow(600.0).left_s(60.0) == 540.0
    assert guardian.allow(60.0).at(61.0).asks is Asks.BREAK
    off = guardian.goes_on(700.0)
    assert off.allow(600.0).left_s(700.0) == AGAIN_AFTER_S
    assert off.allow(600.0).begin(0.0).left_s(0.0) == 600.0
    early = Guardian().begin(0.0).worn(True, 0.0).goes_on(5.0)
    assert early.asks is Asks.BEFORE, "to put a break off answers no other question"


def test_of_how_people_feel_only_counts_leave_the_guardian() -> None:
    guardian, totals = Guardian(), Totals()
    for before, after in (
        (Feeling.WELL, Feeling.SICK),
        (Feeling.WELL, Feeling.SO_SO),
        (Feeling.VERY_WELL, None),
        (None, Feeling.UNWELL),
    ):
        guardian, first = guardian.begin(0.0).feels(before)
        guardian = guardian.ends()
        assert guardian.asks is Asks.AFTER
        guardian, last = guardian.feels(after)
        totals = totals.plus(first).plus(last)
        assert guardian.begin(0.0) == Guardian().begin(0.0), "nothing is left of the last visitor"
    assert totals.before == (1, 2, 0, 0, 0)
    assert totals.after == (0, 0, 1, 1, 1)
    assert (totals.worse, totals.untold) == (1, 2)
    with pytest.raises(ValueError, match="asked"):
        guardian.feels(Feeling.WELL)


def test_who_goes_on_after_all_is_watched_again_and_not_asked_twice() -> None:
    guardian = Guardian().begin(0.0).worn(True, 0.0).ends()
    assert guardian.at(5_000.0).asks is Asks.AFTER, "who is asked that is leaving"
    guardian = guardian.feels(Feeling.WELL)[0].resumes(5_000.0)
    assert guardian.at(5_899.0).asks is None
    assert guardian.at(5_900.0).asks is Asks.BREAK
    assert guardian.ends().asks is None
    assert guardian.over
    unanswered = Guardian().begin(0.0).ends().resumes(0.0)
    assert unanswered.asks is None


def test_totals_are_told_five_answers_at_a_time_so_that_none_can_be_told_apart() -> None:
    totals = shown = Totals()
    seen = []
    for number in range(23):
        feeling = Feeling(number % 5 + 1)
        totals = totals.plus(one(feeling, after=False))
        totals = totals.plus(one(feeling if number % 2 else None, after=True, worse=number == 3))
        last, shown = shown, told(totals, shown)
        for new, old in ((shown.before, last.before), (shown.after, last.after)):
            grown = sum(new) - sum(old)
            assert grown == 0 or grown >= FEW
            assert grown or new == old
        if sum(shown.after) == sum(last.after):
            assert shown.worse == last.worse
        seen.append(sum(shown.before))
    assert seen[:4] == [0, 0, 0, 0]
    assert seen[4] == 5
    assert sum(shown.before) == 20
    assert (sum(shown.after), shown.worse, shown.untold) == (10, 1, 10)
