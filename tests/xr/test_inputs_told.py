"""What the page of controllers shows of a real runtime's, input by input."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from mrapp.app.state import AssetShow
from mrapp.scene.quality import Quality
from mrapp.ui.headset.conditions import about
from mrapp.xr.device import Hand
from mrapp.xr.exchange import Exchange, Glimpse, SceneUpdate, Start
from mrapp.xr.inputs_told import input_rows
from mrapp.xr.loop import LoopOptions
from mrapp.xr.openxr.loader import openxr_headset
from mrapp.xr.thread import HeadsetThread
from tests.scene.helpers import state, town
from tests.xr.rig.remote import Remote
from tests.xr.rig.waiting import until

pytestmark = pytest.mark.headset


@dataclass
class Page:
    """What the newest glimpse says of the controllers, without a window round it."""

    exchange: Exchange
    glimpse: Glimpse | None = None

    def told(self, hand: Hand) -> dict[str, str]:
        """Return what a hand does with each input, by its name."""
        self.glimpse = self.exchange.glimpse() or self.glimpse
        if self.glimpse is None:
            return {}
        rows = input_rows(self.glimpse.inputs)
        return {row.label.text("en"): row.of(hand).text("en") for row in rows}

    def shows(self, hand: Hand, so: Callable[[dict[str, str]], bool]) -> None:
        """Wait until it says so."""
        until(lambda: bool(self.told(hand)) and so(self.told(hand)), lambda: str(self.told(hand)))


@pytest.fixture
def page(visitor: Remote, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A headset in use, with a city before the eyes."""
    del visitor
    monkeypatch.delenv("DISPLAY", raising=False)
    exchange = Exchange()
    exchange.show(SceneUpdate(state(AssetShow("town", "context", "town")), {"town": town()}))
    exchange.wish(lambda loop: loop.restart(Start((0.0, -130.0, 1.65))))
    thread = HeadsetThread(openxr_headset, exchange, LoopOptions(0.25, quality=Quality.FAST))
    thread.start()
    yield Page(exchange)
    exchange.stop()
    thread.join()


def test_each_press_is_seen_and_so_are_tracking_and_what_the_headset_cannot(
    page: Page, visitor: Remote
) -> None:
    page.shows(Hand.RIGHT, lambda told: told["Tracking"] == "tracked")
    page.shows(Hand.RIGHT, lambda told: told["Kind"] == "valve/index_controller")
    for name, press, let_go in (
        ("Trigger", {"trigger": 0.7}, {"trigger": 0.0}),
        ("Stick aside", {"stick": (0.6, 0.0)}, {"stick": (0.0, 0.0)}),
        ("Stick ahead", {"stick": (0.0, -0.8)}, {"stick": (0.0, 0.0)}),
    ):
        rest = page.told(Hand.RIGHT)[name]
        assert rest.endswith("0.00"), name
        visitor.right(**press)
        page.shows(Hand.RIGHT, lambda told, name=name: told[name].startswith("■■■■■■"))  # type: ignore[misc]
        assert page.told(Hand.LEFT)[name].endswith("0.00"), "the other hand did nothing"
        visitor.right(**let_go)
        page.shows(Hand.RIGHT, lambda told, name=name: told[name].endswith("0.00"))  # type: ignore[misc]
    visitor.right(trigger=1.0)
    page.shows(Hand.RIGHT, lambda told: told["Select"] == "pressed")
    for name, button in (
        ("Menu", "b_click"),
        ("Back", "a_click"),
        ("Stick pressed", "thumbstick_click"),
    ):
        visitor.left(pressed=frozenset({button}))
        page.shows(Hand.LEFT, lambda told, name=name: told[name] == "pressed")  # type: ignore[misc]
        visitor.left(pressed=frozenset())
        page.shows(Hand.LEFT, lambda told, name=name: told[name] == "released")  # type: ignore[misc]
    # Monado tells of no battery, and offers an opaque picture only.
    assert page.told(Hand.LEFT)["Battery"] == "the headset does not tell"
    told = about(page.glimpse, "nl")
    assert "Hoofd: gevolgd · Links: gevolgd · Rechts: gevolgd" in told
    assert "kan de kamer niet laten zien" in told
    assert "batterij" not in told
    visitor.left(on=False)
    page.shows(Hand.LEFT, lambda told: told["Tracking"] == "not found")
