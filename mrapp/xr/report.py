"""What a walk was like, as a value for a file: `mrapp vr --report FILE.json`."""

from dataclasses import asdict
from typing import Any

from mrapp.xr.device import DeviceFacts
from mrapp.xr.times import FrameTimes


def report(
    facts: DeviceFacts | None,
    conditions: list[str],
    times: FrameTimes,
    *,
    started_s: float | None = None,
    level: int = 0,
    error: str = "",
) -> dict[str, Any]:
    """Return a report that JSON can hold.

    started_s: from the beginning to the first frame that was handed over. level: of effort, at the
    end. error: why it could not go on, in words; empty where it could.
    """
    return {
        "runtime": asdict(facts) if facts else None,
        "conditions": conditions,
        "frames": len(times),
        "first_frame_s": round(started_s, 3) if started_s is not None else None,
        "level": level,
        "times_ms": times.summary(),
        "error": error or None,
    }
