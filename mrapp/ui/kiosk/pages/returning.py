"""The pages of who comes back with a code: the code, the opinion, adding to it, withdrawing it."""

from functools import partial

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

from mrapp.app.kiosk import coming_back as back
from mrapp.app.kiosk import visit as kiosk
from mrapp.app.questions.question_words import MOOD_WORDS
from mrapp.app.remarks.opinions import opinion_of
from mrapp.app.sync_words import became_lines
from mrapp.ui.asking.keys import TextField
from mrapp.ui.asking.rows import make_label
from mrapp.ui.asking.tiles import Tile
from mrapp.ui.kiosk.code_field import CodeField
from mrapp.ui.kiosk.page import KioskPage, Place


class ReturnPage(KioskPage):
    """A page of who came back. It tells what came of what was asked, at once and aloud."""

    def __init__(self, place: Place, title: str) -> None:
        super().__init__(place)
        self.title(title)
        self._told: QLabel = make_label("", place.looks, bold=True)
        self._told.hide()
        self.rows.addWidget(self._told)

    def show_visit(self) -> None:
        """Tell what came of it; while something is asked nothing else can be."""
        came = self.place.visit.came
        for tile in (*self.others, self.on, self.back):
            if tile is not None:
                tile.setEnabled(not came.busy)
        words = came.told.text(self.place.language) if came.told is not None else ""
        self.tell(self.tr("One moment.") if came.busy else words)

    def tell(self, words: str) -> None:
        """Say something, where it was not said yet."""
        if words == self._told.text():
            return
        self._told.setText(words)
        self._told.setAccessibleName(words)
        self._told.setVisible(bool(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.shown_anew.emit()


class CodePage(ReturnPage):
    """The code of a receipt."""

    def __init__(self, place: Place) -> None:
        super().__init__(place, self.tr("Give the code of your receipt"))
        do, returning = place.visiting.do, place.returning
        self.field = CodeField(
            place.looks,
            place.visit.came.code,
            self.tr("The code on your receipt"),
            lambda code: do(back.give_code, code),
            keys=not place.typed,
        )
        self.field.line.returnPressed.connect(returning.find)
        self.rows.addWidget(self.field)
        self.back = self.tile(self.tr("Back"), partial(do, kiosk.go_back))
        self.on = self.tile(self.tr("Find my opinion"), returning.find, main=True)
        place.visiting.ticked.connect(self.show_visit)
        self.show_visit()

    def first(self) -> QWidget:
        """Return where the code is given."""
        return self.field

    def show_visit(self) -> None:
        """Tell what came of it, and how long no code is taken."""
        super().show_visit()
        place = self.place
        wait_s = place.returning.waits_s
        self.field.line.setReadOnly(place.visit.came.busy)
        self.field.keys.setEnabled(not place.visit.came.busy)
        if self.on is not None and (wait_s or place.shut or not place.visit.came.code):
            self.on.setEnabled(False)
        if place.shut:
            self.tell(self.tr("That is not possible now. Try again later: we go on trying."))
        elif wait_s:
            words = self.tr("Too many codes that nobody has. Try again in %1 seconds.")
            self.tell(words.replace("%1", str(wait_s)))


class MinePage(ReturnPage):
    """The opinion that belongs to the code, with what was added later."""

    def __init__(self, place: Place) -> None:
        super().__init__(place, self.tr("Your opinion"))
        kept = place.visit.came.kept
        told = opinion_of(place.project, kept, place.language) if kept is not None else None
        if told is not None:
            for label, value in became_lines(place.visit.came.became, place.language):
                self.say(label, bold=True)
                self.say(value)
            if told.text:
                self.say(f"“{told.text}”")
            if told.mood:
                self.say(MOOD_WORDS[told.mood - 1].text(place.language))
            for fact in (*told.additions, *told.answers):
                self.say(fact.line)
            if told.lost:
                self.say(told.lost)
            for fact in told.facts:
                self.say(fact.line, 0.85, soft=True)
        do = place.visiting.do
        self.back = self.tile(self.tr("Done"), place.visiting.stop)
        self.others = [self.tile(self.tr("Withdraw my opinion"), partial(do, back.doubt))]
        self.on = self.tile(self.tr("Add something"), partial(do, back.add_more), main=True)
        self.show_visit()

    def first(self) -> Tile | None:
        """Return the button that ends the visit."""
        return self.back


class MorePage(ReturnPage):
    """What is to be added."""

    def __init__(self, place: Place) -> None:
        super().__init__(place, self.tr("Do you want to add something?"))
        note = self.tr("Do not write your name, address or telephone number.")
        self.words.append(note)
        self.field = TextField(
            place.looks,
            place.visit.came.more,
            self.heading,
            self._say,
            keys=not place.typed,
            beside=place.wide,
            note=make_label(note, place.looks),
        )
        self.rows.addWidget(self.field)
        self.back = self.tile(self.tr("Back"), partial(place.visiting.do, kiosk.go_back))
        self.on = self.tile(self.tr("Add"), place.returning.add, main=True)
        self.show_visit()

    def first(self) -> TextField:
        """Return the field."""
        return self.field

    def show_visit(self) -> None:
        """Let it be added once something is written."""
        super().show_visit()
        came = self.place.visit.came
        self.field.writing.setReadOnly(came.busy)
        self.field.keys.setEnabled(not came.busy)
        if self.on is not None and not came.more.strip():
            self.on.setEnabled(False)

    def _say(self, text: str) -> None:
        self.place.visiting.do(back.say_more, text)


class TakeBackPage(ReturnPage):
    """A second thought before it is gone."""

    def __init__(self, place: Place) -> None:
        super().__init__(place, self.tr("Do you want to withdraw your opinion?"))
        self.say(self.tr("What you said is erased. That cannot be undone."))
        self.others = [self.tile(self.tr("Withdraw"), place.returning.take_back)]
        self.on = self.tile(
            self.tr("Keep it"), partial(place.visiting.do, kiosk.go_back), main=True
        )
        self.show_visit()

    def first(self) -> Tile | None:
        """Return the button that leaves it as it is."""
        return self.on


class TakenPage(KioskPage):
    """It was withdrawn."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("Your opinion is withdrawn. What you said is erased."))
        self.on = self.tile(self.tr("Done"), place.visiting.stop, main=True)
