"""What can go wrong with questionnaires; part of the tree that `mrapp.model.errors` begins."""

from mrapp.model.errors import ProjectError
from mrapp.model.texts import Phrase


class FormError(ProjectError):
    """A questionnaire cannot be changed, published or read as asked."""


class FormRefusedError(FormError):
    """A change of a questionnaire would break it; `detail`, a clause, tells why."""

    phrase = Phrase(
        nl="Dat kan niet: {detail}. Er is niets veranderd.",
        en="That cannot be done: {detail}. Nothing was changed.",
    )


class FormUnfinishedError(FormError):
    """A questionnaire cannot be published yet; `first` is the first of `count` reasons."""

    phrase = Phrase(
        nl="De vragenlijst is nog niet klaar ({count}): {first} Er is niets veranderd. Vul dit "
        "aan en probeer het opnieuw.",
        en="The questionnaire is not ready yet ({count}): {first} Nothing was changed. Mend this "
        "and try again.",
    )


class FormUnsureError(FormError):
    """A questionnaire can be published, but only by who confirms `count` things, `first` first."""

    phrase = Phrase(
        nl="Er valt iets op aan de vragenlijst ({count}): {first} Er is nog niets veranderd. "
        "Bevestig dat het zo goed is, of verander het.",
        en="Something stands out in the questionnaire ({count}): {first} Nothing was changed yet. "
        "Confirm that it is right like this, or change it.",
    )


class FormFileError(FormError):
    """A file of questions or choices, `file`, cannot be taken in; `reason`, a clause."""

    phrase = Phrase(
        nl="{file} kan niet worden ingelezen: {reason}. Er is niets veranderd.",
        en="{file} cannot be taken in: {reason}. Nothing was changed.",
    )


class FormFileWriteError(FormError):
    """A questionnaire cannot be written to `file`, because of `reason`."""

    phrase = Phrase(
        nl="De vragenlijst kan niet worden bewaard in {file}: {reason}. Kies een andere plek of "
        "maak ruimte vrij.",
        en="The questionnaire cannot be saved in {file}: {reason}. Choose another place or free "
        "some space.",
    )
