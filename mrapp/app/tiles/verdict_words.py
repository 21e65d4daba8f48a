"""What a person reads who scanned or typed an address, and what staff reads of it.

For visitors: what they see, and what they can do. No blame, and no word of keys.
"""

from collections.abc import Mapping
from typing import Final

from mrapp.app.tiles.verdict import Verdict, VerdictKind
from mrapp.model.project import Project
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.tiles import TileState

PLANNED_WORDS: Final = Phrase(
    nl="Deze tegel ligt nog niet op zijn plek. Wat u ziet, hoort bij een andere plaats.",
    en="This tile is not in its place yet. What you see belongs to another spot.",
)
"""What a visitor reads of a tile that is planned, beside what it opens."""

_SHOWN: Final[Mapping[VerdictKind, tuple[Phrase, Phrase]]] = {
    VerdictKind.VALID: (
        Phrase(nl="{name}", en="{name}"),
        Phrase(
            nl="U ziet hier het plan voor deze plek.",
            en="You see the plan for this spot here.",
        ),
    ),
    VerdictKind.DAMAGED: (
        Phrase(nl="{name}", en="{name}"),
        Phrase(
            nl="Deze tegel is beschadigd. Het plan werkt wel. Kijk of het adres boven in uw "
            "scherm klopt.",
            en="This tile is damaged. The plan still works. Check that the address at the top of "
            "your screen is right.",
        ),
    ),
    VerdictKind.REMOVED: (
        Phrase(nl="Deze tegel is weggehaald", en="This tile was removed"),
        Phrase(
            nl="De tegel {name} hoort hier niet meer te liggen. Ziet u hem toch? Laat het de "
            "gemeente weten.",
            en="The tile {name} should no longer be here. Do you still see it? Please tell the "
            "municipality.",
        ),
    ),
    VerdictKind.MISTYPED: (
        Phrase(nl="Er zit een typefout in het adres", en="There is a typing error in the address"),
        Phrase(
            nl="Kijk goed naar de tekens onder de code op de tegel, of scan de code.",
            en="Look closely at the signs under the code on the tile, or scan the code.",
        ),
    ),
    VerdictKind.FORGED: (
        Phrase(nl="Deze code is niet van ons", en="This code is not ours"),
        Phrase(
            nl="De gemeente heeft deze code niet gemaakt. Vul geen gegevens in. Laat de gemeente "
            "weten waar u hem zag.",
            en="The municipality did not make this code. Do not fill in any details. Please tell "
            "the municipality where you saw it.",
        ),
    ),
    VerdictKind.UNKNOWN: (
        Phrase(nl="Deze code kennen wij niet", en="We do not know this code"),
        Phrase(
            nl="Misschien is het adres verkeerd overgetypt. Klopt het wel? Dan is de code niet "
            "van ons. Laat de gemeente weten waar u hem zag.",
            en="Perhaps the address was typed wrongly. Is it right? Then the code is not ours. "
            "Please tell the municipality where you saw it.",
        ),
    ),
    VerdictKind.OTHER_COPY: (
        Phrase(nl="Deze tegel is nog niet bekend", en="This tile is not known yet"),
        Phrase(
            nl="De code is echt, maar hij opent hier nog niets. Probeer het later nog eens.",
            en="The code is real, but it opens nothing here yet. Please try again later.",
        ),
    ),
    VerdictKind.OTHER_PROJECT: (
        Phrase(nl="Deze tegel hoort bij een ander plan", en="This tile belongs to another plan"),
        Phrase(
            nl="De tegel {name} is echt, maar hoort bij een ander project.",
            en="The tile {name} is real, but belongs to another project.",
        ),
    ),
    VerdictKind.FOREIGN_HOST: (
        Phrase(nl="Deze code leidt ergens anders heen", en="This code leads somewhere else"),
        Phrase(
            nl="Het adres is {host}, niet {own}. Misschien is er een sticker over de tegel "
            "geplakt. Open het niet en laat het de gemeente weten.",
            en="The address is {host}, not {own}. Perhaps a sticker was put over the tile. Do not "
            "open it, and please tell the municipality.",
        ),
    ),
    VerdictKind.NO_TILE: (
        Phrase(nl="Dit is geen code van een tegel", en="This is not the code of a tile"),
        Phrase(
            nl="In een tegel staat een adres dat begint met {own}/T/. Scan de code in het midden "
            "van de tegel.",
            en="A tile has an address that begins with {own}/T/. Scan the code in the middle of "
            "the tile.",
        ),
    ),
}
_NEAREST: Final = Phrase(nl="Bedoelt u {nearest}?", en="Do you mean {nearest}?")
_STAFF: Final[Mapping[VerdictKind, Phrase]] = {
    VerdictKind.VALID: Phrase(
        nl="echt: het staat in het register", en="genuine: it is in the register"
    ),
    VerdictKind.DAMAGED: Phrase(
        nl="echt, maar de tegel is beschadigd gemeld: kijk of er niets op geplakt is",
        en="genuine, but the tile is reported damaged: see that nothing is stuck upon it",
    ),
    VerdictKind.REMOVED: Phrase(
        nl="echt, maar de tegel is weggehaald: wie hem ziet, ziet een oude of een kopie",
        en="genuine, but the tile was removed: who sees it sees an old one or a copy",
    ),
    VerdictKind.MISTYPED: Phrase(nl="verkeerd overgetypt of gelezen", en="wrongly typed or read"),
    VerdictKind.FORGED: Phrase(
        nl="verzonnen of vervalst: het is niet met de sleutel van dit project gemaakt en staat "
        "niet in het register",
        en="invented or forged: it was not made with this project's key and is not in the register",
    ),
    VerdictKind.UNKNOWN: Phrase(
        nl="niet in het register. Of het verzonnen is, zegt alleen de sleutel; die is hier niet",
        en="not in the register. Only the key tells whether it is invented; it is not here",
    ),
    VerdictKind.OTHER_COPY: Phrase(
        nl="met de sleutel van dit project gemaakt, maar niet in dit register: het komt uit een "
        "andere kopie van het project, of de tegel kreeg sindsdien een andere code",
        en="made with this project's key, but not in this register: it comes from another copy of "
        "the project, or the tile got another code since",
    ),
    VerdictKind.OTHER_PROJECT: Phrase(
        nl="een tegel van het project {project}", en="a tile of the project {project}"
    ),
    VerdictKind.FOREIGN_HOST: Phrase(
        nl="leidt naar {host}, niet naar {own}: een sticker, of een code van een ander",
        en="leads to {host}, not to {own}: a sticker, or somebody else's code",
    ),
    VerdictKind.NO_TILE: Phrase(nl="geen adres van een tegel", en="no address of a tile"),
}
_EARLIER: Final = Phrase(
    nl="gedrukt voor {host}, een eerder webadres: het werkt alleen zolang dat doorstuurt",
    en="printed for {host}, an earlier web address: it works only while that one sends on",
)
_NOT_YET: Final = Phrase(nl="de tegel is nog niet geplaatst", en="the tile has not been placed yet")


def shown(verdict: Verdict, project: Project, language: str) -> tuple[str, str]:
    """Return the title and the text that a visitor must be shown."""
    title, text = _SHOWN[verdict.kind]
    values = _values(verdict, project, language)
    told = [text.text(language, **values)]
    if verdict.nearest:
        told.append(_NEAREST.text(language, **values))
    if verdict.kind is VerdictKind.VALID and _is_planned(verdict):
        told = [PLANNED_WORDS.text(language)]
    return title.text(language, **values), " ".join(told)


def told_to_staff(verdict: Verdict, project: Project, language: str) -> str:
    """Return what it is, for who keeps the register."""
    values = _values(verdict, project, language)
    told = [_STAFF[verdict.kind].text(language, **values)]
    if verdict.nearest:
        told.append(_NEAREST.text(language, **values))
    if verdict.earlier:
        told.append(_EARLIER.text(language, **values))
    if _is_planned(verdict) and verdict.kind is VerdictKind.VALID:
        told.append(_NOT_YET.text(language))
    return "; ".join(told)


def words_for(kind: VerdictKind, project: Project, language: str) -> dict[str, str]:
    """Return title and text of a kind for a page that knows of no tile yet.

    "{name}", "{host}" and "{nearest}" stand where the page fills in its own.
    """
    title, text = _SHOWN[kind]
    values = {"name": "{name}", "host": "{host}", "own": project.tiling.host}
    return {"title": title.text(language, **values), "text": text.text(language, **values)}


def nearest_words(language: str) -> str:
    """Return how a page asks whether another code was meant, with "{nearest}" in it."""
    return _NEAREST.nl if language == "nl" else _NEAREST.en


def _is_planned(verdict: Verdict) -> bool:
    return verdict.tile is not None and verdict.tile.state is TileState.PLANNED


def _values(verdict: Verdict, project: Project, language: str) -> dict[str, object]:
    name = pick_language(verdict.tile.name, language) if verdict.tile else ""
    return {
        "name": name,
        "host": verdict.host,
        "own": project.tiling.host,
        "nearest": verdict.nearest or "",
        "project": verdict.project or "",
    }
