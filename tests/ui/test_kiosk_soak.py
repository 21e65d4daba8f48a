"""A short round of the stranger at the kiosk; `make kiosk-soak` is the long one."""

from pathlib import Path

import pytest

from tests.ui.kiosk_soak import stranger_at
from tests.ui.kiosks import close_kiosk

pytestmark = [pytest.mark.window, pytest.mark.kiosk, pytest.mark.slow]


def test_a_stranger_finds_no_way_out_and_leaves_nothing(tmp_path: Path) -> None:
    stranger = stranger_at(tmp_path, seed=7)
    try:
        stranger.go(300, count_every=100)
        widgets = {count.widgets for count in stranger.counts}
        assert len(widgets) == 1, stranger.counts
        first, *_between, last = stranger.counts
        assert last.wrappers <= 1.02 * first.wrappers, stranger.counts
        assert stranger.pages["opinion"] > 50
    finally:
        close_kiosk(stranger.kiosk)
