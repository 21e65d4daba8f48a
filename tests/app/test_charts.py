"""From remarks to charts: which bars, what they say, and which remarks are behind them."""

from dataclasses import replace
from datetime import timedelta

from mrapp.app.counting.charts import Chart, charts_of
from mrapp.app.counting.counts import listed
from mrapp.app.counting.overview import overview
from mrapp.app.remarks.keeping import Kept
from mrapp.app.remarks.samples import sample_of
from mrapp.model.questions import Answer
from mrapp.model.remark import Answered
from tests.documents.said import NOON, kept, project, remark


def answers(number: int, orders: tuple[str, str] | None = None, **given: Answer) -> Kept:
    shown = {"which": orders} if orders else {}
    said = Answered(questionnaire="plein", version=2, answers=given, orders=shown)
    return kept(remark(number, answered=said), number)


def chart(
    remarks: list[Kept],
    chart_id: str,
    language: str = "en",
    *,
    hide_small: bool = False,
    by_month: bool = False,
) -> Chart:
    counted = overview(project(), sample_of(remarks), hide_small=hide_small, by_month=by_month)
    charts = charts_of(counted, project(), language)
    return next(each for each in charts if each.id == chart_id)


def told(found: Chart) -> dict[str, str]:
    return {bar.name: bar.told for bar in found.bars}


def test_a_bar_knows_its_remarks() -> None:
    remarks = [answers(1, often="weekly"), answers(2, often="daily"), answers(3, often="weekly")]
    counted = overview(project(), sample_of(remarks))
    often = next(c for c in charts_of(counted, project(), "en") if c.id == "plein/often")
    weekly = next(bar for bar in often.bars if bar.code == "weekly")
    assert weekly.told == "2 (67%)"
    assert [counted.ids[row] for row in weekly.rows] == [remarks[0].id, remarks[2].id]
    assert "choice weekly: 2 (67%)" in often.spoken()


def test_a_scale_stands_with_mean_and_middle() -> None:
    found = chart([answers(n, grade=grade) for n, grade in enumerate((2, 8, 9), 1)], "plein/grade")
    assert (found.form, len(found.bars)) == ("standing", 10)
    assert "mean 6.3, the middle one is 8.0" in found.notes


def test_places_are_counted_and_those_of_small_groups_stay_unsaid() -> None:
    near = [answers(n, where=(104_910.0 + n, 425_310.0, 1.5)) for n in range(6)]
    far = [answers(n, where=(104_710.0, 425_310.0 + n, 1.5)) for n in range(6, 8)]
    none = [answers(n, often="daily") for n in range(8, 17)]
    found = chart([*near, *far, *none], "plein/where")
    assert told(found) == {
        "Square of 100 m at x 104900, y 425300": "6 (75%)",
        "Square of 100 m at x 104700, y 425300": "2 (25%)",
    }
    assert found.points[7] == (104_710.0, 425_317.0, 1.5)
    assert found.notes[0] == "of the 8 who answered; 9 did not answer"
    hidden = chart([*near, *far, *none], "plein/where", hide_small=True)
    assert not hidden.points, "one group of two: with the next smallest, both are hidden"


def test_a_ranking_is_in_order_of_mean_place() -> None:
    orders = [("b", "c", "a"), ("b", "a", "c"), ("a", "b", "c")]
    found = chart([answers(n, order=each) for n, each in enumerate(orders, 1)], "plein/order", "nl")
    assert told(found) == {
        "keuze b (2 × eerste)": "plaats 1,3",
        "keuze a (1 × eerste)": "plaats 2,0",
        "keuze c (0 × eerste)": "plaats 2,7",
    }
    sizes = [bar.size or 0 for bar in found.bars]
    assert sizes == sorted(sizes, reverse=True)


def test_staff_see_which_variant_was_shown_under_which_name() -> None:
    remarks = [
        answers(1, ("park", "tower"), which="park"),
        answers(2, ("tower", "park"), which="park"),
        answers(3, ("park", "tower"), which="tower"),
    ]
    found = chart(remarks, "plein/which")
    assert told(found) == {"Tower": "1 (33%)", "Park": "2 (67%)"}
    assert "Park was plan A 2 × and plan B 1 ×" in found.notes


def test_words_are_told_from_the_latest_on() -> None:
    found = chart([answers(1, words="first"), answers(2, words="second\n line")], "plein/words")
    assert [each.text for each in found.words] == ["second line", "first"]
    assert list(found.bars[0].rows) == [0, 1]


def test_time_has_no_gaps_and_long_times_go_by_month() -> None:
    days = [remark(n, made_utc=NOON + timedelta(days=day)) for n, day in enumerate((0, 3), 1)]
    found = chart([kept(each, 1) for each in days], "day")
    assert [bar.told for bar in found.bars] == ["1 (50%)", "0", "0", "1 (50%)"]
    assert found.bars[1].name == "15 October 2026"
    late = remark(3, made_utc=NOON + timedelta(days=90))
    months = chart([kept(each, 1) for each in (*days, late)], "month", by_month=True)
    assert [bar.short for bar in months.bars] == ["Oct '26", "Nov '26", "Dec '26", "Jan '27"]


def test_of_a_hidden_group_nothing_is_told() -> None:
    many = [answers(n, often="weekly", order=("a", "b", "c")) for n in range(1, 7)]
    few = [answers(n, often="daily", order=("b", "a", "c")) for n in (7, 8)]
    often = chart([*many, *few], "plein/often", hide_small=True)
    found = {bar.code: (bar.size, bar.told, list(bar.rows)) for bar in often.bars}
    assert found["daily"] == found["weekly"] == (None, "hidden", [])
    order = chart([*many, *few], "plein/order", hide_small=True)
    assert all(bar.size is None for bar in order.bars if bar.code in "ab")
    assert not any("place" in bar.told for bar in order.bars)


def test_what_was_withdrawn_is_behind_no_bar() -> None:
    gone = replace(answers(2, often="weekly"), remark=None)
    counted = overview(project(), sample_of([answers(1, often="weekly"), gone]))
    assert gone.id not in counted.ids


def test_codes_have_no_mean_and_steps_below_zero_have() -> None:
    hours = overview(project(), sample_of([kept(remark(n), n) for n in (1, 2)])).of("hour")
    assert hours is not None
    assert (hours.mean, hours.median) == (None, None)
    steps = {str(step): {"en": str(step)} for step in range(-2, 3)}
    scale = listed("form/scale", {}, {"-2": [0, 1], "1": [2]}, steps, False, "scale")
    assert (scale.mean, scale.median) == (-1.0, -2.0)


def test_answers_to_scales_with_other_ends_have_no_mean_together() -> None:
    graded = [answers(n, grade=grade) for n, grade in enumerate((2, 8), 1)]
    earlier = Answered(questionnaire="plein", version=1, answers={"grade": 3})
    later = kept(remark(3, answered=earlier), 3)
    asked = project()
    first, second = asked.questionnaires
    grade = second.question("grade")
    assert grade is not None
    old = first.model_copy(update={"questions": (grade.model_copy(update={"high": 5}),)})
    mixed = asked.model_copy(update={"questionnaires": (old, second)})
    for remarks, mean in ((graded, 5.0), ([*graded, later], None)):
        counted = overview(mixed, sample_of(remarks)).of("plein/grade")
        assert counted is not None
        assert counted.mean == mean


def test_where_it_is_unsaid_how_many_answered_no_part_of_them_is_told() -> None:
    weekly = [answers(n, often="weekly") for n in range(20)]
    daily = [answers(n, often="daily") for n in range(20, 30)]
    silent = [answers(n, words="x") for n in (30, 31)]
    found = chart([*weekly, *daily, *silent], "plein/often", hide_small=True)
    assert [bar.told for bar in found.bars if bar.code == "weekly"] == ["20"]
    shown = chart([*weekly, *daily, *silent], "plein/often")
    assert [bar.told for bar in shown.bars if bar.code == "weekly"] == ["20 (67%)"]
    assert (found.whole, found.notes[0]) == (32.0, "of the 32 opinions")


def test_bars_and_percentages_are_of_one_whole_which_is_told() -> None:
    """Also where somebody gave several answers, and where many gave none."""
    several = [answers(n, what=("green", "benches") if n < 3 else ("green",)) for n in range(1, 5)]
    silent = [answers(n, often="daily") for n in range(5, 11)]
    found = chart([*several, *silent], "plein/what")
    assert [(bar.size, bar.told) for bar in found.bars if bar.size] == [
        (4, "4 (100%)"),
        (2, "2 (50%)"),
    ]
    assert (found.whole, found.notes[0]) == (4.0, "of the 4 who answered; 6 did not answer")
    theme = chart(
        [kept(remark(n, theme="green" if n == 1 else None), n) for n in range(1, 5)], "theme"
    )
    assert [bar.told for bar in theme.bars if bar.size] == ["1 (25%)", "3 (75%)"]
    assert (theme.whole, theme.notes[0]) == (4.0, "of the 4 opinions")


def test_words_of_a_small_group_are_not_told_where_its_number_is_not() -> None:
    said = [answers(n, words=f"mine {n}") for n in range(3)]
    others = [answers(n, often="weekly") for n in range(3, 20)]
    assert chart([*said, *others], "plein/words").words
    hidden = chart([*said, *others], "plein/words", hide_small=True)
    assert not hidden.words
    assert "is hidden" in hidden.notes[-1]
    assert not any(bar.rows for bar in hidden.bars)
