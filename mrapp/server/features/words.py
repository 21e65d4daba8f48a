"""What the service says of itself."""

from mrapp.model.texts import Phrase

TITLE = Phrase(nl="Meningen over plannen", en="Opinions on plans")
ABOUT_ALL = Phrase(
    nl="Meningen die getoond mogen worden, per project; zonder iets over de persoon.",
    en="Opinions that may be shown, by project; without anything about the person.",
)
ABOUT = Phrase(
    nl="Meningen over dit plan die een medewerker heeft bekeken en die getoond mogen worden. "
    "Teksten zijn niet veranderd. Leeftijd, buurt, bestanden en de tijd van de dag staan er niet "
    "bij.",
    en="Opinions on this plan that somebody has looked at and that may be shown. Texts were not "
    "changed. Age, neighbourhood, files and the time of day are left out.",
)
