"""The columns that every table of remarks has, whatever was asked."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mrapp.app.exports.columns import LIST_SIGN, Cell, CellType, Column, Part, clean, cleaned, local
from mrapp.app.questions.question_words import MOOD_WORDS
from mrapp.app.remarks.keeping import Kept, State
from mrapp.model.project import NOW, Project
from mrapp.model.remark import Channel, Remark
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.values import LocalText

Names = Mapping[str, LocalText]

CHANNELS: Names = {
    Channel.VR: local(Phrase(nl="VR-bril", en="VR headset")),
    Channel.KIOSK: local(Phrase(nl="Kiosk", en="Kiosk")),
    Channel.STREET: local(Phrase(nl="Op straat, met telefoon", en="In the street, by phone")),
    Channel.PAPER: local(Phrase(nl="Papier", en="Paper")),
    Channel.DESKTOP: local(Phrase(nl="Computer", en="Computer")),
    Channel.WEB: local(Phrase(nl="Webpagina van de bon", en="Web page of the receipt")),
}
STATES: Names = {
    State.WAITING: local(Phrase(nl="Wacht op verzenden", en="Waits to be sent")),
    State.SENT: local(Phrase(nl="Verzonden", en="Sent")),
}
MOODS: Names = {str(mood): local(words) for mood, words in enumerate(MOOD_WORDS, 1)}


class _Rows:
    """All remarks, taken apart once: a table reads each part dozens of times."""

    def __init__(self, kept: Sequence[Kept], remarks: Sequence[Remark]) -> None:
        self.kept, self.remarks = kept, remarks
        self.points = [remark.point for remark in self.remarks]
        self.things = [remark.thing for remark in self.remarks]
        self.sights = [remark.sight for remark in self.remarks]


_Read = Callable[[_Rows], Sequence[Cell]]


@dataclass(frozen=True)
class _Fact:
    """A column to be: its line in the dictionary, and how all its cells are read."""

    id: str
    type: CellType
    title: Phrase
    meaning: Phrase
    read: _Read
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
    project: Project, kept: Sequence[Kept], remarks: Sequence[Remark], language: str
) -> tuple[Column, ...]:
    """Return the columns that do not depend on a questionnaire, in their order.

    remarks: those that `kept` holds, one each.
    """
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
    rows = _Rows(kept, remarks)
    return tuple(_column(fact, rows) for fact in facts)


def _column(fact: _Fact, rows: _Rows) -> Column:
    return Column(
        id=fact.id,
        type=fact.type,
        title=local(fact.title),
        meaning=local(fact.meaning),
        cells=fact.read(rows),
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
    texts = {clean(code): clean(pick_language(names, language)) for code, names in codes.items()}

    def in_words(rows: _Rows) -> list[str | None]:
        return [texts.get(code or "", code) for code in in_code(rows)]

    def in_code(rows: _Rows) -> list[str | None]:
        return cleaned([read(remark) for remark in rows.remarks])

    named = Phrase(nl=f"{title.nl} (naam)", en=f"{title.en} (name)")
    words = Phrase(nl=f"{meaning.nl}, in woorden", en=f"{meaning.en}, in words")
    code = _Fact(name, "text", title, meaning, in_code, "said", codes=codes)
    return code, _Fact(f"{name}_name", "text", named, words, in_words, "spelled")


def _said_later(rows: _Rows) -> list[Cell]:
    said = (each.additions for each in rows.kept)
    return ["\n".join(clean(one.text) for one in each) if each else None for each in said]


def _has(role: str) -> _Read:
    return lambda rows: [
        bool(remark.attachments) and any(each.role == role for each in remark.attachments)
        for remark in rows.remarks
    ]


def _point(axis: int) -> _Read:
    return lambda rows: [point[axis] if point else None for point in rows.points]


def _eye(axis: int) -> _Read:
    return lambda rows: [sight.eye[axis] if sight else None for sight in rows.sights]


def _angle(name: Literal["heading_rad", "pitch_rad", "field_of_view_rad"]) -> _Read:
    return lambda rows: [
        math.degrees(getattr(sight, name)) if sight else None for sight in rows.sights
    ]


_BEGINNING = (
    _Fact("id", "text", Phrase(nl="Nummer", en="Id"),
          Phrase(nl="Eigen nummer van de reactie (UUIDv7); zegt niets over de maker",
                 en="The remark's own id (UUIDv7); tells nothing of its maker"),
          lambda rows: [remark.id for remark in rows.remarks]),
    _Fact("made_utc", "time", Phrase(nl="Gemaakt", en="Made"),
          Phrase(nl="Wanneer de reactie is gemaakt, in UTC",
                 en="When the remark was made, in UTC"),
          lambda rows: [remark.made_utc for remark in rows.remarks]),
    _Fact("state", "text", Phrase(nl="Stand", en="State"),
          Phrase(nl="Hoe ver de reactie is", en="How far the remark has come"),
          lambda rows: [kept.state.value for kept in rows.kept], codes=STATES),
    _Fact("channel", "text", Phrase(nl="Kanaal", en="Channel"),
          Phrase(nl="Hoe de reactie is gegeven", en="By which way the remark came"),
          lambda rows: [remark.channel.value for remark in rows.remarks], codes=CHANNELS),
    _Fact("language", "text", Phrase(nl="Taal", en="Language"),
          Phrase(nl="Taal van het scherm (ISO 639)", en="Language of the screen (ISO 639)"),
          lambda rows: cleaned([remark.language for remark in rows.remarks])),
)  # fmt: skip

_WORDS = (
    _Fact("text", "text", Phrase(nl="Tekst", en="Text"),
          Phrase(nl="Wat iemand schreef", en="What somebody wrote"),
          lambda rows: [clean(remark.text) or None for remark in rows.remarks], "said"),
    _Fact("additions", "text", Phrase(nl="Later toegevoegd", en="Added later"),
          Phrase(nl="Wat de maker er later bij schreef, op eigen regels",
                 en="What its maker added later, each on a line of its own"),
          _said_later, "said"),
    _Fact("mood", "whole", Phrase(nl="Stemming", en="Mood"),
          Phrase(nl="Gekozen gezicht, van 1 tot en met 5", en="The face that was chosen, 1 to 5"),
          lambda rows: [remark.mood for remark in rows.remarks], "said", codes=MOODS),
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
          lambda rows: cleaned([thing.asset if thing else None for thing in rows.things])),
    _Fact("object_id", "text", Phrase(nl="Object", en="Object"),
          Phrase(nl="Nummer van het object, zoals in de BAG", en="Id of the object, as in the BAG"),
          lambda rows: cleaned([thing.object_id if thing else None for thing in rows.things])),
    _Fact("object_name", "text", Phrase(nl="Naam van het object", en="Name of the object"),
          Phrase(nl="Hoe het object toen heette", en="What the object was called then"),
          lambda rows: cleaned([thing.name if thing else None for thing in rows.things])),
)  # fmt: skip

_SEEN = (
    _Fact("sun_time_utc", "time", Phrase(nl="Tijd in beeld", en="Time in view"),
          Phrase(nl="Voor welk moment de zon werd getoond, in UTC",
                 en="For which moment the sun was shown, in UTC"),
          lambda rows: [sight.time_utc if sight else None for sight in rows.sights]),
    _Fact("eye_x_rd_m", "number", Phrase(nl="Oog X (RD)", en="Eye X (RD)"),
          Phrase(nl="Vanwaar werd gekeken: oost", en="From where one looked: east"),
          _eye(0), unit="m"),
    _Fact("eye_y_rd_m", "number", Phrase(nl="Oog Y (RD)", en="Eye Y (RD)"),
          Phrase(nl="Vanwaar werd gekeken: noord", en="From where one looked: north"),
          _eye(1), unit="m"),
    _Fact("eye_z_nap_m", "number", Phrase(nl="Ooghoogte (NAP)", en="Eye height (NAP)"),
          Phrase(nl="Vanwaar werd gekeken: hoogte boven NAP",
                 en="From where one looked: height above NAP"),
          _eye(2), unit="m"),
    _Fact("heading_deg", "number", Phrase(nl="Kijkrichting", en="Heading"),
          Phrase(nl="Met de klok mee vanaf het noorden van RD", en="Clockwise from RD north"),
          _angle("heading_rad"), unit="deg"),
    _Fact("pitch_deg", "number", Phrase(nl="Kijkhoek", en="Pitch"),
          Phrase(nl="Omhoog is positief", en="Up is positive"),
          _angle("pitch_rad"), unit="deg"),
    _Fact("field_of_view_deg", "number", Phrase(nl="Beeldhoek", en="Field of view"),
          Phrase(nl="Van onder naar boven", en="From bottom to top"),
          _angle("field_of_view_rad"), unit="deg"),
    _Fact("layers", "text", Phrase(nl="Lagen", en="Layers"),
          Phrase(nl="Welke lagen en ontwerpen aan stonden", en="Which layers and designs were on"),
          lambda rows: cleaned([LIST_SIGN.join(sight.layers) if sight else None
                                for sight in rows.sights]), is_list=True),
    _Fact("project_hash", "text", Phrase(nl="Controlegetal project", en="Hash of the project"),
          Phrase(nl="SHA-256 van het project zoals het toen was",
                 en="SHA-256 of the project as it was"),
          lambda rows: [remark.project_hash for remark in rows.remarks]),
    _Fact("model_hash", "text", Phrase(nl="Controlegetal model", en="Hash of the model"),
          Phrase(nl="SHA-256 van de getoonde bestanden", en="SHA-256 of the files that were shown"),
          lambda rows: [remark.model_hash for remark in rows.remarks]),
)  # fmt: skip
