"""What the store tells of itself: what was noticed, what was mended, what could not be."""

from collections.abc import Iterable, Sequence
from typing import Final

from mrapp.model.texts import Notice, Phrase

_LISTED = 20

TAKEN_IN: Final = Phrase(
    nl="mrapp stopte de vorige keer plotseling. Wat toen net werd bewaard ({number} keer) is er "
    "nog.",
    en="mrapp ended suddenly the last time. What was being kept at that moment ({number} times) is "
    "still there.",
)
CUT: Final = Phrase(
    nl="mrapp stopte de vorige keer plotseling, terwijl er iets werd opgeschreven. Die halve regel "
    "is weggehaald. Er was nog niet voor bedankt.",
    en="mrapp ended suddenly the last time, while something was being written. That half line was "
    "taken away. Nobody had been thanked for it yet.",
)
ERASED: Final = Phrase(
    nl="Een mening die was ingetrokken, was nog niet helemaal gewist. Dat is nu gedaan.",
    en="An opinion that was withdrawn had not been erased completely. That is done now.",
)
REBUILT: Final = Phrase(
    nl="De database met meningen was beschadigd of weg. Hij is opnieuw gemaakt uit het journaal.",
    en="The database of opinions was damaged or gone. It was made anew from the journal.",
)
REWRITTEN: Final = Phrase(
    nl="Het journaal was beschadigd of weg. Het is opnieuw gemaakt uit de database.",
    en="The journal was damaged or gone. It was made anew from the database.",
)
ASIDE: Final = Phrase(
    nl="Het beschadigde bestand is bewaard als {name}.",
    en="The damaged file is kept as {name}.",
)
HEALED: Final = Phrase(
    nl="Hersteld zijn de nummers {numbers}.", en="Mended were the numbers {numbers}."
)
MISSING: Final = Phrase(
    nl="Niet te herstellen: de nummers {numbers} ontbreken. Haal ze zo mogelijk uit een "
    "meegenomen bestand.",
    en="Could not be mended: the numbers {numbers} are missing. If you can, take them in from a "
    "file that was carried out.",
)
LOST: Final = Phrase(
    nl="Niet te herstellen: de inhoud van de nummers {numbers} is beschadigd.",
    en="Could not be mended: the content of the numbers {numbers} is damaged.",
)
UNCHAINED: Final = Phrase(
    nl="De nummers {numbers} sluiten niet aan op wat ervoor staat. Iemand kan het journaal "
    "hebben veranderd.",
    en="The numbers {numbers} do not follow from what stands before them. Somebody may have "
    "changed the journal.",
)
FILES_GONE: Final = Phrase(
    nl="Bij de nummers {numbers} is een plaatje, tekening of opname weg of beschadigd.",
    en="With the numbers {numbers} a picture, drawing or recording is gone or damaged.",
)
CLOCK: Final = Phrase(
    nl="De klok van deze computer is teruggezet voor de nummers {numbers}. Dat geeft niets: de "
    "nummers bepalen de volgorde. Kijk wel of de klok nu goed staat.",
    en="The clock of this computer was set back before the numbers {numbers}. No harm is done: the "
    "numbers give the order. But see whether the clock is right now.",
)
DRAFT_DAMAGED: Final = Phrase(
    nl="Wat een bezoeker aan het schrijven was, is beschadigd en weggehaald. Er was nog niet voor "
    "bedankt.",
    en="What a visitor was writing is damaged and was taken away. Nobody had been thanked for it "
    "yet.",
)
CANNOT_WRITE: Final = Phrase(
    nl="Er kan hier niets worden bewaard: {reason}. Lezen kan wel.",
    en="Nothing can be kept here: {reason}. Reading works.",
)
UPDATED: Final = Phrase(
    nl="De meningen waren bewaard door een oudere versie van mrapp. Ze zijn bijgewerkt.",
    en="The opinions were kept by an older version of mrapp. They were brought up to date.",
)
CLASHES: Final = Phrase(
    nl="{number} keer had iets in het bestand hetzelfde kenmerk als iets hier, maar een andere "
    "inhoud. Wat hier stond is gebleven.",
    en="{number} times something in the file had the same id as something here, but other content. "
    "What was here has stayed.",
)
OTHER_THERE: Final = Phrase(
    nl="de server heeft iets anders ontvangen dan wat hier staat; het wacht nog",
    en="the server received something else than what is here; it still waits",
)
UNREADABLE: Final = Phrase(
    nl="{number} keer was iets al beschadigd toen het bestand werd gemaakt. Dat is overgeslagen.",
    en="{number} times something was damaged already when the file was made. That was left out.",
)
FILES_LEFT_OUT: Final = Phrase(
    nl="{number} plaatjes, tekeningen of opnamen ontbraken al toen het bestand werd gemaakt.",
    en="{number} pictures, drawings or recordings were missing already when the file was made.",
)


def about(phrase: Phrase, numbers: Iterable[int]) -> list[Notice]:
    """Return a notice about entries, by number; none where there are no numbers."""
    every = sorted(numbers)
    return [Notice(phrase, {"numbers": _listed(every)})] if every else []


def counted(phrase: Phrase, number: int) -> list[Notice]:
    """Return a notice with a count; none for 0."""
    return [Notice(phrase, {"number": number})] if number else []


def _listed(numbers: Sequence[int]) -> str:
    """Return numbers with those in a row drawn together: 3, 7-12, 20."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    said = [str(a) if a == b else f"{a}-{b}" for a, b in spans[:_LISTED]]
    return ", ".join(said) + (", ..." if len(spans) > _LISTED else "")
