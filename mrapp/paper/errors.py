"""What can go wrong with forms on paper; part of the tree that `mrapp.model.errors` begins."""

from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase


class PaperError(MrappError):
    """A form cannot be printed or read as asked."""


class PhotographUnreadError(PaperError):
    """A photograph cannot be read: `reason`, a clause; `advice`, what to do about it."""

    phrase = Phrase(
        nl="Deze foto kan niet worden gelezen: {reason}. {advice} Er is niets van bewaard.",
        en="This photograph cannot be read: {reason}. {advice} Nothing of it was kept.",
    )


class NothingToAskError(PaperError):
    """The project has no questionnaire that was published."""

    phrase = Phrase(
        nl="Dit project heeft geen vragenlijst die gepubliceerd is. Er is niets gemaakt. Publiceer "
        "eerst de vragen: Bewerken > Vragen bewerken.",
        en="This project has no questionnaire that was published. Nothing was made. Publish the "
        "questions first: Edit > Edit questions.",
    )


class WaitingNotKeptError(PaperError):
    """Forms that wait could not be written to `path`, because of `reason` (a clause)."""

    phrase = Phrase(
        nl="Formulieren die op u wachten, kunnen niet worden bewaard in {path}: {reason}. Uw "
        "foto's zijn niet veranderd. Maak ruimte, en lees ze opnieuw in.",
        en="Forms that wait for you cannot be kept in {path}: {reason}. Your photographs were not "
        "changed. Free some space, and read them in again.",
    )
