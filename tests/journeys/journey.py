"""A journey while it goes on: where it happens, who came, and what is known of it so far."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from mrapp.protocol.messages import ROOT
from tests.journeys.browsing import Seen
from tests.journeys.hosting import Hosting
from tests.journeys.machine import Machine
from tests.journeys.reporting import Report
from tests.servers import PATIENCE_S

DEMO: Final = Path("models/spoorzone")


@dataclass(frozen=True)
class Said:
    """What visitors said at the kiosk of a machine. told: what the kiosk told of it."""

    machine: Machine
    told: dict[str, Any]


def said_at_kiosk(folder: Path) -> Said:
    """Let visitors give their opinions at a kiosk; machine and pictures are in a folder then."""
    folder.mkdir(parents=True, exist_ok=True)
    machine = Machine(folder / "kiosk", DEMO, folder.absolute())
    return Said(machine, machine.at_kiosk("say"))


@dataclass
class Journey:
    """One journey: where it happens, and what is known of it so far.

    told: by the kiosk, of what was said. receipts: by visitor, with `code` and `remark`. twice: two
    servers, of which one is killed. whole: nothing is left out.
    """

    machine: Machine
    host: Hosting
    report: Report
    seen: Seen
    twice: bool
    told: dict[str, Any]
    whole: bool
    project: str = ""
    receipts: dict[str, dict[str, str]] = field(default_factory=dict)

    def code(self, key: str) -> str:
        """Return the code of a visitor's receipt."""
        return self.receipts[key]["code"]

    def remark(self, key: str) -> str:
        """Return the id of a visitor's remark."""
        return self.receipts[key]["remark"]

    def lines(self) -> int:
        """Return how many lines the public list has."""
        url = f"{self.host.url}{ROOT}/projects/{self.project}/list/head"
        return int(httpx.get(url, trust_env=False, timeout=PATIENCE_S).json()["lines"])
