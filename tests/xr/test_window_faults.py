"""The real window while a headset's runtime goes wrong: it goes on, and so does the visitor."""

import pytest

from tests.ui.screen import needs_screen
from tests.xr.rig import inside
from tests.xr.rig.packages import Prefix

pytestmark = pytest.mark.headset


def test_the_window_and_what_a_visitor_says_survive_each_fault_of_the_runtime(
    debian: Prefix,
) -> None:
    """Beside this process, where the window draws by GLX: see `window_faults`, which stages them.

    At last the runtime stands still for good while the window is closed: that this ends is the
    test of it.
    """
    needs_screen()
    ran = inside.run(debian, "-m", "tests.xr.window_faults", "--close-held", timeout_s=1_200.0)
    assert ran.code == 0, ran.err[-3000:]
    found = ran.result["faults"]
    assert len(found) == 9
    for name, told in found.items():
        assert told["kept"], f"{name}: what the visitor had begun to say is gone"
        assert told["again"] == "focused", name
    passed = {name: told["passed"] for name, told in found.items()}
    for name in ("runtime killed, started again", "runtime restarted", "lost again and again"):
        assert "lost" in passed[name], passed
    assert "waiting" in passed["headset taken off and put on again"]
    assert passed["another program takes the headset"][-2:] == ["ready", "focused"]
    assert "lost" not in passed["runtime stands still for a second"]
