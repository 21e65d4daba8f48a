"""Somebody who came back to a kiosk with the code of a receipt, as a value."""

from collections.abc import Callable
from dataclasses import dataclass, field

from mrapp.app.remarks.keeping import Kept
from mrapp.app.syncing import Became
from mrapp.model.remark import Addition
from mrapp.model.texts import Notice


@dataclass(frozen=True)
class CameBack:
    """What somebody does who came back with a code; see `mrapp.app.kiosk.coming_back`.

    code: what was typed of it. kept: the remark that it leads to; became: what came of that. more:
    what is to be added to it. adding: what makes the addition that was tried, the same once more.
    busy: whether the store is asked for something. told: what came of it.
    """

    code: str = ""
    kept: Kept | None = None
    became: Became = field(default_factory=Became)
    more: str = ""
    adding: Callable[[str], Addition] | None = None
    busy: bool = False
    told: Notice | None = None
