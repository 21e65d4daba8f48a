"""The one tree of errors: each says in two languages what happened, was kept, and is to do."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from mrapp.model.texts import Notice, Phrase


class MrappError(Exception):
    """Anything that can go wrong and that a person can act upon.

    Subclasses give `phrase`; the keyword arguments fill it in, themselves phrases where they are
    words. `str(error)` is English.
    """

    phrase: ClassVar[Phrase] = Phrase(
        nl="Er ging iets mis. Er is niets veranderd.",
        en="Something went wrong. Nothing was changed.",
    )

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.phrase.text("en", **values))

    def __reduce__(self) -> tuple[object, ...]:
        """Travel whole between processes: readers work in a process of their own."""
        return (_rebuild, (type(self), self.values))

    def text(self, language: str = "en") -> str:
        """Return the error as a person should read it."""
        return self.phrase.text(language, **self.values)


def _rebuild(kind: type[MrappError], values: dict[str, object]) -> MrappError:
    return kind(**values)


class ProjectError(MrappError):
    """A project cannot be opened, saved or changed as asked."""


class ProjectNotFoundError(ProjectError):
    """There is no project at `path`."""

    phrase = Phrase(
        nl="Er staat geen project op {path}. Kies een map met project.json of een .mrapp-bestand.",
        en="There is no project at {path}. Choose a folder with project.json or an .mrapp file.",
    )


class NoSuchCommandError(ProjectNotFoundError):
    """The only word of a command line, `path`, is no project; it may be meant as a command."""

    phrase = Phrase(
        nl=f"{ProjectNotFoundError.phrase.nl} De opdrachten staan in 'mrapp --help'.",
        en=f"{ProjectNotFoundError.phrase.en} For the commands see 'mrapp --help'.",
    )


class ProjectNewerError(ProjectError):
    """The project has format version `found`; this program knows up to `known`."""

    phrase = Phrase(
        nl="Dit project is gemaakt met een nieuwere versie van mrapp (formaat {found}; deze versie "
        "kent tot en met {known}). Het project is niet veranderd. Werk mrapp bij en open het "
        "opnieuw.",
        en="This project was made with a newer version of mrapp (format {found}; this version "
        "knows up to {known}). The project was not changed. Update mrapp and open it again.",
    )


class ProjectInvalidError(ProjectError):
    """`project.json` at `path` breaks the format; `detail` names the place and the reason."""

    phrase = Phrase(
        nl="Het project {path} klopt niet: {detail}. Er is niets veranderd. Herstel project.json "
        "of open een eerdere kopie.",
        en="The project {path} is not valid: {detail}. Nothing was changed. Mend project.json or "
        "open an earlier copy.",
    )


class CapsuleRefusedError(ProjectInvalidError):
    """The project in one file at `path` is not unpacked: `detail`, a clause, says why not."""

    phrase = Phrase(
        nl="Het project {path} wordt niet geopend: {detail}. Er is niets veranderd. Vraag de "
        "maker om het als map op te slaan en open die map. Vertrouw het bestand niet als u niet "
        "weet wie het maakte.",
        en="The project {path} is not opened: {detail}. Nothing was changed. Ask its maker to save "
        "it as a folder and open that folder. Do not trust the file if you do not know who made "
        "it.",
    )


class ProjectUnpackError(ProjectError):
    """The project in one file at `path` cannot be unpacked, because of `reason` (a clause)."""

    phrase = Phrase(
        nl="{path} kan niet worden uitgepakt: {reason}. Er is niets veranderd. Maak ruimte op de "
        "schijf, of zorg dat mrapp er mag schrijven, en open het opnieuw.",
        en="{path} cannot be unpacked: {reason}. Nothing was changed. Free some space on the disk, "
        "or let mrapp write there, and open it again.",
    )


class ProjectExistsError(ProjectError):
    """A new project would overwrite what is at `path`."""

    phrase = Phrase(
        nl="Op {path} staat al iets. Er is niets veranderd. Kies een lege of nieuwe map.",
        en="There is already something at {path}. Nothing was changed. Choose an empty or new "
        "folder.",
    )


class ProjectChangedError(ProjectError):
    """Somebody else saved the project at `path` since it was opened here."""

    phrase = Phrase(
        nl="{path} is intussen door iemand anders of in een ander venster opgeslagen. Er is niets "
        "overschreven en uw werk is nog open. Sla het op onder een andere naam, of open het "
        "project opnieuw om te zien wat er veranderd is.",
        en="{path} was saved meanwhile by somebody else or in another window. Nothing was "
        "overwritten and your work is still open. Save it under another name, or open the project "
        "again to see what changed.",
    )


class NotKeptError(ProjectError):
    """Unsaved work could not be kept on the disk, because of `reason` (a clause)."""

    phrase = Phrase(
        nl="Wijzigingen die nog niet zijn opgeslagen, kunnen nu niet worden bewaard voor als "
        "mrapp onverwacht stopt: {reason}. Uw werk is nog open. Sla het op en maak ruimte op de "
        "schijf.",
        en="Changes that are not saved yet cannot be kept now in case mrapp ends unexpectedly: "
        "{reason}. Your work is still open. Save it and free some space on the disk.",
    )


class ProjectSaveError(ProjectError):
    """The project could not be written to `path`, because of `reason` (a clause)."""

    phrase = Phrase(
        nl="Opslaan in {path} lukt niet: {reason}. De vorige versie staat er nog en uw werk is nog "
        "open. Kies een andere plek of maak ruimte.",
        en="Saving to {path} failed: {reason}. The previous version is still there and your work "
        "is still open. Choose another place or free some space.",
    )


class CapsuleUnfitError(ProjectSaveError):
    """The project is not packed to the one file `path`: it would not open again, by `detail`."""

    phrase = Phrase(
        nl="Het project past niet in één bestand, {path}: {detail}, en zo'n bestand opent mrapp "
        "niet. Er is niets veranderd en uw werk is nog open. Sla het project op als map.",
        en="The project does not fit in one file, {path}: {detail}, and mrapp does not open such "
        "a file. Nothing was changed and your work is still open. Save the project as a folder.",
    )


class NotInProjectError(ProjectError):
    """The project has no `kind` (a `Phrase`) called `name`; `known` lists what it has."""

    phrase = Phrase(
        nl="Het project kent geen {kind} '{name}'. Er is niets veranderd. Kies uit: {known}.",
        en="The project has no {kind} '{name}'. Nothing was changed. Choose from: {known}.",
    )


class NoneInProjectError(NotInProjectError):
    """The project has no `kind` (a `Phrase`) at all, so none called `name`."""

    phrase = Phrase(
        nl="Het project kent geen {kind} '{name}'; het heeft er nog geen. Er is niets veranderd.",
        en="The project has no {kind} '{name}', nor any other. Nothing was changed.",
    )


def not_in_project(kind: Phrase, name: str, known: Iterable[str]) -> NotInProjectError:
    """Return the error for a `kind` called `name` that the project lacks; `known`: those it has."""
    listed = ", ".join(known)
    if not listed:
        return NoneInProjectError(kind=kind, name=name)
    return NotInProjectError(kind=kind, name=name, known=listed)


class VariantNameError(ProjectError):
    """A new variant cannot be called `name`: it is empty, too long, or the city without a plan."""

    phrase = Phrase(
        nl="'{name}' kan niet de naam van een variant zijn. Er is niets veranderd. Geef een naam "
        "van 1 tot {longest} tekens. 'Nu' en 'now' zijn de stad zonder plan.",
        en="'{name}' cannot be the name of a variant. Nothing was changed. Give a name of 1 to "
        "{longest} characters. 'Nu' and 'now' are the city without a plan.",
    )


class AlreadyThereError(ProjectError):
    """The file is in the project already, as `name`."""

    phrase = Phrase(
        nl="Dit bestand zit al in het project, als '{name}'. Er is niets veranderd.",
        en="This file is in the project already, as '{name}'. Nothing was changed.",
    )


class PlacedAlreadyError(ProjectError):
    """The file `file` says itself where it stands."""

    phrase = Phrase(
        nl="{file} zegt zelf waar het staat (RD/NAP). Er is niets verplaatst. Geef geen plek op, "
        "of verander de coördinaten in het bestand.",
        en="{file} says itself where it stands (RD/NAP). Nothing was moved. Give no place, or "
        "change the coordinates in the file.",
    )


class OriginError(ProjectError):
    """The origin `x`, `y` lies outside the area where RD is defined."""

    phrase = Phrase(
        nl="Het nulpunt {x}, {y} ligt niet in Nederland (RD). Er is niets gemaakt. Geef RD-"
        "coördinaten: x 0 tot 300000, y 300000 tot 625000.",
        en="The origin {x}, {y} is not in the Netherlands (RD). Nothing was made. Give RD "
        "coordinates: x 0 to 300000, y 300000 to 625000.",
    )


class NotInRdError(ProjectError):
    """The place `x`, `y` (RD, metres) lies outside the area where RD is defined."""

    phrase = Phrase(
        nl="De plek {x}, {y} ligt niet in Nederland (RD). Er is niets verplaatst. Geef RD-"
        "coördinaten: x 0 tot 300000, y 300000 tot 625000.",
        en="The place {x}, {y} is not in the Netherlands (RD). Nothing was moved. Give RD "
        "coordinates: x 0 to 300000, y 300000 to 625000.",
    )


class NoGroundError(ProjectError):
    """No ground is known below where something was to be put on it."""

    phrase = Phrase(
        nl="Op die plek is geen maaiveld bekend. Er is niets veranderd. Geef de hoogte in NAP.",
        en="No ground is known in that place. Nothing was changed. Give the height in NAP.",
    )


class PlaceOutsideError(OriginError):
    """The place `latitude`, `longitude` (degrees, WGS84) lies outside the area of RD."""

    phrase = Phrase(
        nl="De plek {latitude}° noorderbreedte, {longitude}° oosterlengte ligt niet in Nederland "
        "(RD). Er is niets gemaakt. Geef een breedte van 50.6 tot 53.6 en een lengte van 3.2 tot "
        "7.4 graden; let op de volgorde.",
        en="The place {latitude}° north, {longitude}° east is not in the Netherlands (RD). Nothing "
        "was made. Give a latitude of 50.6 to 53.6 and a longitude of 3.2 to 7.4 degrees; mind "
        "their order.",
    )


class ReadError(MrappError):
    """The file `file` cannot be read; `detail`, a clause, gives the place and the reason."""

    phrase = Phrase(
        nl="{file} kan niet worden gelezen: {detail}. Er is niets veranderd. Herstel het bestand "
        "of kies een ander.",
        en="{file} cannot be read: {detail}. Nothing was changed. Mend the file or choose another.",
    )


def nothing_to_show(file: str, warnings: Sequence[Notice]) -> ReadError:
    """Return the error for a file in which nothing can be seen, with the first that was wrong."""
    about_objects = [each for each in warnings if each.object_id is not None]
    first = next(iter((*about_objects, *warnings)), None)
    nl, en = ("", "") if first is None else (f" ({first.text('nl')})", f" ({first.text('en')})")
    detail = Phrase(
        nl=f"er staat niets in dat getoond kan worden{nl.replace('.)', ')')}",
        en=f"there is nothing in it to show{en.replace('.)', ')')}",
    )
    return ReadError(file=file, detail=detail)


class UnsupportedFileError(ReadError):
    """There is no reader for `file`."""

    phrase = Phrase(
        nl="{file} is van een soort die mrapp niet leest. Er is niets veranderd. Wel gelezen "
        "worden: {formats}.",
        en="{file} is of a kind that mrapp does not read. Nothing was changed. It does read: "
        "{formats}.",
    )


class UnsupportedCrsError(ReadError):
    """`file` is in the coordinate system `crs`, which cannot be brought to RD/NAP."""

    phrase = Phrase(
        nl="{file} staat in {crs}; dat kan mrapp niet naar RD/NAP omrekenen. Er is niets "
        "veranderd. Lever het bestand aan in EPSG:7415 of EPSG:28992.",
        en="{file} is in {crs}, which mrapp cannot bring to RD/NAP. Nothing was changed. Deliver "
        "the file in EPSG:7415 or EPSG:28992.",
    )


class CancelledError(MrappError):
    """A person stopped the task; not a fault."""

    phrase = Phrase(
        nl="Gestopt. Er is niets veranderd.",
        en="Stopped. Nothing was changed.",
    )


class UnexpectedError(MrappError):
    """`what` (a `Phrase`: what was being done) came upon a fault in the program; see the log."""

    phrase = Phrase(
        nl="{what} is niet gelukt door een fout in mrapp zelf. Er is niets veranderd. Probeer het "
        "nog eens. Gaat het weer mis, bewaar dan uw werk en start mrapp opnieuw.",
        en="{what} failed because of a fault in mrapp itself. Nothing was changed. Try it once "
        "more. If it fails again, save your work and start mrapp again.",
    )


class NoScreenError(MrappError):
    """There is no screen that a window could be on, such as over SSH."""

    phrase = Phrase(
        nl="Er is hier geen scherm waarop mrapp een venster kan openen. Er is niets veranderd. "
        "Start mrapp op een computer met een scherm. Een plaatje maken kan zonder scherm: mrapp "
        "snapshot.",
        en="There is no screen here on which mrapp can open a window. Nothing was changed. Start "
        "mrapp on a computer with a screen. A picture can be made without one: mrapp snapshot.",
    )


class WorkerLostError(ReadError):
    """The process that read `file` ended by itself (out of memory, or a fault in a library)."""

    phrase = Phrase(
        nl="Het lezen van {file} is onverwacht gestopt. Er is niets veranderd. Sluit andere "
        "programma's en probeer het opnieuw, of lever een kleiner deel aan.",
        en="Reading {file} ended unexpectedly. Nothing was changed. Close other programs and try "
        "again, or deliver a smaller part.",
    )


class ReadTooLargeError(ReadError):
    """Reading `file` took more memory than one file may take."""

    phrase = Phrase(
        nl="Het lezen van {file} kost meer geheugen dan mrapp aan één bestand geeft. Het lezen is "
        "gestopt en er is niets veranderd. Lever het in kleinere delen aan.",
        en="Reading {file} takes more memory than mrapp gives to one file. Reading was stopped and "
        "nothing was changed. Deliver it in smaller parts.",
    )


class ReadTooLongError(ReadError):
    """Reading `file` was stopped after too long; `detail`, a clause, says how long and of what."""

    phrase = Phrase(
        nl="Het lezen van {file} is gestopt: {detail}. Er is niets veranderd. Misschien is het "
        "bestand kapot. Is het alleen erg groot, lever het dan in kleinere delen aan.",
        en="Reading {file} was stopped: {detail}. Nothing was changed. The file may be damaged. If "
        "it is only very large, deliver it in smaller parts.",
    )


class ReadForbiddenError(ReadError):
    """Reading `file` wanted to do something, `what`, that no file may."""

    phrase = Phrase(
        nl="Het lezen van {file} is gestopt: het wilde {what}, en dat mag niet. Er is niets "
        "veranderd. Vertrouw dit bestand niet zonder te vragen waar het vandaan komt.",
        en="Reading {file} was stopped: it wanted to {what}, which is not allowed. Nothing was "
        "changed. Do not trust this file without asking where it came from.",
    )
