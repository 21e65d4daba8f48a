"""Slow work: it answers exactly once, whatever happens to it, and nobody is left waiting."""

import threading
from collections.abc import Iterator

import pytest

from mrapp.app.progress import Cancelled, Progress
from mrapp.model.errors import CancelledError, MrappError, UnexpectedError
from mrapp.model.texts import Phrase
from mrapp.ui.application import make_application
from mrapp.ui.robot import wait_for
from mrapp.ui.tasks import TaskRunner
from tests.ui.screen import needs_screen

pytestmark = pytest.mark.window

TITLE = Phrase(nl="Tellen", en="Counting")


class Answers:
    """What a row of tasks answered, in order."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.failed: list[MrappError] = []


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    needs_screen()
    make_application()
    runner = TaskRunner()
    yield runner
    runner.close()


def number(_progress: Progress, _cancelled: Cancelled) -> int:
    return 7


def broken(_progress: Progress, _cancelled: Cancelled) -> int:
    raise ZeroDivisionError("nobody foresaw this")


@pytest.mark.logs
def test_a_fault_nobody_foresaw_is_told_in_words_and_logged(
    runner: TaskRunner, caplog: pytest.LogCaptureFixture
) -> None:
    answers = Answers()
    runner.start(TITLE, broken, answers.done.append, answers.failed.append)
    wait_for(runner.idle, lambda: not runner.running)
    assert answers.done == []
    assert [type(error) for error in answers.failed] == [UnexpectedError]
    assert answers.failed[0].text("nl").startswith("Tellen is niet gelukt")
    assert "nobody foresaw this" in caplog.text


def test_what_is_cancelled_answers_once_and_with_nothing_else(runner: TaskRunner) -> None:
    answers, go = Answers(), threading.Event()

    def deaf(_progress: Progress, _cancelled: Cancelled) -> int:
        go.wait(timeout=120)
        return 7

    for work in (deaf, deaf, number):
        runner.start(TITLE, work, answers.done.append, answers.failed.append)
    runner.cancel_all()
    go.set()
    wait_for(runner.idle, lambda: not runner.running)
    assert answers.done == []
    assert [type(error) for error in answers.failed] == [CancelledError] * 3


def test_what_cannot_be_stopped_goes_on_to_its_end(runner: TaskRunner) -> None:
    answers, go = Answers(), threading.Event()

    def keep(_progress: Progress, _cancelled: Cancelled) -> int:
        go.wait(timeout=120)
        return 7

    runner.start(TITLE, keep, answers.done.append, answers.failed.append, stoppable=False)
    runner.cancel_all()
    go.set()
    wait_for(runner.idle, lambda: not runner.running)
    assert (answers.done, answers.failed) == ([7], [])


def test_what_lasts_counts_where_the_wish_to_stop_came_too_late(runner: TaskRunner) -> None:
    answers, go = Answers(), threading.Event()

    def late(_progress: Progress, _cancelled: Cancelled) -> int:
        go.wait(timeout=120)
        return 7

    def in_time(_progress: Progress, cancelled: Cancelled) -> int:
        go.wait(timeout=120)
        if cancelled():
            raise CancelledError
        return 8

    for work in (late, in_time):
        runner.start(TITLE, work, answers.done.append, answers.failed.append, lasting=True)
    runner.cancel_all()
    go.set()
    wait_for(runner.idle, lambda: not runner.running)
    assert answers.done == [7]
    assert [type(error) for error in answers.failed] == [CancelledError]


def test_an_answer_that_goes_wrong_holds_up_no_other(
    runner: TaskRunner, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = Answers()

    def stumble(_found: int) -> None:
        raise ZeroDivisionError("in the answer")

    runner.start(TITLE, number, stumble, answers.failed.append)
    runner.start(TITLE, number, answers.done.append, answers.failed.append)
    wait_for(runner.idle, lambda: not runner.running)
    assert (answers.done, answers.failed) == ([7], [])
    assert "in the answer" in capsys.readouterr().err
