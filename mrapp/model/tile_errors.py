"""What can go wrong with tiles, in words: what happened, what was kept, what to do."""

from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase


class TileError(MrappError):
    """Something about a tile cannot be done as asked."""


class TileRefusedError(TileError):
    """What was asked of a tile cannot be: `reason`, a clause, says why."""

    phrase = Phrase(
        nl="Dit kan niet met deze tegel: {reason}. Er is niets veranderd.",
        en="This cannot be done with this tile: {reason}. Nothing was changed.",
    )


class TileUnknownError(TileError):
    """The project has no tile called `name`; `known` names those that it has."""

    phrase = Phrase(
        nl="Dit project heeft geen tegel '{name}'. Er is niets veranderd. Het heeft wel: {known}.",
        en="This project has no tile '{name}'. Nothing was changed. It has: {known}.",
    )


class NoTilesError(TileUnknownError):
    """The project has no tiles at all, so none called `name`."""

    phrase = Phrase(
        nl="Dit project heeft nog geen tegels, dus ook geen '{name}'. Er is niets veranderd. Maak "
        "er een met 'mrapp tile add'.",
        en="This project has no tiles yet, so no '{name}' either. Nothing was changed. Make one "
        "with 'mrapp tile add'.",
    )


class TileAmbiguousError(TileError):
    """Several tiles can be meant by `name`: `known`."""

    phrase = Phrase(
        nl="Welke tegel is bedoeld met '{name}'? Dat kan zijn: {known}. Er is niets veranderd. "
        "Noem de tegel bij zijn korte kenmerk.",
        en="Which tile is meant by '{name}'? It may be: {known}. Nothing was changed. Name the "
        "tile by its short id.",
    )


class TileHostMissingError(TileError):
    """The project has no host for the addresses of its tiles."""

    phrase = Phrase(
        nl="Dit project heeft nog geen webadres voor zijn tegels. Er is niets veranderd. Kies een "
        "kort, officieel adres, zoals ar.gemeente.nl, met 'mrapp tile settings PROJECT --host "
        "NAAM'.",
        en="This project has no web address for its tiles yet. Nothing was changed. Choose a "
        "short official one, such as ar.gemeente.nl, with 'mrapp tile settings PROJECT --host "
        "NAME'.",
    )


class HostNameError(TileError):
    """`host` cannot stand in a tile's address."""

    phrase = Phrase(
        nl="'{host}' is geen adres voor tegels. Er is niets veranderd. Geef alleen de naam, zoals "
        "ar.gemeente.nl: geen / met iets erachter, geen poort, van 4 tot 60 tekens.",
        en="'{host}' is no address for tiles. Nothing was changed. Give the name alone, such as "
        "ar.gemeente.nl: no / with something behind it, no port, 4 to 60 characters.",
    )


class TileKeyMissingError(TileError):
    """The project has tiles, but their key is not on this computer."""

    phrase = Phrase(
        nl="De sleutel van de tegels van dit project staat niet op deze computer. Er is niets "
        "veranderd; tegels die er zijn blijven geldig. Vraag een collega om het sleutelbestand "
        "(mrapp tile key export) en lees het in: mrapp tile key import. Is de sleutel echt kwijt? "
        "Maak dan een nieuwe met 'mrapp tile key make --replace'.",
        en="The key of this project's tiles is not on this computer. Nothing was changed; tiles "
        "that are there stay valid. Ask a colleague for the key file (mrapp tile key export) and "
        "read it in: mrapp tile key import. Is the key really lost? Then make a new one with "
        "'mrapp tile key make --replace'.",
    )


class TileKeyOtherError(TileError):
    """The key on this computer, or in a file, is not the one of this project's tiles."""

    phrase = Phrase(
        nl="Deze sleutel is niet die van de tegels van dit project. Er is niets veranderd. Vraag "
        "een collega om de goede sleutel; met --replace wordt dit voortaan de sleutel.",
        en="This key is not the one of this project's tiles. Nothing was changed. Ask a colleague "
        "for the right key; with --replace this becomes the key from now on.",
    )


class TileKeyThereError(TileError):
    """There is another key for this project on this computer already."""

    phrase = Phrase(
        nl="Op deze computer staat al een andere sleutel voor dit project ({mark}). Er is niets "
        "veranderd. Bewaar die eerst (mrapp tile key export), en geef dan --replace als hij echt "
        "vervangen moet worden.",
        en="There is another key for this project on this computer already ({mark}). Nothing was "
        "changed. Save it first (mrapp tile key export), then give --replace if it must really "
        "be replaced.",
    )


class TileKeyOpenError(TileError):
    """The key is the one that everybody knows, of the demo; `host` is a real one."""

    phrase = Phrase(
        nl="De tegels van de demo hebben een open sleutel, die iedereen kent. Voor {host} is die "
        "niet veilig. Er is niets veranderd. Maak eerst een eigen sleutel met 'mrapp tile key "
        "make'.",
        en="The demo's tiles have an open key, that everybody knows. For {host} it is not safe. "
        "Nothing was changed. Make a key of your own first with 'mrapp tile key make'.",
    )


class TileKeyNotKeptError(TileError):
    """A key cannot be kept or read on this computer, because of `reason`, a clause."""

    phrase = Phrase(
        nl="De sleutel van de tegels kan hier niet worden bewaard of gelezen: {reason}. Er is "
        "niets veranderd.",
        en="The key of the tiles cannot be kept or read here: {reason}. Nothing was changed.",
    )


class TileKeyFileError(TileError):
    """The file `file` gives no key, because of `reason`, a clause."""

    phrase = Phrase(
        nl="Uit {file} komt geen sleutel: {reason}. Er is niets veranderd.",
        en="{file} gives no key: {reason}. Nothing was changed.",
    )


class TilePhotoError(TileError):
    """The photograph `file` is not taken in: `reason`, a clause, says why."""

    phrase = Phrase(
        nl="De foto {file} is niet bewaard: {reason}. Het register is niet veranderd, en de foto "
        "zelf ook niet.",
        en="The photo {file} was not kept: {reason}. The register was not changed, nor was the "
        "photo itself.",
    )


class TilePrintError(TileError):
    """`file` cannot be written, because of `reason`, a clause."""

    phrase = Phrase(
        nl="{file} kan niet worden geschreven: {reason}. In het register is niets genoteerd; "
        "wat er stond, staat er nog. Kies een andere plek of maak ruimte vrij.",
        en="{file} cannot be written: {reason}. Nothing was noted in the register; what was "
        "there still is. Choose another place or free some space.",
    )


class TileUnprovedError(TileError):
    """`tiles` have no proof, or were changed after it."""

    phrase = Phrase(
        nl="Nog niet beproefd, of veranderd na de proef: {tiles}. Er is niets gedrukt. Doe eerst "
        "de proef: mrapp tile proof.",
        en="Not proved yet, or changed after the proof: {tiles}. Nothing was printed. First make "
        "the proof: mrapp tile proof.",
    )


class TileShortError(TileError):
    """Tiles came short in their proof: `why`, each with its reason; `sure` says how to insist."""

    phrase = Phrase(
        nl="De proef is niet gehaald. {why}. Er is niets gedrukt. {sure} Kies een grotere tegel, "
        "een korter webadres of een plek waar men dichterbij komt.",
        en="The proof was not passed. {why}. Nothing was printed. {sure} Choose a larger tile, a "
        "shorter web address or a spot where people come closer.",
    )


class RegisterEmptyError(TileError):
    """There is no tile to be written into a file."""

    phrase = Phrase(
        nl="Dit project heeft nog geen tegels. Er is niets geschreven.",
        en="This project has no tiles yet. Nothing was written.",
    )


class PictureUnreadError(TileError):
    """`file` gives no picture to look for tiles in, because of `reason`, a clause."""

    phrase = Phrase(
        nl="In {file} kan niet naar tegels worden gezocht: {reason}. Er is niets veranderd.",
        en="{file} cannot be searched for tiles: {reason}. Nothing was changed.",
    )


class CameraFileError(TileError):
    """The camera file `file` does not serve, because of `reason`, a clause."""

    phrase = Phrase(
        nl="Het camerabestand {file} past niet: {reason}. Er is niets veranderd. Maak een nieuw "
        "met mrapp tile calibrate, of geef --focal.",
        en="The camera file {file} does not fit: {reason}. Nothing was changed. Make a new one "
        "with mrapp tile calibrate, or give --focal.",
    )


class CalibrationError(TileError):
    """The pictures do not tell the camera: the board is seen in `seen` of `pictures`."""

    phrase = Phrase(
        nl="Uit deze beelden volgt geen camera: in {seen} van de {pictures} is het bord goed te "
        "zien, en vier verschillende zijn het minste. Er is niets geschreven. Druk het bord af "
        "(mrapp tile board), leg het vlak en fotografeer het van alle kanten.",
        en="These pictures tell no camera: the board is seen well in {seen} of {pictures}, and "
        "four different ones are the least. Nothing was written. Print the board (mrapp tile "
        "board), lay it flat and photograph it from all sides.",
    )


class OtherSizesError(TileError):
    """The pictures for a calibration are not all as large: `first` and `other`."""

    phrase = Phrase(
        nl="De beelden zijn niet even groot: {first} en {other}. Er is niets geschreven. Neem "
        "beelden van een camera, in een stand.",
        en="The pictures are not equally large: {first} and {other}. Nothing was written. Take "
        "pictures by one camera, in one setting.",
    )
