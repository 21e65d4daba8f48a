"""Time of day and season in the hand menu: an hour on or back, the four seasons, and now."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from mrapp.app.clock import MONTHS, local_from_utc, utc_from_local
from mrapp.app.headset import menu_words as words
from mrapp.app.headset.sheets import LESS, MORE, Item, Kind
from mrapp.model.texts import Phrase

_HOUR = 60
_LAST_HOUR = 23 * _HOUR
_DAY = 21
"""Of each season the day about which the sun turns, or day and night are as long."""

SEASONS: Final = ((3, words.SPRING), (6, words.SUMMER), (9, words.AUTUMN), (12, words.WINTER))
"""The month in which each begins, as meteorologists count, so that it holds its own 21st."""


def time_words(time_utc: datetime, zone: str, short: bool = False) -> Phrase:
    """Return a moment as it is said, with or without its year."""
    local = local_from_utc(time_utc, zone)
    month, year = MONTHS[local.day.month - 1], "" if short else f" {local.day.year}"
    said = {"day": local.day.day, "month": month, "year": year, "clock": local.clock()}
    return words.MOMENT.filled(**said)


def time_entries(
    time_utc: datetime, now_utc: datetime, zone: str
) -> tuple[tuple[Item, Mapping[str, datetime]], ...]:
    """Return what can be pressed, each with the moments that its areas lead to, UTC."""
    local = local_from_utc(time_utc, zone)
    back, on = _hour_before(local.minutes), _hour_after(local.minutes)
    clock = Phrase(nl=local.clock(), en=local.clock())
    hour = Item(
        "hour",
        words.HOUR,
        Kind.STEP,
        note=clock,
        less=local.minutes > 0,
        more=local.minutes < _LAST_HOUR,
    )
    sides = {
        f"hour{LESS}": utc_from_local(local.day, back, zone),
        f"hour{MORE}": utc_from_local(local.day, on, zone),
    }
    now = Item("now", words.RIGHT_NOW)
    year, season = local.day.year, _season(local.day)
    seasons = (
        (
            Item(f"season:{month}", name, Kind.CHOICE, chosen=month == season),
            {f"season:{month}": utc_from_local(date(year, month, _DAY), local.minutes, zone)},
        )
        for month, name in SEASONS
    )
    return ((hour, sides), (now, {"now": now_utc}), *seasons)


def _hour_before(minutes: int) -> int:
    return max((minutes - 1) // _HOUR * _HOUR, 0)


def _hour_after(minutes: int) -> int:
    return min((minutes // _HOUR + 1) * _HOUR, _LAST_HOUR)


def _season(day: date) -> int:
    """Return the month in which the season of a day begins."""
    return day.month // 3 * 3 or 12
