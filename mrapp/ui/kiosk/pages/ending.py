"""The last pages: what is kept, waiting for it, what went wrong, thanks with the receipt."""

from functools import partial

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mrapp.app.kiosk import visit as kiosk
from mrapp.app.remarks.receipts import page_in_words, scanned_of
from mrapp.model.texts import pick_language
from mrapp.ui.asking.rows import make_label
from mrapp.ui.asking.tiles import Tile
from mrapp.ui.kiosk.code_field import MONO
from mrapp.ui.kiosk.page import KioskPage, Place
from mrapp.ui.printing import can_print, print_receipt
from mrapp.ui.qr import QrCode

_LONGEST_SHOWN, _CODE = 300, 2.2


class SendPage(KioskPage):
    """What is going to be kept, and the button that does it; sending comes later, unseen."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        visit = place.visit
        something = kiosk.says_something(visit)
        self.title(self.tr("May we keep this?"))
        if not something:
            self.say(self.tr("You have not said anything yet. Go back to answer a question."))
        answers = len(kiosk.said(visit).answers)
        if answers:
            self.say(self.tr("Questions that you answered: %1").replace("%1", str(answers)))
        if visit.theme is not None:
            themes = {theme.id: theme for theme in place.project.themes}
            name = pick_language(themes[visit.theme].name, place.language)
            self.say(self.tr("It is about: %1").replace("%1", name))
        if visit.pin is not None:
            self.say(self.tr("You pointed at a place in the city."))
        if visit.drawing.strokes:
            self.say(self.tr("You drew on the picture."))
        if visit.text.strip():
            shown = visit.text.strip()
            short = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
            self.say(f"“{short}”")
        self.say(
            self.tr(
                "The municipality reads it. Everybody may read it without your name: there is "
                "none. With the code on the next page you can take it back."
            )
        )
        visiting = place.visiting
        self.back = self.tile(self.tr("Back"), partial(visiting.do, kiosk.go_back))
        self.on = self.tile(self.tr("Keep"), visiting.send, main=True)
        self.on.setEnabled(something)

    def first(self) -> QWidget | None:
        """Return the button that keeps it, where there is something to keep."""
        return self.on if self.on is not None and self.on.isEnabled() else self.back


class SendingPage(KioskPage):
    """It is being kept: a moment."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("One moment. Your opinion is being kept."))


class FailedPage(KioskPage):
    """It could not be kept: why, and another try."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("Your opinion is not kept yet."))
        fault = place.visit.fault
        if fault is not None:
            self.say(fault.text(place.language))
        else:
            self.say(self.tr("This takes too long: what keeps the opinions does not answer."))
        self.say(
            self.tr(
                "What you said is still here. Try again, or ask somebody who works here. If you "
                "leave, we try once more and then erase it."
            )
        )
        visiting = place.visiting
        if not place.visit.pending:
            self.back = self.tile(self.tr("Back"), partial(visiting.do, kiosk.go_back))
        self.others = [self.tile(self.tr("Stop and erase"), visiting.stop)]
        self.on = self.tile(self.tr("Try again"), visiting.send, main=True)

    def first(self) -> Tile | None:
        """Return the button that tries again."""
        return self.on


class ThanksPage(KioskPage):
    """Thanks: it is kept. The code comes on paper or is written down; then it is gone."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        visit, server = place.visit, place.visiting.server
        self.title(self.tr("Thank you. Your opinion is kept."))
        # Not read aloud: what it says differs each second.
        self._left = make_label("", place.looks, 0.85, soft=True)
        self.rows.addWidget(self._left)
        if visit.form is not None and visit.form.thanks:
            self.say(pick_language(visit.form.thanks, place.language))
        online = [self._at_home(server)] if server else []
        self.words += [
            self.tr("This is your code:"),
            " ".join(visit.receipt),
            *online,
            self.tr(
                "Write it down or take a photo. With it you can read the answer, add something "
                "or take your opinion back. Nobody else has it, and we cannot find it again."
            ),
        ]
        # Where it does not fit on one line it breaks between groups.
        code = make_label(visit.receipt.replace("-", "-\u200b"), place.looks, _CODE, bold=True)
        code.setAccessibleName(visit.receipt)
        font = QFont(code.font())
        font.setFamilies(list(MONO))
        code.setFont(font)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.addWidget(make_label(self.tr("This is your code:"), place.looks))
        column.addWidget(code)
        for words in online:
            column.addWidget(make_label(words, place.looks, bold=True))
        column.addWidget(make_label(self.words[-1], place.looks, 0.85))
        side = 4 * place.looks.target_px
        named = self.tr("The page with your opinion, as a QR code for your phone")
        name = named if server else self.tr("The same code as a QR code")
        scanned = scanned_of(visit.receipt, server)
        qr = QrCode(scanned, side, name)
        self.row([qr, beside], [0, 1])
        self.on = self.tile(self.tr("Done"), place.visiting.stop, main=True)
        self.others = [self.tile(self.tr("More time"), place.visiting.still_here)]
        place.visiting.ticked.connect(self.show_visit)
        self.show_visit()
        if can_print():
            told = (self.heading, visit.receipt, "\n".join((*online, self.words[-1])))
            printed = partial(print_receipt, told, scanned, self._print_failed)
            self.others.insert(0, self.tile(self.tr("Print"), printed))

    def first(self) -> Tile | None:
        """Return the button that ends the visit."""
        return self.on

    def _at_home(self, server: str) -> str:
        words = self.tr("Read the answer at home: %1. Or scan the square with your phone.")
        # It may break behind each part of the address, and nowhere else.
        page = page_in_words(server).replace("/", "/\u200b")
        return words.replace("%1", page)

    def show_visit(self) -> None:
        """Tell how long the code stays."""
        words = self.tr("This page goes away in %1 seconds.")
        self._left.setText(words.replace("%1", str(self.place.visiting.stays_s)))

    def _print_failed(self) -> None:
        self.note(self.tr("The printer does not work. Write the code down."))
        self.shown_anew.emit()
