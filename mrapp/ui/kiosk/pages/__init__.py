"""The pages of the kiosk, and which one a visit needs."""

from mrapp.app.kiosk import visit as kiosk
from mrapp.app.kiosk.at_tile import camera_on
from mrapp.app.kiosk.visit import Page, Visit
from mrapp.ui.kiosk.page import KioskPage, Place
from mrapp.ui.kiosk.pages.asking import QuestionPage
from mrapp.ui.kiosk.pages.drawing import DrawPage
from mrapp.ui.kiosk.pages.ending import FailedPage, SendingPage, SendPage, ThanksPage
from mrapp.ui.kiosk.pages.looking import LookPage, ShutPage
from mrapp.ui.kiosk.pages.returning import CodePage, MinePage, MorePage, TakeBackPage, TakenPage
from mrapp.ui.kiosk.pages.saying import AboutPage, PlacePage, WordsPage
from mrapp.ui.kiosk.pages.starting import AttractPage, LanguagePage, RecoveredPage
from mrapp.ui.kiosk.pages.tile import AskCameraPage, TilePage

_PAGES: dict[Page, type[KioskPage]] = {
    Page.ATTRACT: AttractPage,
    Page.RECOVERED: RecoveredPage,
    Page.LANGUAGE: LanguagePage,
    Page.LOOK: LookPage,
    Page.DRAW: DrawPage,
    Page.SHUT: ShutPage,
    Page.SENDING: SendingPage,
    Page.FAILED: FailedPage,
    Page.THANKS: ThanksPage,
    Page.CODE: CodePage,
    Page.MINE: MinePage,
    Page.MORE: MorePage,
    Page.TAKE_BACK: TakeBackPage,
    Page.TAKEN: TakenPage,
}
_STEPS: dict[str, type[KioskPage]] = {
    kiosk.PLACE: PlacePage,
    kiosk.ABOUT: AboutPage,
    kiosk.WORDS: WordsPage,
    kiosk.SEND: SendPage,
}


def make_page(place: Place) -> KioskPage:
    """Make the page that the visit is on."""
    visit = place.visit
    if visit.page == Page.TILE and place.camera is not None:
        return TilePage(place, place.camera) if camera_on(visit) else AskCameraPage(place)
    if visit.page != Page.OPINION:
        return _PAGES[visit.page](place)
    asks = kiosk.question(visit)
    return QuestionPage(place, asks) if asks is not None else _STEPS[visit.step](place)


def page_key(visit: Visit) -> tuple[str, str, str]:
    """Return what, when it changes, asks for another page."""
    step = visit.step if visit.page == Page.OPINION else "on" if camera_on(visit) else ""
    return visit.page.value, step, visit.language
