"""The process that asks the VR software for a session, and tells how far it comes.

It writes a line of JSON for each step, and one with the outcome at the end.
"""

import json
import sys
from dataclasses import asdict
from typing import Any

from mrapp.model.headset_faults import HeadsetError
from mrapp.model.texts import Phrase


def main() -> int:
    """Ask, and return the exit code: 0 also where the answer is no."""
    try:
        _tell({"device": _asked()})
    except HeadsetError as error:
        values = {name: _plain(value) for name, value in error.values.items()}
        _tell({"error": error.finding.value, "values": values})
    return 0


def _asked() -> dict[str, Any]:
    _tell({"step": "loader"})
    from mrapp.xr.openxr.loader import openxr_headset

    device = openxr_headset()
    _tell({"step": "window"})
    from mrapp.xr.hidden import drawn_by, hidden_window

    with hidden_window() as window:
        _tell({"step": "session"})
        try:
            device.open(window)
            return {**asdict(device.facts), "graphics": drawn_by(window)}
        finally:
            device.close()


def _plain(value: object) -> str:
    return value.text("en") if isinstance(value, Phrase) else str(value)


def _tell(line: dict[str, Any]) -> None:
    print(json.dumps(line), flush=True)  # noqa: T201 - this is what the process is for


if __name__ == "__main__":
    sys.exit(main())
