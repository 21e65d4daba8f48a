"""What is said of a picture that does not show what it is a picture of."""

from mrapp.app.history import Moment
from mrapp.model.texts import Phrase, pick_language

_MISSED = Phrase(
    nl="Van de variant {name} is op deze afbeelding niets te zien: het ontwerp ligt helemaal "
    "buiten beeld.",
    en="Nothing of the variant {name} is seen in this picture: its design lies wholly outside it.",
)


def design_missed(moment: Moment) -> Phrase:
    """Return what to say where the design of the variant that is shown is not in the picture."""
    variant = moment.project.variant(moment.view.variant)
    names = variant.name if variant else {}
    said = {lang: _MISSED.text(lang, name=pick_language(names, lang)) for lang in ("nl", "en")}
    return Phrase(**said)
