"""The first pages: an invitation, the choice of a language, an opinion that was interrupted."""

from functools import partial

from mrapp.app.kiosk import coming_back as back
from mrapp.app.kiosk import visit as kiosk
from mrapp.model.texts import pick_language
from mrapp.ui.kiosk.page import KioskPage, Place

_INVITATION = "Raak het scherm aan  ·  Touch the screen"
_CHOOSE = "Kies uw taal  ·  Choose your language"
_RECEIPT = "Mijn bon  ·  My receipt"
_LANGUAGES = (("nl", "Nederlands"), ("en", "English"))


class AttractPage(KioskPage):
    """Nobody is there: what this is about, and that it may be touched. In both languages."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        project = place.project
        names = dict.fromkeys(pick_language(project.name, code) for code, _name in _LANGUAGES)
        self.title("  ·  ".join(names), 1.9)
        notices = [pick_language(project.notice, code) for code, _name in _LANGUAGES]
        for words in dict.fromkeys(notice for notice in notices if notice):
            self.say(words, 1.0, soft=True)
        if not place.unset:
            self.grid([self.tile(_INVITATION, place.visiting.begin, main=True, size=1.7)], 1)
            return
        self.say(place.unset, bold=True)
        if place.set_pin is not None:
            self.grid([self.tile(self.tr("For staff: choose a PIN"), place.set_pin, main=True)], 1)


class LanguagePage(KioskPage):
    """Which language; and what is, and is not, kept of who answers."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(_CHOOSE)
        self.grid(
            [
                self.tile(name, partial(self._choose, code), main=True, size=1.2)
                for code, name in _LANGUAGES
            ],
            2,
        )
        self.say(self.tr("Look at the plans and tell what you think of them."))
        self.say(
            self.tr(
                "We do not ask your name. Nobody can see who you are. "
                "When you stop, everything disappears that is not kept yet."
            )
        )

        # In both languages, as it stands before the choice.
        self.others = [self.tile(_RECEIPT, partial(place.visiting.do, back.begin))]

    def _choose(self, code: str) -> None:
        self.place.visiting.do(kiosk.speak, code)
        self.place.visiting.do(kiosk.look_around)


class RecoveredPage(KioskPage):
    """The power went while somebody was giving an opinion."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("Someone was giving an opinion here."))
        self.say(self.tr("The machine stopped and started again. Was it you? Then you can go on."))
        self.say(self.tr("If nobody goes on, it is erased by itself."), 0.85, soft=True)
        self.back = self.tile(self.tr("Erase"), place.visiting.stop)
        self.on = self.tile(self.tr("Go on with it"), place.visiting.recover, main=True)
