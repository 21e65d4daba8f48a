"""Trying the controllers: one page at a time, which follows the headset in use."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.ui.headset.runner import HeadsetRunner
from mrapp.ui.headset.trying import TryingPage
from mrapp.xr.exchange import Glimpse


class Trials(QObject):
    """Opens the page and keeps it up to date. page: the one that is open."""

    def __init__(self, runner: HeadsetRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self.page: TryingPage | None = None

    def open(
        self,
        window: QWidget,
        spoken: tuple[str, float],
        glimpse: Glimpse | None,
        start: Callable[[bool], None],
    ) -> None:
        """Open it over a window, unless it is. start: begins a headset, simulated or not."""
        if self.page is not None:
            return
        page = TryingPage(window, *spoken)
        page.started.connect(start)
        page.buzz_wanted.connect(lambda hand: self._runner.wish(lambda loop: loop.buzz(hand)))
        page.left.connect(self._forget)
        self.page = page
        self.show(glimpse)
        page.show()

    def show(self, glimpse: Glimpse | None) -> None:
        """Show what the hands do now; None: nothing is known of them."""
        if self.page is not None:
            self.page.show_glimpse(glimpse, running=self._runner.running)

    def close(self) -> None:
        """Close it."""
        if self.page is not None:
            self.page.close()

    def _forget(self) -> None:
        self.page = None
