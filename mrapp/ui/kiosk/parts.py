"""What a kiosk is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mrapp.app.kiosk.staff import StaffPins
from mrapp.app.ports import Services
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.ui.ar.sources import Eyes, Source
from mrapp.ui.kiosk.visiting import Occasion


@dataclass(frozen=True)
class KioskParts:
    """What a kiosk is made of.

    open_store: may fail, hang, and be asked again; for any thread. folder: where the store is, to
    be named to staff. day_slip: writes the slip of today in a language and returns where; None:
    nothing can write one. alone: whether visitors may only begin once staff have set a PIN. camera:
    through which they may see the plan on a tile; None: through none. eyes: what that sees with.
    """

    services: Services
    open_store: Callable[[], RemarkStore]
    folder: Path
    pins: StaffPins
    occasion: Occasion
    day_slip: Callable[[RemarkStore, str], str] | None = None
    alone: bool = False
    camera: Source | None = None
    eyes: Eyes | None = None


@dataclass(frozen=True)
class KioskWish:
    """What is asked of a kiosk.

    path: the project. folder: where opinions, the PIN and the slips are kept. still: cuts in place
    of flights. pictures: where a script leaves pictures of its way through; None: no script.
    camera: as in `KioskParts`.
    """

    path: Path
    folder: Path
    windowed: bool
    still: bool
    pictures: Path | None = None
    camera: Source | None = None
