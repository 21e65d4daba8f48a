"""How long the window's thread stands still while the runtime of a headset goes wrong.

A timer of 5 ms in the real window hears its heart: the gaps between its beats. See
`tests/xr/window_faults.py` for what is staged.
"""

from collections.abc import Iterator

from bench.measure import Figure
from tests.xr.rig import inside
from tests.xr.rig.packages import UnavailableError, installed

_LOSSES = 50
_PATIENCE_S = 1_200.0
# Others may have the runtime first.
_TURN_S = 2_400.0


def figures() -> Iterator[Figure]:
    """The median and the longest gap in each fault; nothing where no runtime can be had."""
    try:
        debian = installed()
    except UnavailableError as error:
        print(f"  no runtime here: {error}", flush=True)
        return
    words = ("--losses", str(_LOSSES), "--patience", str(_PATIENCE_S), "--close-held")
    ran = inside.run(debian, "-m", "tests.xr.window_faults", *words, timeout_s=_TURN_S)
    told = ran.result
    for name, found in told["faults"].items():
        kind = f"{name}, {_LOSSES} times" if name.startswith("lost") else name
        yield Figure(f"{kind}: between beats", found["beats"]["median_ms"], "ms")
        yield Figure(f"{kind}: longest", found["beats"]["worst_ms"], "ms", "aim 250")
    yield Figure("closing while the runtime stands still", told["closed_s"], "s", "aim 5")
