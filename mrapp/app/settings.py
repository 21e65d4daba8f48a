"""What a person has set for the program itself, apart from any project."""

from dataclasses import dataclass
from typing import Protocol

from mrapp.model.texts import LANGUAGES, Language

TEXT_SCALES: tuple[float, ...] = (0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
"""The sizes of text that can be chosen; 1.0 is normal."""


@dataclass(frozen=True)
class Settings:
    """The settings as one value. `geometry` is the window's place and size, opaque bytes.

    areas: the file with neighbourhoods in which remarks are counted; "": none. headset_sound: how
    loud short sounds are, a step of `mrapp.app.headset.wanted.LOUDNESS`. break_after_min: after how
    many minutes with a headset on a break is proposed. headset_view: what the screen shows of a
    visitor with one, see `mrapp.ui.headset.screen_view`. tiles_shown: whether the tiles of a
    project are in the view also while nobody works on them. lenses: the file of each camera's
    calibration by the camera's name, as (name, path).
    """

    language: Language = "nl"
    text_scale: float = 1.0
    last_project: str = ""
    quality: str = "standard"
    hints_seen: bool = False
    panels_shown: bool = True
    geometry: bytes = b""
    areas: str = ""
    headset_sound: int = 2
    break_after_min: int = 15
    headset_view: str = "steady"
    tiles_shown: bool = False
    lenses: tuple[tuple[str, str], ...] = ()


class SettingsStore(Protocol):
    """Keeps the settings between two runs."""

    def load(self) -> Settings:
        """Return what was kept, or the defaults."""
        ...

    def save(self, settings: Settings) -> None:
        """Keep the settings."""
        ...


class KeptInMemory:
    """Keeps the settings for one run only: for tests and for the scripted journey."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or Settings()

    def load(self) -> Settings:
        """Return what was kept."""
        return self._settings

    def save(self, settings: Settings) -> None:
        """Keep the settings."""
        self._settings = settings


SOUND_STEPS, BREAK_MINUTES = (0, 3), (5, 30)
"""What `headset_sound` and `break_after_min` can be, from and to."""


def known_language(name: str) -> Language:
    """Return `name` if the program speaks it, else Dutch."""
    return next((language for language in LANGUAGES if language == name), "nl")


def next_text_scale(scale: float, steps: int) -> float:
    """Return the text size `steps` larger (or smaller) than `scale`, within what there is."""
    nearest = min(range(len(TEXT_SCALES)), key=lambda i: abs(TEXT_SCALES[i] - scale))
    return TEXT_SCALES[max(0, min(len(TEXT_SCALES) - 1, nearest + steps))]
