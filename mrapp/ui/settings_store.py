"""Keeps the program's settings where the system keeps them, through QSettings."""

import json
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from mrapp.app.settings import (
    BREAK_MINUTES,
    SOUND_STEPS,
    TEXT_SCALES,
    Settings,
    known_language,
)


class SystemSettings:
    """A `SettingsStore` in the registry, or in a file under the person's configuration folder."""

    def __init__(self) -> None:
        self._kept = QSettings("mrapp", "mrapp")

    def load(self) -> Settings:
        """Return what was kept; what is missing or odd becomes the default."""
        found: dict[str, Any] = {}
        for entry in fields(Settings):
            value = self._kept.value(entry.name)
            if value is not None:
                found[entry.name] = value
        default = Settings()
        geometry = found.get("geometry")
        return Settings(
            language=known_language(str(found.get("language", default.language))),
            text_scale=_scale(found.get("text_scale")),
            last_project=str(found.get("last_project", "")),
            quality=str(found.get("quality", default.quality)),
            hints_seen=_truth(found.get("hints_seen"), default=False),
            panels_shown=_truth(found.get("panels_shown"), default=True),
            geometry=bytes(geometry.data()) if isinstance(geometry, QByteArray) else b"",
            areas=str(found.get("areas", "")),
            headset_sound=_number(found.get("headset_sound"), SOUND_STEPS, default.headset_sound),
            break_after_min=_number(
                found.get("break_after_min"), BREAK_MINUTES, default.break_after_min
            ),
            headset_view=str(found.get("headset_view", default.headset_view)),
            tiles_shown=_truth(found.get("tiles_shown"), default=False),
            lenses=_pairs(found.get("lenses")),
        )

    def save(self, settings: Settings) -> None:
        """Keep the settings."""
        for entry in fields(Settings):
            self._kept.setValue(entry.name, _kept(getattr(settings, entry.name)))


def _kept(value: object) -> object:
    """Return a value as QSettings takes it on every system."""
    if isinstance(value, tuple):
        return json.dumps(value)
    return QByteArray(value) if isinstance(value, bytes) else value


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    try:
        found = json.loads(str(value)) if value is not None else []
    except ValueError:
        return ()
    pairs = found if isinstance(found, list) else []
    return tuple((str(p[0]), str(p[1])) for p in pairs if isinstance(p, list) and len(p) == 2)


def _truth(value: object, *, default: bool) -> bool:
    # Where QSettings writes a text file, it gives "true" and "false" back as words.
    return default if value is None else str(value).lower() == "true"


def _number(value: object, within: tuple[int, int], default: int) -> int:
    try:
        wished = int(str(value))
    except ValueError:
        return default
    return min(max(wished, within[0]), within[1])


def _scale(value: object) -> float:
    try:
        wished = float(str(value))
    except ValueError:
        return 1.0
    return min(TEXT_SCALES, key=lambda scale: abs(scale - wished))
