"""What stands on pages beside the tile itself, in plain Dutch and English."""

from typing import Final

from mrapp.model.texts import Phrase

TILE: Final = Phrase(nl="Tegel {id}", en="Tile {id}")
SIZE: Final = Phrase(nl="{side} × {side} mm, gesneden", en="{side} × {side} mm, trimmed")
INKS: Final = Phrase(
    nl="Drukken: alleen zwart (K 100 %). Wit laten wit. Voelrand: steunkleur '{rim}', geen inkt "
    "maar 1 tot 2 mm verhoogd.",
    en="Print: black only (K 100 %). White stays white. Tactile rim: spot colour '{rim}', no ink "
    "but raised by 1 to 2 mm.",
)
MEASURE: Final = Phrase(
    nl="Meet na: deze balk is precies 100 mm. Zo niet, dan klopt de maat van de tegel ook niet.",
    en="Measure: this bar is exactly 100 mm. If not, the size of the tile is wrong as well.",
)
FULL_SIZE: Final = Phrase(
    nl="Druk af op 100 %, niet 'passend maken'. Deze balk is dan precies 100 mm.",
    en="Print at 100 %, do not 'fit to page'. This bar is then exactly 100 mm.",
)
HOW: Final = Phrase(nl="Zo werkt het", en="How it works")
STEPS: Final = (
    Phrase(nl="Open de camera van uw telefoon.", en="Open the camera of your phone."),
    Phrase(nl="Richt hem op dit blad.", en="Point it at this sheet."),
    Phrase(
        nl="Tik op de link. U ziet dan wat hier komt.",
        en="Tap the link. You will see what comes here.",
    ),
)
SIGNS: Final = Phrase(
    nl="Of typ het adres. De spaties hoeven niet.",
    en="Or type the address. The spaces are not needed.",
)
TILES: Final = Phrase(nl="Tegels van {project}", en="Tiles of {project}")

MOUNTING: Final = Phrase(nl="Plaatsingsblad", en="Mounting sheet")
GRID: Final = Phrase(nl="van RD", en="of RD")
NO_MAP: Final = Phrase(
    nl="Geen kaart: de modellen van dit project zijn niet gelezen.",
    en="No map: the models of this project were not read.",
)
OFF_MAP: Final = Phrase(
    nl="Geen kaart: deze plek ligt buiten de modellen van dit project.",
    en="No map: this place lies outside the models of this project.",
)
BY_RD: Final = Phrase(nl="Zet de plek uit met RD en NAP.", en="Set the place out by RD and NAP.")
HEIGHT: Final = Phrase(nl="Hoogte", en="Height")
HEADING: Final = Phrase(nl="Pijl wijst naar", en="Arrow points to")
SIDE: Final = Phrase(nl="Maat", en="Size")
OPENS: Final = Phrase(nl="Opent", en="Opens")
POINTS: Final = (
    Phrase(nl="noord", en="north"), Phrase(nl="noordoost", en="north-east"),
    Phrase(nl="oost", en="east"), Phrase(nl="zuidoost", en="south-east"),
    Phrase(nl="zuid", en="south"), Phrase(nl="zuidwest", en="south-west"),
    Phrase(nl="west", en="west"), Phrase(nl="noordwest", en="north-west"),
)  # fmt: skip
TAPE: Final = Phrase(nl="Uitzetten met meetlint of laser", en="Setting out with tape or laser")
FROM_CORNER: Final = Phrase(
    nl="Hoek {corner} van het gebouw: {far} m", en="Corner {corner} of the building: {far} m"
)
TURN: Final = Phrase(
    nl="De pijl wijst {angle}° {side} van de lijn van A naar B.",
    en="The arrow points {angle}° to the {side} of the line from A to B.",
)
RIGHT: Final = Phrase(nl="rechts", en="right")
LEFT: Final = Phrase(nl="links", en="left")
OFF_WALL: Final = Phrase(
    nl="De lijn van A naar B ligt op {off} m.", en="The line from A to B is {off} m away."
)
FROM_MODEL: Final = Phrase(
    nl="Maten uit het model. Bij verschil gaan RD en NAP voor.",
    en="Taken from the model. Where they differ, RD and NAP go first.",
)
NO_WALL: Final = Phrase(
    nl="Er is geen gebouw dichtbij om vanaf te meten. Zet de plek uit met RD en NAP.",
    en="There is no building near to measure from. Set the place out by RD and NAP.",
)
PHOTO: Final = Phrase(
    nl="Foto van de tegel op zijn plek, recht van boven, de hele tegel in beeld",
    en="Photo of the tile in its place, from straight above, all of the tile in it",
)
TRY: Final = Phrase(nl="Zo moet de tegel openen:", en="This is how the tile must open:")
CHECKS: Final = (
    Phrase(nl="De pijl wijst de goede kant op.", en="The arrow points the right way."),
    Phrase(nl="De tegel ligt vlak en vast.", en="The tile lies level and firm."),
    Phrase(nl="Een telefoon opent de tegel.", en="A phone opens the tile."),
    Phrase(nl="De foto is gemaakt.", en="The photo was taken."),
)
DATE: Final = Phrase(nl="Datum", en="Date")
NAME: Final = Phrase(nl="Naam", en="Name")
SIGNATURE: Final = Phrase(nl="Paraaf", en="Initials")
