"""Opinions for windows under test: a project with themes, what was said, and how to say it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PySide6.QtTest import QTest

from mrapp.app.remarks.keeping import RemarkStores
from mrapp.app.remarks.making import Look, Occasion, Said, remark_of
from mrapp.bootstrap import build_services
from mrapp.model.project import Event, Theme
from mrapp.model.questions import Choice, Question, Questionnaire
from mrapp.model.remark import Channel, Remark
from mrapp.model.texts import Phrase
from mrapp.ui.robot import Robot
from tests.app.kept_in_memory import MemoryStores
from tests.ui.conftest import open_window
from tests.ui.hands import idle
from tests.ui.small import X, Y

OCTOBER = datetime(2026, 10, 14, 14, 0, tzinfo=UTC)
FULL = Phrase(nl="de schijf is vol", en="the disk is full")
FORM = Questionnaire(
    id="opinion",
    version=1,
    name={"nl": "Uw mening"},
    published_utc=OCTOBER,
    questions=(
        Question(
            id="likes",
            kind="single",
            text={"nl": "Wat is fijn?", "en": "What is nice?"},
            choices=(Choice(id="green", text={"nl": "Het groen", "en": "The green"}),),
        ),
    ),
)
NEWER = FORM.model_copy(
    update={
        "version": 2,
        "questions": (FORM.questions[0].model_copy(update={"text": {"nl": "Anders gevraagd"}}),),
    }
)


def open_with(project: Path, stores: RemarkStores) -> Robot:
    """Return hands for a window on the project, with themes, and with these opinions."""
    services = build_services()
    found = services.projects.load(project)
    themes = (Theme(id="green", name={"nl": "Groen"}), Theme(id="height", name={"nl": "Hoogte"}))
    events = (Event(id="evening", name={"nl": "Avond in de kerk"}),)
    more = {"themes": themes, "events": events, "questionnaires": (FORM, NEWER)}
    changed = replace(found, project=found.project.model_copy(update=more))
    services.projects.save(changed)
    robot = Robot(open_window(project, services=replace(services, remarks=stores)))
    idle(robot)
    robot.rest()
    return robot


def made(robot: Robot, count: int) -> list[Remark]:
    """Return remarks all over the place, in the words of nobody."""
    chance, moment = np.random.default_rng(4), robot.session.moment
    look = Look((X, Y - 100.0, 60.0), 0.0, -0.4, 0.87, (1280, 720))
    remarks = []
    for number in range(count):
        x, y = chance.uniform((-60.0, -20.0), (60.0, 120.0))
        said = Said(
            text=f"Mening {number}: meer {'groen' if number % 3 else 'licht'}",
            mood=1 + number % 5,
            theme=("green", "height")[number % 2],
            point=(X + x, Y + y, 1.0),
        )
        where = Occasion(list(Channel)[number % 5], "nl", OCTOBER, "evening")
        remarks.append(remark_of(moment, said, look, where, {}))
    return remarks


def filled(robot: Robot, stores: MemoryStores, count: int) -> list[Remark]:
    """Put remarks into the store behind the window's back, and let it look again."""
    remarks = made(robot, count)
    stores.store.put(remarks)
    robot.window.door.refresh()
    idle(robot)
    robot.rest()
    return remarks


def say(robot: Robot, text: str, mood: int | None = None) -> str:
    """Say something about the middle of the view; returns the receipt."""
    robot.window.parts.actions["remark.make"].trigger()
    dialog = robot.window.saying.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.form.text, text)
    if mood is not None:
        dialog.form.mood.tiles[mood].click()
    dialog.form.keep.click()
    idle(robot)
    assert dialog.pages.currentIndex() == 1
    code = dialog.thanks.code.text()
    dialog.close()
    robot.turn()
    return code


def to_the_tower_in_october(robot: Robot) -> None:
    robot.window.seeing.choose("high")
    robot.window.seeing.set_time(OCTOBER)
    robot.click(robot.window.parts.side.viewpoints.go_buttons["street"])
    robot.rest()
