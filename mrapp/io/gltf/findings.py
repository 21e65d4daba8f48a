"""What can be noticed while reading glTF, and the way it travels up from deep inside."""

from dataclasses import dataclass

from mrapp.io.findings import Findings
from mrapp.model.texts import Phrase

WRONG = Phrase(
    nl="{where} is {value}; dat mag niet in glTF en is weggelaten.",
    en="{where} is {value}, which glTF does not allow; it was left out.",
)
MISSING = Phrase(
    nl="{where} heeft geen '{name}'; weggelaten.",
    en="{where} has no '{name}'; it was left out.",
)
EMPTY = Phrase(
    nl="{where} is leeg, en dat mag niet in glTF.",
    en="{where} is empty, which glTF does not allow.",
)
UNRESOLVED = Phrase(
    nl="{where} verwijst naar nummer {value}, dat niet bestaat.",
    en="{where} refers to number {value}, which does not exist.",
)
MISPLACED = Phrase(
    nl="{where}: de uitbreiding {name} hoort hier niet; genegeerd.",
    en="{where}: the extension {name} does not belong here; ignored.",
)
UNDECLARED = Phrase(
    nl="De uitbreiding {name} wordt gebruikt, maar staat niet in 'extensionsUsed'.",
    en="The extension {name} is used but not named in 'extensionsUsed'.",
)
UNUSED_REQUIRED = Phrase(
    nl="De uitbreiding {name} staat wel in 'extensionsRequired', maar niet in 'extensionsUsed'.",
    en="The extension {name} is named in 'extensionsRequired' but not in 'extensionsUsed'.",
)
NOT_REQUIRED = Phrase(
    nl="De uitbreiding {name} wordt gebruikt en moet dan in 'extensionsRequired' staan.",
    en="The extension {name} is used and should then be named in 'extensionsRequired'.",
)
NOT_SHOWN = Phrase(
    nl="Getoond zonder deze uitbreidingen: {names}.",
    en="Shown without these extensions: {names}.",
)
MOVING = Phrase(
    nl="Het bestand bevat beweging; getoond wordt de stand in rust.",
    en="The file contains animation; it is shown at rest.",
)
LATER_MINOR = Phrase(
    nl="Het bestand is glTF {version}; gelezen als 2.0.",
    en="The file is glTF {version}; read as 2.0.",
)
SECOND_BINARY = Phrase(
    nl="Het bestand heeft een tweede of misplaatst stuk van de soort {kind}; genegeerd.",
    en="The file has a second or misplaced chunk of type {kind}; ignored.",
)
ODD_CHUNK = Phrase(
    nl="De lengte van een stuk van het bestand is geen viervoud.",
    en="The length of a chunk of the file is not a multiple of four.",
)
BYTE_ORDER_MARK = Phrase(
    nl="De JSON begint met een byte order mark; dat mag niet in glTF.",
    en="The JSON starts with a byte order mark, which glTF does not allow.",
)
TWO_PARENTS = Phrase(
    nl="Knoop {node} heeft twee bovenliggende knopen, of staat er dubbel; een keer getoond.",
    en="Node {node} has two parents or is listed twice; shown once.",
)
NO_NODES = Phrase(
    nl="Het bestand zegt van geen enkele vorm waar die staat; getoond zoals ze erin liggen.",
    en="The file says of no mesh where it stands; shown as they lie in it.",
)
BAD_TRANSFORM = Phrase(
    nl="De plaats of grootte van dit object is geen bruikbare transformatie; niet getoond.",
    en="The place or size of this object is no usable transform; not shown.",
)
TWO_TRANSFORMS = Phrase(
    nl="Knoop {node} heeft een matrix en ook een plaats, draaiing of schaal; de matrix telt.",
    en="Node {node} has a matrix and also a translation, rotation or scale; the matrix counts.",
)
SKIPPED = Phrase(
    nl="Deel {part} is niet getoond: {why_nl}.",
    en="Part {part} is not shown: {why_en}.",
)
WITHOUT = Phrase(
    nl="Deel {part} is getoond zonder {what}: {why_nl}.",
    en="Part {part} is shown without {what}: {why_en}.",
)
BAD_INDEX = Phrase(
    nl="Driehoeken, lijnen of punten met een hoekpunt dat niet bestaat, of dat nergens ligt, "
    "overgeslagen: {count}.",
    en="Triangles, lines or points with a vertex that does not exist or lies nowhere, "
    "skipped: {count}.",
)
NOT_FITTING = Phrase(
    nl="Het aantal hoekpunten in deel {part} past niet bij de vorm; hoekpunten over: {left}.",
    en="The number of vertices of part {part} does not fit its mode; left over: {left}.",
)
ODD_VALUES = Phrase(
    nl="Deel {part}: waarden van {what} buiten wat glTF toestaat; bijgesteld.",
    en="Part {part}: values of {what} outside of what glTF allows; adjusted.",
)
OTHER_UV = Phrase(
    nl="Materiaal '{material}': het plaatje voor {what} ligt anders dan dat van de kleur; "
    "weggelaten.",
    en="Material '{material}': its {what} image lies otherwise than that of its colour; left out.",
)
NO_UV = Phrase(
    nl="Deel {part} heeft geen textuurcoördinaten {set}; effen getoond.",
    en="Part {part} has no texture coordinates {set}; shown in a plain colour.",
)
IMAGE_UNUSABLE = Phrase(
    nl="Het plaatje '{image}' is niet geladen: {why_nl}; de vlakken krijgen een effen kleur.",
    en="The image '{image}' was not loaded: {why_en}; its surfaces get a plain colour.",
)
BAD_BUFFER = Phrase(
    nl="Gegevensblok {number}: {why_nl}.",
    en="Buffer {number}: {why_en}.",
)


class UnusableError(Exception):
    """A part of the file cannot be used; `why`, a clause, says what is wrong with it.

    Caught where the rest can go on without that part. Never seen outside of this room.
    """

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.why = Phrase(nl=nl, en=en)

    def note(
        self, findings: Findings, phrase: Phrase, object_id: str | None = None, **values: object
    ) -> None:
        """Note a phrase that gives the reason as `why_nl` and `why_en`."""
        findings.add(phrase, object_id, 1, **values, why_nl=self.why.nl, why_en=self.why.en)


@dataclass(frozen=True)
class Teller:
    """Says what is wrong with one `part` of the file, of the object that is being made of it."""

    findings: Findings
    part: str
    object_id: str

    def add(self, phrase: Phrase, count: int = 1, **values: object) -> None:
        """Note a phrase about the part."""
        self.findings.add(phrase, self.object_id, count, part=self.part, **values)

    def skipped(self, error: UnusableError) -> None:
        """Note that the part is not shown."""
        error.note(self.findings, SKIPPED, self.object_id, part=self.part)

    def without(self, what: str, error: UnusableError) -> None:
        """Note that the part is shown without one of the things that belong to it."""
        error.note(self.findings, WITHOUT, self.object_id, part=self.part, what=what)
