"""Texts of pages, by name; each page has a catalogue of its own, and all have this one as well.

In a template `t.name` is a text, and `t("name", number=3)` one with something filled in.
"""

from collections.abc import Mapping
from typing import Final

from mrapp.model.texts import Language, Phrase

Catalogue = Mapping[str, Phrase]

SHARED: Final[Catalogue] = {
    "brand": Phrase(nl="mrapp", en="mrapp"),
    "brand_about": Phrase(nl="meningen over plannen", en="opinions on plans"),
    "skip": Phrase(nl="Naar de inhoud", en="Skip to the content"),
    "language": Phrase(nl="Taal", en="Language"),
    "dutch": Phrase(nl="Nederlands", en="Nederlands"),
    "english": Phrase(nl="English", en="English"),
    "footer": Phrase(
        nl="Gemaakt met mrapp, vrije software (EUPL-1.2). Deze site volgt u niet: er zijn alleen "
        "cookies voor uw taal en, voor medewerkers, voor de aanmelding.",
        en="Made with mrapp, free software (EUPL-1.2). This site does not track you: it has "
        "cookies for your language and, for staff, for signing in only.",
    ),
    "back": Phrase(nl="Terug", en="Back"),
    "yes": Phrase(nl="Ja", en="Yes"),
    "no": Phrase(nl="Nee", en="No"),
    "save": Phrase(nl="Opslaan", en="Save"),
    "cancel": Phrase(nl="Annuleren", en="Cancel"),
    "next_page": Phrase(nl="Volgende", en="Next"),
    "pages": Phrase(nl="Bladeren", en="Pages"),
    "wrong": Phrase(nl="Er klopt iets niet", en="Something is not right"),
}
"""What the frame of a page says, and what many pages say."""


class Words:
    """Texts of a page in one language."""

    def __init__(self, language: Language, catalogue: Catalogue) -> None:
        self._language = language
        self._catalogue = {**SHARED, **catalogue}

    def __getattr__(self, name: str) -> str:
        """Return a text by its name; raises AttributeError, which a template does not forgive."""
        if name not in self._catalogue:
            raise AttributeError(name)
        return self._catalogue[name].text(self._language)

    def __call__(self, name: str, /, **values: object) -> str:
        """Return a text with something filled in; raises KeyError."""
        return self._catalogue[name].text(self._language, **values)
