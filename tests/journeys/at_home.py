"""What citizens do in the journey, at a browser at home: the receipt, and the results."""

from tests.journeys.browsing import Hands

_SHOW = {"nl": "Laat mijn mening zien", "en": "Show my opinion"}


class AtHome:
    """Somebody with a receipt, or without."""

    def __init__(self, hands: Hands, url: str, project: str) -> None:
        self._hands, self._url, self._project = hands, url, project

    def open(self, code: str, language: str = "nl") -> str:
        """Give the code of a receipt; returns all that the page says."""
        hands = self._hands
        hands.go(f"{self._url}/receipt?lang={language}")
        hands.write("code", code.lower())
        hands.press(hands.button(_SHOW[language]))
        return self.words()

    def ask(self) -> None:
        """Look at where the code is asked."""
        self._hands.go(f"{self._url}/receipt")
        self._hands.look("home-1-code", "where one gives the code of the receipt")

    def read(self, code: str, name: str, about: str) -> str:
        """Read what became of an opinion, in English and in Dutch; returns the Dutch."""
        self.open(code, "en")
        self._hands.look(f"{name}-en", f"{about} (English)", again=False)
        told = self.open(code)
        self._hands.look(name, about, again=False)
        return told

    def add(self, code: str, text: str) -> str:
        """Add to an opinion; returns what is said then."""
        hands = self._hands
        self.open(code)
        hands.write("text", text)
        hands.press(hands.button("Toevoegen"))
        hands.look("home-4-added", "something was added", again=False)
        return self.words()

    def withdraw(self, code: str) -> str:
        """Withdraw an opinion; returns what is said then."""
        hands = self._hands
        self.open(code)
        hands.press(hands.page.locator("button.danger").first)
        hands.look("home-5-sure", "once more: what is erased, and what stays", again=False)
        hands.press(hands.page.locator("button.danger").first)
        hands.look("home-6-withdrawn", "the opinion is withdrawn", again=False)
        return self.words()

    def elsewhere(self, url: str) -> "AtHome":
        """Return the same person, at another address."""
        return AtHome(self._hands, url, self._project)

    def see_projects(self) -> None:
        """Look at which projects there are."""
        self._hands.go(self._url)
        self._hands.look("results-1-projects", "the projects that anyone may look at")

    def see_results(self, name: str, about: str) -> str:
        """Look at the results; returns what is said of the project."""
        self._hands.go(f"{self._url}/results/{self._project}")
        self._hands.look(name, about)
        return self.words()

    def words(self) -> str:
        """Return all that the page says."""
        return self._hands.page.locator("main").inner_text()
