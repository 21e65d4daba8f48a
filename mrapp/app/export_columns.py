"""The columns that every table of remarks has, whatever was asked."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mrapp.app.columns import LIST_SIGN, Cell, CellType, Column, Part, clean, local
from mrapp.app.feedback import Kept, State
from mrapp.model.project import NOW, Project
from mrapp.model.remark import Channel, Remark, Sight
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.values import LocalText

Standing = tuple[Kept, Remark]
"""A remark that was not withdrawn, and how it is kept."""

Names = Mapping[str, LocalText]

CHANNELS: Names = {
    Channel.VR: local(Phrase(nl="VR-bril", en="VR headset")),
    Channel.KIOSK: local(Phrase(nl="Kiosk", en="Kiosk")),
    Channel.STREET: local(Phrase(nl="Op straat, met telefoon", en="In the street, by phone")),
    Channel.PAPER: local(Phrase(nl="Papier", en="Paper")),
    Channel.DESKTOP: local(Phrase(nl="Computer", en="Computer")),
}
STATES: Names = {
    State.WAITING: local(Phrase(nl="Wacht op verzenden", en="Waits to be sent")),
    State.SENT: local(Phrase(nl="Verzonden", en="Sent")),
}
MOODS: Names = {
    "1": local(Phrase(nl="Heel ontevreden", en="Very unhappy")),
    "2": local(Phrase(nl="Ontevreden", en="Unhappy")),
    "3": local(Phrase(nl="Neutraal", en="Neutral")),
    "4": local(Phrase(nl="Tevreden", en="Happy")),
    "5": local(Phrase(nl="Heel tevreden", en="Very happy")),
}


@dataclass(frozen=True)
class _Fact:
    """A column to be: its line in the dictionary, and how a cell is read."""

    id: str
    type: CellType
    title: Phrase
    meaning: Phrase
    read: Callable[[Kept, Remark], Cell]
    part: Part = "fact"
    unit: str = ""
    codes: Names | None = None
    is_list: bool = False


def variant_names(project: Project) -> Names:
    """Return what every code of a variant stands for, the city as it is included."""
    now = local(Phrase(nl="Nu, zonder plan", en="Now, without a plan"))
    return {NOW: now} | {variant.id: variant.name for variant in project.variants()}


def theme_names(project: Project) -> Names:
    """Return what every code of a theme stands for."""
    return {theme.id: theme.name for theme in project.themes}


def event_names(project: Project) -> Names:
    """Return what every code of an event stands for."""
    return {event.id: event.name for event in project.events}


def fact_columns(
    project: Project, standing: Sequence[Standing], language: str
) -> tuple[Column, ...]:
    """Return the columns that do not depend on a questionnaire, in their order."""
    facts = (
        *_BEGINNING,
        *_coded(
            "event",
            Phrase(nl="Bijeenkomst", en="Event"),
            Phrase(nl="Bij welke bijeenkomst", en="At which event"),
            event_names(project),
            lambda remark: remark.event,
            language,
        ),
        *_WORDS,
        *_coded(
            "theme",
            Phrase(nl="Onderwerp", en="Theme"),
            Phrase(nl="Waar de reactie over gaat", en="What the remark is about"),
            theme_names(project),
            lambda remark: remark.theme,
            language,
        ),
        *_PLACE,
        *_coded(
            "variant",
            Phrase(nl="Variant", en="Variant"),
            Phrase(nl="Welke variant te zien was", en="Which variant was seen"),
            variant_names(project),
            lambda remark: remark.sight.variant if remark.sight else None,
            language,
        ),
        *_SEEN,
    )
    return tuple(_column(fact, standing) for fact in facts)


def _column(fact: _Fact, standing: Sequence[Standing]) -> Column:
    read = fact.read
    return Column(
        id=fact.id,
        type=fact.type,
        title=local(fact.title),
        meaning=local(fact.meaning),
        cells=[read(kept, remark) for kept, remark in standing],
        part=fact.part,
        codes=fact.codes or {},
        is_list=fact.is_list,
        unit=fact.unit,
    )


def _coded(
    name: str,
    title: Phrase,
    meaning: Phrase,
    codes: Names,
    read: Callable[[Remark], str | None],
    language: str,
) -> tuple[_Fact, _Fact]:
    """Return a column with codes, and one with what they stand for."""
    texts = {code: clean(pick_language(names, language)) for code, names in codes.items()}

    def in_words(_kept: Kept, remark: Remark) -> Cell:
        code = read(remark)
        return None if code is None else texts.get(code) or clean(code)

    def in_code(_kept: Kept, remark: Remark) -> Cell:
        code = read(remark)
        return None if code is None else clean(code)

    named = Phrase(nl=f"{title.nl} (naam)", en=f"{title.en} (name)")
    words = Phrase(nl=f"{meaning.nl}, in woorden", en=f"{meaning.en}, in words")
    code = _Fact(name, "text", title, meaning, in_code, "said", codes=codes)
    return code, _Fact(f"{name}_name", "text", named, words, in_words, "spelled")


def _said_later(kept: Kept, _remark: Remark) -> Cell:
    return "\n".join(clean(addition.text) for addition in kept.additions) or None


def _has(role: str) -> Callable[[Kept, Remark], Cell]:
    return lambda _, remark: any(each.role == role for each in remark.attachments)


def _point(axis: int) -> Callable[[Kept, Remark], Cell]:
    return lambda _, remark: remark.point[axis] if remark.point else None


def _seen(read: Callable[[Sight], Cell]) -> Callable[[Kept, Remark], Cell]:
    return lambda _, remark: read(remark.sight) if remark.sight else None


_BEGINNING = (
    _Fact("id", "text", Phrase(nl="Nummer", en="Id"),
          Phrase(nl="Eigen nummer van de reactie (UUIDv7); zegt niets over de maker",
                 en="The remark's own id (UUIDv7); tells nothing of its maker"),
          lambda _, remark: remark.id),
    _Fact("made_utc", "time", Phrase(nl="Gemaakt", en="Made"),
          Phrase(nl="Wanneer de reactie is gemaakt, in UTC",
                 en="When the remark was made, in UTC"),
          lambda _, remark: remark.made_utc),
    _Fact("state", "text", Phrase(nl="Stand", en="State"),
          Phrase(nl="Hoe ver de reactie is", en="How far the remark has come"),
          lambda kept, _: kept.state.value, codes=STATES),
    _Fact("channel", "text", Phrase(nl="Kanaal", en="Channel"),
          Phrase(nl="Hoe de reactie is gegeven", en="By which way the remark came"),
          lambda _, remark: remark.channel.value, codes=CHANNELS),
    _Fact("language", "text", Phrase(nl="Taal", en="Language"),
          Phrase(nl="Taal van het scherm (ISO 639)", en="Language of the screen (ISO 639)"),
          lambda _, remark: clean(remark.language)),
)  # fmt: skip

_WORDS = (
    _Fact("text", "text", Phrase(nl="Tekst", en="Text"),
          Phrase(nl="Wat iemand schreef", en="What somebody wrote"),
          lambda _, remark: clean(remark.text) or None, "said"),
    _Fact("additions", "text", Phrase(nl="Later toegevoegd", en="Added later"),
          Phrase(nl="Wat de maker er later bij schreef, op eigen regels",
                 en="What its maker added later, each on a line of its own"),
          _said_later, "said"),
    _Fact("mood", "whole", Phrase(nl="Stemming", en="Mood"),
          Phrase(nl="Gekozen gezicht, van 1 tot en met 5", en="The face that was chosen, 1 to 5"),
          lambda _, remark: remark.mood, "said", codes=MOODS),
    _Fact("has_picture", "truth", Phrase(nl="Met plaatje", en="With a picture"),
          Phrase(nl="Er is een plaatje van het beeld bewaard", en="A picture of the view was kept"),
          _has("picture")),
    _Fact("has_drawing", "truth", Phrase(nl="Met tekening", en="With a drawing"),
          Phrase(nl="Er is op het plaatje getekend", en="Somebody drew on the picture"),
          _has("drawing")),
    _Fact("has_voice", "truth", Phrase(nl="Met stem", en="With a voice"),
          Phrase(nl="Er is een ingesproken bericht", en="There is a spoken note"),
          _has("voice")),
)  # fmt: skip

_PLACE = (
    _Fact("x_rd_m", "number", Phrase(nl="X (RD)", en="X (RD)"),
          Phrase(nl="Plek waar het over gaat: oost, RD (EPSG:28992)",
                 en="The place it is about: east, RD (EPSG:28992)"), _point(0), unit="m"),
    _Fact("y_rd_m", "number", Phrase(nl="Y (RD)", en="Y (RD)"),
          Phrase(nl="Plek waar het over gaat: noord, RD (EPSG:28992)",
                 en="The place it is about: north, RD (EPSG:28992)"), _point(1), unit="m"),
    _Fact("z_nap_m", "number", Phrase(nl="Hoogte (NAP)", en="Height (NAP)"),
          Phrase(nl="Plek waar het over gaat: hoogte boven NAP (EPSG:5709)",
                 en="The place it is about: height above NAP (EPSG:5709)"), _point(2), unit="m"),
    _Fact("object_file", "text", Phrase(nl="Bestand", en="File"),
          Phrase(nl="Bestand in het project met het object",
                 en="File in the project that shows the object"),
          lambda _, remark: clean(remark.thing.asset) if remark.thing else None),
    _Fact("object_id", "text", Phrase(nl="Object", en="Object"),
          Phrase(nl="Nummer van het object, zoals in de BAG", en="Id of the object, as in the BAG"),
          lambda _, remark: clean(remark.thing.object_id) if remark.thing else None),
    _Fact("object_name", "text", Phrase(nl="Naam van het object", en="Name of the object"),
          Phrase(nl="Hoe het object toen heette", en="What the object was called then"),
          lambda _, remark: (clean(remark.thing.name) or None) if remark.thing else None),
)  # fmt: skip

_SEEN = (
    _Fact("sun_time_utc", "time", Phrase(nl="Tijd in beeld", en="Time in view"),
          Phrase(nl="Voor welk moment de zon werd getoond, in UTC",
                 en="For which moment the sun was shown, in UTC"),
          _seen(lambda sight: sight.time_utc)),
    _Fact("eye_x_rd_m", "number", Phrase(nl="Oog X (RD)", en="Eye X (RD)"),
          Phrase(nl="Vanwaar werd gekeken: oost", en="From where one looked: east"),
          _seen(lambda sight: sight.eye[0]), unit="m"),
    _Fact("eye_y_rd_m", "number", Phrase(nl="Oog Y (RD)", en="Eye Y (RD)"),
          Phrase(nl="Vanwaar werd gekeken: noord", en="From where one looked: north"),
          _seen(lambda sight: sight.eye[1]), unit="m"),
    _Fact("eye_z_nap_m", "number", Phrase(nl="Ooghoogte (NAP)", en="Eye height (NAP)"),
          Phrase(nl="Vanwaar werd gekeken: hoogte boven NAP",
                 en="From where one looked: height above NAP"),
          _seen(lambda sight: sight.eye[2]), unit="m"),
    _Fact("heading_deg", "number", Phrase(nl="Kijkrichting", en="Heading"),
          Phrase(nl="Met de klok mee vanaf het noorden van RD", en="Clockwise from RD north"),
          _seen(lambda sight: math.degrees(sight.heading_rad)), unit="deg"),
    _Fact("pitch_deg", "number", Phrase(nl="Kijkhoek", en="Pitch"),
          Phrase(nl="Omhoog is positief", en="Up is positive"),
          _seen(lambda sight: math.degrees(sight.pitch_rad)), unit="deg"),
    _Fact("field_of_view_deg", "number", Phrase(nl="Beeldhoek", en="Field of view"),
          Phrase(nl="Van onder naar boven", en="From bottom to top"),
          _seen(lambda sight: math.degrees(sight.field_of_view_rad)), unit="deg"),
    _Fact("layers", "text", Phrase(nl="Lagen", en="Layers"),
          Phrase(nl="Welke lagen en ontwerpen aan stonden", en="Which layers and designs were on"),
          _seen(lambda sight: clean(LIST_SIGN.join(sight.layers)) or None), is_list=True),
    _Fact("project_hash", "text", Phrase(nl="Controlegetal project", en="Hash of the project"),
          Phrase(nl="SHA-256 van het project zoals het toen was",
                 en="SHA-256 of the project as it was"),
          lambda _, remark: remark.project_hash),
    _Fact("model_hash", "text", Phrase(nl="Controlegetal model", en="Hash of the model"),
          Phrase(nl="SHA-256 van de getoonde bestanden", en="SHA-256 of the files that were shown"),
          lambda _, remark: remark.model_hash),
)  # fmt: skip
