"""What the filter points at: kinds, and where in a text."""

from dataclasses import dataclass
from enum import StrEnum

from mrapp.model.texts import Phrase


class FlagKind(StrEnum):
    """What some words may be."""

    EMAIL = "email"
    PHONE = "phone"
    PLATE = "plate"
    IBAN = "iban"
    BSN = "bsn"
    NAME = "name"
    ABUSE = "abuse"


FLAG_NAMES: dict[FlagKind, Phrase] = {
    FlagKind.EMAIL: Phrase(nl="e-mailadres", en="e-mail address"),
    FlagKind.PHONE: Phrase(nl="telefoonnummer", en="telephone number"),
    FlagKind.PLATE: Phrase(nl="kenteken", en="licence plate"),
    FlagKind.IBAN: Phrase(nl="bankrekening", en="bank account"),
    FlagKind.BSN: Phrase(nl="burgerservicenummer", en="citizen service number"),
    FlagKind.NAME: Phrase(nl="naam", en="name"),
    FlagKind.ABUSE: Phrase(nl="grof woord", en="abusive word"),
}


@dataclass(frozen=True, order=True)
class Flag:
    """Some signs of a text, from `begin` up to but not including `end`."""

    begin: int
    end: int
    kind: FlagKind


def apart(flags: list[Flag]) -> list[Flag]:
    """Return flags in order without those that lie across an earlier or longer one."""
    kept: list[Flag] = []
    for flag in sorted(flags, key=lambda each: (each.begin, -each.end)):
        if not kept or flag.begin >= kept[-1].end:
            kept.append(flag)
    return kept
