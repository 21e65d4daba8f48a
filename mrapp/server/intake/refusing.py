"""Why an entry that is as it should be is not kept all the same, in words."""

from typing import Final

from mrapp.model.texts import Phrase

MOST_ADDED_IN_AN_HOUR: Final = 20
MOST_ADDED: Final = 200
"""How often something can be added to one remark by who has its receipt; machines of staff may."""

OTHER: Final = Phrase(
    nl="er is al een andere met hetzelfde kenmerk",
    en="there is another one already with the same id",
)
OTHERS_REMARK: Final = Phrase(
    nl="de mening waar hij bij hoort is van een ander project",
    en="the opinion that it belongs to is of another project",
)
NO_SEAL: Final = Phrase(
    nl="het bewijs van de bon ontbreekt of is van een andere mening",
    en="the proof of the receipt is missing, or is of another opinion",
)
OTHER_FILE: Final = Phrase(
    nl="een van de bestanden is niet wat de mening ervan zegt",
    en="one of its files is not what the opinion says of it",
)
_ADDED_OFTEN = Phrase(
    nl="er kwam in een uur al {most} keer iets bij deze mening; over een uur kan er weer iets bij",
    en="things were added to this opinion {most} times in an hour; more can be added in an hour",
)
_ADDED_ENOUGH = Phrase(
    nl="er kwam al {most} keer iets bij deze mening, en meer kan er niet bij",
    en="things were added to this opinion {most} times, and no more can be",
)


def too_much_added(lately: int, in_all: int) -> Phrase | None:
    """Return why nothing can be added to a remark with its receipt; None: it can be.

    lately: how often something was added in the last hour; in_all: ever.
    """
    if in_all >= MOST_ADDED:
        return _ADDED_ENOUGH.filled(most=MOST_ADDED)
    if lately >= MOST_ADDED_IN_AN_HOUR:
        return _ADDED_OFTEN.filled(most=MOST_ADDED_IN_AN_HOUR)
    return None
