"""The sun's panel: its curve is that of the place and the day, also on the last of a leap year."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from mrapp.app.clock import local_from_utc
from mrapp.model.frames import Origin
from mrapp.studies.sun import sun_at
from mrapp.ui.application import make_application
from mrapp.ui.panels.time_panel import TimePanel
from tests.ui.screen import needs_screen

pytestmark = pytest.mark.window

ZONE = "Europe/Amsterdam"
JUNE = datetime(2026, 6, 21, 10, tzinfo=UTC)
MAASTRICHT, ROTTUM = Origin(176_000.0, 318_000.0, 0.0), Origin(220_000.0, 615_000.0, 0.0)


@pytest.fixture
def panel() -> Iterator[TimePanel]:
    needs_screen()
    make_application()
    panel = TimePanel()
    yield panel
    panel.deleteLater()


def test_another_place_has_a_curve_of_its_own(panel: TimePanel) -> None:
    heights = []
    for place in (MAASTRICHT, ROTTUM):
        panel.show_time(JUNE, ZONE, place, sun_at)
        heights.append(panel.hour.height_at(12 * 60))
        assert heights[-1] == pytest.approx(sun_at(JUNE, place).elevation_rad, abs=1e-3)
    assert heights[0] - heights[1] > 0.02


def test_the_last_day_of_a_leap_year_can_be_seen_and_chosen(panel: TimePanel) -> None:
    asked: list[datetime] = []
    panel.time_wanted.connect(asked.append)
    panel.show_time(datetime(2028, 12, 31, 11, tzinfo=UTC), ZONE, ROTTUM, sun_at)
    assert panel.day.value() == panel.day.maximum() == 366
    panel.day.setValue(365)
    panel.day.setValue(366)
    days = [local_from_utc(time, ZONE).day.isoformat() for time in asked]
    assert days == ["2028-12-30", "2028-12-31"]
    panel.show_time(JUNE, ZONE, ROTTUM, sun_at)
    assert panel.day.maximum() == 365
