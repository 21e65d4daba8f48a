"""Local time for the screen: UTC inside, the project's time zone (with summer time) outside."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from mrapp.model.texts import Phrase

_MONTHS = (
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
)
MONTHS: tuple[Phrase, ...] = tuple(Phrase(nl=nl, en=en) for nl, en in _MONTHS)
SUMMER_TIME = Phrase(nl="zomertijd", en="summer time")
WINTER_TIME = Phrase(nl="wintertijd", en="winter time")


@dataclass(frozen=True)
class LocalTime:
    """A moment as a clock on the wall tells it: the day, minutes since midnight, summer or not."""

    day: date
    minutes: int
    summer: bool

    def clock(self) -> str:
        """Return the time as 14:05."""
        return f"{self.minutes // 60:02d}:{self.minutes % 60:02d}"

    def season(self, language: str) -> str:
        """Return "summer time" or "winter time"."""
        return (SUMMER_TIME if self.summer else WINTER_TIME).text(language)


def day_words(day: date, language: str) -> str:
    """Return the day as "21 juni 2026"."""
    return f"{day.day} {MONTHS[day.month - 1].text(language)} {day.year}"


def local_from_utc(time_utc: datetime, zone: str) -> LocalTime:
    """Return what the clock on the wall tells at a UTC moment, to the minute."""
    local = wall_clock(time_utc, ZoneInfo(zone))
    return LocalTime(local.date(), local.hour * 60 + local.minute, bool(local.dst()))


def wall_clock(moment: datetime, zone: tzinfo) -> datetime:
    """Return a moment in a zone; at either end of the calendar, where that is no date, as it is."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def utc_from_local(day: date, minutes: int, zone: str) -> datetime:
    """Return the UTC moment at which the wall clock tells `minutes` since midnight on `day`.

    An hour that is skipped in spring counts on from before the change; of an hour that comes
    twice in autumn the first (summer time) is meant, as `datetime` does with fold 0.
    """
    # Adding to a time with a zone moves its wall clock, which is what is meant here.
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    wall = midnight + timedelta(minutes=min(max(minutes, 0), 24 * 60 - 1))
    return wall.astimezone(UTC)


def june_noon_utc(year: int, zone: str) -> datetime:
    """Return 21 June at 12:00 on the wall clock."""
    return utc_from_local(date(year, 6, 21), 12 * 60, zone)


def december_afternoon_utc(year: int, zone: str) -> datetime:
    """Return 21 December at 15:00 on the wall clock."""
    return utc_from_local(date(year, 12, 21), 15 * 60, zone)


def day_of_year(day: date) -> int:
    """Return 1 for 1 January."""
    return day.timetuple().tm_yday


def date_in_year(year: int, number: int) -> date:
    """Return the day with this number in the year, kept within the year."""
    last = day_of_year(date(year, 12, 31))
    return date(year, 1, 1) + timedelta(days=min(max(number, 1), last) - 1)
