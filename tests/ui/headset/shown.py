"""Every panel that a visitor of the demo project can come to see, with a name for its picture."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mrapp.app.headset import (
    care,
    own_table,
    saying,
    saying_kept,
    saying_note,
    saying_sheets,
    saying_steps,
    tutorial,
)
from mrapp.app.headset import menu as hand
from mrapp.app.headset.controls import Controls, all_ways
from mrapp.app.headset.menu import Around, Menu
from mrapp.app.headset.menu_sheets import sheet_of
from mrapp.app.headset.plate import PLATE
from mrapp.app.headset.sheets import Sheet
from mrapp.app.headset.telling import MOOD, SEND, VOICE, Page, Telling
from mrapp.app.headset.wanted import Comfort
from mrapp.app.questions.answering import orders_for
from mrapp.app.questions.asking import current
from mrapp.app.questions.blind import names_of_compared
from mrapp.app.remarks.sound import SpokenNote
from mrapp.app.session import starting_view
from mrapp.model.project import Project
from mrapp.model.questions import Answer
from mrapp.model.remark_errors import RemarkNotKeptError
from mrapp.model.texts import Notice, Phrase
from mrapp.ui.headset.hearing import NO_SPEAKER

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOTE = SpokenNote(b"OggS", 12.3)
FULL = RemarkNotKeptError(reason=Phrase(nl="de schijf is vol", en="the disk is full"))
DEMO = Path(__file__).parents[3] / "models" / "spoorzone" / "project.json"


def demo() -> Project:
    """Return the demo project."""
    return Project.model_validate(json.loads(DEMO.read_text(encoding="utf-8")))


def all_sheets(language: str, scale: float) -> Iterator[tuple[str, Sheet]]:
    """Yield every sheet, in a language and with text of a size where it tells of those."""
    project, comfort = demo(), Comfort(text_scale=scale)
    yield from _menu(project, language, comfort)
    yield from _hints(comfort)
    yield from _said(project)
    yield "plate", PLATE
    yield "own-table-find", own_table.find_sheet()
    yield "own-table-lost", own_table.lost_sheet()
    yield "tile-no-room", own_table.no_room_sheet()
    yield "care-before", care.feeling_sheet(after=False)
    yield "care-after", care.feeling_sheet(after=True)
    yield "care-break", care.break_sheet()
    yield "care-off", care.off_sheet(unwell=False)
    yield "care-unwell", care.off_sheet(unwell=True)


def _menu(project: Project, language: str, comfort: Comfort) -> Iterator[tuple[str, Sheet]]:
    form = current(project)
    assert form is not None
    names = names_of_compared(form, orders_for(form, 0), language)
    view = replace(starting_view(project, NOW, language), variant="tower")
    around = Around(project, view, NOW, names, way=all_ways(Controls.TOUCH, comfort))
    for page in hand.Page:
        menu = hand.opened(Menu(comfort=comfort), page)
        first = sheet_of(around, menu)
        yield f"menu-{page}", first
        part, menu = 1, replace(menu, part=1)
        while (sheet := sheet_of(around, menu)) != first:
            yield f"menu-{page}-{part + 1}", sheet
            part, menu = part + 1, replace(menu, part=part + 1)
    model = Menu(comfort=comfort, table_top=True)
    yield "menu-more-model", sheet_of(around, hand.opened(model, hand.Page.MORE))
    shut = Phrase(nl="Nu kan er niets bewaard worden.", en="Nothing can be kept just now.")
    closed = replace(around, shut=shut, begun=True)
    roomy = replace(around, room=True)
    small = replace(hand.opened(Menu(comfort=comfort)), table_top=True, on_own=True)
    yield "menu-home-own-table", sheet_of(roomy, small)
    yield "menu-home-shut", sheet_of(closed, hand.opened(Menu(comfort=comfort)))
    silent = replace(around, silent=NO_SPEAKER)
    yield (
        "menu-more-silent",
        sheet_of(silent, hand.opened(Menu(comfort=comfort), hand.Page.MORE)),
    )


def _hints(comfort: Comfort) -> Iterator[tuple[str, Sheet]]:
    for controls in Controls:
        told = tutorial.begun()
        for step in tutorial.steps_for(controls):
            sheet = tutorial.sheet_of(told, controls, comfort)
            assert sheet is not None
            yield f"hint-{controls}-{step}", sheet
            told = tutorial.skipped(told, step)


def _said(project: Project) -> Iterator[tuple[str, Sheet]]:
    def shown(telling: Telling, live: saying_sheets.Live = saying_sheets.QUIET) -> Sheet:
        sheet = saying_sheets.sheet_of(project, telling, live)
        assert sheet is not None
        return sheet

    form = current(project)
    begun = saying.begin(Telling(), form, orders_for(form, 0), None, "x", NOW, themed=True)
    yield "say-place", shown(begun)
    telling = saying.pointed(begun, (105_400.0, 424_560.0, 1.0))
    yield "say-needed", shown(saying.go_on(saying.go_to(telling, "ask:how")))
    for key, value in _ANSWERS.items():
        telling = saying.answer(telling, key, value)
    for step in saying_steps.steps(telling):
        yield f"say-{step.replace(':', '-')}", shown(saying.go_to(telling, step))
    yield "say-mood", shown(saying.go_to(saying.feel(replace(telling, form=None), 4), MOOD))
    voice = saying.go_to(telling, VOICE)
    noted = saying_note.noted(voice, NOTE)
    told = Notice(Phrase(nl=FULL.text("nl"), en=FULL.text("en")))
    live = saying_sheets.Live(12.3, 0.6)
    yield "say-voice-opening", shown(saying_note.opening(voice))
    yield "say-voice-recording", shown(saying_note.recording(voice), live)
    yield "say-voice-there", shown(noted)
    yield "say-voice-refused", shown(saying_note.not_noted(voice, saying_sheets.NO_MICROPHONE))
    yield "say-voice-silent", shown(saying_note.not_noted(voice, saying_sheets.NOTHING_HEARD))
    overview = saying.go_to(noted, SEND)
    yield "say-overview", shown(overview)
    yield "say-overview-empty", shown(replace(overview, answers={}, voice=None, point=None))
    yield "say-forget", shown(saying.doubt(voice))
    yield "say-keeping", shown(saying_kept.send(noted))
    yield "say-failed", shown(saying_kept.failed(noted, told))
    yield "say-thanks", shown(saying_kept.sent(noted, "K7QM-3XWT-9PRD-5HJA"))
    yield "say-recovered", shown(replace(noted, page=Page.RECOVERED))


_ANSWERS: Mapping[str, Answer] = {
    "how": "train",
    "missed": ("trees", "shops", "play"),
    "which": "tower",
    "high": 4,
    "mood": 2,
    "important": ("sun", "green"),
    "place": (105_400.0, 424_560.0, 1.0),
}
