"""What a walk was like, as a value for a file: `mrapp vr --report FILE.json`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from mrapp.xr.device import DeviceFacts
from mrapp.xr.pacing import LevelChange
from mrapp.xr.times import FrameTimes


def report(
    facts: DeviceFacts | None,
    conditions: list[str],
    times: FrameTimes,
    *,
    drawn: tuple[int, tuple[int, int]] | None = None,
    started_s: float | None = None,
    level: int = 0,
    changes: Sequence[LevelChange] = (),
    error: str = "",
) -> dict[str, Any]:
    """Return a report that JSON can hold.

    drawn: how many eyes the last frame had, and the width and height of their pictures. started_s:
    from the beginning to the first frame that was handed over. level: of effort, at the end;
    changes: how it came there; see `budget`. error: why it could not go on, in words; empty where
    it could.
    """
    return {
        "runtime": asdict(facts) if facts else None,
        "conditions": conditions,
        "views": drawn[0] if drawn else 0,
        "drawn_px": drawn[1] if drawn else None,
        "frames": len(times),
        "first_frame_s": round(started_s, 3) if started_s is not None else None,
        "level": level,
        "level_changes": [asdict(change) for change in changes],
        "times_ms": times.summary(),
        "error": error or None,
    }
