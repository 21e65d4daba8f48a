"""Why an answer on paper is not sure: what staff are asked beside its picture."""

from enum import StrEnum

from mrapp.model.texts import Phrase


class Doubt(StrEnum):
    """What is unclear about a question on a sheet."""

    FAINT = "faint"
    FULL = "full"
    BESIDE = "beside"
    RUNS_ON = "runs-on"
    LOOSE = "loose"
    SEVERAL = "several"
    TOO_MANY = "too-many"
    ORDER = "order"
    UNSEEN = "unseen"
    WRITTEN = "written"
    CROSSES = "crosses"
    ODD_CROSS = "odd-cross"
    OFF_MAP = "off-map"
    NEEDED = "needed"
    MISSING = "missing"


DOUBT_WORDS: dict[Doubt, Phrase] = {
    Doubt.FAINT: Phrase(
        nl="In een vakje staat iets, maar heel licht of heel klein.",
        en="There is something in a box, but very faint or very small.",
    ),
    Doubt.FULL: Phrase(
        nl="Een vakje is zwart gemaakt of doorgekrast. Is het gekozen, of juist niet?",
        en="A box was made black or crossed out. Was it chosen, or not?",
    ),
    Doubt.BESIDE: Phrase(
        nl="Naast of om een vakje staat iets, maar het vakje zelf is leeg.",
        en="There is something beside or around a box, but the box itself is empty.",
    ),
    Doubt.RUNS_ON: Phrase(
        nl="Een streep loopt ver door, of door een ander vakje. Wat is gekozen?",
        en="A stroke runs on far, or through another box. What was chosen?",
    ),
    Doubt.LOOSE: Phrase(
        nl="Bij deze vraag staat iets buiten de vakjes. Hoort het bij het antwoord?",
        en="There is something outside the boxes of this question. Is it part of the answer?",
    ),
    Doubt.SEVERAL: Phrase(
        nl="Er zijn meer vakjes aangekruist, en er is één antwoord mogelijk.",
        en="More than one box was ticked, and one answer is possible.",
    ),
    Doubt.TOO_MANY: Phrase(
        nl="Er zijn meer vakjes aangekruist dan mag.",
        en="More boxes were ticked than are allowed.",
    ),
    Doubt.ORDER: Phrase(
        nl="De volgorde is niet compleet, of een plaats is twee keer gegeven.",
        en="The order is not complete, or a place was given twice.",
    ),
    Doubt.UNSEEN: Phrase(
        nl="Deze vraag is niet goed te zien op de foto.",
        en="This question cannot be seen well in the photograph.",
    ),
    Doubt.WRITTEN: Phrase(
        nl="Hier is geschreven. Typ over wat er staat.",
        en="Something was written here. Type what it says.",
    ),
    Doubt.CROSSES: Phrase(
        nl="Op de kaart staat meer dan één kruis.", en="There is more than one cross on the map."
    ),
    Doubt.ODD_CROSS: Phrase(
        nl="Op de kaart staat iets, maar geen duidelijk kruis.",
        en="There is something on the map, but no clear cross.",
    ),
    Doubt.OFF_MAP: Phrase(
        nl="De plek op de kaart kan niet kloppen.", en="The place on the map cannot be right."
    ),
    Doubt.NEEDED: Phrase(
        nl="Bij deze vraag hoort een antwoord. Er is geen kruisje gevonden.",
        en="This question needs an answer. No cross was found.",
    ),
    Doubt.MISSING: Phrase(
        nl="De bladzijde met deze vraag is er nog niet.",
        en="The page with this question is not there yet.",
    ),
}
"""What staff are told of each."""
