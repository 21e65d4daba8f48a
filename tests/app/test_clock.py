"""Local time around summer time: the wall clock of the project, and UTC inside."""

from datetime import UTC, date, datetime

from mrapp.app.clock import (
    date_in_year,
    december_afternoon_utc,
    june_noon_utc,
    local_from_utc,
    utc_from_local,
)

ZONE = "Europe/Amsterdam"


def test_summer_and_winter_are_told_apart() -> None:
    june = local_from_utc(datetime(2026, 6, 21, 10, 0, tzinfo=UTC), ZONE)
    december = local_from_utc(datetime(2026, 12, 21, 14, 0, tzinfo=UTC), ZONE)
    assert (june.clock(), june.season("nl")) == ("12:00", "zomertijd")
    assert (december.clock(), december.season("en")) == ("15:00", "winter time")


def test_the_presets_are_noon_and_three_o_clock_on_the_wall() -> None:
    assert june_noon_utc(2026, ZONE) == datetime(2026, 6, 21, 10, 0, tzinfo=UTC)
    assert december_afternoon_utc(2026, ZONE) == datetime(2026, 12, 21, 14, 0, tzinfo=UTC)


def test_every_minute_of_an_ordinary_day_comes_back() -> None:
    for minutes in range(0, 24 * 60, 7):
        moment = utc_from_local(date(2026, 5, 3), minutes, ZONE)
        assert local_from_utc(moment, ZONE).minutes == minutes


def test_the_hour_that_is_skipped_counts_on() -> None:
    # 29 March 2026: at 02:00 the clock jumps to 03:00.
    skipped = utc_from_local(date(2026, 3, 29), 2 * 60 + 30, ZONE)
    assert skipped == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert local_from_utc(skipped, ZONE).clock() == "03:30"


def test_of_the_hour_that_comes_twice_the_first_is_meant() -> None:
    twice = utc_from_local(date(2026, 10, 25), 2 * 60 + 30, ZONE)
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_number_stays_in_its_year() -> None:
    assert date_in_year(2026, 366) == date(2026, 12, 31)
    assert date_in_year(2028, 366) == date(2028, 12, 31)
    assert date_in_year(2026, 0) == date(2026, 1, 1)
