"""What is said of a remark that is taken back: what went, and what stays."""

from collections import Counter
from collections.abc import Iterator

from mrapp.app.remarks.keeping import Kept
from mrapp.model.remark import Remark
from mrapp.model.texts import Phrase

_GONE = Phrase(
    nl="Mening {number} is ingetrokken. Gewist: {parts}. Wat blijft, is een teken dat hier iets "
    "stond: het nummer, en wanneer het werd bewaard en ingetrokken. In exports en op USB-sticks "
    "van voor nu staat de mening nog.",
    en="Opinion {number} was withdrawn. Erased: {parts}. What stays is a mark that something was "
    "here: its number, and when it was kept and withdrawn. Exports and USB sticks made before now "
    "still have the opinion.",
)
_BEFORE = Phrase(
    nl="Deze mening was al eerder ingetrokken; er is niets veranderd.",
    en="This opinion was withdrawn before; nothing was changed.",
)
_TEXT = Phrase(nl="de tekst", en="the text")
_MOOD = Phrase(nl="de stemming", en="the mood")
_THEME = Phrase(nl="het onderwerp", en="the theme")
_PLACE = Phrase(nl="de plek", en="the place")
_SIGHT = Phrase(nl="wat er te zien was", en="what was seen")
_ANSWERS = Phrase(nl="antwoorden: {count}", en="answers: {count}")
_ADDITIONS = Phrase(nl="aanvullingen: {count}", en="additions: {count}")
_FILES = {
    "picture": Phrase(nl="de afbeelding", en="the picture"),
    "drawing": Phrase(nl="de tekening", en="the drawing"),
    "voice": Phrase(nl="de stem", en="the voice"),
}


def taken_back(before: Kept, language: str) -> str:
    """Return what to say after a withdrawal; before: what was kept until then."""
    if before.remark is None:
        return _BEFORE.text(language)
    parts = parts_told(before.remark, len(before.additions), language)
    return _GONE.text(language, number=before.number, parts=parts)


def parts_told(remark: Remark, additions: int, language: str) -> str:
    """Return what there is of a remark, in words, with so many additions."""
    return ", ".join(each.text(language) for each in _parts(remark, additions))


def _parts(remark: Remark, additions: int) -> Iterator[Phrase]:
    answers = len(remark.answered.answers) if remark.answered else 0
    whole = (
        (_TEXT, remark.text),
        (_MOOD, remark.mood),
        (_THEME, remark.theme),
        (_ANSWERS.filled(count=answers), answers),
        (_PLACE, remark.point),
        (_SIGHT, remark.sight),
        (_ADDITIONS.filled(count=additions), additions),
    )
    yield from (phrase for phrase, there in whole if there)
    yield from (_FILES[role] for role in Counter(each.role for each in remark.attachments))
