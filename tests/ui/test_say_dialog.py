"""The dialog with which one says something: beside its place, in any language and size."""

import random
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from mrapp.app.questions.answering import Answering
from mrapp.app.remarks.drawing import EMPTY
from mrapp.app.remarks.sound import NoSound, SpokenNote
from mrapp.model.project import Theme
from mrapp.ui.application import make_application
from mrapp.ui.dialogs.following import follow_all
from mrapp.ui.drawing.dialog import DrawDialog
from mrapp.ui.languages import Languages
from mrapp.ui.opinions.beside import place_beside, width_beside
from mrapp.ui.opinions.say_dialog import SayDialog
from mrapp.ui.robot import wait_for
from mrapp.ui.style import style_sheet
from mrapp.ui.tasks import TaskRunner
from mrapp.ui.voice.sounds import Sounds
from tests.app.forms import everything
from tests.ui.pretended_sound import PretendedSound
from tests.ui.screen import needs_screen
from tests.ui.test_access import clipped, controls

pytestmark = pytest.mark.window

Speak = Callable[[str, float], None]


@pytest.fixture
def window() -> Iterator[QMainWindow]:
    """A window without a city."""
    needs_screen()
    make_application()
    found = QMainWindow()
    found.setGeometry(0, 0, 1280, 720)
    found.show()
    yield found
    found.close()
    found.deleteLater()


@pytest.fixture
def speak() -> Iterator[Speak]:
    """Let the program speak another language, in another size of text."""
    needs_screen()
    languages, app = Languages(), make_application()

    def choose(language: str, scale: float) -> None:
        app.setStyleSheet(style_sheet(scale))
        languages.speak(language)
        follow_all(language, scale)
        turn()

    yield choose
    languages.close()
    app.setStyleSheet("")


@pytest.fixture
def dialog(window: QMainWindow, speak: Speak) -> Iterator[SayDialog]:
    """The form with themes and questions, about a place in the window."""
    speak("nl", 1.0)
    themes = (Theme(id="green", name={"nl": "Groen", "en": "Green"}),)
    found = SayDialog(window, themes, Sounds(NoSound(), TaskRunner(window)), "nl", 1.0)
    thanks = {"nl": "Tot ziens op het plein.", "en": "See you on the square."}
    form = everything().model_copy(update={"thanks": thanks})
    found.add_questions(Answering.begun(form, 0), ())
    found.form.show_place("", grey(), QPointF(0.25, 0.5))
    found.stand_beside(window.mapToGlobal(QPoint(900, 400)))
    found.open()
    yield found
    found.hide()
    found.deleteLater()
    turn()


def turn() -> None:
    """Let what waits in the queue happen."""
    loop = QEventLoop()
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, loop.quit))
    loop.exec()


def grey() -> QImage:
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    return image


def test_it_stands_where_the_place_stays_in_view() -> None:
    chance = random.Random(7)
    for _ in range(500):
        room = QRect(chance.randrange(200), 0, chance.randrange(800, 2000), 700)
        spot = QPoint(chance.randrange(room.left(), room.right()), chance.randrange(700))
        wanted = chance.choice((560, 840, 1120))
        width = width_beside(room, spot, wanted, 300)
        place = place_beside(room, spot, width, chance.randrange(300, 900))
        assert room.contains(place)
        assert not place.contains(spot)
        assert 300 <= width <= wanted


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_place_is_in_view_and_pinned_on_the_picture(
    dialog: SayDialog, window: QMainWindow, speak: Speak, scale: float
) -> None:
    dialog.form.voice.show_note(SpokenNote(b"OggS", 7.0))
    dialog.stand_beside(window.mapToGlobal(QPoint(643, 400)))
    speak("nl", scale)
    inside = QRect(window.mapToGlobal(QPoint()), window.size())
    assert inside.contains(dialog.geometry())
    assert not dialog.geometry().contains(window.mapToGlobal(QPoint(643, 400)))
    assert clipped(dialog) == []
    assert dialog.form.reader.horizontalScrollBar().maximum() == 0
    shown = dialog.form.sketch.picture.grab().toImage()
    changed = [
        x
        for x in range(shown.width())
        for y in range(shown.height())
        if shown.pixelColor(x, y) != QColor("#808080")
    ]
    assert changed, "there is a pin"
    middle = (min(changed) + max(changed)) / 2
    assert middle / shown.width() == pytest.approx(0.25, abs=0.02)


def test_it_follows_language_and_size_and_keeps_what_was_filled_in(
    dialog: SayDialog, speak: Speak
) -> None:
    form, page = dialog.form, dialog.questions
    assert page is not None
    form.text.setPlainText("Mooi")
    form.mood.tiles[4].click()
    form.theme.setCurrentIndex(1)
    form.voice.show_note(SpokenNote(b"OggS", 7.0))
    before = dialog.words
    speak("en", 2.0)
    assert dialog.words == before
    assert dialog.windowTitle() == "Say what you think"
    assert form.keep.text() == "Keep"
    assert form.theme.currentText() == "Green"
    assert form.mood.tiles[4].isChecked()
    assert form.mood.tiles[4].text() == "Happy"
    assert form.voice.record_there.text() == "Your spoken note: 0:07"
    assert clipped(dialog) == []
    dialog.ask_questions()
    speak("nl", 2.0)
    assert page.view is not None
    assert page.view.heading == "Kent u het?"
    assert clipped(dialog) == []


def test_the_thanks_follow_too_and_end_with_the_words_of_the_questions(
    dialog: SayDialog, speak: Speak
) -> None:
    page, thanks = dialog.questions, dialog.thanks
    assert page is not None
    dialog.ask_questions()
    page.take("yes")
    high = dialog.height()
    dialog.show_thanks("K7QM-3XWT-9PRD-5HJA")
    assert dialog.height() < 0.8 * high, "it is no larger than what it says"
    assert thanks.closing.text() == "Tot ziens op het plein."
    speak("en", 2.0)
    assert thanks.closing.text() == "See you on the square."
    assert thanks.copy.text() == "Copy the code"
    assert clipped(dialog) == []
    room = thanks.code.width() - 2 * thanks.code.fontMetrics().averageCharWidth()
    assert thanks.code.fontMetrics().horizontalAdvance(thanks.code.text()) <= room
    assert [type(w).__name__ for w in controls(dialog) if not w.accessibleName()] == []


def test_why_it_was_not_kept_is_seen_also_by_who_kept_it_from_a_question(
    dialog: SayDialog,
) -> None:
    page, wanted = dialog.questions, list[bool]()
    assert page is not None
    dialog.keep_wanted.connect(lambda: wanted.append(True))
    dialog.ask_questions()
    page.take("yes")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [True]
    dialog.show_busy()
    assert not page.isVisible(), "nothing can be changed meanwhile"
    dialog.show_failed("De schijf is vol.")
    assert dialog.form.wrong.isVisible()


def test_what_was_said_aloud_until_the_questions_is_there_after_them(
    dialog: SayDialog, window: QMainWindow
) -> None:
    sound, tasks, voice = PretendedSound(), TaskRunner(window), dialog.form.voice
    voice._sounds = Sounds(sound, tasks)
    voice.record.click()
    wait_for(voice.changed, voice.stop.isEnabled)
    sound.recordings[0].seconds = 2.0
    dialog.form.part.button.click()
    wait_for(voice.changed, lambda: not voice.active)
    assert voice.note == SpokenNote(b"OggS" + bytes(8), 2.0)
    tasks.close()


def test_who_answered_nothing_is_not_thanked_for_answers(dialog: SayDialog) -> None:
    dialog.form.text.setPlainText("Mooi")
    dialog.show_thanks("K7QM-3XWT-9PRD-5HJA")
    assert not dialog.thanks.closing.isVisible()


def test_one_colour_looks_chosen_and_the_drawing_follows(dialog: SayDialog, speak: Speak) -> None:
    drawing = DrawDialog(dialog, grey(), EMPTY, "nl", 1.0)
    drawing.open()
    assert drawing.focusWidget() is drawing.tools["blue"], "on another it would look chosen as well"
    drawing.tools["orange"].click()
    speak("en", 2.0)
    assert drawing.tools["orange"].text() == "Orange"
    assert [name for name, each in drawing.tools.items() if each.isChecked()] == ["orange"]
    assert clipped(drawing) == []
    drawing.close()
