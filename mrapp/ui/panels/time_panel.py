"""Date and time: the sun's day as a dial, the year as a slider, and three moments at once."""

import math
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from mrapp.app.clock import (
    MONTHS,
    LocalTime,
    date_in_year,
    day_of_year,
    day_words,
    local_from_utc,
    utc_from_local,
)
from mrapp.app.commands import all_commands
from mrapp.app.state import Sun, SunAt
from mrapp.model.frames import Origin
from mrapp.ui.panels.sun_dial import DAY_MINUTES, SunDial
from mrapp.ui.widgets import Section, wrapped

_CURVE_STEPS = 96


class TimePanel(Section):
    """Shows the project's own clock, with summer time.

    Asks `time_wanted`, a UTC moment, and `command_wanted`, the command of a button.
    """

    time_wanted = Signal(object)
    command_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sun", parent)
        self._language = "nl"
        self._zone = "Europe/Amsterdam"
        self._now = LocalTime(date(2026, 6, 21), 12 * 60, True)
        self._curve_of: tuple[object, ...] = ()
        self.clock = QLabel()
        self.clock.setProperty("look", "title")
        self.day_words = wrapped()
        self.sun_words = wrapped("small")
        self.hour = SunDial()
        self.hour.valueChanged.connect(self._ask_hour)
        self.day = QSlider(Qt.Orientation.Horizontal)
        self.day.setPageStep(30)
        self.day.valueChanged.connect(self._ask_day)
        self.day_label = QLabel()
        self._months = [QLabel() for _ in range(12)]
        self.presets = {key: QPushButton() for key in ("time.june", "time.december", "time.now")}
        for key, button in self.presets.items():
            button.clicked.connect(lambda _on=False, key=key: self.command_wanted.emit(key))
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.day_words, 1)
        self.rows.addLayout(head)
        self.rows.addWidget(self.hour)
        self.rows.addWidget(self.sun_words)
        self.rows.addWidget(self.day)
        months = QHBoxLayout()
        months.setContentsMargins(4, 0, 4, 0)
        months.setSpacing(0)
        for label in self._months:
            label.setProperty("look", "small")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            months.addWidget(label, 1)
        self.rows.addLayout(months)
        buttons = QGridLayout()
        buttons.setSpacing(6)
        for place, button in enumerate(self.presets.values()):
            buttons.addWidget(button, 0, place)
        self.rows.addLayout(buttons)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self._language = language
        self.set_title(self.tr("Sun and time"))
        self.hour.setAccessibleName(self.tr("Time of day"))
        self.day.setAccessibleName(self.tr("Day of the year"))
        self.hour.setToolTip(self.tr("Drag the sun to another hour"))
        self.day.setToolTip(self.tr("Slide to another day"))
        for month, label in zip(MONTHS, self._months, strict=True):
            label.setText(month.text(language)[0].upper())
        for key, button in self.presets.items():
            command = all_commands()[key]
            button.setText(command.button(language))
            button.setAccessibleName(command.title.text(language))
            button.setToolTip(command.help.text(language))
        self._show_words(None)

    def show_time(self, time_utc: datetime, zone: str, origin: Origin, sun_at: SunAt) -> None:
        """Show a moment on the clock of `zone`, with the sun of that day at `origin`."""
        self._zone = zone
        self._now = local_from_utc(time_utc, zone)
        # Showing must not ask for what is shown.
        for slider in (self.day, self.hour):
            slider.blockSignals(True)
        self.day.setRange(1, day_of_year(date(self._now.day.year, 12, 31)))
        self.day.setValue(day_of_year(self._now.day))
        self.hour.setValue(self._now.minutes)
        for slider in (self.day, self.hour):
            slider.blockSignals(False)
        self._show_curve(origin, sun_at)
        self._show_words(sun_at(time_utc, origin))

    def _show_curve(self, origin: Origin, sun_at: SunAt) -> None:
        wanted = (self._now.day, self._zone, origin)
        if wanted == self._curve_of:
            return
        self._curve_of = wanted
        step = DAY_MINUTES // _CURVE_STEPS
        # Its end too is of this day: that of a day takes a while to work out.
        minutes = [min(i * step, DAY_MINUTES - 1) for i in range(_CURVE_STEPS + 1)]
        moments = [utc_from_local(self._now.day, each, self._zone) for each in minutes]
        self.hour.set_heights([sun_at(moment, origin).elevation_rad for moment in moments])

    def _show_words(self, sun: Sun | None) -> None:
        self.clock.setText(self._now.clock())
        day = day_words(self._now.day, self._language)
        self.day_words.setText(f"{day}\n{self._now.season(self._language)}")
        self.hour.setAccessibleDescription(f"{self._now.clock()}, {day}")
        self.day.setAccessibleDescription(day)
        if sun is not None:
            self.sun_words.setText(self._sun_text(sun))

    def _sun_text(self, sun: Sun) -> str:
        height = math.degrees(sun.elevation_rad)
        if height <= 0:
            return self.tr("The sun is below the horizon.")
        names = (
            self.tr("north"),
            self.tr("north-east"),
            self.tr("east"),
            self.tr("south-east"),
            self.tr("south"),
            self.tr("south-west"),
            self.tr("west"),
            self.tr("north-west"),
        )
        side = names[round(math.degrees(sun.azimuth_rad) / 45) % 8]
        text = self.tr("The sun stands %1° high in the %2.")
        return text.replace("%1", str(round(height))).replace("%2", side)

    def _ask_hour(self, minutes: int) -> None:
        self.time_wanted.emit(utc_from_local(self._now.day, minutes, self._zone))

    def _ask_day(self, number: int) -> None:
        day = date_in_year(self._now.day.year, number)
        self.time_wanted.emit(utc_from_local(day, self._now.minutes, self._zone))
