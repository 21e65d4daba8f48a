"""What can go wrong with remarks; part of the tree that `mrapp.model.errors` begins."""

from mrapp.model.errors import MrappError, ProjectError
from mrapp.model.texts import Phrase


class RemarkError(MrappError):
    """A remark cannot be kept, read or changed as asked."""


class RemarkNotKeptError(RemarkError):
    """A remark could not be written, because of `reason`."""

    phrase = Phrase(
        nl="Uw mening kan nu niet worden bewaard: {reason}. Wat er al bewaard was, is er nog. "
        "Probeer het zo nog eens, of vraag een medewerker om hulp.",
        en="Your opinion cannot be kept now: {reason}. What was kept before is still there. Try "
        "again in a moment, or ask a member of staff for help.",
    )


class RemarkInvalidError(RemarkError):
    """A remark says nothing, or breaks the format; `detail`, a clause, tells where."""

    phrase = Phrase(
        nl="Deze mening kan zo niet worden bewaard: {detail}. Er is niets bewaard. Verander het "
        "en probeer het opnieuw.",
        en="This opinion cannot be kept like this: {detail}. Nothing was kept. Change it and try "
        "again.",
    )


class StoreBusyError(RemarkNotKeptError):
    """Another program held the store at `path` for too long."""

    phrase = Phrase(
        nl="Een ander programma houdt de meningen in {path} vast. Er is niets bewaard en niets "
        "verloren. Sluit het andere venster, of probeer het zo nog eens.",
        en="Another program holds the opinions in {path}. Nothing was kept and nothing was lost. "
        "Close the other window, or try again in a moment.",
    )


class StoreNewerError(RemarkError):
    """The store at `path` has version `found`; this program knows up to `known`."""

    phrase = Phrase(
        nl="De meningen in {path} zijn bewaard door een nieuwere versie van mrapp ({found}; deze "
        "kent tot en met {known}). Er is niets veranderd. Werk mrapp bij.",
        en="The opinions in {path} were kept by a newer version of mrapp ({found}; this one knows "
        "up to {known}). Nothing was changed. Update mrapp.",
    )


class StoreUnusableError(RemarkError):
    """The store at `path` cannot be opened, because of `reason`."""

    phrase = Phrase(
        nl="De meningen in {path} kunnen niet worden geopend: {reason}. Er is niets veranderd. "
        "Zorg dat mrapp daar mag schrijven en dat er ruimte is, of kies een andere map met "
        "--store.",
        en="The opinions in {path} cannot be opened: {reason}. Nothing was changed. Let mrapp "
        "write there and free some space, or choose another folder with --store.",
    )


class StoreSlowError(RemarkNotKeptError):
    """Whatever holds the store at `path` does not answer."""

    phrase = Phrase(
        nl="De plek waar de meningen worden bewaard, antwoordt niet: {path}. Wat er al bewaard "
        "was, is er nog. Kijk of de schijf vastzit en of het netwerk werkt.",
        en="The place where the opinions are kept does not answer: {path}. What was kept before is "
        "still there. See whether the disk is connected and the network works.",
    )


class ReceiptWrongError(RemarkError):
    """A receipt code is not written as one: `reason`, a clause."""

    phrase = Phrase(
        nl="Deze code klopt niet: {reason}. Er is niets veranderd. Kijk op uw bon en typ de code "
        "opnieuw.",
        en="This code is not right: {reason}. Nothing was changed. Look at your receipt and type "
        "the code again.",
    )


class ReceiptUnknownError(RemarkError):
    """No remark here belongs to the receipt."""

    phrase = Phrase(
        nl="Bij deze code hoort hier geen mening. Er is niets veranderd. Controleer de code, of "
        "probeer het waar u uw mening gaf.",
        en="No opinion here belongs to this code. Nothing was changed. Check the code, or try it "
        "where you gave your opinion.",
    )


class WithdrawnError(RemarkError):
    """The remark was withdrawn: there is nothing to read or to add to."""

    phrase = Phrase(
        nl="Deze mening is ingetrokken. De inhoud is gewist.",
        en="This opinion was withdrawn. What it said is erased.",
    )


class CarriedFileError(RemarkError):
    """The file `file` with remarks cannot be read here: `reason`, a clause."""

    phrase = Phrase(
        nl="{file} kan niet worden ingelezen: {reason}. Er is niets veranderd.",
        en="{file} cannot be taken in: {reason}. Nothing was changed.",
    )


class AnswersWrongError(RemarkInvalidError, ProjectError):
    """Answers do not go with the questionnaire; `detail`, a clause, tells which."""


class PlaceWrongError(RemarkInvalidError):
    """A place was given that is no RD/NAP; `detail`, a clause, tells the likely mistake."""


class StoreMissingError(RemarkError):
    """There are no remarks of the project in the folder `path`, which somebody named."""

    phrase = Phrase(
        nl="In {path} zijn geen meningen van dit project bewaard. Er is niets gemaakt. "
        "Controleer de map achter --store.",
        en="No opinions of this project are kept in {path}. Nothing was made. Check the folder "
        "after --store.",
    )


class ExportError(RemarkError):
    """Remarks cannot be written to a file as asked."""


class NothingToExportError(ExportError):
    """There is no remark that was not withdrawn."""

    phrase = Phrase(
        nl="Er zijn geen meningen om te bewaren. Er is geen bestand gemaakt.",
        en="There are no remarks to write. No file was made.",
    )


class ExportFailedError(ExportError):
    """`file` could not be written, because of `reason`."""

    phrase = Phrase(
        nl="{file} kan niet worden gemaakt: {reason}. De meningen zelf zijn niet veranderd. Kies "
        "een andere map of een ander bestand.",
        en="{file} cannot be made: {reason}. The remarks themselves were not changed. Choose "
        "another folder or another file.",
    )


class ExportNoSpaceError(ExportFailedError):
    """There is no space left for `file`."""

    phrase = Phrase(
        nl="Er is geen ruimte meer voor {file}. De meningen zelf zijn niet veranderd. Maak ruimte "
        "vrij of kies een andere schijf.",
        en="There is no space left for {file}. The remarks themselves were not changed. Free some "
        "space or choose another disk.",
    )


class ExportReadOnlyError(ExportFailedError):
    """mrapp may not write `file`."""

    phrase = Phrase(
        nl="mrapp mag {file} niet schrijven. De meningen zelf zijn niet veranderd. Kies een map "
        "waar u mag schrijven, en sluit het bestand als een ander programma het open heeft.",
        en="mrapp may not write {file}. The remarks themselves were not changed. Choose a folder "
        "where you may write, and close the file if another program has it open.",
    )


class ExportTooLargeError(ExportFailedError):
    """The format of `file` holds `most` rows or columns at most; there are `found`."""

    phrase = Phrase(
        nl="{file} kan niet worden gemaakt: in dit formaat passen {most} {what}, en het zijn er "
        "{found}. De meningen zelf zijn niet veranderd. Kies csv of gpkg.",
        en="{file} cannot be made: this format holds {most} {what}, and there are {found}. The "
        "remarks themselves were not changed. Choose csv or gpkg.",
    )
