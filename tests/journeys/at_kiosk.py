"""The part of the journey that happens at the kiosk: a program of its own, on a screen of its own.

`say`: five visitors give their opinion. `back`: one of them comes back with the code and reads the
answer, another withdraws, and a sixth gives an opinion.
"""

import argparse
import json
import socket
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from mrapp.app.kiosk import visit as flow
from mrapp.app.kiosk.visit import Page
from mrapp.app.ports import NothingKept
from mrapp.app.remarks.receipts import parse
from mrapp.bootstrap import build_papers, build_services, kiosk_pin_file
from mrapp.feedback.stores import FolderStores
from mrapp.model.questions import Question
from mrapp.scene.quality import Quality
from mrapp.ui.asking.keys import TextField
from mrapp.ui.asking.tiles import Tile
from mrapp.ui.drawing.pad import DrawingPad
from mrapp.ui.kiosk.hands import KioskHands
from mrapp.ui.kiosk.hearing import heard
from mrapp.ui.kiosk.parts import KioskParts
from mrapp.ui.kiosk.running import first_looks, make_kiosk, write_day_slip
from mrapp.ui.kiosk.visiting import Occasion
from tests.journeys.people import LATER, VIEW, VISITORS, Visitor

_SIZE_PX = 1600, 1000
# Where no picture is kept: what a visit costs is the drawing, and there may be no graphics card.
_PLAIN_PX = 1120, 700
_NAMES = {"nl": "Nederlands", "en": "English"}
_MINE = "Mijn bon  ·  My receipt"
_NONE = Qt.KeyboardModifier.NoModifier


def open_hands(project: Path, store: Path) -> KioskHands:
    """Return hands at a kiosk as `mrapp kiosk --windowed` opens it."""
    services = replace(build_services(store), keeper=NothingKept())
    opened = services.projects.load(project)
    now, looks = services.utc_now, replace(first_looks(still=True), target_px=80)
    parts = KioskParts(
        services,
        partial(services.remarks.open, opened.project.id),
        store,
        kiosk_pin_file(store),
        Occasion(opened.project, time.monotonic, now, looks=looks),
        partial(write_day_slip, opened.project, now, build_papers, store),
        False,
    )
    window = make_kiosk(parts, opened)
    window.resize(*_SIZE_PX)
    window.show()
    hands = KioskHands(window)
    hands.ready()
    return hands


class AtKiosk:
    """The ways of visitors, with pictures of what is asked for."""

    def __init__(self, hands: KioskHands, out: Path) -> None:
        self._hands, self._out = hands, out
        self._visiting = hands.window.visiting
        self._fine = True
        self.thanks: list[str] = []

    def say(self, who: Visitor, pictures: str = "", picture: str = "") -> str:
        """Give an opinion; returns the code of the receipt.

        pictures: what the names of those of the whole way begin with. picture: that of the thanks
        alone.
        """
        hands = self._hands
        self._dress(fine=bool(pictures))
        self._shoot(pictures and f"{pictures}invitation")
        hands.touch(hands.page.first())  # type: ignore[arg-type]
        hands.touch(_NAMES[who.language])
        self._shoot(pictures and f"{pictures}looking")
        hands.touch(hands.main_tile())
        while self._visiting.visit.step != flow.SEND:
            step = self._visiting.visit.step
            self._answer(who)
            if step in ("ask:which", "ask:place", flow.WORDS):
                self._shoot(pictures and f"{pictures}{step.rpartition(':')[2]}")
            hands.touch(hands.main_tile())
            if self._visiting.visit.step == step:
                raise RuntimeError(f"{who.key} gets no further than {step}")
        hands.touch(hands.main_tile())
        if hands.wait_for_page(Page.THANKS, Page.FAILED) != Page.THANKS:
            raise RuntimeError(f"the opinion of {who.key} was not kept")
        self._shoot(pictures and f"{pictures}thanks")
        self.thanks = heard(hands.window)
        if picture:
            self._dress(fine=True)
            self._shoot(picture)
        code = self._visiting.visit.receipt
        self._visiting.stop()
        hands.written()
        return code

    def come_back(self, code: str) -> None:
        """Come back with a code, and wait for what it opens; there are pictures of it."""
        hands = self._hands
        self._dress(fine=True)
        hands.rest()
        self._visiting.begin()
        hands.turn()
        hands.touch(_MINE)
        hands.type_words(code)
        hands.key(Qt.Key.Key_Return)
        hands.written()
        hands.wait_for_page(Page.MINE)

    def read(self, code: str, picture: str) -> list[str]:
        """Come back and read; returns all that is said on the page."""
        self.come_back(code)
        self._shoot(picture)
        told = heard(self._hands.window)
        self._visiting.stop()
        return told

    def withdraw(self, code: str, picture: str) -> list[str]:
        """Come back and withdraw; returns what is said after it."""
        hands = self._hands
        self.come_back(code)
        hands.touch("Mijn mening intrekken")
        hands.touch("Intrekken")
        hands.written()
        hands.wait_for_page(Page.TAKEN)
        self._shoot(picture)
        told = heard(hands.window)
        self._visiting.stop()
        hands.written()
        return told

    def _answer(self, who: Visitor) -> None:
        visit = self._visiting.visit
        asks = flow.question(visit)
        if self._hands.window.scenery.pinning:
            self._point(who)
        elif asks is not None and asks.kind == "text":
            self._write(who.why)
        elif asks is not None:
            self._choose(asks, who)
        elif visit.step == flow.ABOUT:
            themes = [each.id for each in self._visiting.occasion.project.themes]
            self._hands.touch(self._choices()[themes.index(who.theme)])
        elif visit.step == flow.WORDS:
            if who.draws:
                self._draw()
            self._write(who.text)

    def _choose(self, asks: Question, who: Visitor) -> None:
        places = who.chosen.get(asks.id, ())
        if asks.variants:
            order = self._visiting.visit.orders[asks.id]
            places = (order.index(who.plan), 2 + order.index(who.plan))
        tiles = self._choices()
        for place in places:
            self._hands.touch(tiles[place])

    def _choices(self) -> list[Tile]:
        page = self._hands.page
        tiles = [tile for tile in self._hands.tiles() if page.isAncestorOf(tile)]
        return [tile for tile in tiles if tile.isCheckable() and tile.isEnabled()]

    def _point(self, who: Visitor) -> None:
        self._hands.rest()
        city = self._hands.window.city
        self._hands.tap_city(
            QPoint(
                *(round(p * n) for p, n in zip(who.at, (city.width(), city.height()), strict=True))
            )
        )

    def _write(self, text: str) -> None:
        field = self._hands.page.findChild(TextField)
        if field is not None:
            field.writing.setPlainText(text)
        self._hands.turn()

    def _draw(self) -> None:
        hands = self._hands
        hands.touch(hands.page.others[0])
        pad = hands.page.findChild(DrawingPad)
        assert pad is not None
        for begin, end in (((0.42, 0.2), (0.62, 0.62)), ((0.62, 0.2), (0.42, 0.62))):
            first, last = (
                QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in (begin, end)
            )
            QTest.mousePress(pad, Qt.MouseButton.LeftButton, _NONE, first)
            for part in (0.25, 0.5, 0.75, 1.0):
                QTest.mouseMove(pad, first + (last - first) * part)
            QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, _NONE, last)
        hands.touch(hands.main_tile())

    def _dress(self, *, fine: bool) -> None:
        """Show all with care, for pictures; or only what is needed to find one's way."""
        window = self._hands.window
        session = window.bench.session
        assert session is not None
        window.resize(*(_SIZE_PX if fine else _PLAIN_PX))
        if fine != self._fine:
            quality = Quality.STANDARD if fine else Quality.FAST
            window.city.set_quality(quality, session.scene_state(), session.meshes)
        self._fine = fine

    def _shoot(self, name: str) -> None:
        if name:
            self._hands.picture(self._out / f"{name}.png")


def _say_all(at: AtKiosk, project_id: str, store: Path) -> dict[str, dict[str, str]]:
    made = {}
    for who in VISITORS:
        made[who.key] = {"code": at.say(who, "kiosk-" if who is VIEW else "")}
    kept = FolderStores(store).open(project_id)
    for each in made.values():
        each["remark"] = kept.of_receipt(parse(each["code"])).id
    kept.close()
    return made


def main(args: list[str]) -> int:
    """Play one part; prints what it came to as JSON, with the network that there was."""
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=("say", "back"))
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--read", metavar="CODE", default="")
    parser.add_argument("--withdraw", metavar="CODE", default="")
    asked = parser.parse_args(args)
    hands = open_hands(asked.project, asked.store)
    at, told = AtKiosk(hands, asked.out), {}
    if asked.part == "say":
        project = hands.window.visiting.occasion.project
        told = {"project": project.id, "receipts": _say_all(at, project.id, asked.store)}
    if asked.read:
        told["read"] = at.read(asked.read, "kiosk-answer")
    if asked.withdraw:
        told["withdrawn"] = at.withdraw(asked.withdraw, "kiosk-withdrawn")
        at.say(LATER, picture="kiosk-later-thanks")
        told["thanks"] = at.thanks
    told["network"] = [name for _, name in socket.if_nameindex()]
    hands.window.leave()
    hands.window.deleteLater()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
