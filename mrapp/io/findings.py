"""What a reader noticed: gathered while reading, told once, with the objects named."""

from dataclasses import replace

from mrapp.model.texts import Notice, Phrase

_SHOWN_PER_KIND = 20

IMAGE_MISSING = Phrase(
    nl="Het plaatje '{image}' ontbreekt; de vlakken krijgen een effen kleur.",
    en="The image '{image}' is missing; its surfaces get a plain colour.",
)
IMAGE_OUTSIDE = Phrase(
    nl="Het plaatje '{image}' ligt buiten de map van het bestand en is niet geladen.",
    en="The image '{image}' lies outside the file's folder and was not loaded.",
)
IMAGE_DAMAGED = Phrase(
    nl="Het plaatje '{image}' is beschadigd, te groot of van een onbekende soort; de vlakken "
    "krijgen een effen kleur.",
    en="The image '{image}' is damaged, too large or of an unknown kind; its surfaces get a plain "
    "colour.",
)
IMAGE_SHRUNK = Phrase(
    nl="Het plaatje '{image}' is verkleind tot {width} x {height} punten.",
    en="The image '{image}' was scaled down to {width} x {height} pixels.",
)


class Findings:
    """Notices being gathered: the same finding about the same object is counted, not repeated."""

    def __init__(self) -> None:
        self._kinds: dict[Phrase, dict[tuple[str | None, tuple[tuple[str, object], ...]], int]] = {}

    def add(
        self, phrase: Phrase, object_id: str | None = None, count: int = 1, **values: object
    ) -> None:
        """Note `phrase` about an object, `count` times; `values` fill in the phrase."""
        cases = self._kinds.setdefault(phrase, {})
        key = (object_id, tuple(values.items()))
        cases[key] = cases.get(key, 0) + count

    def notices(self) -> tuple[Notice, ...]:
        """Return what was noted: at most 20 of a kind, the last of which says how many more."""
        told: list[Notice] = []
        for phrase, cases in self._kinds.items():
            shown = list(cases.items())[:_SHOWN_PER_KIND]
            told += [
                Notice(phrase, {**dict(values), "count": count}, object_id)
                for (object_id, values), count in shown
            ]
            told[-1] = replace(told[-1], more=len(cases) - len(shown))
        return tuple(told)
