"""What staff do in the journey, at a browser, with a keyboard alone."""

from collections.abc import Callable, Mapping
from typing import Final

from tests.journeys.browsing import Hands

PASSWORD: Final = "vier losse woorden zijn genoeg"
NAME: Final = "Anna de Wit"
DECIDED: Final = {
    "nl": "Er komen 24 bomen op het plein. De toren wordt twee verdiepingen lager.",
    "en": "There will be 24 trees on the square. The tower becomes two storeys lower.",
}
EFFECT: Final = {
    "nl": "Veel mensen vroegen om schaduw en om uitzicht. Daarom is het plan veranderd. Helemaal "
    "zonder toren kan niet: dan zijn er te weinig woningen.",
    "en": "Many people asked for shade and for a view. So the plan was changed. It cannot do "
    "without a tower altogether: then there would be too few homes.",
}


class AtDesk:
    """The administrator, who moderates too. base: where the pages of the project are."""

    def __init__(self, hands: Hands, url: str, project: str) -> None:
        self._hands, self._url = hands, url
        self._base = f"{url}/staff/projects/{project}"

    def start(self, link: str) -> None:
        """Choose a password, with the link that the server printed."""
        hands = self._hands
        hands.go(link)
        hands.look("staff-1-start", "the administrator's one-time link: a password is chosen")
        hands.write("name", NAME)
        hands.write("password", PASSWORD)
        hands.write("again", PASSWORD)
        hands.press(hands.button("Wachtwoord opslaan"))

    def see_project(self) -> None:
        """Look at the projects, and at the machines of this one."""
        hands = self._hands
        hands.go(f"{self._url}/staff")
        hands.look("staff-2-projects", "the projects of the municipality")
        hands.go(f"{self._base}/machines")
        hands.look("staff-3-machines", "the kiosk is enrolled, and can be shut out again")
        hands.go(f"{self._base}/settings")
        hands.look("staff-4-settings", "who may send, and how long remarks are kept")

    def hide(self, remark: str, disturb: Callable[[], None]) -> None:
        """Hide a remark that the filter points at, with a reason."""
        hands = self._hands
        hands.go(f"{self._base}/remarks")
        hands.look("staff-5-queue", "five new remarks; the filter points at a telephone number")
        hands.press(hands.page.locator(f"a[href$='{remark}']").first)
        hands.look("staff-6-remark", "one remark, with what the visitor saw; a person decides")
        hands.choose("reason", "personal")
        hands.write("note", "Voeg uw uitleg gerust nog toe, zonder telefoonnummer.")
        disturb()
        hands.press(hands.button("Verbergen"))
        hands.look("staff-7-hidden", "the remark is hidden, and its maker will read why")

    def show(self, remarks: list[str]) -> None:
        """Show remarks, all at once."""
        hands = self._hands
        hands.go(f"{self._base}/remarks")
        self._tick(remarks)
        hands.press(hands.button("Tonen"))
        hands.go(f"{self._base}/remarks?state=all")
        hands.look("staff-8-judged", "four remarks are shown, one is hidden")

    def answer(self, remarks: list[str], disturb: Callable[[], None]) -> None:
        """Answer remarks, all at once, in both languages."""
        hands = self._hands
        hands.go(f"{self._base}/remarks?state=shown")
        self._tick(remarks)
        hands.press(hands.button("Samen beantwoorden"))
        for language in DECIDED:
            hands.write(f"decided_{language}", DECIDED[language])
            hands.write(f"effect_{language}", EFFECT[language])
        disturb()
        hands.press(hands.button("Bewaren en bekijken"))
        hands.look("staff-9-draft", "an answer to two remarks, as the citizen will read it")
        hands.press(hands.button("Publiceren"))
        hands.look("staff-10-answer", "the answer is published")
        hands.go(f"{self._base}/answers")
        hands.look("staff-11-answers", "all answers")

    def see_rest(self) -> None:
        """Look at the pages that were not needed so far, and at the log."""
        hands = self._hands
        for name, about in _REST.items():
            here = f"{self._url}/staff/{name}" if name in _OF_ALL else f"{self._base}/{name}"
            hands.go(here)
            hands.look(f"staff-12-{name}", about)

    def sign_out_and_in(self) -> None:
        """Sign out, and in again."""
        hands = self._hands
        hands.press(hands.button("Afmelden"))
        hands.look("staff-13-sign-in", "signing in")
        hands.write("login", "admin")
        hands.write("password", PASSWORD)
        hands.press(hands.button("Aanmelden"))

    @property
    def is_signed_in(self) -> bool:
        """Whether the page that is shown is one for who is signed in."""
        return self._hands.page.get_by_text(NAME).count() > 0

    def _tick(self, remarks: list[str]) -> None:
        for each in remarks:
            self._hands.tick(self._hands.page.locator(f"input[name=chosen][value='{each}']"))


_OF_ALL: Final = ("people", "log", "account")
_REST: Final[Mapping[str, str]] = {
    "themes": "themes that moderators give",
    "people": "who works here, and as what",
    "log": "the log, that can only grow",
    "account": "one's own password",
}
